"""Undoing one's own last step: for ten minutes, and until somebody built on it.

Undoing never erases. It is a step of its own that takes the first one back, and both stay in the record.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import AssignmentState, EventKind, WithdrawnCause
from claims.errors import CannotUndo, NotYours
from claims.models import Assignment, Claim, Event, Review
from claims.services.assignments import release
from claims.services.claims import lock_claim, withdraw_claim
from claims.services.events import record
from claims.services.review_drafts import save_draft
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.surgery import restore_claim

UNDO_FOR = timedelta(minutes=10)
MOST_STEPS = 50
BY_SURGERY = (WithdrawnCause.MERGED, WithdrawnCause.DIVIDED)


def last_undoable(actor: Any) -> Event | None:
    """The person's latest step that could still be undone, looking at time alone."""
    recent = Event.objects.filter(actor=actor, at__gt=timezone.now() - UNDO_FOR)
    recent = recent.filter(kind__in=[*UNDOING, EventKind.CLAIM_UNDONE]).select_related("claim", "review")
    # A claim withdrawn by a merging or dividing comes back with that step, not by itself.
    recent = recent.exclude(kind=EventKind.CLAIM_WITHDRAWN, new__in=BY_SURGERY)
    latest = list(recent.order_by("-id")[:MOST_STEPS])
    settled = _settled(event for event in latest if event.kind == EventKind.CLAIM_UNDONE)
    steps = (event for event in latest if event.kind != EventKind.CLAIM_UNDONE)
    return next((event for event in steps if event.pk not in settled), None)


def _settled(undone: Iterable[Event]) -> set[int]:
    """Steps that were taken back, and the steps that took them back: neither is undone again."""
    return {step for event in undone for step in [event.data["undoes"], *event.data["steps"]]}


def undo(*, actor: Any, event: Event) -> Claim:
    """Take a step back, with everything that was done in the same batch.

    Raises NotYours for somebody else's step, CannotUndo when it is too old, of a kind that stands, or
    somebody else has worked on the claim since.
    """
    if event.actor_id != actor.pk:
        raise NotYours
    with transaction.atomic():
        for step in _steps_of_batch(event):
            claim = _undo_one(actor, step)
    return claim


def _steps_of_batch(event: Event) -> list[Event]:
    """What was done at once is undone at once, the last first."""
    batch = event.data.get("batch")
    if not batch:
        return [event]
    steps = Event.objects.filter(actor=event.actor_id, kind=event.kind, data__batch=batch)
    return list(steps.select_related("claim", "review").order_by("-id"))


def _undo_one(actor: Any, event: Event) -> Claim:
    undoing = UNDOING.get(EventKind(event.kind))
    if undoing is None or event.claim_id is None:
        raise CannotUndo
    claim = lock_claim(event.claim_id)
    _refuse_late(event, event.claim_id)
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    undoing(actor, event)
    steps = Event.objects.filter(actor=actor, id__gt=last, kind__in=UNDOING)
    data = {"undoes": event.pk, "steps": list(steps.order_by("id").values_list("id", flat=True))}
    record(EventKind.CLAIM_UNDONE, actor=actor, claim=claim, old=event.kind, data=data)
    return claim


def _refuse_late(event: Event, claim_id: int) -> None:
    if event.at < timezone.now() - UNDO_FOR:
        raise CannotUndo(_("A step can be undone for ten minutes. This one is older."))
    later = Event.objects.filter(claim=claim_id, id__gt=event.pk)
    if later.exclude(actor=event.actor_id).exists():
        raise CannotUndo(_("Somebody else has worked on this claim since, so your step stands."))
    settled = _settled(later.filter(kind=EventKind.CLAIM_UNDONE))
    mine = later.filter(kind__in=[*UNDOING, EventKind.CLAIM_ADJUDICATED]).exclude(pk__in=settled)
    if event.pk in settled or mine.exists():
        raise CannotUndo(_("You have done something else with this claim since. Undo that first."))


