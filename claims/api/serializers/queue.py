"""The review queue and drafts of reviews, in and out."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.claims import ClaimOutput
from claims.api.serializers.fields import Choice, Whole, Words
from claims.choices import Rating, Stance
from claims.models import Review
from claims.services.citations import MOST_EVIDENCE, Citation

MOST_PASSED = 200


class TurnInput(StrictInput):
    """What to pass over. The desk keeps no list of what a program skips."""

    without = serializers.ListField(
        child=Whole(min_value=1), required=False, max_length=MOST_PASSED, help_text="Claims that you skipped."
    )


class TurnOutput(Output):
    """A claim whose turn it is, kept for you for a while; nulls when nothing waits for you."""

    claim = ClaimOutput(allow_null=True)
    reserved_until = serializers.DateTimeField(allow_null=True)
    assignment = serializers.IntegerField(allow_null=True, help_text="Where somebody gave it to you.")


class DraftEvidenceInput(StrictInput):
    """A source as far as it is typed."""

    url = Words(required=False)
    stance = Choice(Stance.choices, required=False)
    title = Words(required=False)
    quote = Words(required=False)
    note = Words(required=False)


class DraftInput(StrictInput):
    """A review on its way, however incomplete. What is left out is empty."""

    rating = Choice(Rating.choices, required=False)
    note = Words(required=False)
    confidence = Whole(required=False, allow_null=True, min_value=1, max_value=5)
    evidence = DraftEvidenceInput(many=True, required=False, max_length=MOST_EVIDENCE)


class DraftEvidenceOutput(Output):
    """A source as far as it is typed."""

    url = serializers.CharField()
    stance = serializers.CharField(help_text="A word of Stance, or empty.")
    title = serializers.CharField()
    quote = serializers.CharField()
    note = serializers.CharField()


class DraftOutput(Output):
    """Your own draft of a review. Nobody else sees it, and nothing of it counts."""

    claim = serializers.IntegerField()
    revision = serializers.IntegerField(help_text="For If-Match; 0 while there is none.")
    saved_at = serializers.DateTimeField(allow_null=True)
    rating = serializers.CharField(help_text="A word of Rating, or empty.")
    note = serializers.CharField()
    confidence = serializers.IntegerField(allow_null=True)
    evidence = DraftEvidenceOutput(many=True)


def typed_of(given: dict[str, Any]) -> dict[str, Any]:
    """A draft's body as the service takes it, which keeps what a form would send."""
    confidence = given.get("confidence")
    pieces = [{"url": "", "stance": "", **piece} for piece in given.get("evidence", [])]
    return {
        "rating": given.get("rating", ""),
        "note": given.get("note", ""),
        "confidence": "" if confidence is None else str(confidence),
        "evidence": [Citation(**piece) for piece in pieces],
    }


def present_draft(draft: Review) -> dict[str, Any]:
    typed = draft.typed
    confidence = typed.get("confidence", "")
    return {
        "claim": draft.claim_id,
        "revision": draft.revision,
        "saved_at": draft.saved_at,
        "rating": typed.get("rating", ""),
        "note": typed.get("note", ""),
        "confidence": int(confidence) if confidence in {"1", "2", "3", "4", "5"} else None,
        "evidence": [
            {name: piece.get(name, "") for name in DraftEvidenceOutput._declared_fields}
            for piece in typed.get("evidence", [])
        ],
    }
