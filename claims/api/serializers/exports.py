"""Files written in the background."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Words
from claims.choices import JobState
from claims.exporters.formats import FORMATS, unknown_flags
from claims.models import Export

MOST_VALUES = 100
FORMAT_CHOICES = [(name, name) for name in FORMATS]


VALUE = {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}


@extend_schema_field({"anyOf": [*VALUE["anyOf"], {"type": "array", "items": VALUE, "maxItems": MOST_VALUES}]})
class Values(serializers.ListField):
    """What one filter is given: several values or one, as words or as numbers. In an address they are all words."""

    child = Words()

    def to_internal_value(self, data: Any) -> list[str]:
        values = data if isinstance(data, list) else [data]
        return super().to_internal_value([_spelled(value) for value in values])


def _spelled(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else value


class ExportInput(StrictInput):
    """What to write: a format, and the filters of `/claims/`, each with a value or a list of them."""

    format = Choice(FORMAT_CHOICES)
    filters = serializers.DictField(
        child=Values(max_length=MOST_VALUES),
        required=False,
        help_text='`{"status": ["incorrect", "disputed"], "article": 7}`',
    )
    raw = serializers.BooleanField(required=False, help_text="csv: cells as they are, for programs.")
    whole = serializers.BooleanField(
        required=False, help_text="ndjson: with texts, reviews and every verdict, for another desk to read back."
    )
    trailer = serializers.BooleanField(
        required=False, help_text="doccano: false leaves the last line out, which doccano cannot import."
    )

    def validate(self, data: Any) -> Any:
        unknown = unknown_flags(data["format"], data)
        if unknown:
            raise serializers.ValidationError(unknown)
        return data


class ExportOutput(Output):
    """A file, or how far it is. `file`, `size`, `sha256` and `expires_at` are there once all of it is."""

    id = serializers.IntegerField()
    format = serializers.ChoiceField(FORMAT_CHOICES)
    filters = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    raw = serializers.BooleanField()
    whole = serializers.BooleanField()
    trailer = serializers.BooleanField()
    state = serializers.ChoiceField(JobState.choices)
    error = serializers.CharField()
    total = serializers.IntegerField(help_text="Claims when it was asked for.")
    rows = serializers.IntegerField(help_text="Claims written so far.")
    size = serializers.IntegerField(allow_null=True, help_text="Bytes.")
    sha256 = serializers.CharField(help_text="Of the whole file.")
    expires_at = serializers.DateTimeField(allow_null=True)
    file = serializers.CharField(allow_null=True, help_text="Where to download it, for a day.")
    created_at = serializers.DateTimeField()


def present_export(export: Export) -> dict[str, Any]:
    address = settings.SITE_URL + reverse("api-export-file", args=[export.pk])
    return {
        "id": export.pk,
        "format": export.format,
        "filters": export.query,
        "raw": export.raw,
        "whole": export.whole,
        "trailer": export.trailer,
        "state": export.job.state,
        "error": export.job.error,
        "total": export.total,
        "rows": export.rows,
        "size": export.size,
        "sha256": export.sha256,
        "expires_at": export.expires_at,
        "file": address if export.is_there else None,
        "created_at": export.job.created_at,
    }


def present_exports(exports: list[Export]) -> list[dict[str, Any]]:
    return [present_export(export) for export in exports]
