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
from functools import cache
from itertools import pairwise
from math import exp, log2, sqrt
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
    "all or none": "says all, many or none",
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
    "address": "addresses somebody",
    "somebody else": "speaks of somebody by pronoun",
    "question": "asks",
    "courtesy": "greeting or thanks",
    "talk": "talk about the talk",
    "negation": "says that something is not so",
    "name": "names somebody or something",
    "acronym": "names a body by its initials",
    "office": "names an office",
    "public body": "names a public body",
    "law": "names a law, a budget or a program",
    "public matter": "concerns a public matter",
    "place": "names a place",
    "past": "tells what happened",
    "perfect": "tells what has been done",
    "present": "says what is",
    "imagined": "imagines a case",
    "command": "tells somebody what to do",
    "very short": "very short",
}
"""Every signal, in the words a fact-checker reads."""

_TOKEN = re.compile(
    r"\d(?:[\d,.]*\d)?(?:st|nd|rd|th|s|k|m|bn|tn)?(?![^\W\d_])|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£%?\d]"
)
_YEAR = re.compile(r"1[6-9]\d\ds?$|20\d\ds?$")
_NO_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll", "mr", "mrs", "ms", "dr"})
_COMMANDS = frozenset(
    "ask believe come consider do don't give go help imagine keep let let's look make please remember take tell "
    "thank think try vote".split()
)
_QUESTION_OPENERS = frozenset(
    "are can could did do does has have how is should was were what when where which who whom whose why will "
    "would".split()
)

_MOST_REASONS = 4
_WEIGHTY = 0.3  # of the log-odds; less is no reason
_AGAINST = "{} (counts against)"


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
    reading = read(text, entities=entities)
    if reading.length == 0:
        return Assessment(0.0, ())
    model = _model()
    shares = {name: model.signals[name] * amount(count) for name, count in reading.signals.items()}
    words = sum(model.terms.get(term, 0.0) for term in reading.terms) * dilution(reading.length)
    odds = model.bias + sum(shares.values()) + words
    return Assessment(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), _reasons(shares))


def assess_many(texts: Iterable[str], *, entities: Iterable[Sequence[str]] | None = None) -> list[Assessment]:
    """Assess several claims, in order; `entities`, when given, has as many items as `texts`."""
    if entities is None:
        return [assess(text) for text in texts]
    return [assess(text, entities=names) for text, names in zip(texts, entities, strict=True)]


def amount(count: int) -> float:
    """Return what `count` occurrences of a signal count for: 1 for one, 2 for three and more."""
    return log2(1 + min(count, 3))


def dilution(length: int) -> float:
    """Return the share of its weight that one word of a text of `length` words has."""
    return 1.0 / sqrt(max(1, length))


def _reasons(shares: Mapping[str, float]) -> tuple[str, ...]:
    weighty = [name for name, share in shares.items() if abs(share) >= _WEIGHTY]
    strongest = sorted(weighty, key=lambda name: (-abs(shares[name]), name))[:_MOST_REASONS]
    return tuple(REASONS[name] if shares[name] > 0 else _AGAINST.format(REASONS[name]) for name in strongest)


# Reading a text: what training and assessing have in common.


def read(text: str, *, entities: Sequence[str] = ()) -> Reading:
    """Return the signals, words and word pairs of `text`; numbers are one word, `#`, and `^` `.` its ends."""
    raw = _TOKEN.findall(text)
    words = [word.lower().replace("’", "'") for word in raw]
    signals = _shape(raw, words)
    if entities:
        signals["name"] = max(signals.get("name", 0), sum(entity in text for entity in entities))
    plain = ["#" if word[0].isdecimal() else word for word in words]
    pairs = [f"{first} {second}" for first, second in pairwise(("^", *plain, "."))]
    cues = _cues()
    for term in (*plain, *pairs):
        for name in cues.get(term, ()):
            signals[name] = signals.get(name, 0) + 1
    return Reading({name: count for name, count in signals.items() if count}, {*plain, *pairs}, len(words))


def _shape(raw: Sequence[str], words: Sequence[str]) -> dict[str, int]:
    """Count the signals that show in the form of words or in the first and last word."""
    numbers = [word for word in words if word[0].isdecimal()]
    years = sum(_YEAR.match(number) is not None for number in numbers)
    capitals = [word[0].isupper() and low not in _NO_NAMES for word, low in zip(raw, words, strict=True)]
    return {
        "number": len(numbers) - years,
        "year": years,
        "name": _names(capitals),
        "acronym": sum(len(word) > 1 and word.isupper() for word in raw),
        "past": sum(len(word) > 4 and word.endswith("ed") for word in words),
        "very short": int(0 < len(words) < 5),
        "question": int(bool(words) and (words[-1] == "?" or words[0] in _QUESTION_OPENERS)),
        "command": int(bool(words) and words[0] in _COMMANDS),
    }


def _names(capitals: Sequence[bool]) -> int:
    """Count runs of capitalized words; the first word of a text is capitalized anyway, so it needs a second."""
    runs = sum(here and not before for before, here in pairwise(capitals))
    return runs + (len(capitals) > 1 and capitals[0] and capitals[1])


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
