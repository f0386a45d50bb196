"""How a step of each kind is taken back. Nothing is erased: taking back is a step of its own."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import AssignmentState, EventKind, WithdrawnCause
from claims.errors import CannotUndo
from claims.models import Assignment, Claim, Comment, Event, Review, Verdict
from claims.services.assignments import release
from claims.services.citations import Citation
from claims.services.claims import withdraw_claim
from claims.services.comments import open_thread, withdraw_comment
from claims.services.decisions import drop_question, keep_decision, reopen_claim
from claims.services.review_drafts import save_draft
from claims.services.reviews import retract_review, revise_review, submit_review
from claims.services.rewording import put_wording_back
from claims.services.surgery import restore_claim
from claims.services.transfers import put_back
from claims.services.verdicts import adjudicate

BY_SURGERY = (WithdrawnCause.MERGED, WithdrawnCause.DIVIDED)


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
    if event.new in BY_SURGERY:
        raise CannotUndo
    restore_claim(actor=actor, claim=_claim_of(event), reason=_("Undone"))


def _undo_merging(actor: Any, event: Event) -> None:
    _take_back(actor, made=[event.claim_id], gone=event.data["from"])


def _undo_dividing(actor: Any, event: Event) -> None:
    _take_back(actor, made=event.data["into"], gone=[event.claim_id])


def _take_back(actor: Any, *, made: list[Any], gone: list[Any]) -> None:
    """Withdraw the claims that were made and bring back those that went."""
    for claim in Claim.objects.filter(pk__in=made).order_by("pk"):
        withdraw_claim(actor=actor, claim=claim, cause=WithdrawnCause.OTHER, reason=_("Undone"))
    for claim in Claim.objects.filter(pk__in=gone).order_by("pk"):
        restore_claim(actor=actor, claim=claim, reason=_("Undone"))


def _undo_proposal(actor: Any, event: Event) -> None:
    withdraw_claim(actor=actor, claim=_claim_of(event), cause=WithdrawnCause.OTHER, reason=_("Undone"))


def _undo_rewording(actor: Any, event: Event) -> None:
    if not event.data.get("before"):
        raise CannotUndo
    put_wording_back(actor=actor, claim=_claim_of(event), before=event.data["before"])


def _undo_move(actor: Any, event: Event) -> None:
    put_back(actor=actor, claim=_claim_of(event), before=event.data["before"])


def _undo_adjudication(actor: Any, event: Event) -> None:
    """The claim is a conflict again; where an earlier decision stood, that one stands again, as a new number."""
    claim = _claim_of(event)
    earlier = Verdict.objects.filter(claim=claim, pk=event.data.get("instead_of") or 0).first()
    if earlier is None:
        reopen_claim(actor=actor, claim=claim, reason=_("Undone"))
        return
    again = {"causes": earlier.causes, "summary": earlier.summary, "true_as_of": earlier.true_as_of}
    due = earlier.recheck_on if earlier.recheck_on and earlier.recheck_on > timezone.localdate() else None
    adjudicate(actor=actor, claim=claim, rating=earlier.rating, reason=earlier.reason, recheck_on=due, **again)


def _undo_restoring(actor: Any, event: Event) -> None:
    withdraw_claim(actor=actor, claim=_claim_of(event), cause=WithdrawnCause.OTHER, reason=_("Undone"))


def _undo_assignment(actor: Any, event: Event) -> None:
    given = Assignment.objects.filter(claim=event.claim_id, assignee=event.person_id, state=AssignmentState.OPEN)
    assignment = given.first()
    if assignment is None:
        raise CannotUndo
    release(actor=actor, assignment=assignment, reason=_("Undone"))


def _undo_reopening(actor: Any, event: Event) -> None:
    stood = Verdict.objects.filter(claim=event.claim_id, pk=event.data.get("stood") or 0).first()
    if stood is None:
        raise CannotUndo
    keep_decision(actor=actor, claim=_claim_of(event), verdict=stood, extra=event.data["extra"])


def _undo_return(actor: Any, event: Event) -> None:
    if "extra" not in event.data:
        raise CannotUndo
    drop_question(actor=actor, claim=_claim_of(event), extra=event.data["extra"], since=event.at)


def _undo_comment(actor: Any, event: Event) -> None:
    withdraw_comment(actor=actor, comment=_comment_of(event))


def _undo_resolving(actor: Any, event: Event) -> None:
    open_thread(comment=_comment_of(event))


def _comment_of(event: Event) -> Comment:
    comment = Comment.objects.filter(claim=event.claim_id, pk=event.data.get("comment") or 0).first()
    if comment is None:
        raise CannotUndo
    return comment


def _claim_of(event: Event) -> Claim:
    if event.claim is None:
        raise CannotUndo
    return event.claim


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


TALK = (EventKind.COMMENT_ADDED, EventKind.COMMENT_RESOLVED)
"""Said beside the work: nothing is built on it."""

UNDOING: dict[EventKind, Callable[[Any, Event], None]] = {
    EventKind.REVIEW_SUBMITTED: _undo_submission,
    EventKind.REVIEW_REVISED: _undo_revision,
    EventKind.REVIEW_RETRACTED: _undo_retraction,
    EventKind.CLAIM_WITHDRAWN: _undo_withdrawal,
    EventKind.CLAIM_RESTORED: _undo_restoring,
    EventKind.CLAIM_ASSIGNED: _undo_assignment,
    EventKind.CLAIM_MERGED: _undo_merging,
    EventKind.CLAIM_DIVIDED: _undo_dividing,
    EventKind.CLAIM_PROPOSED: _undo_proposal,
    EventKind.CLAIM_REWORDED: _undo_rewording,
    EventKind.CLAIM_MOVED: _undo_move,
    EventKind.CLAIM_ADJUDICATED: _undo_adjudication,
    EventKind.CLAIM_REOPENED: _undo_reopening,
    EventKind.CLAIM_RETURNED: _undo_return,
    EventKind.COMMENT_ADDED: _undo_comment,
    EventKind.COMMENT_RESOLVED: _undo_resolving,
}
