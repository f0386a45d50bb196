"""What a file yields: drafts of articles, and the places that could not become one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from claims.errors import BadImport
from claims.importers.moments import read_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """An article as a file gives it. `published_at` is aware; empty means not known."""

    text: str
    title: str = ""
    source_url: str = ""
    publisher: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""


class Item(NamedTuple):
    """One article of a file: where it stands, and either its draft or why there is none."""

    where: str
    draft: ArticleDraft | None = None
    error: BadImport | None = None
    assumed: str = ""  # the encoding, where it was told from the letters alone


NAMES = tuple(field.name for field in fields(ArticleDraft))


def draft_of(values: Mapping[str, Any]) -> ArticleDraft:
    """A draft from named values, None and empty ones left out. Raises BadImport naming the field."""
    unknown = sorted(set(values) - set(NAMES))
    if unknown:
        raise BadImport(f"{unknown[0]!r} is not one of {', '.join(NAMES)}.", field=unknown[0])
    given = {name: value for name, value in values.items() if value is not None and value != ""}
    for name, value in given.items():
        if not isinstance(value, str):
            raise BadImport(f"{name} must be text.", field=name)
    if "text" not in given:
        raise BadImport("text is missing.", field="text")
    if "published_at" in given:
        given["published_at"] = _moment(given["published_at"])
    return ArticleDraft(**given)


def _moment(value: str) -> datetime:
    try:
        return read_moment(value)
    except (ValueError, OverflowError):
        message = f"published_at is {value[:40]!r}, which is not a date or time such as 2025-01-10T12:00:00Z."
        raise BadImport(message, field="published_at") from None
