"""Feeds that the desk follows, in and out."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Whole, Words
from claims.api.serializers.people import PersonOutput, present_person
from claims.models import Feed
from claims.services.feeds import LONGEST_PAUSE


class FeedInput(StrictInput):
    """A feed to follow."""

    url = Words(help_text="Of an RSS or Atom feed.")
    every_minutes = Whole(required=False, min_value=5, max_value=LONGEST_PAUSE, help_text="60 unless told.")


class FeedChangeInput(StrictInput):
    """Whether the desk goes on following it."""

    active = serializers.BooleanField()


class FeedOutput(Output):
    """A feed, and how it fared the last time."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    title = serializers.CharField(help_text="As it calls itself; empty before it was read.")
    every_minutes = serializers.IntegerField()
    active = serializers.BooleanField()
    next_at = serializers.DateTimeField(
        allow_null=True, help_text="When it is asked next; null while the desk does not follow it."
    )
    checked_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField(help_text="Why it could not be read the last time.")
    added_by = PersonOutput(allow_null=True)
    created_at = serializers.DateTimeField()


def present_feed(feed: Feed) -> dict[str, Any]:
    names = ("url", "title", "every_minutes", "checked_at", "error", "created_at")
    return {
        "id": feed.pk,
        "active": feed.is_active,
        "next_at": feed.due_at,
        "added_by": present_person(feed.added_by),
        **{name: getattr(feed, name) for name in names},
    }


def present_feeds(feeds: list[Feed]) -> list[dict[str, Any]]:
    return [present_feed(feed) for feed in feeds]
