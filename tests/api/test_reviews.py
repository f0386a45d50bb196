"""Reviews through the API: blind, once per person, with evidence; and an editor's word over a conflict."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimStatus
from claims.models import Claim, Review
from claims.services.reviews import submit_review
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

EVIDENCE = {"url": "https://records.example.org/1932", "stance": "refutes"}
INCORRECT = {"rating": "incorrect", "evidence": [EVIDENCE]}


def conflict() -> Claim:
    claim = ClaimFactory()
    for rating in ("unproven", "not_checkable"):
        submit_review(actor=UserFactory(), claim=claim, rating=rating, note="x")
    return Claim.objects.get(pk=claim.pk)


# --- the main job ------------------------------------------------------------------------------
def test_two_blind_reviewers_decide_a_claim_and_the_export_hands_it_over() -> None:
    claim, ann, bob, onlooker = ClaimFactory(), reviewer(), reviewer(), reader()
    assert ann.post(f"claims/{claim.pk}/reviews/", INCORRECT).status == 201
    assert bob.get(f"claims/{claim.pk}/reviews/").body["results"] == []
    assert bob.get("exports/claims.ndjson").raw.count(b"records.example.org") == 0
    assert bob.post(f"claims/{claim.pk}/reviews/", INCORRECT).status == 201
    assert len(bob.get(f"claims/{claim.pk}/reviews/").body["results"]) == 2
    assert onlooker.get(f"claims/{claim.pk}/").body["status"] == "incorrect"
    exported = onlooker.get("exports/claims.ndjson?status=incorrect").raw
    assert exported.count(b"records.example.org") == 2


def test_a_review_is_kept_with_all_that_was_given() -> None:
    desk, claim = reviewer(), ClaimFactory()
    evidence = {**EVIDENCE, "title": "City records", "quote": "opened in 1933", "note": "page 2"}
    answer = desk.post(
        f"claims/{claim.pk}/reviews/",
        {"rating": "incorrect", "note": "A year off.", "confidence": 4, "evidence": [evidence]},
    )
    assert answer.status == 201
    review = Review.objects.get()
    assert answer.headers["Location"].endswith(f"/api/v1/reviews/{review.pk}/")
    assert answer.body["reviewer"] == {"id": desk.user.pk, "name": str(desk.user)}
    assert (answer.body["note"], answer.body["confidence"], answer.body["state"]) == ("A year off.", 4, "submitted")
    given = answer.body["evidence"][0]
    assert {name: given[name] for name in evidence} == evidence


def test_a_review_costs_few_statements_and_none_more_for_more_evidence() -> None:
    desk, counts = reviewer(), []
    pages = [{**EVIDENCE, "url": f"https://records.example.org/{year}"} for year in range(1930, 1940)]
    desk.post(f"claims/{ClaimFactory().pk}/reviews/", {"rating": "incorrect", "evidence": pages})
    for evidence in (pages[:1], pages):
        claim = ClaimFactory()
        with CaptureQueriesContext(connection) as captured:
            answer = desk.post(f"claims/{claim.pk}/reviews/", {"rating": "incorrect", "evidence": evidence})
        assert len(answer.body["evidence"]) == len(evidence)
        counts.append(len(captured))
    # Eight, and the two of the transaction; PostgreSQL stores review, evidence, event and status by one.
    assert counts == [7, 7] if connection.vendor == "postgresql" else [10, 10]


def test_a_review_of_nothing_is_not_found() -> None:
    for number in (4711, 2**63, 10**30):
        assert reviewer().post(f"claims/{number}/reviews/", INCORRECT).status == 404


# --- refusals ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "rating"),
        ({"rating": "true"}, "rating"),
        ({"rating": ["incorrect"]}, "rating"),
        ({"rating": "incorrect"}, "evidence"),
        ({"rating": "supported", "evidence": []}, "evidence"),
        ({"rating": "not_checkable"}, "note"),
        ({"rating": "unproven", "confidence": 6}, "confidence"),
        ({"rating": "unproven", "confidence": "3"}, "confidence"),
        ({"rating": "unproven", "confidence": 3.0}, "confidence"),
        ({"rating": "unproven", "evidence": [EVIDENCE, {"url": "https://a.example.org"}]}, "evidence[1].stance"),
        ({"rating": "unproven", "evidence": [{"stance": "refutes"}]}, "evidence[0].url"),
        ({"rating": "unproven", "evidence": [{**EVIDENCE, "url": "javascript:alert(1)"}]}, "evidence[0].url"),
        ({"rating": "unproven", "evidence": [{**EVIDENCE, "weight": 1}]}, "evidence[0].weight"),
        ({"rating": "unproven", "evidence": ["x"]}, "evidence[0]"),
        ({"rating": "unproven", "evidence": {}}, "evidence"),
        ({"rating": "unproven", "evidence": [EVIDENCE] * 51}, "evidence"),
        ({"rating": "unproven", "reviewer": 1}, "reviewer"),
        ({"rating": "unproven", "submitted_at": "2020-01-01"}, "submitted_at"),
    ],
)
def test_an_incomplete_review_is_refused_with_the_field_at_fault(body: dict[str, Any], field: str) -> None:
    answer = reviewer().post(f"claims/{ClaimFactory().pk}/reviews/", body)
    assert (answer.status, answer.fields) == (400, [field])
    assert not Review.objects.exists()


def test_nobody_reviews_twice() -> None:
    claim, desk = ClaimFactory(), reviewer()
    desk.post(f"claims/{claim.pk}/reviews/", INCORRECT)
    again = desk.post(f"claims/{claim.pk}/reviews/", INCORRECT)
    assert (again.status, again.body["code"]) == (409, "already_reviewed")
    assert Review.objects.count() == 1


def test_nobody_reviews_their_own_claim() -> None:
    desk = reviewer()
    claim = ClaimFactory(proposed_by=desk.user)
    assert desk.post(f"claims/{claim.pk}/reviews/", INCORRECT).body["code"] == "own_claim"


def test_a_withdrawn_claim_takes_no_review() -> None:
    claim = ClaimFactory(status=ClaimStatus.WITHDRAWN, withdrawn_cause="other")
    answer = reviewer().post(f"claims/{claim.pk}/reviews/", INCORRECT)
    assert (answer.status, answer.body["code"]) == (409, "claim_closed")


def test_readers_do_not_review() -> None:
    assert reader().post(f"claims/{ClaimFactory().pk}/reviews/", INCORRECT).status == 403


# --- blindness ---------------------------------------------------------------------------------
def test_a_review_one_is_blind_to_does_not_exist_for_them() -> None:
    ann, bob = reviewer(), reviewer()
    review = ann.post(f"claims/{ClaimFactory().pk}/reviews/", INCORRECT).body["id"]
    nothing = bob.get("reviews/4711/")
    for answer in (
        bob.get(f"reviews/{review}/"),
        bob.patch(f"reviews/{review}/", {}),
        bob.delete(f"reviews/{review}/"),
    ):
        assert (answer.status, answer.body["message"]) == (404, nothing.body["message"])
    assert ann.get(f"reviews/{review}/").status == 200
    assert editor().get(f"reviews/{review}/").status == 200


def test_the_history_is_as_blind_as_the_reviews() -> None:
    claim, ann = ClaimFactory(), reviewer()
    ann.post(f"claims/{claim.pk}/reviews/", INCORRECT)
    assert reviewer().get(f"claims/{claim.pk}/history/").body["results"] == []
    assert [event["new"] for event in ann.get(f"claims/{claim.pk}/history/").body["results"]] == ["incorrect"]


# --- revising and retracting -------------------------------------------------------------------
def test_a_revision_is_a_new_review_that_keeps_what_was_left_out() -> None:
    desk, claim = reviewer(), ClaimFactory()
    first = desk.post(f"claims/{claim.pk}/reviews/", {**INCORRECT, "note": "A year off.", "confidence": 2}).body
    answer = desk.patch(f"reviews/{first['id']}/", {"rating": "disputed", "reason": "Sources differ."})
    assert answer.status == 200
    assert answer.body["id"] != first["id"]
    assert answer.body["supersedes"] == first["id"]
    assert (answer.body["note"], answer.body["confidence"]) == ("A year off.", 2)
    assert answer.body["evidence"][0]["url"] == EVIDENCE["url"]
    assert desk.get(f"reviews/{first['id']}/").body["state"] == "superseded"
    assert desk.patch(f"reviews/{first['id']}/", {"rating": "unproven"}).status == 409


def test_evidence_that_is_sent_takes_the_place_of_the_old() -> None:
    desk, claim = reviewer(), ClaimFactory()
    first = desk.post(f"claims/{claim.pk}/reviews/", INCORRECT).body
    assert desk.patch(f"reviews/{first['id']}/", {"evidence": []}).body["code"] == "evidence_missing"
    other = {"url": "https://other.example.org/", "stance": "refutes"}
    answer = desk.patch(f"reviews/{first['id']}/", {"evidence": [other]})
    assert [piece["url"] for piece in answer.body["evidence"]] == ["https://other.example.org/"]


def test_a_retracted_review_is_kept_and_no_longer_counts() -> None:
    desk, claim = reviewer(), ClaimFactory()
    review = desk.post(f"claims/{claim.pk}/reviews/", INCORRECT).body["id"]
    answer = desk.delete(f"reviews/{review}/", {"reason": "Wrong claim."})
    assert (answer.status, answer.body["state"]) == (200, "retracted")
    assert desk.get(f"claims/{claim.pk}/").body["status"] == "unreviewed"
    assert desk.delete(f"reviews/{review}/").status == 409


def test_a_review_that_was_replaced_meanwhile_is_not_changed_unseen() -> None:
    desk, claim = reviewer(), ClaimFactory()
    address = f"reviews/{desk.post(f'claims/{claim.pk}/reviews/', INCORRECT).body['id']}/"
    tag = desk.get(address).headers["ETag"]
    assert desk.get(address, If_None_Match=tag).status == 304
    assert desk.patch(address, {"note": "x"}, If_Match='"of-another-desk"').status == 412
    assert desk.patch(address, {"note": "x"}, If_Match="1").status == 400
    new = desk.patch(address, {"note": "Other words."}, If_Match=tag)
    for stale in (desk.patch(address, {"note": "x"}, If_Match=tag), desk.delete(address, {}, If_Match=tag)):
        assert (stale.status, stale.body["current"]) == (412, {"revision": 2, "state": "superseded"})
    assert desk.delete(f"reviews/{new.body['id']}/", {}, If_Match=new.headers["ETag"]).status == 200


def test_a_review_is_its_writers_alone() -> None:
    ann, bob, boss = reviewer(), reviewer(), editor()
    claim = ClaimFactory()
    review = ann.post(f"claims/{claim.pk}/reviews/", INCORRECT).body["id"]
    bob.post(f"claims/{claim.pk}/reviews/", INCORRECT)
    for desk in (bob, boss):
        assert desk.patch(f"reviews/{review}/", {"rating": "unproven"}).status == 403
        assert desk.delete(f"reviews/{review}/").status == 403
    assert Review.objects.get(pk=review).is_active


# --- adjudicating ------------------------------------------------------------------------------
def test_an_editor_decides_a_conflict_with_a_reason() -> None:
    claim, desk = conflict(), editor()
    answer = desk.post(f"claims/{claim.pk}/adjudication/", {"rating": "unproven", "reason": "No record survives."})
    assert answer.status == 201
    assert (answer.body["rating"], answer.body["decided_by"]) == ("unproven", "adjudication")
    assert answer.body["adjudicator"]["id"] == desk.user.pk
    assert reader().get(f"claims/{claim.pk}/").body["verdict"]["rating"] == "unproven"


@pytest.mark.parametrize("body", [{"rating": "unproven"}, {"reason": "x"}, {"rating": "unproven", "reason": "  "}])
def test_a_decision_needs_its_reason(body: dict[str, str]) -> None:
    assert editor().post(f"claims/{conflict().pk}/adjudication/", body).status == 400


def test_what_does_not_conflict_is_not_adjudicated() -> None:
    answer = editor().post(f"claims/{ClaimFactory().pk}/adjudication/", {"rating": "unproven", "reason": "x"})
    assert (answer.status, answer.body["code"]) == (409, "not_conflicting")


def test_nobody_adjudicates_over_their_own_review() -> None:
    claim, desk = ClaimFactory(), Desk(UserFactory(editor=True))
    submit_review(actor=desk.user, claim=claim, rating="unproven")
    submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="x")
    answer = desk.post(f"claims/{claim.pk}/adjudication/", {"rating": "unproven", "reason": "x"})
    assert (answer.status, answer.body["code"]) == (409, "own_review")


def test_reviewers_do_not_adjudicate() -> None:
    answer = reviewer().post(f"claims/{conflict().pk}/adjudication/", {"rating": "unproven", "reason": "x"})
    assert answer.status == 403


def test_while_a_conflict_waits_an_editor_is_not_told_who_said_what_and_each_knows_their_own(settings: Any) -> None:
    claim, ann, bob, chief = ClaimFactory(), reviewer(), reviewer(), editor()
    for person, rating in ((ann, "unproven"), (bob, "not_checkable")):
        assert person.post(f"claims/{claim.pk}/reviews/", {"rating": rating, "note": "x"}).status == 201

    def names(person: Desk) -> tuple[list[Any], list[Any]]:
        reviews = person.get(f"claims/{claim.pk}/reviews/").body["results"]
        events = person.get(f"claims/{claim.pk}/history/").body["results"]
        said = [event["actor"] for event in events if event["kind"] in {"review:submitted", "claim:conflicted"}]
        return [review["reviewer"] for review in reviews], said

    assert names(chief) == ([None] * 2, [None] * 3)
    own, other = names(ann)[0]
    assert (own["id"], other) == (ann.user.pk, None)
    one = chief.get(f"claims/{claim.pk}/reviews/").body["results"][0]["id"]
    assert chief.get(f"reviews/{one}/").body["reviewer"] is None
    settings.HIDE_REVIEWER_NAMES = False
    assert all(names(chief)[0] + names(chief)[1])
