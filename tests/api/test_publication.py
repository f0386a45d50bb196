"""Publication as programs reach it."""

from typing import Any

import pytest

from claims.models import Claim, Source
from claims.services.claims import withdraw_claim
from tests.api.desk import Answer, Desk, editor, reader, reviewer
from tests.factories import ClaimFactory
from tests.services.test_publication import SUMMARY, decided, ready
from tests.services.test_verdicts import submit

pytestmark = pytest.mark.django_db


def publish(desk: Desk, claim: Claim, **headers: str) -> Answer:
    return desk.post(f"claims/{claim.pk}/publish/", {"summary": SUMMARY}, **headers)


def told(answer: Answer) -> list[tuple[int, str]]:
    return [(row["number"], row["state"]) for row in answer.body["log"]]


def test_from_the_gate_to_a_correction_and_back() -> None:
    desk, claim = editor(), ready()
    route = f"claims/{claim.pk}"
    before = desk.get(f"{route}/publication/")
    assert (before.body["ready"], before.body["steps"], before.body["public"]) == (True, ["publish"], None)
    assert [item["name"] for item in before.body["gate"] if not item["met"]] == ["summary"]
    answer = publish(desk, claim)
    assert (answer.status, answer.body["steps"]) == (201, ["correct", "pause", "unpublish"])
    public = answer.body["public"]
    assert (public["number"], public["summary"], public["published_by"]["id"]) == (1, SUMMARY, desk.user.pk)
    assert public["url"].split("/")[3:] == ["verdicts", public["url"].split("/")[4], ""]
    assert public["url"].split("/")[4].startswith(f"{claim.pk}-the-bridge-opened-in-1932")
    assert told(desk.post(f"{route}/pause/", {"reason": "A reader wrote."})) == [(1, "paused")]
    assert told(desk.post(f"{route}/resume/")) == [(1, "published")]
    correction = {"note": "A misprint.", "summary": "It was 1932.", "true_as_of": "2025-01-10"}
    answer = desk.post(f"{route}/correct/", correction)
    assert told(answer) == [(1, "superseded"), (2, "published")]
    assert answer.body["public"]["true_as_of"] == "2025-01-10"
    answer = desk.post(f"{route}/unpublish/", {"reason": "It named the wrong person."})
    assert told(answer) == [(1, "superseded"), (2, "withdrawn")]
    assert answer.body["public"] is None


@pytest.mark.parametrize(
    ("step", "sent", "status", "code"),
    [
        ("publish", {}, 400, "text_empty"),
        ("publish", {"summary": SUMMARY}, 400, "reason_missing"),
        ("publish", {"summary": 7}, 400, "invalid"),
        ("publish", {"words": "x"}, 400, "invalid"),
        ("correct", {"note": "So.", "summary": "Other."}, 409, "not_public"),
        ("correct", {}, 400, "invalid"),
        ("correct", {"note": "So.", "true_as_of": "soon"}, 400, "invalid"),
        ("pause", {"reason": "So."}, 409, "not_public"),
        ("resume", {}, 409, "not_public"),
        ("unpublish", {"reason": " "}, 400, "reason_missing"),
    ],
)
def test_refusals_are_named(step: str, sent: Any, status: int, code: str) -> None:
    answer = editor().post(f"claims/{decided().pk}/{step}/", sent)
    assert (answer.status, answer.body["code"]) == (status, code)


def test_a_step_twice_says_what_stands() -> None:
    desk, claim = editor(), ready()
    publish(desk, claim)
    assert desk.post(f"claims/{claim.pk}/resume/", {}).body["message"] == "The public verdict is not paused."
    desk.post(f"claims/{claim.pk}/pause/", {"reason": "So."})
    again = desk.post(f"claims/{claim.pk}/pause/", {"reason": "So."})
    assert (again.status, again.body["message"]) == (409, "The public verdict is paused already.")


def test_the_former_name_of_a_reason_goes_on_working() -> None:
    desk, claim = editor(), ready()
    publish(desk, claim)
    paused = desk.post(f"claims/{claim.pk}/pause/", {"note": "A reader wrote."})
    assert paused.body["public"]["public_note"] == "A reader wrote."
    both = desk.post(f"claims/{claim.pk}/unpublish/", {"note": "So.", "reason": "Otherwise."})
    neither = desk.post(f"claims/{claim.pk}/unpublish/", {})
    blank = desk.post(f"claims/{claim.pk}/unpublish/", {"note": " "})
    assert [(one.status, one.fields) for one in (both, neither, blank)] == [
        (400, ["note"]),
        (400, ["reason"]),
        (400, ["reason"]),
    ]
    assert told(desk.post(f"claims/{claim.pk}/unpublish/", {"note": "So.", "reason": "So."})) == [(1, "withdrawn")]


