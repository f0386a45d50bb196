"""The lines of a PDF's pages with their places, without running heads and page numbers. Runs in the child alone."""

import re
from collections import Counter
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

# How many lines at the top and at the bottom of a page may be running heads.
EDGE = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|s\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?", re.IGNORECASE
)
# What browsers put around a printed page: a time before its title, and its address before "2/7".
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b.*|(?:https?|file)://\S+ \d+/\d+"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


class Line(NamedTuple):
    """Words on one line, the size of their letters, and where they begin; 0 up from where nothing is known."""

    words: str
    size: float = 0
    left: float = 0
    up: float = 0


def body(pages: list[Any]) -> list[list[Line]]:
    """The lines of each page, in the order they were written, without what stands around the text."""
    read = [lines(page) for page in pages]
    told = Counter(key for page in read for key in {_key(line) for edge in _edges(page) for line in edge})
    # A left and a right page may have different heads.
    often = max(2, len(read) / 3)
    heads = {key for key, pages_with_it in told.items() if pages_with_it >= often}
    return [_within(page, heads) for page in read]


def lines(page: Any) -> list[Line]:
    """The page's lines as they were written; empty ones say where the text itself leaves a gap."""
    found, pieces = [], []

    def take(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        first, *others = text.translate(_LIGATURES).split("\n")
        pieces.append((first, outer, inner, size))
        for other in others:
            found.append(_line(pieces))
            pieces[:] = [(other, outer, inner, size)]

    page.extract_text(visitor_text=take)
    return [*found, _line(pieces)] if pieces else found


def _line(pieces: list[tuple[str, list[float], list[float], float]]) -> Line:
    words = "".join(text for text, *_ in pieces).strip()
    said = [piece for piece in pieces if piece[0].strip()]
    if not said:
        return Line(words)
    _, outer, inner, _ = said[0]
    _, widest_outer, widest, size = max(said, key=lambda piece: len(piece[0]))
    if _slant(outer, inner):
        return Line(words)
    left, up = _moved(inner[4], inner[5], outer)
    return Line(words, abs(size * widest[3] * widest_outer[3]), left, up)


def _slant(outer: list[float], inner: list[float]) -> bool:
    """Whether the words do not run from left to right: their places are left alone."""
    return any(abs(part) > 0.01 for matrix in (outer, inner) for part in matrix[1:3])


def _moved(x: float, y: float, by: list[float]) -> tuple[float, float]:
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


# --- what stands around the text ------------------------------------------------------------------
def _within(page: list[Line], heads: set[str]) -> list[Line]:
    """The page without heads, from its edges inward; whole where nothing else is on it."""
    around = {line for edge in _edges(page) for line in takewhile(lambda line: _is_around(line, heads), edge)}
    within = [line for line in page if line not in around]
    return within if any(line.words for line in within) else page


def _edges(page: list[Line]) -> tuple[list[Line], list[Line]]:
    """The first lines of a page and its last, outermost first: by height, or as they come where none is known."""
    said = [line for line in page if line.words]
    if any(line.up for line in said):
        said = sorted((line for line in said if line.up), key=lambda line: -line.up)
    return said[:EDGE], said[: -EDGE - 1 : -1]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.words.casefold().split()))


def _is_around(line: Line, heads: set[str]) -> bool:
    return _key(line) in heads or bool(_PAGE_NUMBER.fullmatch(line.words) or _PRINTED.fullmatch(line.words))


# --- distances ------------------------------------------------------------------------------------
def leading(pages: list[list[Line]]) -> float:
    """The usual step from a line to the next in sizes of its letters; 0 where no places are known."""
    steps = Counter(
        round((one.up - two.up) / one.size, 1)
        for page in pages
        for one, two in pairwise(page)
        if one.size and two.size and abs(one.size - two.size) < 0.1 and 0 < one.up - two.up < 4 * one.size
    )
    return max(steps, key=lambda step: (steps[step], -step), default=0)
