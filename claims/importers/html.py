"""Web pages: the article in it, without menus, comments and advertisements. Runs in the child alone."""

import codecs
import re
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from claims.importers.child import CannotRead

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Labels browsers read as the wider encodings (WHATWG Encoding, names and labels).
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """The article of a page. Raises CannotRead when there is none."""
    tree = load_html(decode(data, charset))
    if tree is None:
        raise CannotRead("unreadable")
    language = (tree.get("lang") or "").strip()[:20]
    document = bare_extraction(
        tree, url=url or None, include_comments=False, include_tables=False, with_metadata=True
    )
    text = (getattr(document, "text", "") or "").strip()
    if not text:
        raise CannotRead("empty")
    return {
        "text": text.replace("\n", "\n\n"),
        "title": document.title or "",
        "author": (document.author or "").replace(";", ","),
        "publisher": document.sitename or "",
        "published_at": document.date or "",
        "language": language,
    }


def decode(data: bytes, charset: str) -> str:
    """Characters by byte order mark, else by the label of the transport, else of the page, else UTF-8."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:2048]:
        raise CannotRead("unreadable")
    label = _known(charset) or _known(_labeled(data))
    try:
        return data.decode(label or "utf-8")
    except UnicodeDecodeError:
        # Mislabeled: UTF-8 does not happen by chance, and every byte is something in the western one.
        return _as_utf8(data) or data.decode(label or "cp1252", "replace")


def _as_utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _labeled(data: bytes) -> str:
    found = _META.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _known(label: str) -> str:
    """The codec for a label; nothing for unknown ones and for codecs that are not of text."""
    label = _WIDER.get(label.strip().lower(), label.strip().lower())
    try:
        name = codecs.lookup(label).name if label else ""
        return name if name and isinstance(b"".decode(name), str) else ""
    except (LookupError, ValueError, TypeError):
        return ""