def test_a_claim_without_a_decision_is_not_ready() -> None:
    answer = editor().post(f"claims/{ClaimFactory().pk}/publish/", {"summary": SUMMARY, "reason": "Now."})
    assert (answer.status, answer.body["code"]) == (409, "not_ready")


@pytest.mark.parametrize("desk", [reader, reviewer])
def test_it_is_for_editors(desk: Any) -> None:
    claim, person = ready(), desk()
    assert person.get(f"claims/{claim.pk}/publication/").status == 403
    for step in ("publish", "correct", "pause", "resume", "unpublish"):
        assert person.post(f"claims/{claim.pk}/{step}/", {"note": "So."}).status == 403
    assert editor().get("claims/999999999/publication/").status == 404


def test_a_step_names_the_revision_it_saw_and_is_sent_twice_without_harm() -> None:
    desk, claim = editor(), ready()
    tag = desk.get(f"claims/{claim.pk}/publication/").headers["ETag"]
    assert publish(desk, claim, If_Match='"0-0"').status == 412
    first = publish(desk, claim, If_Match=tag, Idempotency_Key="publish-1")
    again = publish(desk, claim, If_Match=tag, Idempotency_Key="publish-1")
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert (publish(desk, claim).status, publish(desk, claim).body["code"]) == (409, "already_public")
    unchanged = desk.get(f"claims/{claim.pk}/publication/", If_None_Match=first.headers["ETag"])
    assert unchanged.status == 304


def test_followers_are_told_what_became_of_it() -> None:
    desk, claim, other = editor(), ready(), reader()
    publish(desk, claim)
    (row,) = other.get("verdicts/").body["results"]
    assert (row["summary"], row["note"], row["url"].split("/")[3]) == (SUMMARY, "", "verdicts")
    position = other.get("verdicts/?changed_after=0").body["changed_after"]
    desk.post(f"claims/{claim.pk}/pause/", {"reason": "A reader wrote."})
    answer = other.get(f"verdicts/?changed_after={position}")
    (row,) = answer.body["results"]
    expected = {"state": "paused", "note": "A reader wrote.", "status": "supported", "heirs": []}
    assert (row["claim"], row["gone"]) == (claim.pk, expected)
    withdraw_claim(actor=desk.user, claim=claim, reason="Badly split.")
    (row,) = other.get(f"verdicts/?changed_after={answer.body['changed_after']}").body["results"]
    assert (row["gone"]["state"], row["gone"]["status"]) == ("withdrawn", "withdrawn")
    assert other.get("verdicts/").body["results"] == []


def test_a_list_by_where_claims_stand() -> None:
    desk = editor()
    waiting, public, paused, anew = ready(), ready(), ready(), ready()
    ClaimFactory()
    for claim in (public, paused, anew):
        assert publish(desk, claim).status == 201
    desk.post(f"claims/{paused.pk}/pause/", {"reason": "A reader wrote."})
    review = anew.reviews.submitted().first()
    Desk(review.reviewer).delete(f"reviews/{review.pk}/")
    submit(anew, "supported")
    Source.objects.update(reliability="primary")

    def listed(value: str) -> set[int]:
        return {row["id"] for row in desk.get(f"claims/?publication={value}").body["results"]}

    assert listed("ready") == {waiting.pk}
    assert listed("published") == {public.pk}
    assert listed("paused") == {paused.pk, anew.pk}
    assert listed("correction") == {anew.pk}
    assert desk.get("claims/?publication=hidden").status == 400


def test_publication_costs_the_same_however_much_was_told(django_assert_num_queries: Any) -> None:
    desk, claim = editor(), ready()
    route = f"claims/{claim.pk}"
    publish(desk, claim)
    desk.get(f"{route}/publication/")
    with django_assert_num_queries(5):
        desk.get(f"{route}/publication/")
    for number in range(12):
        desk.post(f"{route}/correct/", {"note": "So.", "summary": f"Wording {number}."})
    with django_assert_num_queries(5):
        assert len(desk.get(f"{route}/publication/").body["log"]) == 13
