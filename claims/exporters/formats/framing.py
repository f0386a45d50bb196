"""How objects become a file that cannot be cut unnoticed: lines with a trailer, or one JSON value that must close."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from typing import Any

import orjson

from claims.exporters.formats.about import About

OPTIONS = orjson.OPT_UTC_Z
ITEMS_AT_ONCE = 200


def lines(items: Iterable[Any], about: About, **more: Any) -> Iterator[bytes]:
    """One object a line, then `{"trailer": {"rows", "sha256", "complete", "scope", "filters"}}`.

    The SHA-256 is of every byte before the trailer's line. `more` goes into the trailer; an export
    that was asked for without one has none.
    """
    digest, count = hashlib.sha256(), 0
    for batch in batched(items, ITEMS_AT_ONCE, strict=False):
        piece = b"".join([orjson.dumps(item, option=OPTIONS | orjson.OPT_APPEND_NEWLINE) for item in batch])
        digest.update(piece)
        count += len(batch)
        yield piece
    if not about.trailer:
        return
    trailer = {"rows": count, "sha256": digest.hexdigest(), "complete": True, "scope": about.scope}
    yield dump({"trailer": {**trailer, "filters": dict(about.filters), **more}}) + b"\n"


def dump(value: Any) -> bytes:
    return orjson.dumps(value, option=OPTIONS)


def array(
    items: Iterable[Any], *, before: bytes = b"[", after: bytes = b"]", write: Callable[[Any], bytes] = dump
) -> Iterator[bytes]:
    """The items, each by `write`, with commas between `before` and `after`: what is cut is no JSON any more."""
    opening = before
    for batch in batched(items, ITEMS_AT_ONCE, strict=False):
        yield opening + b"\n" + b",\n".join([write(item) for item in batch])
        opening = b","
    yield (before if opening == before else b"") + b"\n" + after + b"\n"
