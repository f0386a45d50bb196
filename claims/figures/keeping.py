"""Figures that took long to count are kept for a minute, so that ten people who look cost one count.

Small desks count at once and never see an old figure. What is kept must be the same for whoever may ask.
"""

import time
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.cache import cache
from django.utils import timezone

SLOW = 0.5  # seconds
KEPT_FOR = 60  # seconds


class Counted[T](NamedTuple):
    """Figures, and when they were counted; `is_kept` when that was for somebody else's question."""

    figures: T
    at: datetime
    is_kept: bool


def kept[T](count: Callable[..., T], *about: Any, slow: float = SLOW, **named: Any) -> Counted[T]:
    """`count(*about, **named)`, or what it said within the last minute if that took `slow` seconds."""
    words = repr((count.__qualname__, about, sorted(named.items())))
    key = f"figures:{sha256(words.encode()).hexdigest()}"
    found = cache.get(key)
    if found is not None:
        return Counted(*found, True)
    at, started = timezone.now(), time.monotonic()
    figures = count(*about, **named)
    if time.monotonic() - started >= slow:
        cache.set(key, (figures, at), KEPT_FOR)
    return Counted(figures, at, False)
