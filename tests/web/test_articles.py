"""The article pages: adding, listing, reading, proposing."""

import pytest
from django.urls import reverse

from claims.choices import ArticleState
from claims.models import Article, Claim
from tests.factories import ArticleFactory, ClaimFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

STORY = "Harbor reopens\n\nFrench PM Emmanuel Macron opened the new harbor on Monday. It cost 4 million euros."


def test_a_pasted_article_is_split_and_shown(editor):
    client, user = editor
    response = client.post(reverse("article_new"), {"text": STORY, "publisher": "Courier", "language": "en"})
    article = Article.objects.get()
    assert response.url == article.get_absolute_url()
    assert article.added_by == user
    page = client.get(response.url)
    assert "Emmanuel Macron is French PM" in read_page(page)
    claim = article.claims.get(text="Emmanuel Macron is French PM")
    assert claim.quote == "French PM Emmanuel Macron"
    assert f'id="at-{claim.pk}"' in page.content.decode()
    assert f'href="#at-{claim.pk}"' in page.content.decode()


def test_a_textareas_line_ends_do_not_shift_the_words(editor):
    editor[0].post(reverse("article_new"), {"text": STORY.replace("\n", "\r\n"), "language": "en"})
    article = Article.objects.get()
    assert "\r" not in article.version.text
    assert all(claim.quote == article.version.text[claim.start : claim.end] for claim in article.claims.all())


def test_the_same_text_again_leads_to_the_article_that_has_it(editor):
    first = editor[0].post(reverse("article_new"), {"text": STORY})
    again = editor[0].post(reverse("article_new"), {"text": STORY, "title": "Other"}, follow=True)
    assert again.redirect_chain == [(first.url, 302)]
    assert "This text was here already" in read_page(again)
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "\u200b \n"}, "The text is empty"),
        ({"text": "Some text", "source_url": "javascript:alert(1)"}, "must start with http"),
        ({"text": "Some text", "published_on": "yesterday"}, "valid date"),
        ({"text": "Some \x00 text"}, "Null characters"),
        ({"text": ""}, "required"),
    ],
)
def test_what_was_typed_survives_a_mistake(editor, wrong, words):
    typed = {"title": "Kept title", "publisher": "Kept publisher", "author": "Kept author", **wrong}
    response = editor[0].post(reverse("article_new"), typed)
    assert response.status_code == 422
    assert words in read_page(response)
    for value in typed.values():
        assert value.strip() in response.content.decode()
    assert not Article.objects.exists()


def test_a_text_over_the_limit_is_refused_with_its_length(editor, settings):
    settings.MAX_TEXT_LENGTH = 50
    response = editor[0].post(reverse("article_new"), {"text": "a" * 51})
    assert "The text has 51 characters; the limit is 50." in read_page(response)


def test_a_long_text_is_split_in_the_background(editor, settings, django_capture_on_commit_callbacks):
    settings.SPLIT_INLINE_LENGTH = 20
    with django_capture_on_commit_callbacks(execute=True):
        response = editor[0].post(reverse("article_new"), {"text": STORY}, follow=True)
    assert "shortly" in read_page(response)
    assert Article.objects.get().state == ArticleState.READY


def test_a_waiting_article_says_so_and_a_failed_one_says_why(reviewer):
    article = ArticleFactory(state=ArticleState.WAITING)
    assert "being worked out" in read_page(reviewer[0].get(article.get_absolute_url()))
    Article.objects.update(state=ArticleState.FAILED, state_reason="It has no sentences.")
    assert "It has no sentences." in read_page(reviewer[0].get(article.get_absolute_url()))


def test_the_text_is_shown_whole_and_in_order_however_claims_overlap(reviewer):
    text = "Title <b>\n\nOne & two 🎉 three. Four “five” six.\n  \nLast line"
    article = ArticleFactory(versions=text)
    for start, end in [(11, 30), (15, 20), (18, 28), (11, 30), (19, 20), (0, 5)]:
        ClaimFactory(article=article, at=(start, end))
    shown = read_page(reviewer[0].get(article.get_absolute_url()))
    for line in ("One & two 🎉", "“five” six.", "Last line"):
        assert line.split()[0] in shown
    assert _article_words(reviewer[0].get(article.get_absolute_url())) == [
        line for line in text.split("\n") if line.strip()
    ]


