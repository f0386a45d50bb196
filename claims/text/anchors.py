"""Finding a claim's words again in a text that has changed around them.

An anchor is a position, the exact words, and up to 32 characters on either side (W3C Web Annotation:
TextPositionSelector and TextQuoteSelector). Candidates are scored as Hypothesis's client does: quote 50,
prefix 20, suffix 20, position 2. Where it looks at every character for the nearest match, `find` looks only
where some piece of the anchor still stands, so that a text of a megabyte stays cheap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.text.likeness import likeness, nearest_occurrence
from claims.text.spans import Span

CONTEXT = 32
"""Characters kept on either side of the quote."""

MIN_SCORE = 0.5
"""Below this, on a scale of 0 to 1, nothing counts as found: the quote alone scores 0.54."""

_QUOTE_WEIGHT, _PREFIX_WEIGHT, _SUFFIX_WEIGHT, _POSITION_WEIGHT = 50, 20, 20, 2
_WEIGHTS = _QUOTE_WEIGHT + _PREFIX_WEIGHT + _SUFFIX_WEIGHT + _POSITION_WEIGHT

# A few letters turn up by chance: so short a quote also needs half of one side's surroundings.
_SHORT_QUOTE = 16
_MIN_SHORT_SCORE = 0.65

_MAX_ERROR_SHARE = 0.4  # of the quote; with more it says something else
_LONG_QUOTE = 600  # longer ones are found by their two ends
_SEED_SIZES = (32, 16, 8, 4)
_MAX_SEEDS = 48
_HITS_PER_SEED = 24
_MAX_EXACT = 120
_MAX_FUZZY = 16


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim's words stand: half-open code points, the words, and what stands around them."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    def holds_in(self, text: str) -> bool:
        """Say whether `text` has exactly the quote at exactly this position."""
        return bool(self.quote) and text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand now: `exact` when they have not changed, `score` 1.0 when nothing has."""

    start: int
    end: int
    score: float
    exact: bool


def make_anchor(text: str, start: int, end: int) -> Anchor:
    """Anchor `text[start:end]` with its surroundings. Raises `ValueError` for one outside the text."""
    quote = Span(start, end).cut(text)
    return Anchor(start, end, quote, prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT])


def find(text: str, anchor: Anchor) -> Found | None:
    """Return the best place for `anchor` in `text`, or nothing when no place is good enough.

    Deterministic: of equal scores the place nearest to the old position wins, then the earlier one.
    """
    if not anchor.quote or not text:
        return None
    best = _best(anchor, _exact_places(text, anchor))
    if best is None or best.score < _MIN_SHORT_SCORE:
        best = _best(anchor, [*([best] if best else []), *_changed_places(text, anchor)])
    needed = _MIN_SHORT_SCORE if len(anchor.quote) < _SHORT_QUOTE else MIN_SCORE
    return _in_whole_words(text, anchor, best) if best and best.score >= needed else None


def _in_whole_words(text: str, anchor: Anchor, place: Found) -> Found:
    """Where the first or last word is another one (1933 for 1932), the likest place stops in it or before it."""
    if place.exact:
        return place
    start, end, quote = place.start, place.end, anchor.quote
    if not anchor.prefix[-1:].isalnum() and quote[0].isalnum():
        while start > max(0, place.start - CONTEXT) and _goes_on(text[start], text[start - 1]):
            start -= 1
    if not anchor.suffix[:1].isalnum() and quote[-1].isalnum():
        while end < min(len(text), place.end + CONTEXT) and _goes_on(text[end - 1], text[end]):
            end += 1
    return replace(place, start=start, end=end)


def _goes_on(last: str, following: str) -> bool:
    return following.isalnum() and (last.isalnum() or last.isspace())


def _best(anchor: Anchor, places: list[Found]) -> Found | None:
    return min(places, key=lambda place: (-place.score, abs(place.start - anchor.start), place.start), default=None)


def _score(text: str, anchor: Anchor, start: int, end: int, quote_likeness: float) -> float:
    before = text[max(0, start - len(anchor.prefix)) : start]
    after = text[end : end + len(anchor.suffix)]
    distance = abs(start - anchor.start) / max(len(text), anchor.start)
    total = (
        _QUOTE_WEIGHT * quote_likeness
        + _PREFIX_WEIGHT * _context_likeness(before, anchor.prefix, at_edge=start == 0)
        + _SUFFIX_WEIGHT * _context_likeness(after, anchor.suffix, at_edge=end == len(text))
        + _POSITION_WEIGHT * (1.0 - distance)
    )
    return total / _WEIGHTS


def _context_likeness(present: str, remembered: str, *, at_edge: bool) -> float:
    # Nothing remembered means the quote stood at the text's edge: it bears the place out only there.
    return likeness(present, remembered) if remembered else float(at_edge)


# The words have not changed: they may have moved, and may occur more than once.


def _exact_places(text: str, anchor: Anchor) -> list[Found]:
    """Return exact occurrences, a bounded number: those with the most context, and the nearest ones."""
    if anchor.holds_in(text):
        here = _exact(text, anchor, anchor.start)
        if here.score == 1.0:
            return [here]
    starts = dict.fromkeys(_starts_in_context(text, anchor))
    starts.update(dict.fromkeys(_occurrences(text, anchor.quote, near=anchor.start, limit=_MAX_EXACT)))
    return [_exact(text, anchor, start) for start in starts]


