"""Many at once: good ones are stored, bad ones say why, each at its own place."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, Claim, Event, Review
from tests.api.desk import editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def claims_of(article: Any, count: int) -> list[dict[str, Any]]:
    return [{"article": article.pk, "start": 0, "end": 26, "text": f"Claim {n}"} for n in range(count)]


def test_claims_go_in_together_and_each_has_its_event() -> None:
    article, desk = ArticleFactory(), reviewer()
    answer = desk.post("claims/bulk/", {"items": claims_of(article, 30)})
    assert answer.status == 200
    ids = [result["id"] for result in answer.body["results"]]
    assert [Claim.objects.get(pk=pk).text for pk in ids] == [f"Claim {n}" for n in range(30)]
    assert Event.objects.filter(kind="claim:proposed", actor=desk.user, claim__in=ids).count() == 30
    claim = Claim.objects.get(pk=ids[0])
    assert (claim.quote, claim.suffix[:3], claim.proposed_by) == (article.version.text[:26], " It", desk.user)


def test_claims_cost_the_same_number_of_statements_for_3_and_for_300() -> None:
    article, desk = ArticleFactory(), reviewer()
    desk.get("me/")
    counts = []
    for count in (3, 300):
        with CaptureQueriesContext(connection) as captured:
            desk.post("claims/bulk/", {"items": claims_of(article, count)})
        counts.append(len(captured))
    assert counts[1] <= counts[0] <= 8


def test_bad_items_do_not_hold_up_good_ones() -> None:
    article = ArticleFactory()
    good = claims_of(article, 2)
    items = [
        good[0],
        {**good[0], "end": 10_000},
        {**good[0], "quote": "Other words"},
        {**good[0], "colour": "red"},
        {"article": article.pk, "start": 0},
        {**good[0], "article": 4711},
        "claim",
        {**good[0], "text": 5},
        {**good[0], "kind": "guess"},
        {**good[0], "start": True},
        {**good[0], "end": 2**70},
        good[1],
        good[0],
    ]
    results = reviewer().post("claims/bulk/", {"items": items}).body["results"]
    assert [result["status"] for result in results] == [201, 400, 409, *[400] * 8, 201, 200]
    named = [result["errors"][0]["field"] for result in results if "errors" in result]
    assert named == ["end", "quote", "colour", "end", "article", "item", "text", "kind", "start", "end"]
    assert results[0]["id"] == results[12]["id"]
    assert Claim.objects.count() == 2


def test_what_stands_already_is_not_stored_again() -> None:
    article, desk = ArticleFactory(), reviewer()
    first, again = (desk.post("claims/bulk/", {"items": claims_of(article, 3)}).body for _ in range(2))
    assert [result["status"] for result in first["results"]] == [201] * 3
    assert again["results"] == [{**result, "status": 200} for result in first["results"]]
    assert Claim.objects.count() == Event.objects.filter(kind="claim:proposed").count() == 3


def test_a_claim_that_somebody_proposes_meanwhile_spoils_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article, desk = ArticleFactory(), reviewer()
    desk.post("claims/bulk/", {"items": claims_of(article, 1)})
    monkeypatch.setattr("claims.services.bulk._standing", lambda drafts: {})
    results = desk.post("claims/bulk/", {"items": claims_of(article, 3)}).body["results"]
    assert [result["status"] for result in results] == [200, 201, 201]
    assert Claim.objects.count() == 3


def test_words_that_are_others_by_now_come_with_those_that_stand_there() -> None:
    article = ArticleFactory()
    item = claims_of(article, 1)[0] | {"quote": "other words"}
    (result,) = reviewer().post("claims/bulk/", {"items": [item]}).body["results"]
    assert (result["status"], result["code"]) == (409, "anchor_mismatch")
    assert result["current"] == {"quote": article.version.text[item["start"] : item["end"]]}


@pytest.mark.parametrize("path", ["articles/bulk/", "reviews/bulk/"])
def test_an_item_that_is_no_object_is_called_so(path: str) -> None:
    (result,) = editor().post(path, {"items": ["word"]}).body["results"]
    assert (result["status"], result["errors"][0]["message"]) == (400, "This is not an object.")


def test_articles_go_in_and_are_split_behind() -> None:
    items = [{"text": "One fact."}, {"text": " "}, {"title": "x"}, {"text": "Two facts."}, {"text": "One fact."}]
    results = editor().post("articles/bulk/", {"items": items}).body["results"]
    assert [result["status"] for result in results] == [201, 400, 400, 201, 200]
    assert results[0]["id"] == results[4]["id"]
    assert Article.objects.count() == 2
    assert all(article.state == "ready" for article in Article.objects.all())


def test_reviews_obey_the_rules_of_single_ones() -> None:
    desk = reviewer()
    first, own = ClaimFactory(), ClaimFactory(proposed_by=desk.user)
    items = [
        {"claim": first.pk, "rating": "unproven", "note": "x"},
        {"claim": first.pk, "rating": "unproven"},
        {"claim": own.pk, "rating": "unproven"},
        {"claim": 4711, "rating": "unproven"},
        {"claim": first.pk, "rating": "incorrect"},
        {"claim": first.pk, "rating": "incorrect", "evidence": [{"url": "ftp://x", "stance": "refutes"}]},
        {"rating": "unproven"},
    ]
    results = desk.post("reviews/bulk/", {"items": items}).body["results"]
    assert [result["status"] for result in results] == [201, 409, 409, 400, 400, 400, 400]
    assert [result.get("code") for result in results[1:3]] == ["already_reviewed", "own_claim"]
    assert results[5]["errors"][0]["field"] == "evidence[0].url"
    assert Review.objects.count() == 1


@pytest.mark.parametrize("path", ["articles/bulk/", "claims/bulk/", "reviews/bulk/"])
def test_a_call_holds_a_thousand_items_and_nothing_else(path: str) -> None:
    desk = editor()
    for body in ({}, [], {"items": {}}, {"items": [], "more": 1}, {"items": [{}] * 1001}):
        answer = desk.post(path, body)
        assert (answer.status, answer.fields) == (400, ["items"])
    assert desk.post(path, {"items": []}).body == {"results": []}
    assert reader().post(path, {"items": []}).status == 403
