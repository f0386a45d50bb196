"""Tags and the number of reviews of an article: one page sets them, lists and figures are narrowed by them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import EventKind
from claims.errors import BadInput, TextTooLong
from claims.figures.agreement import agreement
from claims.figures.dashboard import Scope, dashboard
from claims.models import Article, Event, Tag
from claims.services.terms import set_tags
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.services.racing import race, raise_unexpected
from tests.services.test_verdicts import assert_settled, conflict, submit
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def tags_of(article: Article) -> list[str]:
    return sorted(article.tags.values_list("name", flat=True))


def tagged(*tags: str) -> Article:
    return set_tags(actor=UserFactory(editor=True), article=ArticleFactory(), tags=tags)


# --- the page ----------------------------------------------------------------------------------
def test_an_editor_sets_tags_and_the_number_of_reviews_on_one_page(editor: Any) -> None:
    client, person = editor
    article = ArticleFactory()
    address = f"/articles/{article.pk}/terms/"
    assert "independent review" in read_page(client.get(address))
    answer = client.post(address, {"tags": " Climate,  city Council , climate", "quorum": "3"}, follow=True)
    assert "Saved." in read_page(answer)
    article.refresh_from_db()
    assert (tags_of(article), article.quorum) == (["city council", "climate"], 3)
    event = Event.objects.get(kind=EventKind.ARTICLE_TAGGED)
    assert (event.actor, event.old, event.new) == (person, "", "city council, climate")
    assert 'value="city council, climate"' in client.get(address).text


def test_of_two_editors_the_second_sees_the_firsts_tags_and_saves_again(editor: Any) -> None:
    client, person = editor
    article = ArticleFactory()
    address = f"/articles/{article.pk}/terms/"
    seen = client.get(address).context["form"]["seen"].value()
    set_tags(actor=person, article=article, tags=["sea"])
    stale = client.post(address, {"tags": "land", "seen": seen})
    assert (stale.status_code, tags_of(article)) == (422, ["sea"])
    assert "The tags are now “sea”." in read_page(stale)
    assert 'value="land"' in stale.text
    again = client.post(address, {"tags": "land", "seen": stale.context["form"]["seen"].value()})
    assert (again.status_code, tags_of(article)) == (302, ["land"])


def test_another_number_settles_the_articles_claims_each_with_an_event(editor: Any) -> None:
    claim = ClaimFactory()
    for _ in range(2):
        submit(claim, "unproven")
    claim.refresh_from_db()
    assert claim.status == "unproven"
    editor[0].post(f"/articles/{claim.article_id}/terms/", {"quorum": "3"})
    claim.refresh_from_db()
    assert claim.status == "in_review"
    assert claim.events.order_by("-id").first().kind == EventKind.CLAIM_REOPENED
    assert_settled()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tags": "x" * 41}, "the limit is 40"),
        ({"tags": ",".join(f"t{n}" for n in range(21))}, "at most 20 tags"),
        ({"quorum": "0"}, "greater than or equal to 1"),
        ({"quorum": "many"}, "whole number"),
    ],
)
def test_what_was_typed_survives_a_refusal(editor: Any, given: dict[str, str], said: str) -> None:
    article = tagged("old")
    answer = editor[0].post(f"/articles/{article.pk}/terms/", {"tags": "old", **given})
    assert answer.status_code == 422
    assert said in read_page(answer)
    assert f'value="{next(iter(given.values()))}"' in answer.text
    assert tags_of(article) == ["old"]


def test_only_editors_open_it(cast: Any) -> None:
    address = f"/articles/{ArticleFactory().pk}/terms/"
    expected = {"reader": 403, "reviewer": 403, "editor": 200, "nobody": 302}
    assert {name: cast[name][0].get(address).status_code for name in expected} == expected


# --- the service -------------------------------------------------------------------------------
def test_the_same_tags_again_are_no_event() -> None:
    article = tagged("rivers")
    set_tags(actor=None, article=article, tags=["Rivers"])
    assert Event.objects.filter(kind=EventKind.ARTICLE_TAGGED).count() == 1


@pytest.mark.parametrize(("tags", "error"), [(["a,b"], BadInput), (["x" * 41], TextTooLong), (["\x00"], BadInput)])
def test_a_tag_that_cannot_be_is_named(tags: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        set_tags(actor=None, article=ArticleFactory(), tags=tags)


@pytest.mark.django_db(transaction=True)
def test_a_new_tag_named_by_two_at_once_is_one_tag() -> None:
    articles = ArticleFactory.create_batch(2)
    raise_unexpected(race([lambda one=one: set_tags(actor=None, article=one, tags=["new"]) for one in articles]))
    assert Tag.objects.count() == 1
    assert [tags_of(article) for article in articles] == [["new"], ["new"]]


# --- lists and figures -------------------------------------------------------------------------
def test_lists_are_narrowed_by_a_tag(reviewer: Any) -> None:
    client, _ = reviewer
    article, other = tagged("rivers", "law"), ArticleFactory()
    claims = [ClaimFactory(article=one, text=f"Claim of {one.pk}") for one in (article, other)]
    page = read_page(client.get("/articles/?tag=Rivers"))
    assert article.title in page
    assert other.title not in page
    page = read_page(client.get("/claims/?tag=rivers"))
    assert claims[0].text in page
    assert claims[1].text not in page
    found = client.get("/api/v1/claims/?tag=rivers").json()["results"]
    assert [row["id"] for row in found] == [claims[0].pk]
    assert client.get("/api/v1/articles/?tag=nothing").json()["results"] == []


def test_figures_are_narrowed_by_a_tag() -> None:
    claim, other = ClaimFactory(article=tagged("rivers")), ClaimFactory(article=tagged("law", "money"))
    for one in (claim, other):
        submit(one, "unproven")
        submit(one, "unproven")
    today = timezone.localdate()
    found = dashboard(Scope(today - timedelta(days=7), today, tag="rivers"))
    assert found.standing["unproven"] == 1
    assert sum(week.reviews for week in found.weeks) == 2
    assert [(row.topic, row.alpha.units) for row in agreement().tags] == [("law", 1), ("money", 1), ("rivers", 1)]
    assert agreement(tag="money").alpha.units == 1


def test_the_dashboard_keeps_the_tag_in_its_form(editor: Any) -> None:
    answer = editor[0].get("/dashboard/?tag=Rivers")
    assert answer.status_code == 200
    assert 'name="tag" value="Rivers"' in answer.text


# --- conflicts ---------------------------------------------------------------------------------
def test_conflicts_by_age_or_by_worth(editor: Any) -> None:
    client, _ = editor
    claims = [conflict() for _ in range(3)]
    for claim, worth in zip(claims, (0.2, 0.9, 0.2), strict=True):
        type(claim).objects.filter(pk=claim.pk).update(check_worthiness=worth)

    def shown(query: str) -> list[int]:
        rows = client.get(f"/conflicts/{query}").context["rows"]
        return [claims.index(claim) for claim, _since, _reviews in rows]

    assert shown("") == [0, 1, 2]
    assert shown("?order=worth") == [1, 0, 2]
    assert shown(f"?order=worth&after={claims[1].pk}") == [0, 2]
    assert shown(f"?order=worth&after={claims[0].pk}") == [2]
    assert client.get("/conflicts/?order=luck").status_code == 400
    assert "Most worth checking first" in read_page(client.get("/conflicts/"))
