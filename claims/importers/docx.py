"""Word files (ECMA-376): the paragraphs of the main document. Runs in the child alone."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from claims.importers.child import CannotRead

MOST_BYTES = 40_000_000
RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Signs that stand by their number in the font Symbol: lost, "≥ 5" would be "5".
_SYMBOLS = {
    "B0": "°",
    "B1": "±",
    "B4": "×",
    "A3": "≤",
    "B3": "≥",
    "B9": "≠",
    "BB": "≈",
    "AE": "→",
    "2D": "−",
    "6D": "µ",
}
# What Word keeps and does not print: words that were moved away, and the same box again for old programs.
_UNSEEN = {f"{_W}moveFrom", f"{_W}del", f"{_MC}Fallback"}
_HIDDEN = f"{_W}rPr/{_W}vanish"
_MARK_DELETED = f"{_W}pPr/{_W}rPr/{_W}del"
_OFF = {"0", "false", "off"}


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """Text, title and author. Raises CannotRead for what is no Word file, or none that can be read safely."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            body = _parse(_member(package, "word/document.xml"))
            about = _parse(_member(package, "docProps/core.xml")) if _has(package, "docProps/core.xml") else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, etree.XMLSyntaxError, OSError):
        raise CannotRead("unreadable") from None
    text = "\n\n".join(_paragraphs(body))
    if not text.strip():
        raise CannotRead("empty")
    return {
        "text": text,
        "title": _said(about, f"{_DC}title"),
        "author": _said(about, f"{_DC}creator"),
        "publisher": "",
        "published_at": "",
        "language": "",
    }


def _has(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.NameToInfo


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    info = package.getinfo(name)
    if info.flag_bits & 0x1:
        raise CannotRead("locked")
    if info.file_size > MOST_BYTES or info.file_size > max(1_000_000, info.compress_size * RATIO):
        raise CannotRead("too_large")
    return package.read(info)


def _parse(xml: bytes) -> Any:
    if b"<!DOCTYPE" in xml[:2048] or b"<!ENTITY" in xml:
        raise CannotRead("forbidden")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def _paragraphs(body: Any) -> list[str]:
    """What a reader of the document sees."""
    done, goes_on = [""], False
    for words, mark_deleted in _blocks(body):
        done[-1:] = [done[-1] + words] if goes_on else [done[-1], words]
        goes_on = mark_deleted
    return [words for one in done if (words := one.strip())]


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """The words of each paragraph, or of a row of a table, and whether they run on into the next."""
    tables: dict[Any, bool] = {}
    for paragraph in body.iter(f"{_W}p"):
        row = next(paragraph.iterancestors(f"{_W}tr"), None)
        if row is None or (is_layout := tables.get(row)):
            yield _words(paragraph), paragraph.find(_MARK_DELETED) is not None
        elif is_layout is None:
            cells = [list(cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
            tables[row] = any(len(cell) > 1 for cell in cells)
            whole = [paragraph] if tables[row] else [one for cell in cells for one in cell]
            yield "\t".join(filter(None, (_words(one).strip() for one in whole))), False


def _words(paragraph: Any) -> str:
    nodes = (node for node in paragraph.iter(f"{_W}t", f"{_W}sym", *_SIGNS) if _is_seen(node, paragraph))
    return "".join(_SIGNS.get(node.tag) or _symbol(node) or node.text or "" for node in nodes)


def _symbol(node: Any) -> str:
    if node.get(f"{_W}font") != "Symbol":
        return ""
    return _SYMBOLS.get(node.get(f"{_W}char", "").upper()[-2:], "")


def _is_seen(node: Any, paragraph: Any) -> bool:
    """Whether a reader sees these words, in this paragraph: those in text boxes stand inside another one."""
    hidden = node.getparent().find(_HIDDEN)
    if hidden is not None and hidden.get(f"{_W}val") not in _OFF:
        return False
    around = list(node.iterancestors())
    if any(one.tag in _UNSEEN for one in around):
        return False
    return next(one for one in around if one.tag == f"{_W}p") is paragraph


def _said(about: Any, tag: str) -> str:
    return (about.findtext(tag) or "").strip() if about is not None else ""
