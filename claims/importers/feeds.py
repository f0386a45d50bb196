"""RSS and Atom feeds: which articles they announce. Runs in the child alone."""

from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.parsers import expat

import feedparser
from lxml import html

from claims.importers.child import CannotRead

MOST_ITEMS = 500
DEEPEST = 100


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """`title` of the feed and `items`: guid, url, title, published_at, text (the summary or content, plain).

    At most 500 items, the first of each guid. Raises CannotRead for what is no feed or declares entities.
    """
    refuse_traps(data)
    feed = feedparser.parse(BytesIO(data), response_headers={"content-location": url} if url else {})
    if not feed.get("version"):
        raise CannotRead("unreadable")
    items: dict[str, dict[str, str]] = {}
    for entry in feed.entries:
        item = _item(entry)
        items.setdefault(item["guid"] or f"#{len(items)}", item)
        if len(items) == MOST_ITEMS:
            break
    return {"title": plain(feed.feed.get("title", "")), "items": list(items.values())}


def refuse_traps(data: bytes) -> None:
    """Refuse entities of a document's own, and nesting that parsers pay for; malformed XML is left to feedparser."""
    parser = expat.ParserCreate()
    depth = 0

    def entity(*_: object) -> None:
        raise CannotRead("forbidden")

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise CannotRead("forbidden")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler = entity
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        # Many feeds are not quite XML. What cannot be checked must at least not declare anything.
        if b"<!ENTITY" in data or data.count(b"<") > 500_000:
            raise CannotRead("forbidden") from None


def _item(entry: Any) -> dict[str, str]:
    link = entry.get("link", "")
    content = entry.get("content") or [{"value": entry.get("summary", "")}]
    return {
        "guid": str(entry.get("id") or link)[:2000],
        "url": str(link)[:2000],
        "title": plain(entry.get("title", ""))[:500],
        "published_at": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        "text": plain(content[0].get("value", "")),
    }


def plain(markup: str) -> str:
    """The words of a scrap of HTML."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        return str(html.fromstring(f"<div>{markup}</div>").text_content()).strip()
    except (ValueError, html.etree.ParserError):
        return ""


def _moment(parsed: Any) -> str:
    """ISO 8601 in UTC; nothing for a date no calendar has, or none a database keeps."""
    try:
        moment = datetime.fromtimestamp(timegm(parsed), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
    return moment.isoformat() if 1400 <= moment.year <= 2200 else ""
