"""How much a claim is worth checking, and by what a person can tell.

A logistic model over named signals (a number, an office, opinion words, …), any two of them together, and a bounded
list of words, beginnings of words and word pairs (`reading.py`). Its weights are data,
`lexicon/<language>/worthiness.json`, learned from ClaimBuster by `benchmarks/train_worthiness.py`.

Words and pairs of signals share one vote that grows with the square root of the length and signals count at most
thrice, so that a short clause of a news report is not put behind a long sentence of a debate for its length. A text
of several parts is judged by the best of them as well: a figure is worth checking in whatever opinion it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp, fsum, log2, sqrt
from typing import NamedTuple

from claims.splitting.reading import SIZES, TOGETHER, Reading, learned, pairs, read_parts

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
"""Every signal but `SIZES`, in the words a fact-checker reads."""

_AMOUNTS = (0.0, 1.0, log2(3), 2.0)  # what 0, 1, 2 and more occurrences of a signal count for
_MOST_REASONS = 4
_WEIGHTY = 0.2  # of the log-odds; less is no reason
_BEST = 0.5  # what the best part of a text counts for beside its whole
_UNSPOKEN = frozenset({"former state", "present", *SIZES})  # weighed, but nothing that a person would call a reason
_AGAINST = {name: f"{reason} (counts against)" for name, reason in REASONS.items()}


class Assessment(NamedTuple):
    """How check-worthy a claim is, from 0 to 1, and the strongest reasons first."""

    score: float
    reasons: tuple[str, ...]


Weighed = tuple[str, str, float]
"""Two signals and their weight together."""


class Model(NamedTuple):
    """Weights in log-odds: of a text without anything, of each signal by what it counts for, of two signals
    together."""

    bias: float
    signals: Mapping[str, tuple[float, ...]]
    together: Mapping[tuple[str, str], Weighed]


def assess(text: str, *, entities: Sequence[str] = ()) -> Assessment:
    """Assess one claim. `entities` are names known to be in it, for those that capitals do not show.

    Never raises on any text. A text without words scores 0.
    """
    whole, *parts = read_parts(text, entities=entities)
    if not whole.words:
        return Assessment(0.0, ())
    shares, together = _shares(whole), _together(frozenset(whole.signals))
    odds = _odds(whole, shares, together)
    if parts:
        odds = judged(odds, [_odds(part, _shares(part), _together(frozenset(part.signals))) for part in parts])
    return Assessment(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), _reasons(whole, shares, together))


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


def judged(whole: float, parts: Sequence[float]) -> float:
    """Return the log-odds of a text by those of its whole and of its parts, if it has several."""
    return (whole + _BEST * max(parts)) / (1.0 + _BEST) if parts else whole


def _shares(reading: Reading) -> dict[str, float]:
    """Return what each signal adds to the log-odds by itself."""
    weights = _model().signals
    return {name: weights[name][count if count < 3 else 3] for name, count in reading.signals.items()}


class Together(NamedTuple):
    """Every two signals of a text that have a weight together, with it, and these weights alone."""

    pairs: tuple[Weighed, ...]
    weights: tuple[float, ...]


@lru_cache(maxsize=1 << 13)
def _together(signals: frozenset[str]) -> Together:
    found = tuple(filter(None, map(_model().together.get, pairs(signals))))
    return Together(found, tuple([weight for _, _, weight in found]))


def _odds(reading: Reading, shares: Mapping[str, float], together: Together) -> float:
    """Return exact sums: sets come in any order, and the same text must get the same score in every process."""
    weights = fsum((*reading.weights, *together.weights)) * dilution(len(reading.words))
    return fsum((_model().bias, weights, *shares.values()))


def _reasons(reading: Reading, shares: dict[str, float], together: Together) -> tuple[str, ...]:
    """Return the strongest signals first, in words. Of what two add together each gets half."""
    half = dilution(len(reading.words)) / 2.0
    for one, other, weight in together.pairs:
        shares[one] += weight * half
        shares[other] += weight * half
    weighty = [
        (-abs(share), name)
        for name, share in shares.items()
        if not -_WEIGHTY < share < _WEIGHTY and name not in _UNSPOKEN
    ]
    weighty.sort()
    return tuple([(REASONS if shares[name] > 0 else _AGAINST)[name] for _, name in weighty[:_MOST_REASONS]])


@cache
def _model() -> Model:
    weights = learned()
    two = {tuple(pair.split(TOGETHER)): weight for pair, weight in weights["together"].items()}
    together = {(one, other): (one, other, weight) for (one, other), weight in two.items()}
    signals = {name: tuple([weight * count for count in _AMOUNTS]) for name, weight in weights["signals"].items()}
    return Model(weights["bias"], signals, together)
