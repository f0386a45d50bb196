"""What a withdrawn claim refuses, and why it is closed in words."""

from claims.choices import WithdrawnCause
from claims.errors import ClaimClosed
from claims.models import Claim

LONGEST_REASON = 200


def refuse_closed(claim: Claim) -> None:
    """Raises ClaimClosed for a claim that is withdrawn, with what became of it."""
    if claim.is_withdrawn:
        raise ClaimClosed(why_withdrawn(claim))


def why_withdrawn(claim: Claim) -> str:
    heirs = ", ".join(str(pk) for pk in claim.heir_links.order_by("id").values_list("heir_id", flat=True))
    cause, reason = claim.withdrawn_cause, claim.withdrawn_reason
    if cause == WithdrawnCause.MERGED and heirs:
        return f"This claim was merged into claim {heirs} and can no longer be changed."
    if cause == WithdrawnCause.DIVIDED and heirs:
        return f"This claim was divided into claims {heirs} and can no longer be changed."
    if cause == WithdrawnCause.DUPLICATE:
        return "This claim was withdrawn as a duplicate and can no longer be changed."
    if cause == WithdrawnCause.BADLY_SPLIT:
        return "This claim was withdrawn as badly split and can no longer be changed."
    if cause == WithdrawnCause.NOT_A_CLAIM:
        return "This claim was withdrawn because it is not a claim, and can no longer be changed."
    if reason:
        return f"This claim was withdrawn and can no longer be changed. The reason: {reason[:LONGEST_REASON]}"
    return "This claim was withdrawn and can no longer be changed."
