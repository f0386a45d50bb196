"""Reviews: drafting, submitting, revising, retracting. Each settles the claim in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils import timezone

from claims.choices import AssignmentState, DecidedBy, EventKind, Rating, ReviewState
from claims.errors import (
    AlreadyReviewed,
    BadInput,
    ClaimClosed,
    EvidenceMissing,
    NotYours,
    OwnClaim,
    ReasonMissing,
    StaleEdit,
)
from claims.models import Assignment, Claim, Evidence, Reservation, Review, Source
from claims.models.statements import Slot, Statement
from claims.services.assignments import close_assignments
from claims.services.citations import Citation, Cited, asked_of_pages, read_citations, sources_of
from claims.services.claims import lock_and_look, lock_claim, may_review_own
from claims.services.closing import refuse_closed
from claims.services.events import record
from claims.services.input import clean_words
from claims.services.storing import gathered, insert, store_gathered
from claims.services.verdicts import settle

# What stands around a locked claim for one person. A statement of its own: one that waits for a lock goes on with
# what it saw before it waited.
AROUND = Statement(
    lambda: (
        Claim.objects.filter(id=Slot("claim"))
        .annotate(
            counted=FilteredRelation(
                "reviews",
                condition=Q(reviews__state=ReviewState.SUBMITTED)
                | Q(reviews__state=ReviewState.DRAFT, reviews__reviewer=Slot("actor")),
            ),
            reserved=Exists(Reservation.objects.filter(claim=Slot("claim"), reviewer=Slot("actor"))),
            given=Exists(
                Assignment.objects.filter(
                    Q(claim=Slot("claim")) | Q(article=OuterRef("article")),
                    assignee=Slot("actor"),
                    state=AssignmentState.OPEN,
                )
            ),
        )
        .order_by("counted__id")
        .values_list("counted__state", "counted__reviewer_id", "counted__rating", "reserved", "given")
    ),
    prepared=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A review's content once it is known to be complete."""

    rating: Rating
    note: str
    confidence: int | None
    evidence: list[Cited]


class _Around(NamedTuple):
    """`ratings` are the submitted ones, in the order they came; the rest is the person's own."""

    ratings: list[str]
    has_reviewed: bool
    has_draft: bool
    has_reserved: bool
    was_given: bool


def submit_review(
    *,
    actor: Any,
    claim: Claim,
    rating: str,
    note: str = "",
    confidence: int | None = None,
    evidence: Sequence[Citation] = (),
) -> Review:
    """Submit one person's review of a claim and settle the claim.

    Raises AlreadyReviewed, OwnClaim, ClaimClosed (conflicts); EvidenceMissing, ReasonMissing, BadLink,
    BadInput (incomplete, with the field's name); Claim.DoesNotExist. Of `claim` only the number is looked at.
    The review comes with its evidence in `cited`.
    """
    reading = _read(rating, note, confidence, evidence)
    with transaction.atomic():
        claim, around, pages = _lock_and_look(claim.pk, actor, reading)
        _refuse_review(claim, actor)
        if around.has_reviewed:
            raise AlreadyReviewed
        if around.has_draft:
            claim.reviews.filter(reviewer=actor, state=ReviewState.DRAFT).delete()
        if around.has_reserved:
            claim.reservations.filter(reviewer=actor).delete()
        sources = sources_of(reading.evidence, pages)
        with gathered():
            review = _store(claim, actor, reading, sources)
            record(EventKind.REVIEW_SUBMITTED, actor=actor, claim=claim, review=review, new=review.rating)
            if around.was_given:
                store_gathered()
                close_assignments(claim, actor)
            settle(claim, actor=actor, ratings=[*around.ratings, review.rating])
    return review


def revise_review(
    *,
    actor: Any,
    review: Review,
    rating: str,
    note: str = "",
    confidence: int | None = None,
    evidence: Sequence[Citation] = (),
    reason: str = "",
    seen: int | None = None,
) -> Review:
    """Put a new review in the place of one's own; the old one is kept as superseded.

    `seen` is the `step` it had when its writer looked. Raises StaleEdit where it has another by now.
    """
    reading = _read(rating, note, confidence, evidence)
    reason = clean_words(reason, field="reason", limit=5_000)
    with transaction.atomic():
        claim, pages = lock_and_look(review.claim_id, *asked_of_pages(reading.evidence))
        old = _own_active(review, actor, seen)
        _refuse_review(claim, actor)
        _close(old, ReviewState.SUPERSEDED)
        new = _store(claim, actor, reading, sources_of(reading.evidence, pages), supersedes=old, reason=reason)
        record(
            EventKind.REVIEW_REVISED,
            actor=actor,
            claim=claim,
            review=new,
            old=old.rating,
            new=new.rating,
            reason=reason,
        )
        settle(claim, actor=actor)
    return new


