"""The queue and drafts as programs reach them."""

import pytest

from claims.models import Assignment, Reservation, Review
from tests.api.desk import editor, reviewer
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_next_claim_is_kept_and_a_skipped_one_is_passed_over() -> None:
    desk, low, high = reviewer(), ClaimFactory(check_worthiness=0.2), ClaimFactory(check_worthiness=0.9)
    given = Assignment.objects.create(claim=low, assignee=desk.user, assigned_by=UserFactory(editor=True))
    first = desk.post("queue/next/")
    assert (first.status, first.body["claim"]["id"], first.body["assignment"]) == (201, low.pk, given.pk)
    assert first.body["reserved_until"]
    assert desk.post("queue/next/", {"without": [low.pk]}).body["claim"]["id"] == high.pk
    assert Reservation.objects.get().claim == high
    assert desk.post("queue/next/", {"without": [low.pk, high.pk]}).body["claim"] is None
    assert desk.post("queue/next/", {"without": ["1"]}).status == 400
    desk.post("queue/next/")
    assert desk.delete("queue/next/").status == 204
    assert not Reservation.objects.exists()


def test_a_claim_of_ones_choice_is_kept_while_there_is_room() -> None:
    claim, desks = ClaimFactory(), [reviewer() for _ in range(3)]
    assert [desk.post(f"claims/{claim.pk}/reserve/").status for desk in desks] == [201, 201, 409]
    assert desks[2].post(f"claims/{claim.pk}/reserve/").body["code"] == "held_by_others"
    desks[0].post(f"claims/{claim.pk}/reviews/", {"rating": "unproven", "note": "Nothing found."})
    assert desks[0].post(f"claims/{claim.pk}/reserve/").body["code"] == "not_waiting"


def test_a_draft_is_ones_own_and_nobody_saves_over_it_unseen() -> None:
    claim, desk = ClaimFactory(), reviewer()
    route, half = f"claims/{claim.pk}/draft/", {"note": "A yea", "evidence": [{"url": "https://rec"}]}
    assert (desk.get(route).body["revision"], desk.get(route).headers["ETag"]) == (0, '"0"')
    first = desk.put(route, half)
    assert (first.status, first.headers["ETag"], first.body["rating"]) == (200, '"1"', "")
    assert desk.put(route, {**half, "rating": "incorrect", "confidence": 4}, If_Match='"1"').body["revision"] == 2
    stale = desk.put(route, {"note": "Other"}, If_Match='"1"')
    assert (stale.status, stale.body["current"]) == (412, {"revision": 2, "note": "A yea"})
    draft = Review.objects.get(state="draft").pk
    assert [desk.send(method, f"reviews/{draft}/", {}).status for method in ("GET", "PATCH", "DELETE")] == [404] * 3
    kept = desk.get(route).body
    assert (kept["rating"], kept["confidence"], kept["evidence"][0]["url"]) == ("incorrect", 4, "https://rec")
    assert editor().get(route).body["note"] == ""
    assert desk.get(f"claims/{claim.pk}/reviews/").body["results"] == []
    assert desk.delete(route).status == 204
    assert desk.get(route).body["saved_at"] is None
    gone = desk.put(route, half, If_Match='"2"')
    assert (gone.status, gone.body["current"]["revision"]) == (412, 0)
    assert desk.put(route, half, If_Match='"0"').status == 200
    desk.post(f"claims/{claim.pk}/reviews/", {"rating": "unproven", "note": "Nothing found."})
    assert desk.put(route, half).status == 409
    assert desk.put(route, {"rating": "true"}).fields == ["rating"]
