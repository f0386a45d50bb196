"""Deciding: one writer of the status, one event per transition, numbered verdicts, a conflict's way out."""

from typing import Any

import pytest

from claims.choices import DECIDED, ClaimStatus, DecidedBy, EventKind
from claims.errors import BadInput, ClaimClosed, ClaimsError, NotConflicting, OwnReview, ReasonMissing, StaleEdit
from claims.models import Claim, Event, Review, Verdict
from claims.services.claims import withdraw_claim
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.verdicts import adjudicate, needed_reviews, settle, settle_all
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory
from tests.services.racing import race, raise_unexpected

pytestmark = pytest.mark.django_db

PAGE = Citation(url="https://records.example.org/1932", stance="context")


def submit(claim: Claim, rating: str = "unproven", actor: Any = None) -> Review:
    return submit_review(
        actor=actor or UserFactory(), claim=claim, rating=rating, note="Looked it up.", evidence=[PAGE]
    )


def transitions(claim: Claim) -> list[tuple[str, str, str]]:
    told = Event.objects.filter(claim=claim, kind__startswith="claim:").order_by("id")
    return list(told.values_list("kind", "old", "new"))


def conflict() -> Claim:
    claim = ClaimFactory()
    submit(claim, "supported")
    submit(claim, "incorrect")
    claim.refresh_from_db()
    return claim


def assert_settled() -> None:
    """The desk's invariants: what is stored is what the reviews give, and verdicts go with decisions."""
    assert list(settle_all(write=False)) == []
    for claim in Claim.objects.select_related("verdict"):
        decided = ClaimStatus(claim.status) in DECIDED
        assert decided == (claim.verdict is not None) == (claim.decided_at is not None)
        assert not decided or claim.verdict.rating == claim.status


# --- the quorum --------------------------------------------------------------------------------
def test_the_quorum_decides_and_numbers_its_verdict() -> None:
    claim, last = ClaimFactory(), UserFactory()
    submit(claim, "incorrect")
    submit(claim, "incorrect", actor=last)
    claim.refresh_from_db()
    assert (claim.status, claim.reviews_count) == (ClaimStatus.INCORRECT, 2)
    assert (claim.verdict.number, claim.verdict.rating, claim.verdict.decided_by) == (1, "incorrect", "quorum")
    assert (claim.verdict.adjudicator, claim.verdict.version) == (None, claim.version)
    event = Event.objects.get(kind=EventKind.CLAIM_DECIDED)
    assert (event.actor, event.old, event.new, event.verdict) == (last, "in_review", "incorrect", claim.verdict)
    assert_settled()


def test_every_transition_leaves_exactly_one_event() -> None:
    claim = ClaimFactory()
    first, second = submit(claim, "supported"), submit(claim, "supported")
    second = revise_review(actor=second.reviewer, review=second, rating="incorrect", evidence=[PAGE])
    third = submit(claim, "incorrect")
    retract_review(actor=third.reviewer, review=third)
    retract_review(actor=second.reviewer, review=second)
    retract_review(actor=first.reviewer, review=first)
    assert transitions(claim) == [
        ("claim:decided", "in_review", "supported"),
        ("claim:conflicted", "supported", "conflicting"),
        ("claim:decided", "conflicting", "incorrect"),
        ("claim:conflicted", "incorrect", "conflicting"),
        ("claim:reopened", "conflicting", "in_review"),
    ]
    assert_settled()


def test_a_change_makes_the_next_number_and_keeps_the_old_one() -> None:
    claim = ClaimFactory()
    submit(claim, "supported")
    review = submit(claim, "supported")
    retract_review(actor=review.reviewer, review=review)
    claim.refresh_from_db()
    assert (claim.status, claim.verdict, claim.decided_at) == (ClaimStatus.IN_REVIEW, None, None)
    submit(claim, "supported")
    assert [(v.number, v.rating) for v in claim.verdicts.order_by("number")] == [(1, "supported"), (2, "supported")]
    assert_settled()


def test_settling_does_nothing_when_nothing_changes() -> None:
    claim = ClaimFactory()
    submit(claim)
    submit(claim)
    claim.refresh_from_db()
    before = (claim.changed_at, claim.revision, Event.objects.count(), Verdict.objects.count())
    settle(claim, actor=None)
    claim.refresh_from_db()
    assert before == (claim.changed_at, claim.revision, Event.objects.count(), Verdict.objects.count())


