"""Publishing: the gate, each step, what the public was told, and how it follows the claim."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.choices import ClaimStatus, EventKind, NotificationKind, PublicationState, Rating, WithdrawnCause
from claims.errors import (
    AlreadyPublic,
    BadInput,
    CannotUndo,
    ClaimClosed,
    DecidedOtherwise,
    NothingToCorrect,
    NotPublic,
    NotReady,
    ReasonMissing,
    StaleEdit,
    TextEmpty,
    TextTooLong,
)
from claims.models import Claim, Event, Notification, Source, Verdict
from claims.services.claims import withdraw_claim
from claims.services.decisions import reopen_claim
from claims.services.publication import (
    correct_verdict,
    correction_log,
    gate,
    pause_verdict,
    publish_verdict,
    resume_verdict,
    unpublish_verdict,
)
from claims.services.reviews import Citation, retract_review, submit_review
from claims.services.rewording import reword_claim
from claims.services.surgery import Part, divide_claim, merge_claims, restore_claim
from claims.services.transfers import transfer_claims
from claims.services.undo import last_undoable, undo
from claims.services.verdicts import adjudicate, settle_all
from tests.factories import TEXT, ArticleFactory, ClaimFactory, UserFactory
from tests.services.racing import race, raise_unexpected
from tests.services.test_verdicts import assert_settled, conflict, submit

pytestmark = pytest.mark.django_db

SUMMARY = "The city's records give 1932 as the year of the opening."
REASON = "The records office is closed this week."
PAGE = Citation(url="https://records.example.org/1932", stance="supports")


@pytest.fixture
def editor() -> Any:
    return UserFactory(editor=True)


def decided(rating: str = "supported", **about: Any) -> Claim:
    claim = ClaimFactory(**about)
    for _ in range(2):
        submit(claim, rating)
    return fresh(claim)


def ready(rating: str = "supported") -> Claim:
    """Decided, with a primary source that is kept."""
    claim = decided(rating)
    Source.objects.update(reliability="primary", archived_url="https://archive.example.org/1932")
    return claim


def published(editor: Any, rating: str = "supported") -> Claim:
    claim = ready(rating)
    publish_verdict(actor=editor, claim=claim, summary=SUMMARY)
    return fresh(claim)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.select_related("verdict", "article").get(pk=claim.pk)


def told(claim: Claim) -> list[str]:
    events = Event.objects.filter(claim=claim, kind__in=["verdict:published", "verdict:paused", "verdict:corrected",
                                                         "verdict:withdrawn"])  # fmt: skip
    return list(events.order_by("id").values_list("kind", flat=True))


def states(claim: Claim) -> list[tuple[int, str]]:
    return list(claim.verdicts.order_by("number").values_list("number", "state"))


def unmet(claim: Claim, **about: Any) -> set[str]:
    return {item.name for item in gate(claim, **about) if not item.met}


def cited() -> list[Citation]:
    return [Citation(url="https://records.example.org/1", stance="context")]


# --- the gate ----------------------------------------------------------------------------------
def test_the_gate_lists_what_the_craft_asks_for(editor: Any) -> None:
    items = gate(decided())
    assert [(item.name, item.needed, item.met) for item in items] == [
        ("decided", "must", True),
        ("reviewers", "reason", True),
        ("evidence", "must", True),
        ("primary_source", "reason", False),
        ("kept", "reason", False),
        ("summary", "must", False),
    ]
    assert all(item.label and item.hint for item in items)
    assert unmet(ready(), summary=SUMMARY) == set()


def test_a_claim_without_a_decision_meets_neither_that_nor_the_rest() -> None:
    names = {"decided", "reviewers", "evidence", "primary_source", "kept", "summary"}
    assert unmet(ClaimFactory()) == names
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="supported", evidence=cited())
    assert unmet(fresh(claim)) == names - {"evidence"}


def test_one_review_is_enough_with_a_reason_or_where_one_person_is_the_desk(settings: Any) -> None:
    settings.QUORUM = 1
    claim = ClaimFactory()
    submit(claim)
    assert "reviewers" in unmet(fresh(claim))
    settings.SOLO_DESK = True
    assert "reviewers" not in unmet(fresh(claim))


def test_an_editors_decision_stands_for_the_second_reviewer(editor: Any) -> None:
    claim = conflict()
    adjudicate(actor=editor, claim=claim, rating="incorrect", reason="The records say so.")
    assert "reviewers" not in unmet(fresh(claim))


def test_a_rating_that_needs_no_pages_needs_none_here() -> None:
    claim = ClaimFactory()
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="A prediction.")
    assert unmet(fresh(claim)) == {"summary"}
    asked = {item.name: item.needed for item in gate(fresh(claim))}
    assert [asked[name] for name in ("evidence", "primary_source", "kept")] == ["nothing"] * 3


def test_pages_that_are_cited_all_the_same_are_looked_at() -> None:
    claim = ClaimFactory()
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="unproven", evidence=cited())
    assert unmet(fresh(claim)) == {"primary_source", "kept", "summary"}


def test_the_gate_costs_the_same_whatever_was_cited(django_assert_num_queries: Any) -> None:
    claim = ClaimFactory()
    for number in range(2):
        pages = [Citation(url=f"https://records.example.org/{number}/{page}", stance="context") for page in range(30)]
        submit_review(actor=UserFactory(), claim=claim, rating="supported", evidence=pages)
    claim = fresh(claim)
    with django_assert_num_queries(2):
        gate(claim)


# --- publishing --------------------------------------------------------------------------------
def test_an_editor_publishes_what_is_ready(editor: Any) -> None:
    claim = ready()
    verdict = publish_verdict(actor=editor, claim=claim, summary=f" {SUMMARY}\r\n", seen=claim.revision)
    verdict.refresh_from_db()
    assert (verdict.state, verdict.summary, verdict.published_by) == (PublicationState.PUBLISHED, SUMMARY, editor)
    assert verdict.published_at == verdict.state_changed_at
    assert verdict.is_public
    event = Event.objects.get(kind=EventKind.VERDICT_PUBLISHED)
    assert (event.actor, event.claim, event.verdict, event.new) == (editor, claim, verdict, "supported")
    assert event.data == {}
    assert fresh(claim).revision == claim.revision + 1
    assert list(Verdict.objects.public()) == list(Verdict.objects.published()) == [verdict]
    assert_settled()


def test_a_reason_opens_the_gate_where_it_may_and_is_kept(editor: Any) -> None:
    claim = decided()
    with pytest.raises(ReasonMissing) as caught:
        publish_verdict(actor=editor, claim=claim, summary=SUMMARY)
    assert caught.value.field == "reason"
    assert "primary source" in caught.value.message
    publish_verdict(actor=editor, claim=claim, summary=SUMMARY, reason=REASON)
    event = Event.objects.get(kind=EventKind.VERDICT_PUBLISHED)
    assert (event.reason, event.data) == (REASON, {"without": ["primary_source", "kept"]})


def test_nothing_opens_it_for_a_claim_without_a_decision(editor: Any) -> None:
    with pytest.raises(NotReady) as caught:
        publish_verdict(actor=editor, claim=ClaimFactory(), summary=SUMMARY, reason=REASON)
    assert caught.value.missing == ["decided", "evidence"]


def test_a_summary_is_written(editor: Any) -> None:
    claim = ready()
    for summary, error in (("", TextEmpty), (" \u200b ", TextEmpty), ("x" * 5_001, TextTooLong)):
        with pytest.raises(error) as caught:
            publish_verdict(actor=editor, claim=claim, summary=summary)
        assert caught.value.field == "summary"
    assert states(claim) == [(1, "unpublished")]


def test_the_summary_of_a_decision_counts(editor: Any) -> None:
    claim = conflict()
    Source.objects.update(reliability="primary", archived_url="https://archive.example.org/1932")
    adjudicate(actor=editor, claim=claim, rating="incorrect", reason="The records say so.", summary=SUMMARY)
    assert publish_verdict(actor=editor, claim=claim).summary == SUMMARY


def test_what_is_public_is_not_published_again(editor: Any) -> None:
    claim = published(editor)
    with pytest.raises(AlreadyPublic):
        publish_verdict(actor=editor, claim=claim, summary="Another.")
    pause_verdict(actor=editor, claim=claim, reason="A reader wrote.")
    with pytest.raises(AlreadyPublic):
        publish_verdict(actor=editor, claim=claim, summary="Another.")


def test_a_withdrawn_claim_is_not_published(editor: Any) -> None:
    claim = ready()
    withdraw_claim(actor=editor, claim=claim, reason="Not a claim.")
    for step in (publish_verdict, resume_verdict):
        with pytest.raises(ClaimClosed):
            step(actor=editor, claim=claim)


def test_who_saw_an_older_claim_is_told(editor: Any) -> None:
    claim = ready()
    publish_verdict(actor=editor, claim=claim, summary=SUMMARY, seen=claim.revision)
    for step, word in ((correct_verdict, "note"), (pause_verdict, "reason"), (unpublish_verdict, "reason")):
        with pytest.raises(StaleEdit):
            step(actor=editor, claim=claim, seen=claim.revision, **{word: "So."})


def test_an_address_is_the_claims_and_reads_like_it(editor: Any, settings: Any) -> None:
    settings.SITE_URL = "https://desk.example.org"
    claim = ready()
    Claim.objects.filter(pk=claim.pk).update(text="Ann Lee’s bridge opened in 1932.")
    verdict = publish_verdict(actor=editor, claim=claim, summary=SUMMARY)
    assert verdict.public_url == f"https://desk.example.org/verdicts/{claim.pk}-ann-lees-bridge-opened-in-1932/"


# --- correcting --------------------------------------------------------------------------------
def test_a_corrected_summary_is_the_next_number(editor: Any) -> None:
    claim = published(editor)
    first = claim.verdict
    verdict = correct_verdict(actor=editor, claim=claim, note="The year was misprinted.", summary="It was 1932.")
    assert (verdict.number, verdict.summary, verdict.rating) == (2, "It was 1932.", first.rating)
    assert (verdict.public_note, verdict.correction_note) == ("The year was misprinted.",) * 2
    assert (fresh(claim).verdict, fresh(claim).decided_at) == (verdict, claim.decided_at)
    assert states(claim) == [(1, "superseded"), (2, "published")]
    event = Event.objects.get(kind=EventKind.VERDICT_CORRECTED)
    assert (event.verdict, event.reason, event.data) == (verdict, verdict.public_note, {"instead_of": first.pk})
    first.refresh_from_db()
    assert (first.summary, first.published_by) == (SUMMARY, editor)
    assert_settled()


def test_a_new_decision_is_offered_as_correction(editor: Any) -> None:
    claim = conflict()
    Source.objects.update(reliability="primary", archived_url="https://archive.example.org/1932")
    adjudicate(actor=editor, claim=claim, rating="incorrect", reason="The records say so.", summary=SUMMARY)
    publish_verdict(actor=editor, claim=claim)
    new = adjudicate(actor=editor, claim=claim, rating="disputed", reason="Both are right.", summary="Both.")
    assert states(claim) == [(1, "paused"), (2, "unpublished")]
    yesterday = timezone.localdate() - timedelta(days=1)
    verdict = correct_verdict(actor=editor, claim=claim, note="A second page turned up.", true_as_of=yesterday)
    verdict.refresh_from_db()
    assert (verdict, verdict.summary, verdict.true_as_of) == (new, "Both.", yesterday)
    assert states(claim) == [(1, "superseded"), (2, "published")]
    assert [row.number for row in correction_log(claim)] == [1, 2]
    assert_settled()


def test_a_correction_changes_something(editor: Any) -> None:
    claim = published(editor)
    for summary in ("", SUMMARY):
        with pytest.raises(NothingToCorrect):
            correct_verdict(actor=editor, claim=claim, note="So.", summary=summary)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(BadInput) as caught:
        correct_verdict(actor=editor, claim=claim, note="So.", true_as_of=tomorrow)
    assert caught.value.field == "true_as_of"
    assert states(claim) == [(1, "published")]


def test_only_what_is_public_is_corrected_and_the_public_is_told_why(editor: Any) -> None:
    with pytest.raises(NotPublic):
        correct_verdict(actor=editor, claim=ready(), note="So.", summary="Another.")
    with pytest.raises(ReasonMissing) as caught:
        correct_verdict(actor=editor, claim=published(editor), note="", summary="Another.")
    assert caught.value.field == "note"


def test_another_rating_needs_a_summary_of_its_own(editor: Any) -> None:
    claim = published(editor)
    for review in claim.reviews.submitted():
        retract_review(actor=review.reviewer, review=review)
    for _ in range(2):
        submit(claim, "incorrect")
    Source.objects.update(reliability="primary", archived_url="https://archive.example.org/1932")
    with pytest.raises(TextEmpty):
        correct_verdict(actor=editor, claim=claim, note="We were wrong.")
    verdict = correct_verdict(actor=editor, claim=claim, note="We were wrong.", summary="It was 1933.")
    assert (verdict.rating, verdict.number) == (Rating.INCORRECT, 2)


# --- pausing, resuming, taking back ------------------------------------------------------------
def test_a_pause_and_its_end(editor: Any) -> None:
    claim = published(editor)
    correct_verdict(actor=editor, claim=claim, note="Misprint.", summary="It was 1932.")
    verdict = pause_verdict(actor=editor, claim=claim, reason="A reader wrote to us.")
    assert (verdict.state, verdict.public_note) == (PublicationState.PAUSED, "A reader wrote to us.")
    assert (list(Verdict.objects.public()), list(Verdict.objects.published())) == ([verdict], [])
    with pytest.raises(NotPublic):
        pause_verdict(actor=editor, claim=claim, reason="Again.")
    first_published = verdict.published_at
    verdict = resume_verdict(actor=editor, claim=claim, reason="They were mistaken.")
    assert (verdict.state, verdict.public_note) == (PublicationState.PUBLISHED, "Misprint.")
    assert verdict.published_at == first_published
    with pytest.raises(NotPublic):
        resume_verdict(actor=editor, claim=claim)
    assert told(claim) == ["verdict:published", "verdict:corrected", "verdict:paused", "verdict:published"]
    assert_settled()


def test_what_was_taken_back_stays_so_and_the_next_one_has_the_next_number(editor: Any) -> None:
    claim = published(editor)
    verdict = unpublish_verdict(actor=editor, claim=claim, reason="It named the wrong person.")
    assert (verdict.state, verdict.public_note) == (PublicationState.WITHDRAWN, "It named the wrong person.")
    assert not Verdict.objects.public().exists()
    for step in (pause_verdict, unpublish_verdict):
        with pytest.raises(NotPublic):
            step(actor=editor, claim=claim, reason="Again.")
    again = publish_verdict(actor=editor, claim=claim, summary="Better words.")
    assert states(claim) == [(1, "withdrawn"), (2, "published")]
    assert fresh(claim).verdict == again
    assert [row.public_note for row in correction_log(claim)] == ["It named the wrong person.", ""]
    assert_settled()


@pytest.mark.parametrize("step", [pause_verdict, unpublish_verdict])
def test_the_public_is_told_why(editor: Any, step: Any) -> None:
    with pytest.raises(ReasonMissing) as caught:
        step(actor=editor, claim=published(editor), reason=" ")
    assert caught.value.field == "reason"


# --- it follows its claim ----------------------------------------------------------------------
def test_a_claim_open_again_pauses_what_is_public(editor: Any) -> None:
    claim, colleague = published(editor), UserFactory(admin=True)
    reopen_claim(actor=editor, claim=claim, reason="A page was missed.")
    assert states(claim) == [(1, "paused")]
    event = Event.objects.get(kind=EventKind.VERDICT_PAUSED)
    assert (event.actor, event.old, event.data) == (editor, "supported", {"by_itself": True})
    notices = Notification.objects.filter(kind=NotificationKind.VERDICT_PAUSED, claim=claim)
    people = {notice.person for notice in notices}
    assert colleague in people
    assert editor not in people
    assert_settled()


def test_the_same_decision_again_lets_an_editor_resume_it(editor: Any) -> None:
    claim = published(editor)
    review = claim.reviews.submitted().first()
    retract_review(actor=review.reviewer, review=review)
    with pytest.raises(DecidedOtherwise):
        resume_verdict(actor=editor, claim=claim)
    submit(claim, "supported")
    assert states(claim) == [(1, "paused"), (2, "unpublished")]
    resume_verdict(actor=editor, claim=claim)
    assert states(claim) == [(1, "published"), (2, "unpublished")]
    assert_settled()


def test_a_third_opinion_that_changes_nothing_pauses_nothing(editor: Any) -> None:
    claim = published(editor)
    submit(claim, "incorrect")
    assert (fresh(claim).status, states(claim)) == (ClaimStatus.SUPPORTED, [(1, "published")])


def test_a_conflict_pauses_it(editor: Any) -> None:
    claim = published(editor)
    for _ in range(2):
        submit(claim, "incorrect")
    assert (fresh(claim).status, states(claim)) == (ClaimStatus.CONFLICTING, [(1, "paused")])
    assert_settled()


def test_a_withdrawn_claim_takes_it_back_also_while_paused(editor: Any) -> None:
    first, second = published(editor), published(editor)
    pause_verdict(actor=editor, claim=second, reason="A reader wrote.")
    for claim in (first, second):
        withdraw_claim(actor=editor, claim=claim, reason="Badly split.", cause=WithdrawnCause.BADLY_SPLIT)
        assert states(claim) == [(1, "withdrawn")]
        assert told(claim)[-1] == "verdict:withdrawn"
    restore_claim(actor=editor, claim=first)
    assert (fresh(first).status, states(first)) == (ClaimStatus.SUPPORTED, [(1, "withdrawn"), (2, "unpublished")])
    assert_settled()


def test_merged_and_divided_claims_take_theirs_back(editor: Any) -> None:
    claim = published(editor)
    other = ClaimFactory(article=claim.article, at=(27, 60))
    merge_claims(actor=editor, claims=[claim, other], text="The bridge opened in 1932 and carries traffic.")
    assert states(claim) == [(1, "withdrawn")]
    divided = published(editor)
    parts = [Part(text="A bridge opened", start=0, end=17), Part(text="It was 1932", start=18, end=26)]
    divide_claim(actor=editor, claim=divided, parts=parts)
    assert states(divided) == [(1, "withdrawn")]
    assert_settled()


def test_no_public_wording_is_changed_and_no_public_claim_moved(editor: Any) -> None:
    claim = published(editor)
    for review in claim.reviews.submitted():
        retract_review(actor=review.reviewer, review=review)
    with pytest.raises(ClaimClosed, match="public"):
        reword_claim(actor=editor, claim=claim, text="Another wording")
    target = ArticleFactory(versions=f"{TEXT} Another edition.")
    assert "public" in transfer_claims(actor=editor, claims=[claim], article=target)[0].reason
    unpublish_verdict(actor=editor, claim=claim, reason="Nobody stands by it.")
    assert reword_claim(actor=editor, claim=claim, text="Another wording").text == "Another wording"


def test_settling_mends_what_something_else_wrote(editor: Any) -> None:
    apart, gone = published(editor), published(editor)
    Verdict.objects.filter(claim=apart).update(rating="disputed")
    Claim.objects.filter(pk=gone.pk).update(status="withdrawn", withdrawn_cause="other", verdict=None)
    assert [row.claim_id for row in settle_all(write=False)] == [apart.pk, gone.pk]
    assert [row.settled for row in settle_all()] == ["paused", "withdrawn"]
    assert (states(apart), states(gone)) == ([(1, "paused")], [(1, "withdrawn")])
    assert list(settle_all()) == []


# --- undoing, racing, the database -------------------------------------------------------------
def test_what_the_public_was_told_holds_the_steps_below_it(editor: Any) -> None:
    claim = conflict()
    Source.objects.update(reliability="primary", archived_url="https://archive.example.org/1932")
    adjudicate(actor=editor, claim=claim, rating="incorrect", reason="The records say so.", summary=SUMMARY)
    publish_verdict(actor=editor, claim=claim)
    step = last_undoable(editor)
    assert step is not None
    assert step.kind == EventKind.CLAIM_ADJUDICATED
    with pytest.raises(CannotUndo):
        undo(actor=editor, event=step)
    assert states(claim) == [(1, "published")]


def test_a_step_that_paused_it_is_undone_and_the_pause_stays(editor: Any) -> None:
    claim = published(editor)
    review = claim.reviews.submitted().first()
    retract_review(actor=review.reviewer, review=review)
    undo(actor=review.reviewer, event=Event.objects.get(kind=EventKind.REVIEW_RETRACTED))
    assert (fresh(claim).status, states(claim)[0]) == (ClaimStatus.SUPPORTED, (1, "paused"))
    withdraw_claim(actor=editor, claim=claim, reason="By mistake.")
    undo(actor=editor, event=Event.objects.get(kind=EventKind.CLAIM_WITHDRAWN))
    assert (fresh(claim).status, states(claim)[0]) == (ClaimStatus.SUPPORTED, (1, "withdrawn"))
    assert_settled()


def test_the_database_keeps_one_public_verdict_of_a_claim(editor: Any) -> None:
    claim = published(editor)
    now = timezone.now()
    with pytest.raises(IntegrityError, match=r"verdict_one_public|claim_id"):
        Verdict.objects.create(claim=claim, version=claim.version, number=2, rating="supported", decided_by="quorum",
                               state="paused", published_at=now)  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_publish_at_once_one_does() -> None:
    claim = ready()
    people = [UserFactory(editor=True) for _ in range(2)]
    calls = [lambda person=person: publish_verdict(actor=person, claim=claim, summary=SUMMARY) for person in people]
    answers = race(calls)
    raise_unexpected(answers, AlreadyPublic)
    assert sum(isinstance(answer, Verdict) for answer in answers) == 1
    assert told(claim) == ["verdict:published"]


@pytest.mark.django_db(transaction=True)
def test_a_verdict_published_while_its_claim_is_withdrawn_is_not_left_public() -> None:
    claim, editor = ready(), UserFactory(editor=True)
    calls = [
        lambda: publish_verdict(actor=editor, claim=claim, summary=SUMMARY),
        lambda: withdraw_claim(actor=editor, claim=claim, reason="Badly split."),
    ]
    raise_unexpected(race(calls), ClaimClosed)
    assert fresh(claim).status == ClaimStatus.WITHDRAWN
    assert not claim.verdicts.filter(state__in=["published", "paused"]).exists()
    assert list(settle_all(write=False)) == []