def _exact(text: str, anchor: Anchor, start: int) -> Found:
    end = start + len(anchor.quote)
    return Found(start, end, _score(text, anchor, start, end, 1.0), exact=True)


def _starts_in_context(text: str, anchor: Anchor) -> Iterator[int]:
    """Yield occurrences of the quote with shrinking context: one far away may fit better than many near."""
    for size in (CONTEXT, CONTEXT // 2, CONTEXT // 4):
        before, after = anchor.prefix[-size:], anchor.suffix[:size]
        for left, right in ((before, after), (before, ""), ("", after)):
            for start in _occurrences(text, left + anchor.quote + right, near=anchor.start - len(left), limit=2):
                yield start + len(left)


def _occurrences(text: str, words: str, *, near: int, limit: int) -> list[int]:
    """Return where `words` stand, nearest first: at most `limit` from `near` on and `limit` before it."""
    near = max(0, min(near, len(text)))
    after: list[int] = []
    start = text.find(words, near)
    while start >= 0 and len(after) < limit:
        after.append(start)
        start = text.find(words, start + 1)
    return sorted(after + _occurrences_before(text, words, near, limit), key=lambda start: abs(start - near))


def _occurrences_before(text: str, words: str, near: int, limit: int) -> list[int]:
    # Window by window towards the text's start: `str.rfind` can take quadratic time, `str.find` does not.
    window = max(4096, 4 * len(words))
    before: list[int] = []
    high = near
    while high > 0 and len(before) < limit:
        low = max(0, high - window)
        inside: list[int] = []
        start = text.find(words, low, high + len(words) - 1)
        while start >= 0:
            inside.append(start)
            start = text.find(words, start + 1, high + len(words) - 1)
        before.extend(reversed(inside))
        high = low
    return before[:limit]


# The words have changed: look where pieces of the anchor still stand.


def _changed_places(text: str, anchor: Anchor) -> list[Found]:
    if len(anchor.quote) > _LONG_QUOTE:
        return _changed_long_place(text, anchor)
    starts = _promising_starts(text, anchor)
    return [place for place in (_changed(text, anchor, start) for start in starts) if place]


def _changed(text: str, anchor: Anchor, near: int) -> Found | None:
    allowed = int(len(anchor.quote) * _MAX_ERROR_SHARE)
    slack = allowed + _SEED_SIZES[-2]
    low, high = max(0, near - slack), min(len(text), near + len(anchor.quote) + slack)
    if low >= high:
        return None
    place = nearest_occurrence(text, anchor.quote, start=low, end=high)
    if place.errors > allowed or place.start == place.end:
        return None
    score = _score(text, anchor, place.start, place.end, 1.0 - place.errors / len(anchor.quote))
    return Found(place.start, place.end, score, exact=place.errors == 0)


def _changed_long_place(text: str, anchor: Anchor) -> list[Found]:
    """Find a very long quote by its first and last words, each on its own, and take what lies between."""
    half = _LONG_QUOTE // 2
    quote, start, end = anchor.quote, anchor.start, anchor.end
    head = Anchor(start, start + half, quote[:half], anchor.prefix, quote[half : half + CONTEXT])
    tail = Anchor(end - half, end, quote[-half:], quote[-half - CONTEXT : -half], anchor.suffix)
    first, last = find(text, head), find(text, tail)
    if first is None or last is None or last.end <= first.start:
        return []
    growth = abs((last.end - first.start) - len(quote)) / len(quote)
    if growth > _MAX_ERROR_SHARE:
        return []
    score = (first.score + last.score) / 2 * (1.0 - growth / 2)
    return [Found(first.start, last.end, score, exact=False)]


def _promising_starts(text: str, anchor: Anchor) -> list[int]:
    """Return where the quote may begin, by the pieces of the anchor found around there, most agreed on first.

    A piece counts by its length and less when it is found often, so that common words decide nothing.
    """
    votes: dict[int, float] = {}
    for piece, offset in _seeds(anchor):
        hits = _occurrences(text, piece, near=anchor.start + offset, limit=_HITS_PER_SEED)
        for hit in hits:
            start = max(0, hit - offset)
            votes[start] = votes.get(start, 0.0) + len(piece) / len(hits)
    ranked = sorted(votes, key=lambda start: (-votes[start], abs(start - anchor.start), start))
    chosen: list[int] = []
    for start in ranked:
        # One search covers all starts within its slack.
        if all(abs(start - other) >= _SEED_SIZES[-2] for other in chosen):
            chosen.append(start)
        if len(chosen) == _MAX_FUZZY:
            break
    return chosen


def _seeds(anchor: Anchor) -> Iterator[tuple[str, int]]:
    """Yield pieces of the anchor and how far from the quote's start they stand: the long ones first, few."""
    whole = anchor.prefix + anchor.quote + anchor.suffix
    left = _MAX_SEEDS
    for size in _SEED_SIZES:
        if size > len(whole):
            continue
        step = max(size, len(whole) * len(_SEED_SIZES) // _MAX_SEEDS)
        for at in range(0, len(whole) - size + 1, step):
            if left == 0:
                return
            left -= 1
            yield whole[at : at + size], at - len(anchor.prefix)
