"""One JSON object a line, and a last line that says how many there were and their SHA-256.

A server can end a broken stream as cleanly as a whole one, so the last line is the only proof of completeness.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import batched

import orjson

from claims.exporters.formats.about import About
from claims.exporters.rows import Row

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
LINES_AT_ONCE = 200


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as lines, then `{"trailer": {"rows", "sha256", "complete", "scope", "filters"}}`.

    The SHA-256 is of every byte before the trailer's line.
    """
    digest, count = hashlib.sha256(), 0
    for batch in batched(rows, LINES_AT_ONCE, strict=False):
        piece = b"".join([orjson.dumps(row, option=OPTIONS) for row in batch])
        digest.update(piece)
        count += len(batch)
        yield piece
    trailer = {"rows": count, "sha256": digest.hexdigest(), "complete": True}
    yield orjson.dumps({"trailer": {**trailer, "scope": about.scope, "filters": dict(about.filters)}}, option=OPTIONS)
