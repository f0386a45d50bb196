"""What the check-worthiness model sees of a text: signals, words, word pairs, beginnings of words, and parts.

Training and assessing have it in common. The words behind the signals are in
`lexicon/<language>/worthiness_cues.json`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Word(NamedTuple):
    """A word as the lists have it, the letters of its form and its size, and the term of how it begins."""

    plain: str
    form: str
    size: str
    beginning: str


Pair = tuple[str, str]


class Terms[T]:
    """What is known of words, beginnings of words and word pairs. Pairs are looked up without being put together."""

    def __init__(self, known: Mapping[str, T]) -> None:
        self.known = dict(known)
        self.pairs: dict[Pair, str] = {}
        for term in known:
            first, space, second = term.partition(" ")
            if space:
                self.pairs[first, second] = term

    def of(self, words: Iterable[str], neighbors: Iterable[Pair]) -> list[T]:
        """What is known of these, each counted once, in any order."""
        known, pairs = self.known, self.pairs
        found = [known[word] for word in known.keys() & words]
        found += [known[pairs[pair]] for pair in pairs.keys() & neighbors]
        return found


class Reading(NamedTuple):
    """What the model sees of a text: how often each signal is there, its words and how they begin."""

    signals: dict[str, int]
    words: tuple[str, ...]
    beginnings: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(self.words)

    @property
    def terms(self) -> set[str]:
        """Its words, pairs and beginnings: `#` is any number, `^` and `.` are its ends, `emplo-` is a beginning."""
        pairs = map(" ".join, neighbors(self.words)) if self.words else ()
        return {*self.words, *pairs, *self.beginnings}


def neighbors(words: tuple[str, ...]) -> Iterator[Pair]:
    """Return every word with the next one, both ends of the text included."""
    return pairwise(("^", *words, "."))


def read_parts(text: str, *, entities: Sequence[str] = ()) -> list[Reading]:
    """Read the whole `text`, and then, if commas, dashes, quotation marks … make several parts of it, each."""
    whole = read(text, entities=entities)
    if len(whole.words) < 2 * _PART or not _MARK.search(text):
        return [whole]
    texts = _parts(text)
    parts = [read(part, entities=entities) for part in texts] if len(texts) > 1 else []
    return [whole, *(part for part in parts if part.words)]


def read(text: str, *, entities: Sequence[str] = ()) -> Reading:
    """Read `text`."""
    seen = list(chain.from_iterable(map(_see, text.split())))
    if not seen:
        return Reading({}, (), ())
    words, forms, sizes, beginnings = zip(*seen, strict=True)
    signals = _shape_signals(words, "".join(forms))
    _add_sizes(signals, "".join(sizes))
    if entities:
        signals["name"] = max(signals.get("name", 0), sum(entity in text for entity in entities))
    for names in _cues().of(words, neighbors(words)):
        for name in names:
            signals[name] = signals.get(name, 0) + 1
    return Reading(signals, words, beginnings)


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


@lru_cache(maxsize=1 << 13)
def _see(piece: str) -> tuple[Word, ...]:
    """Return the words of what stands between two spaces."""
    return tuple([_word(word) for word in _TOKEN.findall(piece)])


def _word(word: str) -> Word:
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
    if (_CAPITAL in shapes or _ACRONYM in shapes) and (names := len(_NAME.findall(shapes))):
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
def _cues() -> Terms[tuple[str, ...]]:
    """Return the signals each word and word pair gives."""
    terms: dict[str, list[str]] = {}
    for name, words in _load()["cues"].items():
        for word in words:
            terms.setdefault(word, []).append(name)
    return Terms({term: tuple(names) for term, names in terms.items()})
