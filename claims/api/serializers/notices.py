"""What one has been told, and what one wants to hear of."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice
from claims.choices import NotificationKind
from claims.models import Notification
from claims.services.notifications import wants


class NotificationOutput(Output):
    """One thing you were told."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(NotificationKind.choices)
    claim = serializers.IntegerField(allow_null=True)
    article = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class NoticeChoiceInput(StrictInput):
    """Which kinds you hear of, all of them named, and whether a digest brings them by mail."""

    wanted = serializers.ListField(
        child=Choice(NotificationKind.choices), max_length=len(NotificationKind.values), allow_empty=True
    )
    by_mail = serializers.BooleanField()


class NoticeChoiceOutput(Output):
    """The same as it stands."""

    wanted = serializers.ListField(child=serializers.ChoiceField(NotificationKind.choices))
    by_mail = serializers.BooleanField()


class ReadOutput(Output):
    """How many were new."""

    read = serializers.IntegerField()


def present_notifications(told: list[Notification]) -> list[dict[str, Any]]:
    names = ("kind", "created_at", "read_at")
    return [
        {
            "id": one.pk,
            "claim": one.claim_id,
            "article": one.article_id,
            **{name: getattr(one, name) for name in names},
        }
        for one in told
    ]


def present_choice(person: Any) -> dict[str, Any]:
    wanted = [kind for kind in NotificationKind.values if wants(person, kind)]
    return {"wanted": wanted, "by_mail": bool(person.preferences.get("digest", False))}