def test_a_text_broken_into_short_lines_is_shown_in_paragraphs(reviewer):
    wrapped = (
        "The harbor office was sold to a firm from the\nold town. It said on Tuesday that French\nPM Ann Lee knew."
    )
    text = f"{wrapped}\n\nIt is so."
    article = ArticleFactory(versions=text)
    assert _article_words(reviewer[0].get(article.get_absolute_url())) == text.split("\n\n")


def _article_words(response):
    import html
    import re

    body = response.content.decode().split('id="article-text"')[1].split(">", 1)[1].split("</article>")[0]
    body = re.sub(r'<span class="visually-hidden" data-aside>.*?</span>', "", body)
    paragraphs = re.findall(r"<p dir[^>]*>(.*?)</p>", body, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in paragraphs]


def test_rows_of_a_pasted_table_keep_their_columns(reviewer):
    rows = "Year\tLength\n2019\t3.5 km\n"
    others = "•\tOne of them is closed\n12.\tAnother is not\n\tA line set in\n"
    article = ArticleFactory(versions=f"Bridges counted.\n\n{rows}\n{others}")
    page = reviewer[0].get(article.get_absolute_url()).content.decode()
    assert page.count('<p dir="auto" class="tabbed">') == 2
    assert "2019\t3.5 km" in page


