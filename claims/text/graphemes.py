"""Where one thing a reader sees as a character ends and the next begins.

Extended grapheme clusters after UAX #29, from the properties the standard library has: combining marks,
variation selectors, skin tones, emoji joined by ZWJ, flags (pairs of regional indicators, tag sequences),
Hangul syllables, Indic conjuncts, CR LF. Rare scripts' prepended marks are read by their code points.
"""

import unicodedata

_ZWJ = "\u200d"
_ZWNJ = "\u200c"
_MARKS = frozenset({"Mn", "Me", "Mc"})
_LIKE_MARKS = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SINGLE_PICTURES = (0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x3030, 0x303D, 0x3297, 0x3299)
_PICTURES = (
    *(range(code, code + 1) for code in _SINGLE_PICTURES),
    range(0x2194, 0x21AB),
    range(0x231A, 0x2400),
    range(0x25AA, 0x25FF),
    range(0x2600, 0x27C0),
    range(0x2934, 0x2936),
    range(0x2B05, 0x2B56),
    range(0x1F000, 0x1F1E6),
    range(0x1F200, 0x1F3FB),
    range(0x1F400, 0x1FB00),
)


def is_boundary(text: str, position: int) -> bool:
    """Say whether a cluster of `text` begins at code point `position`; both ends are boundaries."""
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if before < "\u0300" and after < "\u0300":  # all that Latin text needs; every other rule lies above
        return not (before == "\r" and after == "\n")
    if unicodedata.category(before) == "Cc" or unicodedata.category(after) == "Cc":
        return True
    if _extends(after) or before in _PREPENDED:
        return False
    return not (
        _is_hangul_pair(before, after)
        or _ends_flag(text, position)
        or _ends_joined_picture(text, position)
        or _ends_conjunct(text, position)
    )


def _extends(char: str) -> bool:
    if unicodedata.category(char) in _MARKS or char in _LIKE_MARKS:
        return True
    return ord(char) in _SKIN_TONES or ord(char) in _TAGS


def _hangul_part(char: str) -> str:
    """Return L, V, T, LV or LVT for a Hangul letter or syllable, and nothing for the rest."""
    code = ord(char)
    if 0x1100 <= code < 0x1160 or 0xA960 <= code < 0xA97D:
        return "L"
    if 0x1160 <= code < 0x11A8 or 0xD7B0 <= code < 0xD7C7:
        return "V"
    if 0x11A8 <= code < 0x1200 or 0xD7CB <= code < 0xD7FC:
        return "T"
    if 0xAC00 <= code < 0xD7A4:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return ""


def _is_hangul_pair(before: str, after: str) -> bool:
    first, second = _hangul_part(before), _hangul_part(after)
    if first == "L":
        return second in ("L", "V", "LV", "LVT")
    if first in ("V", "LV"):
        return second in ("V", "T")
    return first in ("T", "LVT") and second == "T"


def _ends_flag(text: str, position: int) -> bool:
    if ord(text[position]) not in _FLAG_LETTERS:
        return False
    start = position
    while start > 0 and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return (position - start) % 2 == 1


def _is_picture(char: str) -> bool:
    return any(ord(char) in block for block in _PICTURES)


def _ends_joined_picture(text: str, position: int) -> bool:
    if text[position - 1] != _ZWJ or not _is_picture(text[position]):
        return False
    start = position - 2
    while start >= 0 and text[start] != _ZWJ and _extends(text[start]):
        start -= 1
    return start >= 0 and _is_picture(text[start])


def _is_conjunct_letter(char: str) -> bool:
    # Devanagari, Bengali, Gujarati, Oriya, Telugu and Malayalam keep their consonants at the same
    # places of their blocks of 128, as inherited from ISCII.
    code = ord(char)
    return 0x0900 <= code < 0x0D80 and (0x15 <= code % 0x80 <= 0x39 or 0x58 <= code % 0x80 <= 0x5F)


def _ends_conjunct(text: str, position: int) -> bool:
    if not _is_conjunct_letter(text[position]):
        return False
    start, linked = position - 1, False
    while start >= 0 and text[start] != _ZWNJ and _extends(text[start]):
        linked = linked or text[start] in _VIRAMAS
        start -= 1
    return linked and start >= 0 and _is_conjunct_letter(text[start])
