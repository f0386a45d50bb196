"""What the check-worthiness model sees of a text: signals, words, word pairs, beginnings of words, and parts.

Training and assessing have it in common. The words behind the signals are in
`lexicon/<language>/worthiness_cues.json`. What each word, pair and beginning weighs is looked up in the same go.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, combinations, pairwise
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
_MARK = re.compile('[-,;:.?!"“”()—]')
"""What every break has; most claims have none."""
_YEAR = re.compile(r"(?:1[6-9]|20)\d\ds?[.,]*$")
_NO_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll", "mr", "mrs", "ms", "dr"})
_INVERSIONS = frozenset(
    {"are", "can", "could", "did", "do", "does", "has", "have", "is", "should", "was", "were", "would"}
)

_START, _END = "^", "."
"""What pairs have before the first word of a text and behind the last one."""

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


@dataclass(slots=True, eq=False)
class Known:
    """What is known of a word, a beginning of words or a word pair: the signals it gives and what it weighs."""

    signals: tuple[str, ...] = ()
    weight: float = 0.0


_NOTHING = Known()
_NO_PAIRS: Mapping[str, Known] = {}


@dataclass(slots=True, eq=False)
class Word:
    """A word as the lists have it, the letters of its form and its size, and what is known of it."""

    plain: str
    form: str
    size: str
    known: Known
    begun: Known
    """What is known of how it begins."""
    opens: Mapping[str, Known]
    """What is known of it together with the next word."""


class Reading(NamedTuple):
    """What the model sees of a text: how often each signal is there, its words, and what weighs in it."""

    signals: dict[str, int]
    words: list[Word]
    weights: list[float]

    @property
    def length(self) -> int:
        return len(self.words)

    @property
    def terms(self) -> set[str]:
        """Its words, pairs and beginnings: `#` is any number, `^` and `.` are its ends, `emplo-` is a beginning."""
        if not self.words:
            return set()
        words = [word.plain for word in self.words]
        pairs = map(" ".join, pairwise((_START, *words, _END)))
        return {*words, *pairs, *map(beginning, words)}


def read_parts(text: str, *, entities: Sequence[str] = ()) -> list[Reading]:
    """Read the whole `text`, and then, if commas, dashes, quotation marks … make several parts of it, each."""
    whole = read(text, entities=entities)
    if len(whole.words) < 2 * _PART or not _MARK.search(text):
        return [whole]
    parts = _parts(text)
    if len(parts) == 1:
        return [whole]
    return [whole, *(part for pieces in parts if (part := _read(pieces, entities)).words)]


def read(text: str, *, entities: Sequence[str] = ()) -> Reading:
    """Read `text`."""
    return _read(text.split(), entities, text)


def _read(pieces: Sequence[str], entities: Sequence[str], text: str = "") -> Reading:
    """Read what stands between the spaces of a text."""
    words = list(chain.from_iterable(map(_see, pieces)))
    if not words:
        return Reading({}, [], [])
    signals = _shape_signals(words, "".join([word.form for word in words]))
    sizes = "".join([word.size for word in words])
    signals.update(_size_signals(len(sizes), sizes.count(_SMALL), sizes.count(_LONG)))
    if entities:
        text = text or " ".join(pieces)
        signals["name"] = max(signals.get("name", 0), sum(entity in text for entity in entities))
    found = _found(words)
    for known in found:
        for name in known.signals:
            signals[name] = signals.get(name, 0) + 1
    return Reading(signals, words, [known.weight for known in found])


def _found(words: list[Word]) -> set[Known]:
    """Return what is known of these words, their beginnings and pairs, each once."""
    found = {word.known for word in words}
    found.update([word.begun for word in words])
    pairs = _vocabulary()[1]
    opened: Mapping[str, Known] = pairs[_START]
    for word in words:
        if word.plain in opened:
            found.add(opened[word.plain])
        opened = word.opens
    if _END in opened:
        found.add(opened[_END])
    return found


def _parts(text: str) -> list[list[str]]:
    """Cut `text` where it pauses, but not into parts of a few words; return what stands between their spaces."""
    parts: list[list[str]] = []
    for part in _BREAK.split(text):
        words = part.split()
        if parts and min(len(words), len(parts[-1])) < _PART:
            parts[-1] += words
        else:
            parts.append(words)
    return parts


def pairs(signals: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return every two of `signals` that are reasons, in the order of the alphabet."""
    return combinations(sorted(set(signals).difference(SIZES)), 2)


