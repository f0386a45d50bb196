"""Which of many short texts are about the same as this one: BM25 over words cut to their stems.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); k1 and b are those of short
texts, among which a longer one is hardly worse.
How well it does is measured by `benchmarks/matching.py` and recorded in docs/api.md.
"""

import re
from array import array
from collections import Counter
from math import log
from typing import NamedTuple

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+", re.UNICODE)
K1 = 0.9
B = 0.3
ENDINGS = ("ization", "ations", "ation", "ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s")
LEAST_STEM = 3
# They stand in every text and say nothing of what it is about.
_EMPTY = """
    a an the of in on at to for from by with and or but if as is are was were be been being it its this that these
    those he she they his her their them i you we our your my me us who which what has have had do does did will
    would can could should may might not no so than then there here about into over after before s t
"""
EMPTY = frozenset(_EMPTY.split())


class Found(NamedTuple):
    """A text by its key. `share` is the part of the query's weight of words that it has, 0 to 1."""

    key: int
    score: float
    share: float


def words_of(text: str) -> list[str]:
    """The words that count, in lower case, cut to stems."""
    found = (word for word in WORD.findall(text.lower()) if word not in EMPTY)
    return [stem(word) for word in found]


def stem(word: str) -> str:
    """The word without its ending, roughly; numbers and short words as they are."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            return word[: -len(ending)]
    return word


class Index:
    """Texts by key. Adding a key again replaces nothing: give each text a key of its own."""

    def __init__(self) -> None:
        self._keys = array("q")
        self._lengths = array("l")
        self._places: dict[str, array[int]] = {}
        self._words = 0

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: int, text: str) -> None:
        words = words_of(text)
        place = len(self._keys)
        self._keys.append(key)
        self._lengths.append(len(words))
        self._words += len(words)
        for word, number in Counter(words).items():
            postings = self._places.setdefault(word, array("l"))
            postings.append(place)
            postings.append(min(number, 255))

    def search(self, text: str, *, most: int) -> list[Found]:
        """The texts nearest to this one, the best first; ties by the order in which they were added."""
        weights = {word: self._weight(word) for word in set(words_of(text))}
        scores: dict[int, float] = {}
        masses: dict[int, float] = {}
        average = self._words / len(self._keys) if self._keys else 1
        for word, weight in weights.items():
            postings = self._places.get(word, ())
            for place, number in zip(postings[::2], postings[1::2], strict=True):
                length = K1 * (1 - B + B * self._lengths[place] / average)
                scores[place] = scores.get(place, 0.0) + weight * number * (K1 + 1) / (number + length)
                masses[place] = masses.get(place, 0.0) + weight
        whole = sum(weights.values()) or 1.0
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [Found(self._keys[place], score, masses[place] / whole) for place, score in best]

    def _weight(self, word: str) -> float:
        number = len(self._places.get(word, ())) // 2
        return log(1 + (len(self._keys) - number + 0.5) / (number + 0.5))
