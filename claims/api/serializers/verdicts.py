"""Published verdicts as others take them over, and the gravestones of those that are no longer."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.api.serializers.claims import ClaimArticleOutput, RelativeOutput
from claims.choices import ClaimStatus, DecidedBy, PublicationState, Rating
from claims.models import Verdict
from claims.models.verdict import public_path

COLUMNS = (
    "claim_id",
    "claim__text",
    "claim__quote",
    "claim__status",
    "number",
    "rating",
    "summary",
    "decided_by",
    "true_as_of",
    "public_note",
    "published_at",
    "claim__article_id",
    "claim__article__title",
    "claim__article__source_url",
    "claim__article__publisher",
    "claim__article__author",
    "claim__article__language",
    "claim__article__published_at",
    "claim__version__number",
)


class GoneOutput(Output):
    """Why a verdict is published no longer, and which claims took the place of its claim."""

    state = serializers.ChoiceField(PublicationState.choices, help_text="`paused`, or `withdrawn` for good.")
    note = serializers.CharField(help_text="What the public is told about it.")
    status = serializers.ChoiceField(ClaimStatus.choices, help_text="Of the claim.")
    heirs = RelativeOutput(many=True)


class PublishedVerdictOutput(Output):
    """The verdict that is published on a claim; with `gone`, none is any more and the rest is left out."""

    claim = serializers.IntegerField()
    sequence = serializers.IntegerField(required=False, help_text="With `changed_after=<number>`: its last change.")
    gone = GoneOutput(allow_null=True)
    text = serializers.CharField(required=False)
    quote = serializers.CharField(required=False)
    number = serializers.IntegerField(required=False)
    rating = serializers.ChoiceField(Rating.choices, required=False)
    summary = serializers.CharField(required=False)
    decided_by = serializers.ChoiceField(DecidedBy.choices, required=False)
    true_as_of = serializers.DateField(required=False)
    note = serializers.CharField(required=False, help_text="What was corrected, where it is a correction.")
    published_at = serializers.DateTimeField(required=False)
    article = ClaimArticleOutput(required=False)
    url = serializers.CharField(required=False, help_text="Its page for the public.")


def present_published(row: dict[str, Any]) -> dict[str, Any]:
    """The answer for one row of COLUMNS."""
    article = "claim__article__"
    names = ("number", "rating", "summary", "decided_by", "true_as_of", "published_at")
    return {
        "claim": row["claim_id"],
        "gone": None,
        "text": row["claim__text"],
        "quote": row["claim__quote"],
        **{name: row[name] for name in names},
        "note": row["public_note"],
        "article": {
            "id": row["claim__article_id"],
            "version": row["claim__version__number"],
            **{
                name: row[article + name]
                for name in ("title", "source_url", "publisher", "author", "language", "published_at")
            },
        },
        "url": settings.SITE_URL + public_path(row["claim_id"], row["claim__text"]),
    }


def present_gone(claim_id: int, status: str, last: Verdict, heirs: list[tuple[int, str]]) -> dict[str, Any]:
    relatives = [{"id": heir_id, "how": how} for heir_id, how in heirs]
    about = {"state": last.state, "note": last.public_note, "status": status, "heirs": relatives}
    return {"claim": claim_id, "gone": about}
