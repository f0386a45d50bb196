"""`.csv`: a line of names, then one article a line. The line of names tells commas, semicolons and tabs apart."""

import csv
import io
import re
from collections.abc import Iterator

from claims.errors import BadImport
from claims.importers.decoding import read_text
from claims.importers.draft import NAMES, Item, draft_of

DELIMITERS = ",;\t"
_TOLD = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
LONGEST_CELL = 20_000_000


def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item per record. Raises BadImport when the line of names lacks `text` or has an unknown name."""
    # The limit is csv's own and is shared by the process: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    whole, assumed = read_text(data, encoding=encoding)
    told, text = _told(whole)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=told or _delimiter(text), strict=True)
    names = _names(records)
    # A record stands where it begins; what it ends with is told by the reader.
    above = 1 if told else 0
    begins = records.line_num + 1
    try:
        for record in records:
            if record:
                yield _item(f"{name}, line {above + begins}", names, record)._replace(assumed=assumed)
            begins = records.line_num + 1
    except csv.Error as error:
        yield Item(f"{name}, line {above + begins}", error=BadImport(f"This is not CSV: {error}."))


def _told(text: str) -> tuple[str, str]:
    """The delimiter that spreadsheets are told in a line before all others, and the text without that line."""
    found = _TOLD.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _names(records: Iterator[list[str]]) -> list[str]:
    try:
        given = [name.strip() for name in next(records, [])]
    except csv.Error as error:
        raise BadImport(f"This is not CSV: {error}.", field="file") from None
    names = [name.lower() for name in given]
    if wrong := _wrong(given, names):
        others = ", ".join(NAMES[1:])
        raise BadImport(
            f"The first line must name the columns, text among them; the others may be {others}. {wrong}",
            field="file",
        )
    return names


def _wrong(given: list[str], names: list[str]) -> str:
    for name, shown in zip(names, given, strict=True):
        if name not in NAMES:
            return f"{shown[:40]!r} is none of them."
        if names.count(name) > 1:
            return f"{name} is there twice."
    return "" if "text" in names else "text is missing."


def _item(where: str, names: list[str], record: list[str]) -> Item:
    if len(record) != len(names):
        return Item(where, error=BadImport(f"There are {len(record)} cells, but {len(names)} columns."))
    try:
        return Item(where, draft=draft_of(dict(zip(names, record, strict=True))))
    except BadImport as error:
        return Item(where, error=error)
