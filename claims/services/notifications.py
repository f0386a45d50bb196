"""Telling people: one row per person and matter, unless they have switched that kind off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from claims.choices import NotificationKind
from claims.errors import BadInput
from claims.models import Notification

MOST_SHOWN = 99


def notify(kind: NotificationKind, people: Iterable[Any], **about: Any) -> None:
    """Tell active people who want to hear of this kind. `about` takes claim or article."""
    Notification.objects.bulk_create(
        [Notification(person=person, kind=kind, **about) for person in people if wants(person, kind)]
    )


def take_back(kind: NotificationKind, people: Iterable[Any], *, since: datetime, **about: Any) -> None:
    """What was told since then, to whoever has not read it yet: the step behind it was undone."""
    told = Notification.objects.filter(kind=kind, person__in=list(people), created_at__gte=since, **about)
    told.filter(read_at=None, mailed_at=None).delete()


def wants(person: Any, kind: str) -> bool:
    """Everything is on until switched off."""
    return person.is_active and kind not in person.preferences.get("silenced", [])


def unread(person: Any) -> int:
    """How many matters a person has not read of, counted no further than one past MOST_SHOWN: every page asks."""
    return Notification.objects.filter(person=person, read_at=None).order_by()[: MOST_SHOWN + 1].count()


def choose_notifications(*, actor: Any, wanted: Iterable[str], by_mail: bool) -> None:
    """Set which kinds a person hears of, and whether a digest brings them by mail."""
    wanted = list(wanted)
    unknown = [kind for kind in wanted if kind not in NotificationKind.values]
    if unknown:
        raise BadInput(f"There is no notification “{unknown[0]}”.", field="wanted")
    person = get_user_model().objects.get(pk=actor.pk)
    silenced = [kind for kind in NotificationKind.values if kind not in wanted]
    person.preferences = {**person.preferences, "silenced": silenced, "digest": by_mail}
    person.save(update_fields=["preferences"])


def mark_read(*, actor: Any) -> int:
    """Everything the person has been told counts as read; how many were new."""
    return Notification.objects.filter(person=actor, read_at=None).update(read_at=timezone.now())