def beginning(plain: str) -> str:
    """Return how a long word begins, so that one word of a family speaks for all; a short word is its own."""
    return plain[:_BEGINNING] + "-" if len(plain) > _BEGINNING else plain


@lru_cache(maxsize=1 << 14)
def _see(piece: str) -> tuple[Word, ...]:
    """Return the words of what stands between two spaces."""
    return (_word(piece),) if piece.isalpha() else tuple([_word(word) for word in _TOKEN.findall(piece)])


def _word(word: str) -> Word:
    lower = word.lower().replace("’", "'")
    plain = word if word == lower else lower  # one string, not two, is kept of most words
    if plain[0].isdecimal():
        return _known_word("#", _FOUR_DIGITS if _YEAR.match(plain) else _NUMBER, _MIDDLING)
    size = _SMALL if plain in small_words() else _LONG if len(plain) >= _LONG_WORD else _MIDDLING
    return _known_word(plain, _form(word, plain), size)


def _known_word(plain: str, form: str, size: str) -> Word:
    terms, pairs = _vocabulary()
    known = terms.get(plain, _NOTHING)
    begun = terms.get(beginning(plain), _NOTHING) if len(plain) > _BEGINNING else known
    return Word(plain, form, size, known, begun, pairs.get(plain, _NO_PAIRS))


def _form(word: str, plain: str) -> str:
    if word[0].isupper():
        return _PLAIN if plain in _NO_NAMES else _ACRONYM if len(word) > 1 and word.isupper() else _CAPITAL
    return _PAST if len(word) > 4 and word.endswith("ed") else _PLAIN


def _shape_signals(words: Sequence[Word], shapes: str) -> dict[str, int]:
    """Count the signals that show in the form of words, or in the first and the last one."""
    signals = {name: shapes.count(letter) for name, letter in _SHAPE_SIGNALS if letter in shapes}
    if (_CAPITAL in shapes or _ACRONYM in shapes) and (names := len(_NAME.findall(shapes))):
        signals["name"] = names
    if len(words) < _VERY_SHORT:
        signals["very short"] = 1
    if words[-1].plain == "?" or words[0].plain in _INVERSIONS:
        signals["question"] = 1
    return signals


@lru_cache(maxsize=1 << 10)
def _size_signals(length: int, small: int, long: int) -> dict[str, int]:
    """Tell how much the words of a text say, by how many of them are small and how many long."""
    signals = {name: 1 for least, name in FULL if length - small >= least}
    if long:
        signals["long words"] = long
    if length >= _DOZEN:
        signals["a dozen words"] = 1
    if small >= _HALF * length:
        signals["half small"] = 1
    if small >= _MOSTLY * length:
        signals["mostly small"] = 1
    return signals


@cache
def _load() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads((FOLDER / LANGUAGE / "worthiness_cues.json").read_text(encoding="utf-8"))
    return listed


@cache
def small_words() -> frozenset[str]:
    """Return the words that carry grammar."""
    return frozenset(_load()["small_words"])


@cache
def learned() -> dict[str, Any]:
    """Return the weights of the model; before it has learned any, there are none of words."""
    file = FOLDER / LANGUAGE / "worthiness.json"
    weights: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"words": {}}
    return weights


@cache
def _vocabulary() -> tuple[dict[str, Known], dict[str, dict[str, Known]]]:
    """Return what is known of words and beginnings, and of word pairs by their first word and then their second."""
    terms = {term: Known(weight=weight) for term, weight in learned()["words"].items()}
    for name, cues in _load()["cues"].items():
        for term in cues:
            terms.setdefault(term, Known()).signals += (name,)
    pairs: dict[str, dict[str, Known]] = {_START: {}}
    for term in [term for term in terms if " " in term]:
        first, _, second = term.partition(" ")
        pairs.setdefault(first, {})[second] = terms.pop(term)
    return terms, pairs
