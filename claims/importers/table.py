"""`.csv`: a line of names, then one article a line. The line of names tells commas, semicolons and tabs apart."""

import csv
import io
from collections.abc import Iterator

from claims.errors import BadImport
from claims.importers.decoding import decode
from claims.importers.draft import NAMES, Item, draft_of

DELIMITERS = ",;\t"
LONGEST_CELL = 20_000_000


def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item per record. Raises BadImport when the line of names lacks `text` or has an unknown name."""
    # The limit is csv's own and is shared by the process: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    text = decode(data, encoding=encoding)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names = _names(records)
    try:
        for record in records:
            if record:
                yield _item(f"{name}, line {records.line_num}", names, record)
    except csv.Error as error:
        yield Item(f"{name}, line {records.line_num}", error=BadImport(f"This is not CSV: {error}."))


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _names(records: Iterator[list[str]]) -> list[str]:
    try:
        names = [name.strip() for name in next(records, [])]
    except csv.Error as error:
        raise BadImport(f"This is not CSV: {error}.", field="file") from None
    unknown = [name for name in names if name not in NAMES]
    if "text" not in names or unknown or len(set(names)) < len(names):
        raise BadImport(
            f"The first line must name the columns, text among them; the others may be {', '.join(NAMES[1:])}.",
            field="file",
        )
    return names


def _item(where: str, names: list[str], record: list[str]) -> Item:
    if len(record) != len(names):
        return Item(where, error=BadImport(f"There are {len(record)} cells, but {len(names)} columns."))
    try:
        return Item(where, draft=draft_of(dict(zip(names, record, strict=True))))
    except BadImport as error:
        return Item(where, error=error)
