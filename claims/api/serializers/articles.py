"""Articles in and out."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Moment, Whole, Words
from claims.choices import ArticleState

# What a list of articles reads, in one statement.
COLUMNS = (
    "id",
    "title",
    "source_url",
    "publisher",
    "author",
    "published_at",
    "language",
    "state",
    "state_reason",
    "claims_count",
    "decided_count",
    "version__number",
    "created_at",
    "changed_at",
)


class ArticleInput(StrictInput):
    """A text to be checked. The same text sent again answers with the article that has it."""

    text = Words(help_text="The whole text. Line ends become LF; positions count code points of the result.")
    title = Words(required=False, help_text="Without one, the first line of the text.")
    source_url = Words(required=False)
    publisher = Words(required=False)
    author = Words(required=False)
    published_at = Moment(required=False, allow_null=True)
    language = Words(required=False, help_text="A language code; English (`en`) unless told.")


class TermsInput(StrictInput):
    """How an article is worked on: both at once, in the place of what was."""

    tags = serializers.ListField(child=Words(), help_text="All its tags from now on, at most 20.")
    quorum = Whole(min_value=1, max_value=100, allow_null=True, help_text="Null: as many as the desk asks for.")


class TermsOutput(Output):
    """How an article is worked on."""

    tags = serializers.ListField(child=serializers.CharField(), help_text="In small letters, sorted.")
    quorum = serializers.IntegerField(allow_null=True, help_text="Reviews that decide a claim; null: as the desk.")


class ArticleOutput(Output):
    """An article as lists show it."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    source_url = serializers.CharField()
    publisher = serializers.CharField()
    author = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    language = serializers.CharField()
    state = serializers.ChoiceField(ArticleState.choices)
    state_reason = serializers.CharField(help_text="Why it could not be split; empty otherwise.")
    claims_count = serializers.IntegerField(help_text="Standing claims; withdrawn ones are not counted.")
    decided_count = serializers.IntegerField()
    version = serializers.IntegerField(help_text="The number of the current text.")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    url = serializers.CharField(help_text="Its page for people.")


class DroppedOutput(Output):
    """A piece of the text that became no claim, and why."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    stage = serializers.CharField()
    reason = serializers.CharField()


class ArticleDetailOutput(ArticleOutput, TermsOutput):
    """An article with its current text."""

    text = serializers.CharField()
    sha256 = serializers.CharField(help_text="Of the text's UTF-8 bytes.")
    dropped = DroppedOutput(many=True)
    notes = serializers.ListField(child=serializers.CharField())


def present_article(row: dict[str, Any]) -> dict[str, Any]:
    """The answer for one row of COLUMNS."""
    shown = {name: row[name] for name in COLUMNS if name != "version__number"}
    return {**shown, "version": row["version__number"] or 0, "url": f"{settings.SITE_URL}/articles/{row['id']}/"}


def present_terms(article: Any) -> dict[str, Any]:
    return {"tags": sorted(tag.name for tag in article.tags.all()), "quorum": article.quorum}


def present_article_detail(row: dict[str, Any], article: Any) -> dict[str, Any]:
    """The answer for one row of COLUMNS and the article with its current version."""
    version = article.version
    return {
        **present_article(row),
        "text": version.text if version else "",
        "sha256": version.sha256 if version else "",
        **present_terms(article),
        "dropped": [
            {"start": start, "end": end, "stage": stage, "reason": reason}
            for start, end, stage, reason in (version.dropped if version else [])
        ],
        "notes": list(version.notes) if version else [],
    }
