"""The texts an article has had."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.api.serializers.people import PersonOutput, present_person
from claims.models import ArticleVersion


class VersionOutput(Output):
    """One version of an article's text."""

    id = serializers.IntegerField()
    article = serializers.IntegerField()
    number = serializers.IntegerField(help_text="From 1; claims and verdicts say which one they stand on.")
    sha256 = serializers.CharField(help_text="Of the text's UTF-8 bytes.")
    added_by = PersonOutput()
    created_at = serializers.DateTimeField()


class VersionTextOutput(VersionOutput):
    """The same with its text."""

    text = serializers.CharField()


def present_versions(versions: list[ArticleVersion]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.pk,
            "article": one.article_id,
            "number": one.number,
            "sha256": one.sha256,
            "added_by": present_person(one.added_by),
            "created_at": one.created_at,
        }
        for one in versions
    ]


def present_version(version: ArticleVersion) -> dict[str, Any]:
    return {**present_versions([version])[0], "text": version.text}