def test_a_third_opinion_of_the_same_kind_makes_no_new_verdict() -> None:
    claim = ClaimFactory()
    for _ in range(3):
        submit(claim)
    assert Verdict.objects.count() == 1
    assert len(transitions(claim)) == 1


@pytest.mark.parametrize(("desk", "article", "needed"), [(2, None, 2), (2, 3, 3), (3, 2, 3), (1, None, 1), (1, 4, 4)])
def test_an_article_may_ask_for_more_reviews_and_never_for_fewer(
    settings: Any, desk: int, article: int | None, needed: int
) -> None:
    settings.QUORUM = desk
    claim = ClaimFactory(article=ArticleFactory(quorum=article))
    assert needed_reviews(claim) == needed
    for count in range(1, needed + 1):
        submit(claim)
        claim.refresh_from_db()
        assert (claim.status == ClaimStatus.UNPROVEN) == (count == needed)


# --- adjudication ------------------------------------------------------------------------------
def test_an_editor_decides_a_conflict_with_a_reason() -> None:
    claim, editor = conflict(), UserFactory(editor=True)
    verdict = adjudicate(
        actor=editor, claim=claim, rating="disputed", reason=" Both pages are right. ", summary="So."
    )
    claim.refresh_from_db()
    assert (claim.status, claim.verdict) == (ClaimStatus.DISPUTED, verdict)
    assert (verdict.decided_by, verdict.adjudicator, verdict.reason, verdict.summary) == (
        DecidedBy.ADJUDICATION,
        editor,
        "Both pages are right.",
        "So.",
    )
    event = Event.objects.get(kind=EventKind.CLAIM_ADJUDICATED)
    assert (event.actor, event.old, event.new, event.reason) == (editor, "conflicting", "disputed", verdict.reason)
    assert_settled()


def test_an_adjudication_may_be_taken_again_under_the_next_number() -> None:
    claim = conflict()
    adjudicate(actor=UserFactory(editor=True), claim=claim, rating="disputed", reason="First look.")
    again = adjudicate(actor=UserFactory(editor=True), claim=claim, rating="incorrect", reason="Second look.")
    claim.refresh_from_db()
    assert (again.number, claim.verdict, claim.verdicts.count()) == (2, again, 2)
    assert_settled()


@pytest.mark.parametrize("rating", ["", "true", "withdrawn", "conflicting"])
def test_an_adjudication_is_one_of_the_five_ratings(rating: str) -> None:
    with pytest.raises(BadInput) as caught:
        adjudicate(actor=UserFactory(editor=True), claim=conflict(), rating=rating, reason="Because.")
    assert caught.value.field == "rating"


def test_nothing_is_adjudicated_without_a_reason() -> None:
    with pytest.raises(ReasonMissing) as caught:
        adjudicate(actor=UserFactory(editor=True), claim=conflict(), rating="incorrect", reason=" \n")
    assert caught.value.field == "reason"


def test_only_a_conflict_is_adjudicated() -> None:
    claim = ClaimFactory()
    for _ in range(3):
        with pytest.raises(NotConflicting):
            adjudicate(actor=UserFactory(editor=True), claim=claim, rating="incorrect", reason="Because.")
        submit(claim)


def test_nobody_adjudicates_a_claim_they_reviewed(settings: Any) -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    submit(claim, "supported", actor=editor)
    submit(claim, "incorrect")
    with pytest.raises(OwnReview):
        adjudicate(actor=editor, claim=claim, rating="incorrect", reason="I know.")
    settings.SOLO_DESK = True
    assert adjudicate(actor=editor, claim=claim, rating="incorrect", reason="There is nobody else.")


def test_a_withdrawn_claim_is_not_adjudicated() -> None:
    claim, editor = conflict(), UserFactory(editor=True)
    withdraw_claim(actor=editor, claim=claim, reason="Because.")
    with pytest.raises(ClaimClosed):
        adjudicate(actor=editor, claim=claim, rating="incorrect", reason="Because.")


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_decide_at_once_the_second_is_told() -> None:
    claim = conflict()
    editors = UserFactory.create_batch(2, editor=True)
    answers = race(
        [
            lambda editor=editor: adjudicate(
                actor=editor, claim=claim, rating="incorrect", reason="I saw it.", seen=claim.revision
            )
            for editor in editors
        ]
    )
    raise_unexpected(answers, StaleEdit)
    assert sorted(type(answer).__name__ for answer in answers) == ["StaleEdit", "Verdict"]
    assert Event.objects.filter(kind=EventKind.CLAIM_ADJUDICATED).count() == 1


