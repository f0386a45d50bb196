"""The one place where code points meet UTF-16 units, which browsers and JSON clients in JavaScript count in.

A character above U+FFFF (an emoji, say) is one code point and two units.
"""

import re
from collections.abc import Iterable, Iterator

_WIDE = re.compile("[\U00010000-\U0010ffff]+")


def to_utf16(text: str, offset: int) -> int:
    """Return the UTF-16 offset of code point `offset`. Raises `ValueError` when it is outside the text."""
    return to_utf16_many(text, (offset,))[0]


def from_utf16(text: str, offset: int) -> int:
    """Return the code point at UTF-16 `offset`.

    Raises `ValueError` when it is outside the text or between the two units of one character.
    """
    return from_utf16_many(text, (offset,))[0]


def to_utf16_many(text: str, offsets: Iterable[int]) -> list[int]:
    """Convert ascending code point `offsets` in one pass. Raises as `to_utf16`, and when unsorted."""
    wide = _wide_runs(text)
    start, end = next(wide)
    passed = 0  # wide characters before `start`
    converted = []
    for offset in _ascending(offsets):
        if offset > len(text):
            raise ValueError(f"offset {offset} is past the text's {len(text)} characters")
        while offset > end:
            passed += end - start
            start, end = next(wide)
        converted.append(offset + passed + max(0, offset - start))
    return converted


def from_utf16_many(text: str, offsets: Iterable[int]) -> list[int]:
    """Convert ascending UTF-16 `offsets` in one pass. Raises as `from_utf16`, and when unsorted."""
    wide = _wide_runs(text)
    start, end = next(wide)
    passed = 0
    converted = []
    for offset in _ascending(offsets):
        if offset > 2 * len(text):
            raise ValueError(f"UTF-16 offset {offset} is past the text's end")
        while offset - passed > end + (end - start):
            passed += end - start
            start, end = next(wide)
        inside = max(0, offset - passed - start)
        if inside % 2:
            raise ValueError(f"UTF-16 offset {offset} is between the two units of one character")
        point = offset - passed - inside // 2
        if point > len(text):
            raise ValueError(f"UTF-16 offset {offset} is past the text's end")
        converted.append(point)
    return converted


def _wide_runs(text: str) -> Iterator[tuple[int, int]]:
    for run in _WIDE.finditer(text):
        yield run.span()
    # A last empty run that no valid offset lies behind, in either unit.
    far = 2 * len(text) + 1
    yield far, far


def _ascending(offsets: Iterable[int]) -> Iterator[int]:
    last = 0
    for offset in offsets:
        if offset < last:
            problem = "is negative" if offset < 0 else f"comes after {last}: offsets must be sorted"
            raise ValueError(f"offset {offset} {problem}")
        last = offset
        yield offset
