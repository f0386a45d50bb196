"""The claim pages: list, one claim, rewording, withdrawing."""

import pytest
from django.urls import reverse

from claims.figures import totals
from claims.models import Claim
from claims.services.reviews import Citation, submit_review
from claims.services.rewording import reword_claim
from tests.factories import ArticleFactory, ClaimFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

LINK = Citation(url="https://archive.example.org/1932", stance="supports", quote="opened in 1932")


def test_a_list_costs_the_same_with_one_row_and_with_thirty(reviewer, django_assert_num_queries):
    ClaimFactory()
    reviewer[0].get(reverse("claims"))
    with django_assert_num_queries(5):
        reviewer[0].get(reverse("claims"))
    for _ in range(30):
        ClaimFactory()
    with django_assert_num_queries(6):  # the list is longer than a page, so it is counted
        response = reviewer[0].get(reverse("claims"))
    assert len(response.context["listing"].rows) == 30


def test_filters_narrow_the_list_and_stay_when_one_goes_on(reviewer):
    article = ArticleFactory()
    for number in range(40):
        ClaimFactory(article=article, text=f"Claim {number}", kind="presupposed")
    ClaimFactory(text="Another claim")
    first = reviewer[0].get(reverse("claims"), {"kind": "presupposed", "article": article.pk, "search": ""})
    assert len(first.context["listing"].rows) == 30
    second = reviewer[0].get(reverse("claims") + first.context["listing"].older)
    assert len(second.context["listing"].rows) == 10
    assert f'<input type="hidden" name="article" value="{article.pk}">' in second.content.decode()


def test_what_is_most_worth_checking_comes_first_where_that_is_asked_for(reviewer):
    worth = [0.5] * 33 + [0.2, 0.9]
    for one in worth:
        ClaimFactory(check_worthiness=one)
    expected = [claim.pk for claim in Claim.objects.order_by("-check_worthiness", "id")]
    address = f"{reverse('claims')}?ordering=-check_worthiness&status=unreviewed"
    first = reviewer[0].get(address)
    second = reviewer[0].get(reverse("claims") + first.context["listing"].older)
    found = [claim.pk for page in (first, second) for claim in page.context["listing"].rows]
    assert found == expected
    assert 'value="-check_worthiness" selected' in second.content.decode()
    # A file has one order, so the address of a download says nothing of any.
    assert "claims.csv?status=unreviewed" in first.content.decode()
    assert "ordering=-check_worthiness" in first.context["listing"].here


@pytest.mark.parametrize(
    ("number", "most", "small", "said"),
    [
        (1, 100, 0, "1 claim "),
        (30, 100, 0, "30 claims"),
        (40, 100, 1_000_000, "40 claims"),
        (40, 35, 1_000_000, "More than 35 claims"),
        (40, 100, 0, "More than 30 claims"),
    ],
)
def test_the_list_says_how_many_there_are(reviewer, monkeypatch, number, most, small, said):
    """All of them, as long as that is cheap to know."""
    monkeypatch.setattr(totals, "MOST", most)
    monkeypatch.setattr(totals, "SMALL", small)
    article = ArticleFactory()
    for one in range(number):
        ClaimFactory(article=article, text=f"Bridge {one}")
    assert said in read_page(reviewer[0].get(reverse("claims"), {"search": "bridge"}))


def test_counting_costs_one_statement_more(reviewer, django_assert_num_queries):
    for _ in range(31):
        ClaimFactory()
    with django_assert_num_queries(6):
        reviewer[0].get(reverse("claims"))
    place = {"ordering": "-check_worthiness", "before": Claim.objects.first().pk}
    with django_assert_num_queries(8):  # where it goes on, and the rows that are worth as much and less
        reviewer[0].get(reverse("claims"), place)


@pytest.mark.parametrize(
    "query", ["ordering=id", "colour=red", "status=nonsense", "before=x", "check_worthiness_min=2"]
)
def test_a_list_refuses_what_it_does_not_know_rather_than_show_everything(reviewer, query):
    ClaimFactory(text="A claim that must not show")
    response = reviewer[0].get(f"{reverse('claims')}?{query}")
    assert response.status_code == 400
    assert "must not show" not in read_page(response)
    assert query.split("=")[0] in response.content.decode()


def test_a_script_gets_the_results_alone(reviewer):
    ClaimFactory(text="The only claim")
    response = reviewer[0].get(reverse("claims"), headers={"HX-Request": "true"})
    assert "The only claim" in read_page(response)
    assert "<!doctype" not in response.content.decode()


