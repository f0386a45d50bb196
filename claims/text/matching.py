"""Which of many short texts are about the same as this one: BM25 over words cut to their stems.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); k1 and b are those of short
texts, among which a longer one is hardly worse.
How well it does is measured by `benchmarks/matching.py` and recorded in docs/api.md.
"""

import re
from array import array
from collections import Counter
from math import log
from typing import Any, NamedTuple

import numpy as np

type Numbers = np.ndarray[Any, np.dtype[np.int64]]

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
        # Slices are copies, and of a text that another thread is adding just now some parts are missing yet.
        lengths = np.array(self._lengths[:])
        keys = np.array(self._keys[: len(lengths)])
        scores, masses = np.zeros(len(keys)), np.zeros(len(keys))
        average = self._words / len(keys) if len(keys) else 1
        for word, weight in weights.items():
            places, numbers = self._postings(word, len(keys))
            length = K1 * (1 - B + B * lengths[places] / average)
            scores[places] += weight * numbers * (K1 + 1) / (numbers + length)
            masses[places] += weight
        whole = sum(weights.values()) or 1.0
        (found,) = scores.nonzero()
        best = found[np.argsort(-scores[found], kind="stable")][:most]
        return [Found(int(keys[at]), float(scores[at]), float(masses[at] / whole)) for at in best]

    def _postings(self, word: str, most: int) -> tuple[Numbers, Numbers]:
        """Where the word stands among the first `most` texts, and how often there."""
        postings = self._places.get(word, array("l"))
        pairs = np.array(postings[: len(postings) // 2 * 2]).reshape(-1, 2)
        pairs = pairs[pairs[:, 0] < most]
        return pairs[:, 0], pairs[:, 1]

    def _weight(self, word: str) -> float:
        number = len(self._places.get(word, ())) // 2
        return log(1 + (len(self._keys) - number + 0.5) / (number + 0.5))
