"""In which encoding bytes without a mark are, where only one reading is possible.

A reading is possible where all letters are of one language's alphabet and stand as letters do: no capital behind a
small one, no sign inside a word. Where all possible readings are the same text it is certain; where two differ
("Mìstská" in Western letters, "Městská" in Central European ones) nobody but a person can tell.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

# Writers in Western languages name people of all of them; other alphabets are each for themselves.
_WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœß"
_ICELANDIC = "áðéíóúýþæö"
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
    "äöüßé",  # German
)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_CYRILLIC = (
    _RUSSIAN,
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдежзійклмнопрстуўфхцчшыьэюяё",  # Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
)
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"

# Latin alphabets add to ASCII; the others stand in its place.
_LATIN = {
    "windows-1252": (_WESTERN, _ICELANDIC),
    "iso-8859-15": (_WESTERN, _ICELANDIC),
    "windows-1250": _CENTRAL,
    "iso-8859-2": _CENTRAL,
    "windows-1254": ("çğıöşüâîû",),
    "windows-1257": _BALTIC,
}
_OTHER = {
    "windows-1251": _CYRILLIC,
    "koi8-r": (_RUSSIAN,),
    "koi8-u": (_RUSSIAN, _CYRILLIC[1]),
    "iso-8859-5": _CYRILLIC,
    "windows-1253": (_GREEK,),
    "windows-1255": (_HEBREW,),
}
CHOICES = ("utf-8", *_LATIN, *_OTHER, "windows-1256", "macintosh", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr")
"""What a person can say that a file is in, by the names browsers use."""

_SIGNS = "\u00a0\u00ad‘’‚‛“”„«»‹›–—…•·¡¿§©®™°£€¢¥½¼¾±×¹²³ªº´µ№†‰"
_INSIDE = "\u00a0\u00ad‘’–—…•·´"  # signs that stand between two letters as well
_BROKEN = re.compile(
    rf"[^\W\d_][{''.join(sorted(set(_SIGNS) - set(_INSIDE)))}][^\W\d_]"
    "|[ςךםןףץ][^\\W\\d_]"  # what ends a word
    "|[άέήίόύώΐΰ][^\\W\\d_]*[άέήίόύώΐΰ]"  # a Greek word has one accent
    "|[0-9][^\\W\\d_\u0000-\u007fªºµ]|[^\\W\\d_\u0000-\u007fªºµ][0-9]"
)
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\u0000-\u007f][^\W\d_]*")
_MOST_ACCENTS = 0.3  # of the letters: more in no language that is written in Latin ones
_LEAST_LETTERS = 20  # of another script


_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def certain_reading(data: bytes) -> tuple[str, str]:
    """`(text, encoding)` of bytes that are not UTF-8 where they can be read in one way only, else two empty words."""
    readings = {} if _is_damaged(data) else possible_readings(data)
    [(encoding, text)] = readings.items() if len(readings) == 1 else [("", "")]
    return text, encoding


def _is_damaged(data: bytes) -> bool:
    """Whether most letters are UTF-8 and a few bytes among them are not: no other encoding makes those right."""
    left = _SEQUENCE.sub(b"", data)
    return (len(data) - len(left)) // 2 > len(left.translate(None, bytes(range(128))))


def possible_readings(data: bytes) -> dict[str, str]:
    """`{encoding: text}`: every text that these bytes can be, under the first encoding that gives it."""
    found: dict[str, str] = {}
    for alphabets, fits in ((_LATIN, _is_latin), (_OTHER, _is_other)):
        for encoding, letters in alphabets.items():
            text = _decoded(data, encoding)
            if text and fits(text, letters) and text not in found.values():
                found[encoding] = text
    return found


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_latin(text: str, alphabets: Iterable[str]) -> bool:
    foreign = _foreign(text)
    if not any(_covers(alphabet, foreign) for alphabet in alphabets):
        return False
    letters = sum(map(str.isalpha, text))
    return _count(text, foreign) <= _MOST_ACCENTS * letters and _stand_well(text)


def _is_other(text: str, alphabets: Iterable[str]) -> bool:
    foreign = _foreign(text)
    if not any(_covers(alphabet, foreign) for alphabet in alphabets):
        return False
    letters, others = sum(map(str.isalpha, text)), _count(text, foreign)
    return others >= max(_LEAST_LETTERS, letters / 2) and _stand_well(text)


def _foreign(text: str) -> set[str]:
    """The letters and signs beyond ASCII that need an alphabet."""
    return {character for character in set(text) if character > "\x7f"} - set(_SIGNS)


def _covers(alphabet: str, characters: set[str]) -> bool:
    return characters <= {*alphabet, *alphabet.upper(), "İ" if "ı" in alphabet else ""}


def _count(text: str, characters: set[str]) -> int:
    return sum(map(text.count, characters))


def _stand_well(text: str) -> bool:
    """Whether no letter stands where none does: a capital behind a small one, a letter beside a figure or a sign."""
    return not _BROKEN.search(text) and not any(map(_is_mixed, _WORD.findall(text)))


def _is_mixed(word: str) -> bool:
    """Whether a capital stands behind a small letter, in a word with letters beyond ASCII."""
    return any(one.islower() and other.isupper() for one, other in pairwise(word))
