"""Web pages: the article in it, without menus, comments and advertisements. Runs in the child alone."""

import codecs
import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from claims.errors import ClaimsError
from claims.importers.child import CannotRead
from claims.importers.decoding import Read
from claims.importers.encodings import certain_reading
from claims.importers.html_tables import CELL, rows_as_paragraphs
from claims.text.languages import is_language
from claims.text.links import read_link

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# What is no text of the page, and would count as letters of it.
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1|<[^>]*>|&#?\w{1,30};", re.DOTALL | re.IGNORECASE)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
# Labels browsers read as the wider encodings (WHATWG Encoding, names and labels).
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


# Encodings in which bytes below 128 are not always ASCII letters: their text may pass for UTF-8.
_NOT_LIKE_ASCII = ("utf-16", "utf-32", "iso2022", "hz")


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """The article of a page. Raises CannotRead when there is none."""
    page, assumed = decode(data, charset)
    tree = load_html(page)
    if tree is None:
        raise CannotRead("unreadable")
    language, stated = _language(tree.get("lang") or ""), _stated_moments(tree)
    _mark_quotations(tree)
    rows_as_paragraphs(tree)
    document = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Only what the page says of itself: a search through its words takes any year in them for its date.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (getattr(document, "text", "") or "").strip()
    if not text:
        raise CannotRead("empty")
    return {
        "text": text.replace("\n", "\n\n").replace(CELL, "\t"),
        "title": document.title or "",
        "author": (document.author or "").replace(";", ","),
        "publisher": document.sitename or "",
        "published_at": _moment(stated, document.date or ""),
        "language": language,
        # Whoever fetched the page knows better where it is.
        "source_url": "" if url else _address(document.url or ""),
    } | ({"assumed": assumed} if assumed else {})


def _mark_quotations(tree: Any) -> None:
    """`<q>` as the marks that browsers show for it: the extractor takes it for a block of its own."""
    for quotation in list(tree.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        if len(quotation):
            quotation[-1].tail = f"{quotation[-1].tail or ''}”"
        else:
            quotation.text += "”"
        quotation.drop_tag()


def _address(canonical: str) -> str:
    """Where a saved page says that it comes from, if that is an address."""
    try:
        return read_link(canonical).given
    except ClaimsError:
        return ""


def _stated_moments(tree: Any) -> list[str]:
    """The times that the page gives for its publication, those made for programs first."""
    programs = "\n".join(tree.xpath("//script[@type='application/ld+json']/text()"))
    return [
        *tree.xpath("//meta[@property='article:published_time']/@content"),
        *_PUBLISHED.findall(programs),
        *tree.xpath("//time/@datetime"),
    ]


def _language(stated: str) -> str:
    """What a page calls its language; nothing where that is none, as a template nobody filled in."""
    tag = stated.strip().replace("_", "-")
    return tag if len(tag) <= 20 and is_language(tag) else ""


def _moment(stated: list[str], date: str) -> str:
    """The page's own time of publication where it agrees with the date that was found, else that date."""
    for moment in stated:
        if date and moment.strip().startswith(date):
            with suppress(ValueError):
                return datetime.fromisoformat(moment.strip()).isoformat()
    return date


def decode(data: bytes, charset: str) -> Read:
    """Characters by byte order mark, else as UTF-8, else by the label of the transport or of the page, else by the
    only way in which the page's letters can be read. Raises CannotRead where there are several."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Read(data.decode(encoding, "replace"))
    if b"\x00" in data[:2048]:
        raise CannotRead("unreadable")
    label = _known(charset) or _known(_labeled(data))
    if label.startswith(_NOT_LIKE_ASCII):
        return Read(data.decode(label, "replace"))
    try:
        # Whatever the label says: text of another encoding is hardly ever UTF-8 by chance.
        return Read(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Read(data.decode(label, "replace")) if label else _unlabeled(data)


def _unlabeled(data: bytes) -> Read:
    _, encoding = certain_reading(_MARKUP.sub(b" ", data))
    if not encoding:
        raise CannotRead("encoding")
    return Read(data.decode(encoding, "replace"), encoding)


def _labeled(data: bytes) -> str:
    found = _META.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _known(label: str) -> str:
    """The codec for a label; nothing for unknown ones and for codecs that are not of text."""
    label = _WIDER.get(label.strip().lower(), label.strip().lower())
    try:
        name = codecs.lookup(label).name if label else ""
        return name if name and b"a".decode(name, "replace") else ""
    except (LookupError, ValueError, TypeError):
        return ""
