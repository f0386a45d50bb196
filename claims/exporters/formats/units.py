"""Positions of a whole article's claims in other tools' units, in one pass over the text."""

from collections.abc import Iterable
from typing import Any

from claims.text.utf16 import to_utf16_many


def in_utf16(text: str, claims: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Code point -> UTF-16 unit, for every `start` and `end` of the claims."""
    points = sorted({claim[name] for claim in claims for name in ("start", "end")})
    return dict(zip(points, to_utf16_many(text, points), strict=True))
