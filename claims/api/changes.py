"""What changed since a client last asked: each claim once, at its latest event, never missed and never twice.

The order is that of event ids, and only up to the horizon, before which no event can turn up any more.
"""

import re
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from rest_framework.exceptions import ValidationError

from claims.api.pagination import read_page_size
from claims.models import Event
from claims.models.horizon import read_horizon

NUMBER = re.compile(r"[0-9]{1,18}")
YEAR = re.compile(r"[0-9]{4}")
NEITHER = (
    "This is neither the number of an earlier answer (0 to begin with) nor a date or time, "
    "for example 2025-01-10T12:00:00Z."
)
ALLOWED = {"changed_after", "page_size", "fields"}


class Changes(NamedTuple):
    """`places` are `(event id, claim id)`, oldest first; ask again after `reached`, at once when there is `more`."""

    places: list[tuple[int, int]]
    reached: int
    more: bool


def asked_number(request: Any) -> int | None:
    """The number in `?changed_after=`, or None where there is a time or nothing. Raises ValidationError for company.

    A filter beside it would hide a claim that no longer fits it, and the client would keep the old one for ever.
    """
    value = request.query_params.get("changed_after", "")
    if not NUMBER.fullmatch(value):
        if value and not YEAR.match(value):
            raise ValidationError({"changed_after": [NEITHER]})
        return None
    others = sorted(set(request.query_params) - ALLOWED)
    if others:
        raise ValidationError({name: ["changed_after with a number stands alone."] for name in others})
    return int(value)


def read_changes(request: Any, after: int, kinds: Q, *, horizon: int) -> Changes:
    """The next page of claims with an event of these kinds after `after`."""
    size = read_page_size(request.query_params.get("page_size"))
    certain = Event.objects.filter(kinds, id__gt=after, id__lte=horizon, claim__isnull=False)
    later = Event.objects.filter(kinds, claim=OuterRef("claim"), id__gt=OuterRef("id"), id__lte=horizon)
    last = certain.filter(~Exists(later)).order_by("id").values_list("id", "claim_id")
    places = list(last[: size + 1])
    more, places = len(places) > size, places[:size]
    return Changes(places, places[-1][0] if more else horizon, more)


def horizon_for(after: int, *, name: str = "changed_after") -> int:
    """How far may be told now. Raises ValidationError for a number this desk cannot have handed out."""
    horizon = read_horizon()
    if after > horizon and after > _highest():
        raise ValidationError({name: ["This number is not one of this desk's. Start again from 0."]})
    return max(horizon, after)


def _highest() -> int:
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
