"""How much a claim is worth checking, and by what a person can tell.

A logistic model over named signals (a number, an office, opinion words, …) and a bounded list of words and
word pairs. Its weights are data, `lexicon/<language>/worthiness.json`, learned from ClaimBuster by
`benchmarks/train_worthiness.py`; the words behind the signals are in `worthiness_cues.json` beside it.

Words share one vote that grows with the square root of the length and signals count at most thrice, so that
a short clause of a news report is not put behind a long sentence of a debate for its length.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, fsum, log2, sqrt
from typing import NamedTuple

from claims.splitting.words import FOLDER

LANGUAGE = "en"
"""The only language there are weights for; the score says little about a text in another one."""

REASONS: Mapping[str, str] = {
    "number": "gives a number",
    "percentage": "gives a percentage",
    "money": "names a sum of money",
    "large number": "speaks of thousands, millions or more",
    "number in words": "gives a number in words",
    "share": "gives a share or a rate",
    "year": "names a year",
    "time": "says when",
    "comparison": "compares",
    "superlative": "says first, most or only",
    "change": "says that something rose or fell",
    "cause": "says what caused what",
    "record": "tells a deed on record",
    "attribution": "tells what somebody said or found",
    "hedge": "hedged",
    "belief": "says what somebody thinks or wants",
    "duty": "says what should be done",
    "future": "speaks of the future",
    "ability": "speaks of what can be done",
    "opinion": "opinion words",
    "speaker": "in the first person",
    "speakers": "speaks for a group",
    "question": "asks",
    "courtesy": "greeting or thanks",
    "negation": "says that something is not so",
    "name": "names somebody or something",
    "acronym": "has a word in capitals",
    "office": "names an office",
    "public body": "names a public body",
    "law": "names a law, a budget or a program",
    "public matter": "concerns a public matter",
    "place": "names a place",
    "past": "tells what happened",
    "former state": "says how something was",
    "present": "says how something is",
    "very short": "very short",
}
"""Every signal, in the words a fact-checker reads."""

_TOKEN = re.compile(r"\d[\d,.]*\w*|(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)*|[$€£%?]")
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

_AMOUNTS = (0.0, 1.0, log2(3), 2.0)  # what 0, 1, 2 and more occurrences of a signal count for
_MOST_REASONS = 4
_VERY_SHORT = 5  # words
_WEIGHTY = 0.3  # of the log-odds; less is no reason
_UNSPOKEN = frozenset({"former state", "present"})  # weighed, but nothing that a person would call a reason
_AGAINST = {name: f"{reason} (counts against)" for name, reason in REASONS.items()}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How check-worthy a claim is, from 0 to 1, and the strongest reasons first."""

    score: float
    reasons: tuple[str, ...]


class Reading(NamedTuple):
    """What the model sees of a text: how often each signal is there, its words and word pairs, its length."""

    signals: dict[str, int]
    terms: set[str]
    length: int


class Model(NamedTuple):
    """Weights in log-odds: of each signal, of each word or word pair, and of a text without any."""

    bias: float
    signals: Mapping[str, float]
    terms: Mapping[str, float]


def assess(text: str, *, entities: Sequence[str] = ()) -> Assessment:
    """Assess one claim. `entities` are names known to be in it, for those that capitals do not show.

    Never raises on any text. A text without words scores 0.
    """
    signals, terms, length = read(text, entities=entities)
    if length == 0:
        return Assessment(0.0, ())
    model = _model()
    shares = {name: model.signals[name] * _AMOUNTS[min(count, 3)] for name, count in signals.items()}
    # Exact sums: sets come in any order, and the same text must get the same score in every process.
    words = fsum(map(model.terms.__getitem__, model.terms.keys() & terms)) * dilution(length)
    odds = fsum((model.bias, words, *shares.values()))
    return Assessment(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), _reasons(shares))


def assess_many(texts: Iterable[str], *, entities: Iterable[Sequence[str]] | None = None) -> list[Assessment]:
    """Assess several claims, in order; `entities`, when given, has as many items as `texts`."""
    if entities is None:
        return [assess(text) for text in texts]
    return [assess(text, entities=names) for text, names in zip(texts, entities, strict=True)]


def amount(count: int) -> float:
    """Return what `count` occurrences of a signal count for: 1 for one, 2 for three or more."""
    return _AMOUNTS[min(count, 3)]


def dilution(length: int) -> float:
    """Return the share of its weight that one word of a text of `length` words has."""
    return 1.0 / sqrt(length + 8)


def _reasons(shares: Mapping[str, float]) -> tuple[str, ...]:
    weighty = sorted(
        (-abs(share), name)
        for name, share in shares.items()
        if not -_WEIGHTY < share < _WEIGHTY and name not in _UNSPOKEN
    )
    return tuple([(REASONS if shares[name] > 0 else _AGAINST)[name] for _, name in weighty[:_MOST_REASONS]])


# Reading a text: what training and assessing have in common.


def read(text: str, *, entities: Sequence[str] = ()) -> Reading:
    """Return the signals, words and word pairs of `text`; numbers are one word, `#`, and `^` `.` its ends."""
    seen = list(map(_see, _TOKEN.findall(text)))
    words = [word for word, _ in seen]
    terms = {*words, *map(" ".join, pairwise(("^", *words, ".")))}
    signals = _shape_signals(words, "".join([shape for _, shape in seen]))
    if entities:
        signals["name"] = max(signals.get("name", 0), sum(entity in text for entity in entities))
    cues = _cues()
    for term in cues.keys() & terms:
        for name in cues[term]:
            signals[name] = signals.get(name, 0) + 1
    return Reading(signals, terms, len(words))


@lru_cache(maxsize=1 << 15)
def _see(word: str) -> tuple[str, str]:
    """Return a word as the lists have it, and the letter of its form."""
    plain = word.lower().replace("’", "'")
    if plain[0].isdecimal():
        return "#", _FOUR_DIGITS if _YEAR.match(plain) else _NUMBER
    if plain in _NO_NAMES:
        return plain, _PLAIN
    if word[0].isupper():
        return plain, _ACRONYM if len(word) > 1 and word.isupper() else _CAPITAL
    return plain, _PAST if len(word) > 4 and word.endswith("ed") else _PLAIN


def _shape_signals(words: Sequence[str], shapes: str) -> dict[str, int]:
    """Count the signals that show in the form of words, or in the first and the last one."""
    signals = {name: shapes.count(letter) for name, letter in _SHAPE_SIGNALS if letter in shapes}
    names = len(_NAME.findall(shapes))
    if names:
        signals["name"] = names
    if not words:
        return signals
    if len(words) < _VERY_SHORT:
        signals["very short"] = 1
    if words[-1] == "?" or words[0] in _INVERSIONS:
        signals["question"] = 1
    return signals


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Return the signals each word and word pair gives."""
    listed = json.loads((FOLDER / LANGUAGE / "worthiness_cues.json").read_text(encoding="utf-8"))["cues"]
    terms: dict[str, list[str]] = {}
    for name, words in listed.items():
        for word in words:
            terms.setdefault(word, []).append(name)
    return {term: tuple(names) for term, names in terms.items()}


@cache
def _model() -> Model:
    weights = json.loads((FOLDER / LANGUAGE / "worthiness.json").read_text(encoding="utf-8"))
    return Model(weights["bias"], weights["signals"], weights["words"])
