"""What the check-worthiness model sees of a text: signals, words, word pairs, beginnings of words, and parts.

Training and assessing have it in common. The words behind the signals are in
`lexicon/<language>/worthiness_cues.json`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from claims.splitting.words import FOLDER

LANGUAGE = "en"
"""The only language there are cues and weights for; a score says little about a text in another one."""

FULL = ((3, "three full words"), (5, "five full words"), (8, "eight full words"), (11, "eleven full words"))
SIZES = ("a dozen words", "long words", "half small", "mostly small", *(name for _, name in FULL))
"""Signals of how much a text says. They are weighed, but nothing that a person would call a reason."""

TOGETHER = " & "
"""Stands between two signals where both together have a weight."""

_TOKEN = re.compile(r"\d[\d,.]*\w*|(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)*|[$€£%?]")
_BREAK = re.compile(r'[,;:](?!\d)|["“”()]|--|—|\.\.\.|(?<=[.?!])\s')
_YEAR = re.compile(r"(?:1[6-9]|20)\d\ds?[.,]*$")
_NO_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll", "mr", "mrs", "ms", "dr"})
_INVERSIONS = frozenset(
    {"are", "can", "could", "did", "do", "does", "has", "have", "is", "should", "was", "were", "would"}
)

# What the form of a word alone shows, one letter a word, so that a text's forms are a string to count in.
_PLAIN, _CAPITAL, _ACRONYM, _NUMBER, _FOUR_DIGITS, _PAST = ".", "C", "A", "N", "Y", "P"
_SHAPE_SIGNALS = (("number", _NUMBER), ("year", _FOUR_DIGITS), ("acronym", _ACRONYM), ("past", _PAST))
# A run of capitals is a name; at the text's start, where any word is capitalized, it takes two.
_NAME = re.compile("(?<=[^CA])[CA]|^[CA]{2}")
# And of what size it is: small words carry grammar, the others are full.
_SMALL, _MIDDLING, _LONG = "s", ".", "l"

_VERY_SHORT, _DOZEN = 5, 12  # words
_PART = 4  # words
_LONG_WORD, _BEGINNING = 8, 5  # letters
_HALF, _MOSTLY = 0.5, 0.65  # of the words


class Reading(NamedTuple):
    """What the model sees of a text: how often each signal is there, its terms, how many words it has."""

    signals: dict[str, int]
    terms: set[str]
    length: int


class Word(NamedTuple):
    """A word as the lists have it, the letters of its form and its size, and the term of how it begins."""

    plain: str
    form: str
    size: str
    beginning: str


def read_parts(text: str, *, entities: Sequence[str] = ()) -> list[Reading]:
    """Read the whole `text`, and then, if commas, dashes, quotation marks … make several parts of it, each."""
    whole = read(text, entities=entities)
    texts = _parts(text) if whole.length >= 2 * _PART else []
    parts = [read(part, entities=entities) for part in texts] if len(texts) > 1 else []
    return [whole, *(part for part in parts if part.length)]


def read(text: str, *, entities: Sequence[str] = ()) -> Reading:
    """Read `text`. Of its terms `#` is any number, `^` and `.` are its ends, and `emplo-` is how a word begins."""
    seen = list(map(_see, _TOKEN.findall(text)))
    if not seen:
        return Reading({}, set(), 0)
    words, forms, sizes, beginnings = zip(*seen, strict=True)
    terms = {*words, *map(" ".join, pairwise(("^", *words, ".")))}
    signals = _shape_signals(words, "".join(forms))
    _add_sizes(signals, "".join(sizes))
    if entities:
        signals["name"] = max(signals.get("name", 0), sum(entity in text for entity in entities))
    cues = _cues()
    for term in cues.keys() & terms:
        for name in cues[term]:
            signals[name] = signals.get(name, 0) + 1
    terms.update(beginnings)
    return Reading(signals, terms, len(words))


def _parts(text: str) -> list[str]:
    """Cut `text` where it pauses, but not into parts of a few words."""
    parts: list[list[str]] = []
    for part in _BREAK.split(text):
        words = part.split()
        if parts and min(len(words), len(parts[-1])) < _PART:
            parts[-1] += words
        else:
            parts.append(words)
    return [" ".join(words) for words in parts]


def pairs(signals: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return every two of `signals` that are reasons, in the order of the alphabet."""
    return combinations(sorted(set(signals).difference(SIZES)), 2)


def beginning(plain: str) -> str:
    """Return how a long word begins, so that one word of a family speaks for all; a short word is its own."""
    return plain[:_BEGINNING] + "-" if len(plain) > _BEGINNING else plain


@lru_cache(maxsize=1 << 15)
def _see(word: str) -> Word:
    plain = word.lower().replace("’", "'")
    if plain[0].isdecimal():
        return Word("#", _FOUR_DIGITS if _YEAR.match(plain) else _NUMBER, _MIDDLING, "#")
    size = _SMALL if plain in small_words() else _LONG if len(plain) >= _LONG_WORD else _MIDDLING
    return Word(plain, _form(word, plain), size, beginning(plain))


def _form(word: str, plain: str) -> str:
    if plain in _NO_NAMES:
        return _PLAIN
    if word[0].isupper():
        return _ACRONYM if len(word) > 1 and word.isupper() else _CAPITAL
    return _PAST if len(word) > 4 and word.endswith("ed") else _PLAIN


def _shape_signals(words: Sequence[str], shapes: str) -> dict[str, int]:
    """Count the signals that show in the form of words, or in the first and the last one."""
    signals = {name: shapes.count(letter) for name, letter in _SHAPE_SIGNALS if letter in shapes}
    names = len(_NAME.findall(shapes))
    if names:
        signals["name"] = names
    if len(words) < _VERY_SHORT:
        signals["very short"] = 1
    if words[-1] == "?" or words[0] in _INVERSIONS:
        signals["question"] = 1
    return signals


def _add_sizes(signals: dict[str, int], sizes: str) -> None:
    """Tell how much the words of a text say, by how many of them are small and how many long."""
    length, small = len(sizes), sizes.count(_SMALL)
    for least, name in FULL:
        if length - small < least:
            break
        signals[name] = 1
    if _LONG in sizes:
        signals["long words"] = sizes.count(_LONG)
    if length >= _DOZEN:
        signals["a dozen words"] = 1
    if small >= _HALF * length:
        signals["half small"] = 1
        if small >= _MOSTLY * length:
            signals["mostly small"] = 1


@cache
def _load() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads((FOLDER / LANGUAGE / "worthiness_cues.json").read_text(encoding="utf-8"))
    return listed


@cache
def small_words() -> frozenset[str]:
    """Return the words that carry grammar."""
    return frozenset(_load()["small_words"])


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Return the signals each word and word pair gives."""
    terms: dict[str, list[str]] = {}
    for name, words in _load()["cues"].items():
        for word in words:
            terms.setdefault(word, []).append(name)
    return {term: tuple(names) for term, names in terms.items()}
