"""`.txt`: the whole file is one article."""

from collections.abc import Iterator

from claims.errors import BadImport
from claims.importers.decoding import read_text
from claims.importers.draft import Item, draft_of


def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item. The article's title is left to its first line. Raises BadImport."""
    text, assumed = read_text(data, encoding=encoding)
    if not text.strip():
        raise BadImport("The file is empty.", field="file")
    yield Item(where=name, draft=draft_of({"text": text}), assumed=assumed)
