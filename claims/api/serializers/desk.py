"""What the desk has decided about itself."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Whole
from claims.choices import ClaimStatus
from claims.figures.quorum import Preview
from claims.models import Claim, Desk


class QuorumInput(StrictInput):
    """A number of reviews."""

    quorum = Whole(min_value=1, max_value=100, allow_null=True, help_text="Null: the environment's number.")


class QuorumOutput(Output):
    """How many reviews decide a claim. `unsettled` claims do not fit the number yet; a job settles them."""

    quorum = serializers.IntegerField(help_text="What counts now.")
    set = serializers.IntegerField(allow_null=True, help_text="What an admin set; null: the environment's number.")
    environment = serializers.IntegerField()
    revision = serializers.IntegerField()
    unsettled = serializers.IntegerField()


class StatusMoveOutput(Output):
    """So many claims would go from one status to another."""

    old = serializers.ChoiceField(ClaimStatus.choices)
    new = serializers.ChoiceField(ClaimStatus.choices)
    claims = serializers.IntegerField()


class QuorumPreviewOutput(Output):
    """What a number of reviews would do."""

    quorum = serializers.IntegerField()
    moves = StatusMoveOutput(many=True)
    paused = serializers.IntegerField(help_text="Published verdicts that would be paused.")


def present_quorum() -> dict[str, Any]:
    desk = Desk.objects.filter(pk=Desk.THE_ONE).first() or Desk()
    return {
        "quorum": desk.quorum or settings.QUORUM,
        "set": desk.quorum,
        "environment": settings.QUORUM,
        "revision": desk.revision,
        "unsettled": Claim.objects.unsettled().count(),
    }


def present_preview(preview: Preview) -> dict[str, Any]:
    moves = [{"old": move.old.value, "new": move.new.value, "claims": move.claims} for move in preview.moves]
    return {"quorum": preview.quorum, "moves": moves, "paused": preview.paused}
