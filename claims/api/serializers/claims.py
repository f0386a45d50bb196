"""Claims in and out. Positions are code points into the article's text, half-open."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Whole, Words
from claims.choices import (
    ClaimKind,
    ClaimOrigin,
    ClaimStatus,
    DecidedBy,
    LineageHow,
    PublicationState,
    Rating,
    WithdrawnCause,
)
from claims.exporters.rows import COLUMNS as ROW_COLUMNS
from claims.exporters.rows import row_of

# What a list of claims reads, in one statement.
COLUMNS = (*ROW_COLUMNS, "reviewed_by_me")
# What only the page of one claim needs.
DETAIL_COLUMNS = (
    *COLUMNS,
    "sentence_start",
    "sentence_end",
    "spans",
    "also_at",
    "reasons",
    "substitutions",
    "readings",
)


class ClaimInput(StrictInput):
    """A claim on the words `[start, end)` of an article's current text."""

    article = Whole(min_value=1)
    start = Whole()
    end = Whole(help_text="The position after the last character.")
    text = Words(required=False, help_text="Stand-alone wording; without one, the words themselves.")
    quote = Words(required=False, help_text="The words that should stand there; 409 if others do.")
    kind = Choice(ClaimKind.choices, required=False)
    speaker = Words(required=False)


class ClaimChangeInput(StrictInput):
    """What is to change; what is left out stays."""

    text = Words(required=False)
    start = Whole(required=False)
    end = Whole(required=False)
    kind = Choice(ClaimKind.choices, required=False)
    speaker = Words(required=False)


class WithdrawalInput(StrictInput):
    """Why a claim leaves the desk's work."""

    reason = Words()
    cause = Choice(WithdrawnCause.choices, required=False)


class ClaimArticleOutput(Output):
    """The article a claim stands in."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    source_url = serializers.CharField()
    publisher = serializers.CharField()
    author = serializers.CharField()
    language = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField(help_text="The number of the text that the positions count in.")


class ClaimVerdictOutput(Output):
    """The verdict that stands on a claim."""

    number = serializers.IntegerField()
    rating = serializers.ChoiceField(Rating.choices)
    summary = serializers.CharField()
    decided_by = serializers.ChoiceField(DecidedBy.choices)
    true_as_of = serializers.DateField()
    state = serializers.ChoiceField(PublicationState.choices)
    published_at = serializers.DateTimeField(allow_null=True)
    public_url = serializers.URLField(allow_null=True, help_text="Where the public reads it, while it is published.")


class WithdrawnOutput(Output):
    """Why a claim is closed."""

    cause = serializers.ChoiceField(WithdrawnCause.choices)
    reason = serializers.CharField()


class ClaimOutput(Output):
    """A claim as lists show it."""

    id = serializers.IntegerField()
    text = serializers.CharField(help_text="The stand-alone wording.")
    quote = serializers.CharField(help_text="The article's exact words.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    prefix = serializers.CharField(help_text="Up to 32 characters before the quote.")
    suffix = serializers.CharField(help_text="Up to 32 characters after the quote.")
    kind = serializers.ChoiceField(ClaimKind.choices)
    speaker = serializers.CharField()
    origin = serializers.ChoiceField(ClaimOrigin.choices)
    check_worthiness = serializers.FloatField()
    needs_context = serializers.BooleanField()
    status = serializers.ChoiceField(ClaimStatus.choices)
    decided_at = serializers.DateTimeField(allow_null=True)
    withdrawn = WithdrawnOutput(allow_null=True)
    orphaned_at = serializers.DateTimeField(allow_null=True, help_text="When its words left the article's text.")
    reviews_count = serializers.IntegerField()
    revision = serializers.IntegerField(help_text="Counts edits of the wording and the anchor.")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    article = ClaimArticleOutput()
    verdict = ClaimVerdictOutput(allow_null=True)
    url = serializers.CharField(help_text="Its page for people.")
    reviewed_by_me = serializers.BooleanField()
    sequence = serializers.IntegerField(required=False, help_text="With `changed_after=<number>`: its last change.")


class SubstitutionOutput(Output):
    """A name put in for another word of the article, so that the claim stands alone."""

    original = serializers.CharField()
    name = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class RelativeOutput(Output):
    """A claim this one came from, or became."""

    id = serializers.IntegerField()
    how = serializers.ChoiceField(LineageHow.choices)


class ClaimDetailOutput(ClaimOutput):
    """A claim with everything that is known about its words."""

    sequence = None

    sentence = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    spans = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    also_at = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it may be worth checking.")
    substitutions = SubstitutionOutput(many=True)
    readings = serializers.ListField(child=serializers.CharField(), help_text="The ways it can be understood.")
    heirs = RelativeOutput(many=True)
    ancestors = RelativeOutput(many=True)


def present_claim(row: tuple[Any, ...]) -> dict[str, Any]:
    """The answer for one row of COLUMNS."""
    shown = row_of(row[:-1], settings.SITE_URL)
    shown["reviewed_by_me"] = row[-1]
    return shown


def present_claims(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [present_claim(row) for row in rows]


def present_claim_detail(
    row: dict[str, Any], heirs: list[tuple[int, str]], ancestors: list[tuple[int, str]]
) -> dict[str, Any]:
    """The answer for one row of DETAIL_COLUMNS and the claim's relatives as `(id, how)`."""
    return {
        **present_claim(tuple([row[name] for name in COLUMNS])),
        "sentence": [row["sentence_start"], row["sentence_end"]],
        "spans": row["spans"],
        "also_at": row["also_at"],
        "reasons": row["reasons"],
        "substitutions": [
            dict(zip(("original", "name", "start", "end"), item, strict=True)) for item in row["substitutions"]
        ],
        "readings": row["readings"],
        "heirs": [{"id": key, "how": how} for key, how in heirs],
        "ancestors": [{"id": key, "how": how} for key, how in ancestors],
    }