def test_an_article_and_a_claim_show_the_number_that_forms_ask_for(reviewer, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    article = ArticleFactory(pk=12345)
    claim = ClaimFactory(pk=67890, article=article)
    assert "Article 12345" in read_page(reviewer[0].get(article.get_absolute_url()))
    assert "Claim 67890" in read_page(reviewer[0].get(claim.get_absolute_url()))


def test_filters_narrow_cards_and_highlights(reviewer):
    article = ArticleFactory()
    ClaimFactory(article=article, text="The open one")
    ClaimFactory(article=article, text="The said one", kind="attributed", speaker="Ann Lee")
    shown = read_page(reviewer[0].get(f"{article.get_absolute_url()}?kind=attributed"))
    assert "The said one" in shown
    assert "The open one" not in shown
    assert "0 of 2 claims decided" in shown


@pytest.mark.parametrize("query", ["colour=red", "status=nonsense", "kind=asserted&page=2"])
def test_an_article_page_refuses_filters_it_does_not_know(reviewer, query):
    article = ArticleFactory()
    assert reviewer[0].get(f"{article.get_absolute_url()}?{query}").status_code == 400


def test_what_was_left_out_is_shown_on_demand_and_can_become_a_claim(reviewer):
    article = ArticleFactory(versions="Read more here. The bridge opened in 1932.")
    article.version.dropped = [[0, 15, "lines", "furniture"]]
    article.version.save()
    assert "1 passage was left out" in read_page(reviewer[0].get(article.get_absolute_url()))
    response = reviewer[0].get(f"{article.get_absolute_url()}?dropped=1")
    assert "furniture" in read_page(response)
    address = f"{reverse('article_claim_propose', args=[article.pk])}?start=0&end=15"
    assert address.replace("&", "&amp;") in response.content.decode()
    assert "Read more here." in reviewer[0].get(address).content.decode()


class TestList:
    def test_a_list_costs_the_same_with_one_row_and_with_thirty(self, reviewer, django_assert_num_queries):
        ClaimFactory()
        address = reverse("articles")
        reviewer[0].get(address)
        with django_assert_num_queries(5):
            reviewer[0].get(address)
        for _ in range(30):
            ClaimFactory()
        with django_assert_num_queries(5):
            response = reviewer[0].get(address)
        assert len(response.context["listing"].rows) == 30

    def test_older_articles_follow_without_gap_or_repeat(self, reviewer):
        made = [ArticleFactory().pk for _ in range(65)]
        seen, query = [], ""
        while query is not None:
            listing = reviewer[0].get(f"{reverse('articles')}{query}").context["listing"]
            seen += [article.pk for article in listing.rows]
            query = listing.older or None
        assert seen == sorted(made, reverse=True)

    def test_an_unknown_parameter_is_named(self, reviewer):
        response = reviewer[0].get(f"{reverse('articles')}?sort=title")
        assert response.status_code == 400
        assert "“sort”" in read_page(response)

    @pytest.mark.parametrize("before", ["x", "-1", "0", "1e3", "٣", "9" * 30])
    def test_a_place_that_cannot_be_is_refused(self, reviewer, before):
        assert reviewer[0].get(reverse("articles"), {"before": before}).status_code == 400


def test_a_long_text_is_shown_in_parts_and_a_claim_leads_to_its_own(reviewer):
    lines = [f"Line {number} says that the bridge is long and old and wide." for number in range(2_000)]
    article = ArticleFactory(versions="\n".join(lines))
    text = article.version.text
    first, last = (ClaimFactory(article=article, at=(at, at + 10)) for at in (0, text.index("Line 1999 ")))
    one = reviewer[0].get(article.get_absolute_url())
    assert [claim.pk for claim in one.context["claims"]] == [first.pk]
    there = reviewer[0].get(f"{article.get_absolute_url()}?claim={last.pk}")
    assert [claim.pk for claim in there.context["claims"]] == [last.pk]
    read = []
    for part in one.context["parts"]:
        read += _article_words(reviewer[0].get(f"{article.get_absolute_url()}?part={part}"))
    assert read == lines
    assert "0 of 2 claims decided" in read_page(there)


@pytest.mark.parametrize("number", [1, 30])
def test_an_article_costs_the_same_with_few_claims_and_with_many(reviewer, django_assert_num_queries, number):
    article = ArticleFactory()
    for _ in range(number):
        ClaimFactory(article=article)
    reviewer[0].get(article.get_absolute_url())
    with django_assert_num_queries(10):
        reviewer[0].get(article.get_absolute_url())


class TestPropose:
    def propose(self, reviewer, article, **typed):
        return reviewer[0].post(reverse("article_claim_propose", args=[article.pk]), {"kind": "asserted", **typed})

    def test_quoted_words_are_found_in_the_article(self, reviewer):
        article = ArticleFactory(versions="🎉 It carries\n160,000 vehicles a day. That’s a lot.")
        response = self.propose(reviewer, article, quote=" carries 160,000 vehicles ", text="The bridge carries")
        claim = Claim.objects.get()
        assert response.url == f"{article.get_absolute_url()}?claim={claim.pk}#claim-{claim.pk}"
        assert (claim.quote, claim.start) == ("carries\n160,000 vehicles", 5)
        assert claim.proposed_by == reviewer[1]

    def test_the_words_are_not_called_optional(self, reviewer):
        article = ArticleFactory()
        page = read_page(reviewer[0].get(article.get_absolute_url()))
        assert "Words of the article Select them" in page

    def test_a_keyboards_quotation_marks_find_a_newsrooms(self, reviewer):
        article = ArticleFactory(versions="She said “that’s a lot” today.")
        self.propose(reviewer, article, quote='"that\'s a lot"')
        assert Claim.objects.get().quote == "“that’s a lot”"

    def test_a_position_wins_over_a_look_up(self, reviewer):
        article = ArticleFactory(versions="One bridge. One bridge.")
        self.propose(reviewer, article, quote="One bridge", start=12, end=22)
        assert Claim.objects.get().start == 12

    def test_words_in_several_places_are_put_to_choice(self, reviewer):
        article = ArticleFactory(versions="One bridge. One bridge.")
        response = self.propose(reviewer, article, quote="One bridge", text="Kept wording")
        assert response.status_code == 422
        assert "Which one?" in read_page(response)
        assert "Kept wording" in response.content.decode()
        self.propose(reviewer, article, quote="One bridge", start=12)
        assert Claim.objects.get().start == 12

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"quote": "No such words"}, "are not in the article"),
            ({}, "Say which words"),
            ({"start": 5, "end": 5}, "greater than start"),
            ({"start": 0, "end": 9_999}, "the text has"),
        ],
    )
    def test_words_that_cannot_be_placed_are_refused(self, reviewer, typed, words):
        response = self.propose(reviewer, ArticleFactory(), text="Kept wording", **typed)
        assert response.status_code == 422
        assert words in read_page(response)
        assert "Kept wording" in response.content.decode()
        assert not Claim.objects.exists()