def retract_review(*, actor: Any, review: Review, reason: str = "", seen: int | None = None) -> Review:
    """Take one's own review back; it is kept as retracted and no longer counts. `seen` as for `revise_review`."""
    reason = clean_words(reason, field="reason", limit=5_000)
    with transaction.atomic():
        claim = lock_claim(review.claim_id)
        review = _own_active(review, actor, seen)
        _refuse_review(claim, actor)
        _close(review, ReviewState.RETRACTED)
        record(
            EventKind.REVIEW_RETRACTED,
            actor=actor,
            claim=claim,
            review=review,
            old=review.rating,
            reason=reason,
        )
        settle(claim, actor=actor)
    return review


def _read(rating: str, note: str, confidence: int | None, evidence: Sequence[Citation]) -> _Reading:
    if rating not in Rating:
        raise BadInput(f"rating must be one of {', '.join(Rating.values)}.", field="rating")
    known = Rating(rating)
    note = clean_words(note, field="note")
    cited = read_citations(evidence)
    if known.needs_evidence and not cited:
        raise EvidenceMissing(
            f"The rating “{known.label}” needs at least one piece of evidence: a link to a source.",
            field="evidence",
        )
    if known.needs_reason and not note:
        raise ReasonMissing("Say in the note why this cannot be checked.", field="note")
    whole = isinstance(confidence, int) and not isinstance(confidence, bool)
    if confidence is not None and not (whole and 1 <= confidence <= 5):
        raise BadInput("confidence must be a whole number from 1 to 5.", field="confidence")
    return _Reading(rating=known, note=note, confidence=confidence, evidence=cited)


def _refuse_review(claim: Claim, actor: Any) -> None:
    refuse_closed(claim)
    if claim.verdict is not None and claim.verdict.decided_by == DecidedBy.ADJUDICATION:
        raise ClaimClosed("This claim has been adjudicated. It takes reviews again once an editor reopens it.")
    if not may_review_own(claim, actor):
        raise OwnClaim


def _own_active(review: Review, actor: Any, seen: int | None) -> Review:
    """The row as it is now: what the caller holds may be older than the lock."""
    review = Review.objects.select_related("claim").get(pk=review.pk)
    if review.reviewer_id != actor.pk:
        raise NotYours
    if seen is not None and seen != review.step:
        raise StaleEdit(revision=review.step, texts={"state": review.state})
    if review.state != ReviewState.SUBMITTED:
        raise ClaimClosed("This review has been replaced or retracted already.")
    return review


def _lock_and_look(claim_id: int, actor: Any, reading: _Reading) -> tuple[Claim, _Around, list[Any]]:
    """The locked claim, what stands around it, and what is known of the cited pages."""
    asked = (AROUND, {"claim": claim_id, "actor": actor.pk}), *asked_of_pages(reading.evidence)
    claim, (around, *pages) = lock_and_look(claim_id, *asked)
    return claim, _around(around, actor), pages


def _around(rows: Sequence[tuple[Any, ...]], actor: Any) -> _Around:
    submitted = [row for row in rows if row[0] == ReviewState.SUBMITTED]
    return _Around(
        ratings=[rating for _, _, rating, *_ in submitted],
        has_reviewed=any(reviewer == actor.pk for _, reviewer, *_ in submitted),
        has_draft=any(state == ReviewState.DRAFT for state, *_ in rows),
        has_reserved=rows[0][3],
        was_given=rows[0][4],
    )


def _close(review: Review, state: ReviewState) -> None:
    review.state = state
    review.save(update_fields=["state"])


def _store(claim: Claim, actor: Any, reading: _Reading, sources: dict[str, Source], **about: Any) -> Review:
    review = Review(
        claim=claim,
        reviewer=actor,
        state=ReviewState.SUBMITTED,
        rating=reading.rating,
        note=reading.note,
        confidence=reading.confidence,
        submitted_at=timezone.now(),
        **about,
    )
    insert(review)
    review.cited = [
        Evidence(
            review=review,
            source=sources[link.canonical],
            position=position,
            url=piece.url,
            stance=piece.stance,
            quote=piece.quote,
            note=piece.note,
        )
        for position, (piece, link) in enumerate(reading.evidence)
    ]
    insert(*review.cited)
    return review
