"""After the first decision: causes, questions, reopening, replies, another quorum."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import AdjudicationCause, ClaimStatus, EventKind, NotificationKind
from claims.errors import BadInput, NotConflicting, NotYours, ReasonMissing, StaleEdit, TextEmpty
from claims.models import Claim, Event, Notification, Reply, Review, Verdict
from claims.services.claims import withdraw_claim
from claims.services.decisions import (
    AlreadyReplied,
    NotDecided,
    reopen_claim,
    reply_to_verdict,
    return_to_review,
    set_quorum,
)
from claims.services.notifications import choose_notifications, mark_read
from claims.services.reviews import revise_review
from claims.services.verdicts import adjudicate
from tests.factories import ClaimFactory, UserFactory
from tests.services.racing import race, raise_unexpected
from tests.services.test_verdicts import PAGE, assert_settled, conflict, submit, transitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory(editor=True)


def decide(claim: Claim, editor: Any, rating: str = "incorrect", **more: Any) -> Verdict:
    return adjudicate(actor=editor, claim=claim, rating=rating, reason="The records say so.", **more)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.select_related("verdict", "article").get(pk=claim.pk)


# --- causes and dates --------------------------------------------------------------------------
def test_a_decision_says_why_the_reviewers_disagreed_and_when_to_look_again(editor: Any) -> None:
    yesterday, later = timezone.localdate() - timedelta(days=1), timezone.localdate() + timedelta(days=90)
    verdict = decide(
        conflict(),
        editor,
        causes=["evidence_missed", "ambiguous_wording", "evidence_missed"],
        true_as_of=yesterday,
        recheck_on=later,
    )
    assert verdict.causes == [AdjudicationCause.AMBIGUOUS_WORDING, AdjudicationCause.EVIDENCE_MISSED]
    assert (verdict.true_as_of, verdict.recheck_on) == (yesterday, later)
    assert Event.objects.get(kind=EventKind.CLAIM_ADJUDICATED).data == {"causes": verdict.causes}


def test_without_a_date_a_verdict_speaks_of_today(editor: Any) -> None:
    verdict = decide(conflict(), editor)
    assert (verdict.true_as_of, verdict.recheck_on, verdict.causes) == (timezone.localdate(), None, [])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"causes": ["boredom"]}, "causes"),
        ({"true_as_of": timezone.localdate() + timedelta(days=1)}, "true_as_of"),
        ({"recheck_on": timezone.localdate()}, "recheck_on"),
    ],
)
def test_a_bad_cause_or_date_is_refused_by_name(editor: Any, given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        decide(conflict(), editor, **given)
    assert caught.value.field == field


def test_everybody_who_reviewed_is_told_of_the_decision_once(editor: Any) -> None:
    claim = conflict()
    decide(claim, editor)
    told = Notification.objects.filter(kind=NotificationKind.DECIDED, claim=claim)
    assert {notification.person_id for notification in told} == set(claim.reviews.values_list("reviewer", flat=True))
    assert told.count() == 2


def test_who_switched_a_kind_off_is_not_told(editor: Any) -> None:
    claim = conflict()
    person = claim.reviews.first().reviewer
    choose_notifications(actor=person, wanted=["assigned"], by_mail=False)
    decide(claim, editor)
    assert not Notification.objects.filter(person=person).exists()
    with pytest.raises(BadInput):
        choose_notifications(actor=person, wanted=["weather"], by_mail=False)


def test_what_was_read_is_not_new_again(editor: Any) -> None:
    claim = conflict()
    decide(claim, editor)
    person = claim.reviews.first().reviewer
    assert (mark_read(actor=person), mark_read(actor=person)) == (1, 0)


# --- back to review ----------------------------------------------------------------------------
def test_a_conflict_goes_back_with_a_question_and_waits_for_one_more_review(editor: Any) -> None:
    claim = conflict()
    return_to_review(actor=editor, claim=claim, question="Does the depot count?", seen=claim.revision)
    back = fresh(claim)
    assert (back.status, back.needed_reviews) == (ClaimStatus.IN_REVIEW, 3)
    event = Event.objects.get(kind=EventKind.CLAIM_RETURNED)
    assert (event.actor, event.old, event.new, event.reason) == (
        editor,
        "conflicting",
        "in_review",
        "Does the depot count?",
    )
    assert transitions(claim)[-1][0] == "claim:returned"
    assert Notification.objects.filter(kind=NotificationKind.RETURNED, claim=claim).count() == 2
    assert_settled()
    submit(claim, "incorrect")
    assert fresh(claim).status == ClaimStatus.INCORRECT
    assert_settled()


def test_the_next_reviewer_is_blind_to_the_question(editor: Any) -> None:
    claim = conflict()
    return_to_review(actor=editor, claim=claim, question="Rita says incorrect, Omar supported: the depot?")
    newcomer, veteran = UserFactory(), claim.reviews.first().reviewer
    assert not Event.objects.visible_to(newcomer).filter(claim=claim).exists()
    assert Event.objects.visible_to(veteran).filter(kind=EventKind.CLAIM_RETURNED).exists()


def test_reviewers_may_answer_a_question_by_revising(editor: Any) -> None:
    claim = conflict()
    return_to_review(actor=editor, claim=claim, question="Does the depot count?")
    review = claim.reviews.get(rating="supported")
    revise_review(actor=review.reviewer, review=review, rating="incorrect", evidence=[PAGE], reason="It counts.")
    assert fresh(claim).status == ClaimStatus.IN_REVIEW
    submit(claim, "incorrect")
    assert fresh(claim).status == ClaimStatus.INCORRECT


def test_only_a_conflict_is_sent_back_and_never_without_a_question(editor: Any) -> None:
    with pytest.raises(NotConflicting):
        return_to_review(actor=editor, claim=ClaimFactory(), question="Why?")
    with pytest.raises(ReasonMissing) as caught:
        return_to_review(actor=editor, claim=conflict(), question=" ")
    assert caught.value.field == "question"


@pytest.mark.django_db(transaction=True)
def test_of_a_decision_and_a_question_at_once_one_wins() -> None:
    editors = UserFactory.create_batch(2, editor=True)
    claim = conflict()
    answers = race(
        [
            lambda: decide(claim, editors[0], seen=claim.revision),
            lambda: return_to_review(actor=editors[1], claim=claim, question="Why?", seen=claim.revision),
        ]
    )
    raise_unexpected(answers, StaleEdit)
    assert [type(answer) for answer in answers].count(StaleEdit) == 1
    assert_settled()


# --- reopening ---------------------------------------------------------------------------------
def test_a_reopened_adjudication_is_a_conflict_again_and_the_next_verdict_has_the_next_number(editor: Any) -> None:
    claim = conflict()
    first = decide(claim, editor)
    reopen_claim(actor=editor, claim=claim, reason="The records were forged.")
    assert (fresh(claim).status, fresh(claim).verdict) == (ClaimStatus.CONFLICTING, None)
    event = Event.objects.get(kind=EventKind.CLAIM_REOPENED)
    assert (event.old, event.new, event.reason) == ("incorrect", "conflicting", "The records were forged.")
    second = decide(claim, editor, "supported")
    first.refresh_from_db()
    assert [(verdict.number, verdict.rating) for verdict in (first, second)] == [(1, "incorrect"), (2, "supported")]
    assert_settled()


def test_a_reopened_agreement_waits_for_one_more_review(editor: Any) -> None:
    claim = ClaimFactory()
    submit(claim)
    submit(claim)
    reopen_claim(actor=editor, claim=claim, reason="A new source.")
    assert (fresh(claim).status, fresh(claim).needed_reviews) == (ClaimStatus.IN_REVIEW, 3)
    assert list(settle_differences()) == []
    submit(claim)
    assert (fresh(claim).status, fresh(claim).verdict.number) == (ClaimStatus.UNPROVEN, 2)
    assert_settled()


def settle_differences() -> Any:
    from claims.services.verdicts import settle_all

    return settle_all(write=False)


def test_a_reopened_claim_is_blind_again(editor: Any) -> None:
    claim, reader = conflict(), UserFactory(reader=True)
    decide(claim, editor)
    assert Review.objects.visible_to(reader).exists()
    reopen_claim(actor=editor, claim=claim, reason="Again.")
    assert not Review.objects.visible_to(reader).exists()
    assert not Verdict.objects.visible_to(reader).exists()
    assert not Event.objects.visible_to(reader).filter(claim=claim).exists()


def test_only_a_decision_is_reopened_and_never_without_a_reason(editor: Any) -> None:
    for undecided in (ClaimFactory(), conflict()):
        with pytest.raises(NotDecided):
            reopen_claim(actor=editor, claim=undecided, reason="Why not.")
    claim = conflict()
    decide(claim, editor)
    with pytest.raises(ReasonMissing):
        reopen_claim(actor=editor, claim=claim, reason="")


# --- replies -----------------------------------------------------------------------------------
def test_a_reviewer_replies_to_a_decision_once(editor: Any) -> None:
    claim = conflict()
    verdict = decide(claim, editor)
    person = claim.reviews.first().reviewer
    reply = reply_to_verdict(actor=person, verdict=verdict, body=" I still read it otherwise. ")
    assert (reply.body, reply.author) == ("I still read it otherwise.", person)
    assert Event.objects.get(kind=EventKind.VERDICT_REPLIED).new == reply.body
    with pytest.raises(AlreadyReplied):
        reply_to_verdict(actor=person, verdict=verdict, body="And another thing.")
    with pytest.raises(TextEmpty):
        reply_to_verdict(actor=claim.reviews.last().reviewer, verdict=verdict, body="\u200b")
    assert Reply.objects.count() == 1


def test_only_who_reviewed_replies_and_only_to_an_editor(editor: Any) -> None:
    verdict = decide(conflict(), editor)
    with pytest.raises(NotYours):
        reply_to_verdict(actor=UserFactory(), verdict=verdict, body="Let me say.")
    claim = ClaimFactory()
    person = submit(claim).reviewer
    submit(claim)
    with pytest.raises(BadInput):
        reply_to_verdict(actor=person, verdict=claim.verdicts.get(), body="We agree.")


# --- another quorum ----------------------------------------------------------------------------
def test_another_quorum_settles_the_article_again_with_an_event_for_each_change(settings: Any, editor: Any) -> None:
    settings.QUORUM = 1
    claims = ClaimFactory.create_batch(3, article=ClaimFactory().article)
    for claim in claims[:2]:
        submit(claim)
    set_quorum(actor=editor, article=claims[0].article, quorum=2)
    assert [fresh(claim).status for claim in claims] == ["in_review", "in_review", "unreviewed"]
    assert Event.objects.filter(kind=EventKind.CLAIM_REOPENED, actor=editor).count() == 2
    assert Event.objects.get(kind=EventKind.ARTICLE_QUORUM).new == "2"
    set_quorum(actor=editor, article=claims[0].article, quorum=None)
    assert [fresh(claim).status for claim in claims] == ["unproven", "unproven", "unreviewed"]
    assert_settled()


def test_the_same_quorum_again_changes_nothing(editor: Any) -> None:
    claim = ClaimFactory()
    set_quorum(actor=editor, article=claim.article, quorum=None)
    assert not Event.objects.exists()


@pytest.mark.parametrize("quorum", [0, -1, 101, True, "2"])
def test_a_quorum_is_a_number_of_people(editor: Any, quorum: Any) -> None:
    with pytest.raises(BadInput):
        set_quorum(actor=editor, article=ClaimFactory().article, quorum=quorum)


def test_a_withdrawn_claim_stays_withdrawn_under_any_quorum(editor: Any) -> None:
    claim = ClaimFactory()
    withdraw_claim(actor=editor, claim=claim, reason="Because.")
    set_quorum(actor=editor, article=claim.article, quorum=3)
    assert fresh(claim).status == ClaimStatus.WITHDRAWN
