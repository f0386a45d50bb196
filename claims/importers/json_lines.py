"""`.jsonl`: one JSON object a line, each an article with the names of ArticleDraft."""

import json
from collections.abc import Iterator
from typing import Any

from claims.errors import BadImport
from claims.importers.decoding import decode
from claims.importers.draft import ArticleDraft, Item, draft_of


def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item per line that is not blank. Raises BadImport for what is not text."""
    for number, line in enumerate(decode(data, encoding=encoding).split("\n"), start=1):
        if line.strip():
            yield _item(f"{name}, line {number}", line)


def _item(where: str, line: str) -> Item:
    try:
        return Item(where, draft=_draft(line))
    except BadImport as error:
        return Item(where, error=error)


def _draft(line: str) -> ArticleDraft:
    try:
        values = json.loads(line, object_pairs_hook=_object)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deep")
        raise BadImport(f"This is not JSON: {reason}.") from None
    if not isinstance(values, dict):
        raise BadImport("The line is not a JSON object.")
    return draft_of(values)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadImport("A name is given twice in one object.")
    return found
