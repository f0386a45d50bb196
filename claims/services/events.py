"""Appending to the record. Called inside the transaction of the change it records."""

from typing import Any

from claims.choices import EventKind
from claims.models import Event
from claims.services.storing import insert


def record(kind: EventKind, *, actor: Any, **about: Any) -> Event:
    """Append one event. `about` takes article, claim, review, verdict, old, new, reason, data."""
    event = Event(**_row(kind, actor, about))
    insert(event)
    return event


def record_many(kind: EventKind, *, actor: Any, abouts: list[dict[str, Any]]) -> None:
    """Append one event per item, in the order given, in as few statements as the database allows."""
    Event.objects.bulk_create([Event(**_row(kind, actor, about)) for about in abouts], batch_size=1000)


def _row(kind: EventKind, actor: Any, about: dict[str, Any]) -> dict[str, Any]:
    claim = about.get("claim")
    article = {"article_id": claim.article_id} if claim is not None and "article" not in about else {}
    return {"kind": kind, "actor": actor, **article, **about}
