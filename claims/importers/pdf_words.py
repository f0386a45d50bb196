"""Words broken at the end of a line: which hyphens are the word's own, and which the break put there. Pure."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = _set(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred half first second third fourth fifth sixth seventh eighth ninth tenth"
)
# What a syllable may be behind a number that begins a longer word: "seven-teen", "second-ary".
_NUMBER_ENDS = _set("teen teenth teens ties tieth some fold self selves ary aries ness hand hearted")
_LAST_HALVES = _set(
    "based backed bearing class elect funded general known largest led level owned related run scale sized term "
    "thirds quarters year-old year-olds year wing"
)
_PREFIXES = _set("be de dis in mis out over pre re un under up")
_JOINING = _set("and or nor to und oder bis et ou y o e ed")
# Where more lines than this end in a hyphen, whoever set the text broke words.
_OFTEN = 0.04


class Hyphens:
    """What a document's lines tell of its hyphens."""

    def __init__(self, lines: Iterable[str]) -> None:
        kept = [line for line in lines if line]
        whole = [word.casefold() for line in kept for word in _WORD.findall(line.rstrip("-‐\xad"))]
        self.words = frozenset(word.replace("‐", "-") for word in whole)
        broken = sum(line.endswith(("-", "‐", "\xad")) for line in kept)
        self.breaks_words = broken > _OFTEN * len(kept)

    def joined(self, held: str, line: str) -> str:
        """The two lines as one, with the hyphen between them, without it, or with a space."""
        if not held or not line:
            return held or line
        if held.endswith("\xad"):
            return held[:-1] + line
        if held[-1] not in "-‐" or not held[-2:-1].isalnum():
            return f"{held} {line}"
        first, last = _tail(held[:-1]), _head(line)
        if last in _JOINING or (not last and not line[0].isdigit()):
            return f"{held} {line}"
        return held + line if self._is_own(first, last, line, held[-1]) else held[:-1] + line

    def _is_own(self, first: str, last: str, line: str, hyphen: str) -> bool:
        """Whether the hyphen belongs to the word: what the document says elsewhere decides, then the halves."""
        if not first.replace("-", "").isalpha() or not line[0].islower():
            return True
        if f"{first}-{last}" in self.words or f"{first}{last}" in self.words:
            return f"{first}-{last}" in self.words
        start = first.rpartition("-")[2]
        if hyphen == "‐" or _is_compound(start, last):
            return hyphen != "‐"
        both = min(len(start), len(last)) > 3 and {start, last} <= self.words
        return both or not self.breaks_words


def _is_compound(first: str, last: str) -> bool:
    if len(first) == 1:
        return True
    if first in _NUMBERS:
        return len(last) > 3 and last not in _NUMBER_ENDS
    return last in _LAST_HALVES and first not in _PREFIXES


def _tail(text: str) -> str:
    """The last word, with the parts that hyphens tie to it."""
    found = re.search(r"[\w‐-]+$", text)
    return found[0].casefold().replace("‐", "-") if found else ""


def _head(text: str) -> str:
    found = _WORD.match(text)
    return found[0].casefold().replace("‐", "-") if found else ""
