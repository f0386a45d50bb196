"""Articles from elsewhere: an address instead of a text, corrected texts, and how far an import is."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.articles import ArticleInput
from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Whole, Words
from claims.choices import ItemState, JobKind, JobState
from claims.models import Job
from claims.services.intake import MOST_ITEMS


class ArticleAddInput(ArticleInput):
    """A text to be checked, or the address of a page that has it. Exactly one of both."""

    text = Words(
        required=False,
        help_text="The whole text. Line ends become LF; positions count code points of the result.",
    )
    url = Words(required=False, help_text="A page to fetch. Other fields stand for what the page says.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("url" in attrs):
            raise serializers.ValidationError({"text": ["Send either text or url."]})
        if "url" in attrs and "source_url" in attrs:
            raise serializers.ValidationError({"source_url": ["The page's own address stands for it."]})
        return attrs


class ArticleChangeInput(StrictInput):
    """A corrected text. It becomes a new version; claims whose words stand move along."""

    text = Words()


class ConfirmationInput(StrictInput):
    """Which of the read items become articles."""

    keep = serializers.ListField(child=Whole(), max_length=MOST_ITEMS, help_text="Their places in `items`, from 0.")


class ImportItemOutput(Output):
    """One page or file of an import."""

    where = serializers.CharField()
    state = serializers.ChoiceField(ItemState.choices)
    error = serializers.CharField(help_text="Why it was not added; empty otherwise.")
    encoding = serializers.CharField(help_text="The one it was read in, where that was told from its letters alone.")
    article = serializers.IntegerField(allow_null=True)


class JobBriefOutput(Output):
    """Work in the background, as lists show it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(JobKind.choices)
    state = serializers.ChoiceField(JobState.choices)
    error = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class JobOutput(JobBriefOutput):
    """Work in the background, with what became of each page or file."""

    items = ImportItemOutput(many=True)


def present_jobs(jobs: list[Job]) -> list[dict[str, Any]]:
    return [{name: getattr(job, name) for name in JobBriefOutput._declared_fields} for job in jobs]


def present_job(job: Job) -> dict[str, Any]:
    names = ("where", "state", "error", "encoding", "article")
    items = job.items.order_by("position").values_list(*names)
    return {
        **present_jobs([job])[0],
        "items": [dict(zip(names, item, strict=True)) for item in items],
    }
