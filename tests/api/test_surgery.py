"""Merging and dividing claims, who the people are, chosen fields, and how many requests are too many."""

from typing import Any

import pytest
import time_machine

from claims.choices import JobKind
from claims.models import Claim, Job
from tests.api.desk import editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_merged_claims_lead_to_the_one_they_became() -> None:
    article, desk = ArticleFactory(), editor()
    first, second = ClaimFactory(article=article, at=(0, 10)), ClaimFactory(article=article, at=(11, 26))
    answer = desk.post(f"claims/{first.pk}/merge/", {"others": [second.pk], "text": "Both"}, If_Match='"1"')
    assert answer.status == 201
    (heir,) = answer.body["heirs"]
    assert desk.get(f"claims/{first.pk}/").body["heirs"] == [{"id": heir, "how": "merged"}]
    assert desk.get(f"claims/{heir}/").body["quote"] == article.version.text[0:26]


def test_a_claim_alone_is_not_merged_and_the_field_is_named_as_it_was_sent() -> None:
    claim = ClaimFactory()
    answer = editor().post(f"claims/{claim.pk}/merge/", {"others": [claim.pk], "text": "Both"})
    assert (answer.status, answer.fields) == (400, ["others"])


def test_a_divided_claim_leads_to_its_parts() -> None:
    claim, desk = ClaimFactory(), editor()
    parts = [{"text": "One", "start": 0, "end": 10}, {"text": "Two", "start": 11, "end": 26, "kind": "presupposed"}]
    answer = desk.post(f"claims/{claim.pk}/split/", {"parts": parts})
    assert answer.status == 201
    assert [desk.get(f"claims/{pk}/").body["text"] for pk in answer.body["heirs"]] == ["One", "Two"]
    assert Claim.objects.get(pk=claim.pk).withdrawn_cause == "divided"


@pytest.mark.parametrize(
    ("route", "body", "field"),
    [
        ("merge", {"others": [], "text": "x"}, "others"),
        ("merge", {"others": [4711], "text": "x"}, "others"),
        ("merge", {"others": ["1"], "text": "x"}, "others[0]"),
        ("split", {"parts": [{"text": "x", "start": 0, "end": 1}]}, "parts"),
        ("split", {"parts": [{"text": "x", "start": 0, "end": 1}, {"text": "y", "start": 0}]}, "parts[1].end"),
    ],
)
def test_what_cannot_be_cut_is_refused_with_its_field(route: str, body: Any, field: str) -> None:
    answer = editor().post(f"claims/{ClaimFactory().pk}/{route}/", body)
    assert (answer.status, answer.fields) == (400, [field])


def test_only_editors_cut_claims() -> None:
    claim = ClaimFactory()
    assert reviewer().post(f"claims/{claim.pk}/merge/", {"others": [1], "text": "x"}).status == 403
    assert reviewer().post(f"claims/{claim.pk}/split/", {"parts": []}).status == 403


# --- people ------------------------------------------------------------------------------------
def test_editors_see_who_is_there_and_no_more_than_that() -> None:
    UserFactory(email="secret@example.org")
    desk = editor()
    answer = desk.get("users/")
    assert {"id", "name", "username", "role", "team", "is_active"} == set(answer.body["results"][0])
    assert b"secret@example.org" not in answer.raw
    assert reviewer().get("users/").status == 403


# --- fields ------------------------------------------------------------------------------------
def test_only_the_fields_that_are_asked_for_are_sent() -> None:
    claim, desk = ClaimFactory(), reader()
    assert desk.get("claims/?fields=id,status").body["results"] == [{"id": claim.pk, "status": "unreviewed"}]
    assert set(desk.get(f"claims/{claim.pk}/?fields=sentence").body) == {"sentence"}


@pytest.mark.parametrize("fields", ["id,password", "article.title", "__class__", "id,", "proposed_by__password"])
def test_a_field_that_is_not_there_is_refused(fields: str) -> None:
    ClaimFactory()
    assert reader().get(f"claims/?fields={fields}").fields == ["fields"]


# --- news --------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["claims/", "articles/", "users/", "claims/?fields=id"])
def test_a_list_that_did_not_change_is_304(path: str) -> None:
    ClaimFactory()
    desk = editor()
    tag = desk.get(path).headers["ETag"]
    assert desk.get(path, If_None_Match=tag).status == 304
    ClaimFactory()
    UserFactory()
    assert desk.get(path, If_None_Match=tag).status == 200


@pytest.mark.parametrize("noun", ["claims", "articles", "sources", "jobs", "versions", "reviews"])
def test_one_thing_that_did_not_change_is_304(noun: str) -> None:
    desk, review = editor(), EvidenceFactory().review
    things = {"claims": review.claim, "articles": review.claim.article, "sources": review.evidence.get().source}
    things |= {"jobs": Job.objects.create(kind=JobKind.IMPORT, requested_by=desk.user)}
    things |= {"versions": review.claim.version, "reviews": review}
    address = f"{noun}/{things[noun].pk}/"
    tag = desk.get(address).headers["ETag"]
    again = desk.get(address, If_None_Match=tag)
    assert (again.status, again.raw, again.headers["ETag"]) == (304, b"", tag)
    assert desk.get(address, If_None_Match='"another"').status == 200


# --- limits ------------------------------------------------------------------------------------
def test_too_many_requests_of_one_person_wait_for_the_next_minute(settings: Any) -> None:
    settings.API_RATES = {**settings.API_RATES, "reader": 2}
    desk, other, boss = reader(), reader(), editor()
    with time_machine.travel("2026-01-01T12:00:15Z", tick=False) as clock:
        assert [desk.get("me/").status for _ in range(3)] == [200, 200, 429]
        refused = desk.get("me/")
        assert refused.body["code"] == "throttled"
        assert 45 <= int(refused.headers["Retry-After"]) <= 46
        assert other.get("me/").status == 200
        assert [boss.get("me/").status for _ in range(5)] == [200] * 5
        clock.shift(46)
        assert desk.get("me/").status == 200
