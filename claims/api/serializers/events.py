"""The record of what happened, as answers."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.api.serializers.people import PersonOutput, present_person
from claims.choices import EventKind
from claims.models import Claim, Event


class EventOutput(Output):
    """Who did what, old -> new, when and why. Events are never changed; their ids rise."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(EventKind.choices)
    at = serializers.DateTimeField()
    actor = PersonOutput(allow_null=True, help_text="Null: the desk itself, or a reviewer whose name is kept back.")
    article = serializers.IntegerField(allow_null=True)
    claim = serializers.IntegerField(allow_null=True)
    review = serializers.IntegerField(allow_null=True)
    verdict = serializers.IntegerField(allow_null=True)
    old = serializers.CharField()
    new = serializers.CharField()
    reason = serializers.CharField()


def present_events(events: list[Event]) -> list[dict[str, Any]]:
    return [_present_event(event) for event in events]


def present_history(claim: Claim, user: Any) -> Callable[[list[Event]], list[dict[str, Any]]]:
    """`present_events` of this claim for this person: without reviewers' names where `Claim.hides_reviewers`."""

    def present(events: list[Event]) -> list[dict[str, Any]]:
        shown = present_events(events)
        for event, about in zip(events, shown, strict=True):
            if event.hides_actor(claim, user):
                about["actor"] = None
        return shown

    return present


def _present_event(event: Event) -> dict[str, Any]:
    return {
        "id": event.pk,
        "kind": event.kind,
        "at": event.at,
        "actor": present_person(event.actor),
        "article": event.article_id,
        "claim": event.claim_id,
        "review": event.review_id,
        "verdict": event.verdict_id,
        "old": event.old,
        "new": event.new,
        "reason": event.reason,
    }
