"""PDF: the text layer, its lines joined to paragraphs again. Runs in the child alone."""

import re
from io import BytesIO
from statistics import median
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claims.importers.child import CannotRead

MOST_PAGES = 500
_END = re.compile(r"[.!?:…][\"”’')\]]*$")


def read(data: bytes, *, url: str = "", charset: str = "") -> dict[str, Any]:
    """Text, title and author. Raises CannotRead for locked, damaged and picture-only files."""
    if not data.startswith(b"%PDF-", 0, 1024) and b"%PDF-" not in data[:1024]:
        raise CannotRead("unreadable")
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead("locked")
        if len(reader.pages) > MOST_PAGES:
            raise CannotRead("too_large")
        text = "\n\n".join(filter(None, (paragraphs(page.extract_text() or "") for page in reader.pages)))
        about = reader.metadata
    except PyPdfError:
        raise CannotRead("unreadable") from None
    if not text.strip():
        raise CannotRead("empty")
    return {
        "text": text,
        "title": str((about and about.title) or "").strip(),
        "author": str((about and about.author) or "").strip(),
        "publisher": "",
        "published_at": "",
        "language": "",
    }


def paragraphs(page: str) -> str:
    """A page's lines, joined where one sentence runs on, parted by an empty line where a paragraph ends."""
    lines = [line.strip() for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    if not lengths:
        return ""
    usual = median(lengths)
    done, held, last = [], "", 0
    for line in lines:
        if held and (not line or (_END.search(held) and last < usual * 0.8)):
            done.append(held)
            held = ""
        held, last = _joined(held, line), len(line)
    return "\n\n".join([*done, held] if held else done)


def _joined(held: str, line: str) -> str:
    if not held or not line:
        return held or line
    if held.endswith("-") and held[-2:-1].isalpha() and line[0].islower():
        return held[:-1] + line
    return f"{held} {line}"
