"""Choosing an article by its number or by words of its title, wherever a form asks for one."""

import unicodedata

import pytest
from django.forms import ValidationError

from claims.models import Article
from claims.web.forms.choosing import ArticleField
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.web.conftest import read_page, signed_in

pytestmark = pytest.mark.django_db


def chosen(words):
    field = ArticleField()
    field.among(Article.objects.all())
    return field.clean(words)


def refusal(words):
    with pytest.raises(ValidationError) as caught:
        chosen(words)
    return " ".join(caught.value.messages)


class TestField:
    def test_a_number_is_a_number(self):
        article = ArticleFactory(title="Bridge opens")
        ArticleFactory(title=f"Bus {article.pk}")
        assert chosen(f" {article.pk} ") == article.pk
        assert chosen("") is None

    @pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 300])
    def test_a_number_nobody_has_is_refused(self, number):
        assert refusal(number).startswith("There is no article with the number ")

    @pytest.mark.parametrize("words", ["Bridge opens late", "LATE", "late bridge", "bridge  opens   late", "ridge l"])
    def test_words_that_fit_one_title_choose_it(self, words):
        article = ArticleFactory(title="Bridge opens late")
        ArticleFactory(title="Bridge opens")
        assert chosen(words) == article.pk

    def test_a_whole_title_chooses_it_though_another_has_its_words_as_well(self):
        article = ArticleFactory(title="Bridge opens")
        ArticleFactory(title="Bridge opens late")
        assert chosen("bridge opens") == article.pk

    def test_words_that_fit_several_name_up_to_five(self):
        articles = [ArticleFactory(title=f"Bridge {letter}") for letter in "abcde"]
        assert refusal("bridge").startswith("Several articles fit. Give a number: ")
        articles.append(ArticleFactory(title="Bridge f"))
        said = refusal("bridge")
        assert said.startswith("More than 5 articles fit.")
        assert [f"{article.pk} “{article.title}”" in said for article in articles] == [False, *[True] * 5]
        assert refusal("BRIDGE a b c d e f g h i j").startswith("No title")

    def test_articles_of_one_title_are_told_apart_by_number(self):
        same = [ArticleFactory(title="Weather", versions=text) for text in ("Rain.", "Sun.")]
        ArticleFactory(title="Weather tomorrow")
        assert refusal("weather") == (
            f"Several articles fit. Give a number: {same[1].pk} “Weather”; {same[0].pk} “Weather”."
        )

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_accents_may_be_spelled_either_way(self, form):
        article = ArticleFactory(title="Le pont est fermé")
        assert chosen(unicodedata.normalize(form, "fermé")) == article.pk

    @pytest.mark.parametrize("words", ["%", "_", "\\", "a%b", "'; --"])
    def test_words_are_words_and_nothing_else(self, words):
        ArticleFactory(title="Bridge")
        assert refusal(words).startswith("No title has these words.")

    def test_a_character_nobody_can_store_is_refused(self):
        assert refusal("a\x00b")

    def test_a_title_of_many_words_is_looked_for_whole(self):
        title = "one two three four five six seven eight nine ten eleven twelve"
        article = ArticleFactory(title=f"{title} thirteen")
        assert chosen(title) == article.pk
        assert refusal(f"{title} fourteen").startswith("No title")


@pytest.fixture
def admin():
    return signed_in(UserFactory(admin=True))


@pytest.mark.parametrize("address", ["/dashboard/", "/agreement/", "/audit/", "/exports/"])
def test_pages_take_words_and_say_which_article_that_is(admin, address):
    article = ArticleFactory(title="Bridge <opens> late")
    ClaimFactory(article=article)
    page = admin.get(address, {"article": "late", "format": "csv"} if "exports" in address else {"article": "late"})
    assert page.status_code == 200
    assert f"Article {article.pk}: Bridge <opens> late" in " ".join(read_page(page).split())
    assert '<option value="Bridge &lt;opens&gt; late"></option>' in page.text


@pytest.mark.parametrize(
    ("address", "refused"), [("/dashboard/", 400), ("/agreement/", 400), ("/audit/", 400), ("/exports/", 422)]
)
def test_pages_name_those_that_fit(admin, address, refused):
    numbers = [ArticleFactory(title="Weather", versions=text).pk for text in ("Rain.", "Sun.")]
    page = admin.get(address, {"article": "weather"})
    assert page.status_code == refused
    assert all(f"{number} “Weather”" in read_page(page) for number in numbers)


def test_files_and_links_follow_the_words(admin):
    article = ArticleFactory(title="Bridge opens late")
    ClaimFactory(article=article)
    sent = admin.get("/exports/", {"article": "late", "format": "csv", "download": "1"})
    assert sent.url == f"/api/v1/exports/claims.csv?article={article.pk}"
    assert f"article={article.pk}" in admin.get("/dashboard/", {"article": "late"}).text
    assert admin.get("/agreement.csv", {"article": "late"}).status_code == 200
    assert b"".join(admin.get("/audit.csv", {"article": "late"})).endswith(b"# end rows=0\r\n")


def test_work_is_given_out_by_words_of_a_title(editor):
    article, reviewer = ArticleFactory(title="Bridge opens late"), UserFactory()
    claim = ClaimFactory(article=article, check_worthiness=0)
    ClaimFactory(check_worthiness=1)
    form = {"article": "bridge late", "count": "20", "people": [reviewer.pk], "how": "round_robin"}
    assert editor[0].post("/workload/", form).status_code == 302
    assert [one.claim for one in reviewer.assignments.all()] == [claim]
    refused = editor[0].post("/workload/", form | {"article": "nothing like it"})
    assert refused.status_code == 422
    assert 'value="nothing like it"' in refused.text
