"""A desk's NDJSON export, read back: first that it is whole, then row by row in a checked shape. No database."""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import orjson

from claims.errors import BadCharacters, BadImport
from claims.importers.moments import read_moment
from claims.text.characters import refuse_bad_characters_in

CUT = "The file is cut: its last line, which says how many rows there are, is missing. Nothing was imported."
LEAN = "The file holds neither texts nor reviews: export it with --whole, or whole=1. Nothing was imported."
DAMAGED = "The file is not what was exported: its last line speaks of other rows. Nothing was imported."

MAYBE = (str, type(None))
PLACES = [[int]]
EVIDENCE = {
    "url": str,
    "title": str,
    "quote": str,
    "stance": str,
    "archived_url": str,
    "note": str,
    "accessed_at": str,
    "publisher": str,
    "reliability": str,
}
REVIEW = {
    "id": int,
    "reviewer": str,
    "state": str,
    "rating": str,
    "note": str,
    "confidence": (int, type(None)),
    "supersedes": (int, type(None)),
    "reason": str,
    "submitted_at": MAYBE,
}
VERDICT = {
    "number": int,
    "rating": str,
    "summary": str,
    "decided_by": str,
    "adjudicator": MAYBE,
    "reason": str,
    "causes": [str],
    "true_as_of": str,
    "recheck_on": MAYBE,
    "state": str,
    "created_at": str,
    "published_at": MAYBE,
    "state_changed_at": MAYBE,
    "correction_note": str,
    "public_note": str,
}
ARTICLE = {
    "id": int,
    "title": str,
    "source_url": str,
    "publisher": str,
    "author": str,
    "language": str,
    "published_at": MAYBE,
    "version": int,
}
DOCUMENT = {
    "text": str,
    "fingerprint": MAYBE,
    "sentences": PLACES,
    "dropped": [list],
    "notes": [str],
    "quorum": (int, type(None)),
    "tags": [str],
}
# What a row must have, by type: a tuple names several, a list holds any number of what it names.
CLAIM: dict[str, Any] = {
    "id": int,
    "url": str,
    "text": str,
    "quote": str,
    "start": int,
    "end": int,
    "kind": str,
    "speaker": str,
    "check_worthiness": (int, float),
    "needs_context": bool,
    "status": str,
    "decided_at": MAYBE,
    "withdrawn": (dict, type(None)),
    "orphaned_at": MAYBE,
    "origin": str,
    "reviews_count": int,
    "revision": int,
    "created_at": str,
    "spans": PLACES,
    "also_at": PLACES,
    "sentence": [int],
    "reasons": list,
    "substitutions": list,
    "readings": list,
    "extra_reviews": int,
    "verdict": (dict, type(None)),
    "heirs": [{"id": int, "how": str}],
    "article": ARTICLE,
    "evidence": [EVIDENCE | {"review": int}],
    "reviews": [REVIEW],
    "verdicts": [VERDICT],
}


class Line(NamedTuple):
    """A row and where it stands in its file."""

    number: int
    row: dict[str, Any]


def check_whole(file: BinaryIO) -> dict[str, Any]:
    """The trailer of a file that is as it was exported. Raises BadImport for one that is cut or changed."""
    digest, count, last = hashlib.sha256(), 0, b""
    for line in file:
        if last:
            digest.update(last)
            count += 1
        last = line
    trailer = _trailer(last)
    if trailer.get("whole") is not True:
        raise BadImport(LEAN)
    if (trailer.get("rows"), trailer.get("sha256")) != (count, digest.hexdigest()):
        raise BadImport(DAMAGED)
    return trailer


def _trailer(line: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(line)
    except ValueError:
        found = None
    trailer = found.get("trailer") if isinstance(found, dict) else None
    if not isinstance(trailer, dict) or trailer.get("complete") is not True or not line.endswith(b"\n"):
        raise BadImport(CUT)
    return trailer


def read_rows(file: BinaryIO) -> Iterator[Line]:
    """The rows of a file that `check_whole` has passed. Raises BadImport naming the line."""
    for number, line in enumerate(file, 1):
        try:
            row = orjson.loads(line)
        except ValueError:
            raise BadImport(f"Line {number} is not JSON.") from None
        if isinstance(row, dict) and "trailer" in row:
            return
        _refuse_characters(row, line, f"Line {number}")
        _conform(row, CLAIM, f"Line {number}")
        if "document" in row:
            _conform(row["document"], DOCUMENT, f"Line {number}: document")
        yield Line(number, row)


def _refuse_characters(row: Any, line: bytes, where: str) -> None:
    """A lone surrogate is no JSON to the reader, and a NUL is written as an escape: few lines are looked through."""
    if b"\\u0000" not in line:
        return
    try:
        refuse_bad_characters_in(row, field="row")
    except BadCharacters as error:
        raise BadImport(f"{where}: {error.message}") from error


def moment(value: str | None) -> Any:
    """Raises ValueError."""
    return None if value is None else read_moment(value)


def _conform(value: Any, shape: Any, where: str) -> None:
    """Raises BadImport saying which part of the row is missing, or of another type."""
    if isinstance(shape, dict):
        _conform(value, dict, where)
        for name, inner in shape.items():
            if name not in value:
                raise BadImport(f"{where} has no {name!r}.")
            _conform(value[name], inner, f"{where}: {name}")
    elif isinstance(shape, list):
        _conform(value, list, where)
        if all(type(one) is shape[0] for one in value):
            return
        for place, one in enumerate(value):
            _conform(one, shape[0], f"{where}[{place}]")
    elif not isinstance(value, shape) or (isinstance(value, bool) and shape is not bool):
        raise BadImport(f"{where} is {type(value).__name__}, which it never is in an export.")
