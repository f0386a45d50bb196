"""Word files (ECMA-376): the paragraphs of the main document. Runs in the child alone."""

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from claims.importers.child import CannotRead

MOST_BYTES = 40_000_000
RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """Text, title and author. Raises CannotRead for what is no Word file, or none that can be read safely."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            body = _parse(_member(package, "word/document.xml"))
            about = _parse(_member(package, "docProps/core.xml")) if _has(package, "docProps/core.xml") else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, etree.XMLSyntaxError, OSError):
        raise CannotRead("unreadable") from None
    text = "\n\n".join(filter(None, (_words(paragraph) for paragraph in body.iter(f"{_W}p"))))
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


def _words(paragraph: Any) -> str:
    # Paragraphs in text boxes stand inside paragraphs: each is read once, by its own name.
    nodes = (node for node in paragraph.iter(f"{_W}t", *_BREAKS) if next(node.iterancestors(f"{_W}p")) is paragraph)
    return "".join(_BREAKS.get(node.tag) or node.text or "" for node in nodes).strip()


def _said(about: Any, tag: str) -> str:
    return (about.findtext(tag) or "").strip() if about is not None else ""
