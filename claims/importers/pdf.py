"""PDF: the text layer, its lines joined to paragraphs again. Runs in the child alone."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, pairwise
from statistics import median
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claims.importers import pdf_lines
from claims.importers.child import CannotRead
from claims.importers.pdf_lines import Line
from claims.importers.pdf_words import Hyphens

MOST_PAGES = 500
_END = re.compile(r"[.!?:…][\"”’')\]]*$")
_ITEM = re.compile(r"[•◦▪‣●·–—*-]\s|\(?\d{1,2}[.)]\s")
# A title that a program gave, not a person: the name of the file.
_FILE_NAME = re.compile(r"Microsoft Word - .*|.*\.(?:docx?|odt|rtf|indd|pdf|html?)", re.IGNORECASE)
# A step to the next line is wider between paragraphs than within one, by at least this much.
_WIDER = 1.2
_SAME_SIZE = 0.07
_NEAR, _ROOM = 5, 0.6


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
        text = "\n\n".join(paragraphs(pdf_lines.body(list(reader.pages))))
        about = reader.metadata
    except PyPdfError:
        raise CannotRead("unreadable") from None
    if not text.strip():
        raise CannotRead("empty")
    title = str((about and about.title) or "").strip()
    return {
        "text": text,
        "title": "" if _FILE_NAME.fullmatch(title) else title,
        "author": str((about and about.author) or "").strip(),
        "publisher": "",
        "published_at": "",
        "language": "",
    }


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The pages' lines, joined where a sentence runs on, over columns and pages too."""
    hyphens = Hyphens(line.words for line in chain.from_iterable(pages))
    leading = pdf_lines.leading(pages)
    done, held = [""], None
    for page in pages:
        usual = median([len(line.words) for line in page if line.words] or [0])
        for one in _steps(page):
            if held and (_ends_with_page(held, one.line) if one.turned else _ends(held, one, leading, usual)):
                done.append("")
            done[-1] = hyphens.joined(done[-1], one.line.words)
            held = one.line
    return [one for one in done if one]


class Step(NamedTuple):
    """A line with words; whether an empty one is before it, or a page or column begins; how wide lines are here."""

    line: Line
    gap: bool
    turned: bool
    width: int


def _steps(page: list[Line]) -> Iterator[Step]:
    said = [line for line in page if line.words]
    gaps = {id(line) for before, line in pairwise(page) if not before.words}
    for place, line in enumerate(said):
        last = said[place - 1] if place else None
        turned = last is None or bool(line.up and last.up and line.up > last.up + last.size)
        width = max(len(near.words) for near in said[max(0, place - _NEAR) : place + _NEAR])
        yield Step(line, id(line) in gaps, turned, width)


def _ends(held: Line, step: Step, leading: float, usual: float) -> bool:
    """Whether a paragraph ends with a line that has another below it."""
    line = step.line
    if _looks_other(held, line) or (step.gap and not line.up) or _had_room(held, step):
        return True
    if leading and held.up and line.up and held.up - line.up > held.size * leading * _WIDER:
        return True
    ended = bool(_END.search(held.words))
    indented = line.up and held.up and 0.5 < (line.left - held.left) / (line.size or 1) < 4
    return ended and bool(len(held.words) < usual * 0.8 or indented or _ITEM.match(line.words))


def _had_room(held: Line, step: Step) -> bool:
    """Whether the next word would have stood on this line: rows of tables, headings in the text's own letters."""
    first = step.line.words.split()[0]
    return not first[0].islower() and len(held.words) + 1 + len(first) < step.width * _ROOM


def _ends_with_page(held: Line, line: Line) -> bool:
    """Whether a paragraph ends with the last line of a page or column."""
    return _looks_other(held, line) or bool(_END.search(held.words)) or bool(_ITEM.match(line.words))


def _looks_other(held: Line, line: Line) -> bool:
    """Headings, captions and notes have letters of another size."""
    return bool(held.size and line.size) and abs(held.size - line.size) > _SAME_SIZE * held.size