class TestOneClaim:
    def test_it_is_shown_in_its_sentence_and_paragraph(self, reviewer):
        article = ArticleFactory(versions="Other line.\nBefore. The bridge opened in 1932. After.\nNext line.")
        claim = ClaimFactory(article=article, at=(20, 37), sentence_start=20, sentence_end=46)
        page = reviewer[0].get(claim.get_absolute_url()).content.decode()
        assert f'<mark class="quote">{claim.quote}</mark><span class="sentence">' in page
        assert "Before. <mark" in page
        assert "Other line." not in page

    def test_its_readings_and_reasons_are_told_in_words(self, reviewer):
        claim = ClaimFactory(
            speaker="Ann Lee",
            kind="attributed",
            reasons=["names a number"],
            readings=["Ann built it", "Her firm built it"],
            substitutions=[["She", "Ann Lee", 0, 3]],
        )
        text = read_page(reviewer[0].get(claim.get_absolute_url()))
        for words in ("Ann Lee", "names a number", "Her firm built it", "“She” → Ann Lee"):
            assert words in text

    def test_it_costs_the_same_with_one_review_and_with_ten(self, editor, django_assert_num_queries, settings):
        settings.QUORUM = 100
        claim = ClaimFactory()
        for number in (1, 9):
            for _ in range(number):
                submit_review(actor=_reviewer(), claim=claim, rating="supported", evidence=[LINK, LINK])
            editor[0].get(claim.get_absolute_url())
            with django_assert_num_queries(19):
                editor[0].get(claim.get_absolute_url())

    def test_a_claim_that_takes_no_review_says_why(self, cast):
        own = ClaimFactory(proposed_by=cast["reviewer"][1], origin="person")
        assert "You proposed this claim" in read_page(cast["reviewer"][0].get(own.get_absolute_url()))
        assert "Your role may read" in read_page(cast["reader"][0].get(own.get_absolute_url()))


def _reviewer():
    from tests.factories import UserFactory

    return UserFactory()


class TestBlindness:
    @pytest.fixture
    def claim(self, cast):
        claim = ClaimFactory()
        submit_review(
            actor=cast["colleague"][1], claim=claim, rating="disputed", note="Ravi's secret note", evidence=[LINK]
        )
        return claim

    def test_others_find_nothing_of_a_review_before_their_own(self, cast, claim):
        for who in ("reviewer", "reader"):
            client = cast[who][0]
            for address in (claim.get_absolute_url(), claim.article.get_absolute_url(), "/", "/claims/"):
                page = client.get(address).content.decode()
                assert "secret note" not in page
                assert "archive.example.org" not in page
                assert "review:submitted" not in page
                assert "Review submitted" not in page

    def test_they_find_it_after_their_own(self, cast, claim):
        submit_review(actor=cast["reviewer"][1], claim=claim, rating="unproven")
        assert "secret note" in cast["reviewer"][0].get(claim.get_absolute_url()).content.decode()

    def test_editors_find_it_at_once(self, cast, claim):
        assert "secret note" in cast["editor"][0].get(claim.get_absolute_url()).content.decode()


class TestReword:
    def test_a_wording_is_changed(self, editor):
        claim = ClaimFactory()
        typed = {"text": "The bridge opened on 19 March 1932", "kind": "presupposed", "seen": claim.revision}
        response = editor[0].post(reverse("claim_reword", args=[claim.pk]), typed)
        assert response.url == claim.get_absolute_url()
        claim.refresh_from_db()
        assert (claim.text, claim.kind) == ("The bridge opened on 19 March 1932", "presupposed")

    def test_two_people_rewording_at_once_see_both_wordings(self, cast):
        claim = ClaimFactory()
        seen = claim.revision
        reword_claim(actor=cast["editor"][1], claim=claim, text="Their wording")
        typed = {"text": "My wording", "kind": "asserted", "seen": seen}
        response = cast["editor"][0].post(reverse("claim_reword", args=[claim.pk]), typed)
        assert response.status_code == 409
        text = read_page(response)
        assert "Their wording" in text
        assert "My wording" in text
        claim.refresh_from_db()
        assert claim.text == "Their wording"
        typed["seen"] = claim.revision
        assert f'name="seen" value="{claim.revision}"' in response.content.decode()
        cast["editor"][0].post(reverse("claim_reword", args=[claim.pk]), typed)
        claim.refresh_from_db()
        assert claim.text == "My wording"

    def test_an_empty_wording_is_refused(self, editor):
        claim = ClaimFactory()
        typed = {"text": " ", "kind": "asserted", "seen": claim.revision}
        assert editor[0].post(reverse("claim_reword", args=[claim.pk]), typed).status_code == 422


class TestWithdraw:
    def test_a_withdrawn_claim_keeps_its_page_and_says_why(self, editor):
        claim = ClaimFactory()
        typed = {"cause": "not_a_claim", "reason": "It is a heading."}
        response = editor[0].post(reverse("claim_withdraw", args=[claim.pk]), typed, follow=True)
        text = read_page(response)
        assert "Not a claim. It is a heading." in text
        assert "Review this claim" not in text
        assert Claim.objects.get().is_withdrawn

    def test_a_reason_is_asked_for(self, editor):
        claim = ClaimFactory()
        response = editor[0].post(reverse("claim_withdraw", args=[claim.pk]), {"cause": "other", "reason": " "})
        assert response.status_code == 422
        assert not Claim.objects.get().is_withdrawn

    def test_withdrawing_twice_is_answered_in_words(self, editor):
        claim = ClaimFactory()
        typed = {"cause": "other", "reason": "Twice"}
        editor[0].post(reverse("claim_withdraw", args=[claim.pk]), typed)
        response = editor[0].post(reverse("claim_withdraw", args=[claim.pk]), typed)
        assert "and can no longer be changed" in read_page(response)
