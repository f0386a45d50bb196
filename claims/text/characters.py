"""Characters that are refused, and texts that only look as if they were there."""

import re
import unicodedata
from typing import NamedTuple

from claims.errors import BadCharacters

# PostgreSQL stores no NUL; UTF-8 encodes no lone surrogate, so one of them breaks every page it is on.
_BAD = re.compile("[\x00\ud800-\udfff]")

# Controls, formats (zero-width characters), separators, surrogates, and marks with nothing under them.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})

# Letters and symbols by category, blank by design: Hangul fillers and the empty Braille pattern.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

# Reserved for characters that are never drawn (Default_Ignorable_Code_Point, UAX #44).
_IGNORABLE = ((0x2065, 0x2065), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF))


def refuse_bad_characters(value: str, *, field: str) -> None:
    """Raise `BadCharacters` naming the first NUL or lone surrogate in `value`; `field` says whose value."""
    found = _BAD.search(value)
    if found is None:
        return
    name = "NUL character" if found[0] == "\x00" else "lone surrogate"
    message = f"There is a {name} at position {found.start()} (counted from 0), which cannot be stored."
    raise BadCharacters(message, field=field)


def refuse_bad_characters_in(obj: object, *, field: str) -> None:
    """Raise `BadCharacters` for the first bad string anywhere in a JSON-like `obj`, keys included.

    The error's `field` is the path to it below `field`, which may be empty, such as `evidence[0].note`. Depth is
    bounded by memory alone.
    """
    waiting: list[tuple[object, _Path]] = [(obj, _Path(None, field))]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, str):
            if _BAD.search(value):
                refuse_bad_characters(value, field=path.spelled_out())
        elif isinstance(value, dict):
            _refuse_bad_keys(value, path)
            waiting.extend((value[key], _Path(path, f".{key}")) for key in reversed(value))
        elif isinstance(value, (list, tuple)):
            waiting.extend((value[i], _Path(path, f"[{i}]")) for i in reversed(range(len(value))))


class _Path(NamedTuple):
    """A step down from another path: linked, because spelling out each step of a deep value is quadratic."""

    parent: "_Path | None"
    step: str

    def spelled_out(self) -> str:
        steps = [self.step]
        above = self.parent
        while above is not None:
            steps.append(above.step)
            above = above.parent
        return "".join(reversed(steps)).removeprefix(".")


def _refuse_bad_keys(value: dict[object, object], path: _Path) -> None:
    # The path of a bad key would carry the bad character on, so the error names the object that holds it.
    if any(isinstance(key, str) and _BAD.search(key) for key in value):
        message = "There is a NUL character or a lone surrogate in the name of a key, which cannot be stored."
        raise BadCharacters(message, field=path.spelled_out())


def is_visible(text: str) -> bool:
    """Say whether a reader would see anything at all: whitespace and zero-width characters are nothing."""
    if not text or text.isspace():
        return False
    return any(map(_is_drawn, text))


def _is_drawn(char: str) -> bool:
    if unicodedata.category(char) in _UNSEEN_CATEGORIES or char in _BLANKS:
        return False
    return not any(first <= ord(char) <= last for first, last in _IGNORABLE)