def _undo_submission(actor: Any, event: Event) -> None:
    review = _standing(actor, event)
    retract_review(actor=actor, review=review, reason=_("Undone"))
    save_draft(actor=actor, claim=review.claim, **_typed(review))


def _undo_revision(actor: Any, event: Event) -> None:
    review = _review_of(event)
    if review.supersedes is None:
        raise CannotUndo
    earlier = _content(review.supersedes)
    revise_review(actor=actor, review=_standing(actor, event), reason=_("Undone"), **earlier)


def _undo_retraction(actor: Any, event: Event) -> None:
    review = _review_of(event)
    submit_review(actor=actor, claim=review.claim, **_content(review))


def _undo_withdrawal(actor: Any, event: Event) -> None:
    if event.claim is None or event.new in BY_SURGERY:
        raise CannotUndo
    restore_claim(actor=actor, claim=event.claim, reason=_("Undone"))


def _undo_merging(actor: Any, event: Event) -> None:
    _take_back(actor, event, made=[event.claim_id], gone=event.data["from"])


def _undo_dividing(actor: Any, event: Event) -> None:
    _take_back(actor, event, made=event.data["into"], gone=[event.claim_id])


def _take_back(actor: Any, event: Event, *, made: list[Any], gone: list[Any]) -> None:
    """Withdraw the claims that were made and bring back those that went, if nobody built on any of them."""
    for claim_id in {*made, *gone} - {event.claim_id}:
        _refuse_late(event, claim_id)
    for claim in Claim.objects.filter(pk__in=made).order_by("pk"):
        withdraw_claim(actor=actor, claim=claim, cause=WithdrawnCause.OTHER, reason=_("Undone"))
    for claim in Claim.objects.filter(pk__in=gone).order_by("pk"):
        restore_claim(actor=actor, claim=claim, reason=_("Undone"))


def _undo_restoring(actor: Any, event: Event) -> None:
    if event.claim is None:
        raise CannotUndo
    withdraw_claim(actor=actor, claim=event.claim, cause=WithdrawnCause.OTHER, reason=_("Undone"))


def _undo_assignment(actor: Any, event: Event) -> None:
    given = Assignment.objects.filter(claim=event.claim_id, assignee=event.person_id, state=AssignmentState.OPEN)
    assignment = given.first()
    if assignment is None:
        raise CannotUndo
    release(actor=actor, assignment=assignment, reason=_("Undone"))


def _review_of(event: Event) -> Review:
    if event.review is None:
        raise CannotUndo
    return event.review


def _standing(actor: Any, event: Event) -> Review:
    """The person's review that counts now: an undone revision has put a new row in the old one's place."""
    standing = Review.objects.submitted().filter(claim=event.claim_id, reviewer=actor).first()
    if standing is None:
        raise CannotUndo
    return standing


def _citations(review: Review) -> list[Citation]:
    return [
        Citation(url=piece.url, stance=piece.stance, title=piece.source.title, quote=piece.quote, note=piece.note)
        for piece in review.evidence.select_related("source")
    ]


def _content(review: Review) -> dict[str, Any]:
    return {
        "rating": review.rating,
        "note": review.note,
        "confidence": review.confidence,
        "evidence": _citations(review),
    }


def _typed(review: Review) -> dict[str, Any]:
    return {**_content(review), "confidence": str(review.confidence or "")}


UNDOING: dict[EventKind, Callable[[Any, Event], None]] = {
    EventKind.REVIEW_SUBMITTED: _undo_submission,
    EventKind.REVIEW_REVISED: _undo_revision,
    EventKind.REVIEW_RETRACTED: _undo_retraction,
    EventKind.CLAIM_WITHDRAWN: _undo_withdrawal,
    EventKind.CLAIM_RESTORED: _undo_restoring,
    EventKind.CLAIM_ASSIGNED: _undo_assignment,
    EventKind.CLAIM_MERGED: _undo_merging,
    EventKind.CLAIM_DIVIDED: _undo_dividing,
}