# --- settling the whole desk -------------------------------------------------------------------
def test_a_desk_in_order_is_left_alone() -> None:
    conflict()
    before = Event.objects.count()
    assert list(settle_all()) == []
    assert Event.objects.count() == before


def test_a_status_out_of_line_is_reported_and_put_right() -> None:
    claim = ReviewFactory(rating="unproven").claim
    difference = next(settle_all(write=False))
    assert difference == (claim.pk, "unreviewed (0 reviews)", "in_review (1 review)")
    assert len(list(settle_all())) == 1
    assert_settled()


def test_a_lower_quorum_decides_what_waited_each_with_an_event(settings: Any) -> None:
    settings.QUORUM = 3
    claims = ClaimFactory.create_batch(3)
    for claim in claims[:2]:
        submit(claim)
        submit(claim)
    settings.QUORUM = 2
    assert [difference.claim_id for difference in settle_all()] == [claim.pk for claim in claims[:2]]
    assert Event.objects.filter(kind=EventKind.CLAIM_DECIDED, actor=None).count() == 2
    assert_settled()


def test_a_higher_quorum_reopens_each_with_an_event(settings: Any) -> None:
    claim = ClaimFactory()
    submit(claim)
    submit(claim)
    settings.QUORUM = 3
    assert [difference.settled for difference in settle_all()] == ["in_review (2 reviews)"]
    assert transitions(claim)[-1] == ("claim:reopened", "unproven", "in_review")
    assert_settled()


def test_withdrawn_claims_stay_withdrawn_whatever_their_reviews_say() -> None:
    claim = ReviewFactory().claim
    withdraw_claim(actor=UserFactory(editor=True), claim=claim, reason="Because.")
    assert list(settle_all()) == []


# --- at the same moment ------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reviewers", [2, 3, 5])
def test_reviewers_who_reach_the_quorum_at_once_decide_once(settings: Any, reviewers: int) -> None:
    settings.QUORUM = reviewers
    people = UserFactory.create_batch(reviewers)
    for _ in range(4):
        claim = ClaimFactory()
        answers = race([lambda actor=actor, claim=claim: submit(claim, "incorrect", actor) for actor in people])
        raise_unexpected(answers)
        claim.refresh_from_db()
        assert (claim.status, claim.reviews_count) == (ClaimStatus.INCORRECT, reviewers)
        assert transitions(claim) == [("claim:decided", "in_review", "incorrect")]
        assert claim.verdicts.count() == 1
    assert_settled()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_review() -> None:
    actor, claim = UserFactory(), ClaimFactory()
    answers = race([lambda: submit(claim, actor=actor)] * 4)
    raise_unexpected(answers, ClaimsError)
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyReviewed"] * 3 + ["Review"]
    assert_settled()


@pytest.mark.django_db(transaction=True)
def test_a_last_review_and_a_retraction_at_once_end_as_their_sum() -> None:
    for _ in range(4):
        claim = ClaimFactory()
        first = submit(claim)
        answers = race(
            [
                lambda claim=claim: submit(claim),
                lambda first=first: retract_review(actor=first.reviewer, review=first),
            ]
        )
        raise_unexpected(answers)
        claim.refresh_from_db()
        assert (claim.status, claim.reviews_count) == (ClaimStatus.IN_REVIEW, 1)
    assert_settled()


@pytest.mark.django_db(transaction=True)
def test_two_reviews_that_cite_the_same_pages_in_opposite_order_never_wait_for_each_other() -> None:
    people = UserFactory.create_batch(2)
    for round_number in range(6):
        pages = [Citation(url=f"https://example.org/{round_number}/{n}", stance="context") for n in range(12)]
        claims = ClaimFactory.create_batch(2)
        orders = [pages, pages[::-1]]
        answers = race(
            [
                lambda n=n, claims=claims, orders=orders: submit_review(
                    actor=people[n], claim=claims[n], rating="supported", evidence=orders[n]
                )
                for n in range(2)
            ]
        )
        raise_unexpected(answers)
