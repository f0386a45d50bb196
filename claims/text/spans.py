"""Ranges of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from claims.text.graphemes import is_boundary


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open range of code points. Raises `ValueError` unless `0 <= start < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not start={self.start}, end={self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the words of `text` under this span. Raises `ValueError` when it reaches past the end."""
        if self.end > len(text):
            raise ValueError(f"the span ends at {self.end}, past the text's {len(text)} characters")
        return text[self.start : self.end]


def overlap(one: Span, other: Span) -> Span | None:
    """Return the part both spans cover, or nothing when they merely touch or lie apart."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def contains(outer: Span, inner: Span) -> bool:
    """Say whether every character of `inner` is in `outer`; a span contains itself."""
    return outer.start <= inner.start and inner.end <= outer.end


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the fewest spans covering the same characters, in order; spans that touch become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span holding all of `spans`. Raises `ValueError` when there are none."""
    present = tuple(spans)
    if not present:
        raise ValueError("no spans to cover")
    return Span(min(span.start for span in present), max(span.end for span in present))


def gaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the ranges between `spans` that none of them covers, in order."""
    return tuple(Span(left.end, right.start) for left, right in pairwise(merge(spans)))


def widen_to_graphemes(text: str, span: Span) -> Span:
    """Return the smallest span holding `span` that cuts no grapheme cluster of `text` (UAX #29) in two.

    Raises `ValueError` when `span` reaches past the text.
    """
    span.cut(text)
    start, end = span.start, span.end
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return Span(start, end)
