"""The formats that are read in a child process, in the shape every format has."""

from collections.abc import Iterator

from claims.importers.child import extract
from claims.importers.draft import Item, draft_of


def read_html(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item: the article in a saved web page. Raises BadImport."""
    yield _item("html", name, data, charset=encoding)


def read_pdf(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item: the text layer. Raises BadImport."""
    yield _item("pdf", name, data)


def read_docx(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """One item: the main document's paragraphs. Raises BadImport."""
    yield _item("docx", name, data)


def _item(kind: str, name: str, data: bytes, *, charset: str = "") -> Item:
    fields = extract(kind, data, charset=charset)
    assumed = fields.pop("assumed", "")
    return Item(where=name, draft=draft_of(fields), assumed=assumed)
