"""Reviews on their way: kept as typed, until they are submitted or thrown away."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import ReviewState
from claims.errors import AlreadyReviewed, BadInput, StaleEdit
from claims.models import Claim, Review
from claims.services.citations import MOST_EVIDENCE, Citation
from claims.services.claims import lock_claim
from claims.services.closing import refuse_closed
from claims.text.characters import refuse_bad_characters_in

LONGEST_DRAFT = 200_000


def save_draft(
    *,
    actor: Any,
    claim: Claim,
    rating: str = "",
    note: str = "",
    confidence: str = "",
    evidence: Sequence[Citation] = (),
    seen: int | None = None,
) -> Review:
    """Keep what a person has typed so far, however incomplete. Nothing of it counts or is shown to others.

    `seen` is the draft's revision that the form was filled from, 0 for none. Raises StaleEdit with the
    present words when another tab has saved since, AlreadyReviewed or ClaimClosed when a draft makes no
    sense any more, BadInput for what no database can carry.
    """
    rows = [asdict(piece) for piece in evidence]
    typed = {"rating": rating, "note": note, "confidence": confidence, "evidence": rows}
    _refuse_unkeepable(typed)
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        if claim.reviews.submitted().filter(reviewer=actor).exists():
            raise AlreadyReviewed
        draft = draft_of(actor, claim)
        if draft is None:
            return Review.objects.create(claim=claim, reviewer=actor, state=ReviewState.DRAFT, typed=typed)
        if draft.typed != typed:
            _refuse_overwriting(draft, seen)
            draft.typed, draft.revision, draft.saved_at = typed, draft.revision + 1, timezone.now()
            draft.save(update_fields=["typed", "revision", "saved_at"])
    return draft


def discard_draft(*, actor: Any, claim: Claim) -> None:
    """Throw one's own draft away."""
    claim.reviews.filter(reviewer=actor, state=ReviewState.DRAFT).delete()


def draft_of(actor: Any, claim: Claim) -> Review | None:
    """The person's own draft of a review of this claim."""
    draft: Review | None = claim.reviews.filter(reviewer=actor, state=ReviewState.DRAFT).first()
    return draft


def _refuse_unkeepable(typed: dict[str, Any]) -> None:
    refuse_bad_characters_in(typed, field="draft")
    if len(typed["evidence"]) > MOST_EVIDENCE:
        raise BadInput(f"A review cites at most {MOST_EVIDENCE} sources.", field="evidence")
    size = len(typed["note"]) + sum(len(value) for row in typed["evidence"] for value in row.values())
    if size > LONGEST_DRAFT:
        raise BadInput(f"The draft has {size:,} characters; the limit is {LONGEST_DRAFT:,}.", field="note")


def _refuse_overwriting(draft: Review, seen: int | None) -> None:
    if seen is not None and seen != draft.revision:
        raise StaleEdit(
            "This draft was changed in another window.",
            revision=draft.revision,
            texts={"note": draft.typed.get("note", "")},
        )
