"""A clause behind its verb, read by the words: "20 million", "to Mali", "in 2019" are three chunks in a row.

The parser often hangs the second amount of a row on the name in front of it; what kind of words stand side by side
says more surely where each half begins.
"""

from typing import NamedTuple

from claims.splitting.article import Tokens
from claims.splitting.stages.series import is_year, time_end

LEADING = frozenset(
    [
        "to", "in", "for", "from", "at", "on", "by", "with", "against", "into", "over", "under", "during", "after",
        "before", "since", "until", "via", "through", "among", "near", "outside", "inside",
    ]
)  # fmt: skip
DEGREES = frozenset(
    [
        "only", "just", "about", "around", "nearly", "almost", "some", "roughly", "over", "under", "than", "more",
        "less", "fewer", "another", "further", "at", "least", "most", "up", "to", "approximately", "exactly",
        "barely", "well", "additional", "as", "many", "much", "estimated",
    ]
)  # fmt: skip
LIMITS = frozenset(("over", "under", "above", "below", "aged"))
INNER = frozenset(("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "$", "#", "POS"))
GOING_ON = INNER | {"VBZ"}
DASHES = frozenset(("-", "–"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
CLOSING = NOUNS | {"PRP", "VBZ"}
"""Tags of words behind which a figure begins another phrase."""
HEADS = NOUNS | {"CD", "VBZ"}
FIGURES = frozenset(("CD", "$", "#"))
DETERMINERS = frozenset(("DT", "PRP$"))
NO_AMOUNT = frozenset(("none", "nothing"))
PRIZES = frozenset(("gold", "silver", "bronze", "first", "second", "third"))
EACH = frozenset(("each", "apiece"))
AMOUNT, TIME, NAME, NOUN = "amount", "time", "name", "noun"
LONGEST = 12  # tokens of one chunk


class Chunk(NamedTuple):
    """A noun phrase with the preposition in front of it (-1 without), its kind, its head, and where it stands."""

    kind: str
    led: int
    head: int
    start: int
    end: int
    indefinite: bool = False


def degrees(tokens: Tokens, start: int, end: int) -> int:
    """Where "more than", "just", "at least" in front of a figure end; `start` where no figure follows."""
    at = start + (tokens.lower[start] in ("a", "an") and not DEGREES.isdisjoint(tokens.lower[start + 1 : start + 2]))
    while at < end and tokens.lower[at] in DEGREES:
        at += 1
    return at if at < end and tokens.tag[at] in FIGURES else start


def breaks(tokens: Tokens, start: int, at: int, end: int) -> bool:
    """Whether another phrase begins here: a figure or an article behind a noun, or a time."""
    if not start < at < end - 1:
        return False
    if tokens.tag[at] in FIGURES and tokens.tag[at - 1] in CLOSING:
        unit = tokens.unit
        one_name = unit[at] and unit[at] == unit[at - 1] and unit[at] != unit[at + 1]
        if not one_name:
            return True
    return time_end(tokens, at, end) > at


def bare_end(tokens: Tokens, start: int, end: int) -> int:
    """Where the words of a noun phrase end, without what follows its noun."""
    at = degrees(tokens, start, end)
    if at == start and tokens.tag[at] in DETERMINERS:
        at += 1
    first = at
    if at + 3 < end and tokens.tag[at] == "CD" and tokens.lower[at + 1 : at + 4] == ["and", "a", "half"]:
        at += 4
    while at < end and at - start < LONGEST:
        tag = tokens.tag[at]
        if tag not in GOING_ON and tokens.form[at] not in DASHES:
            break
        if breaks(tokens, first, at, end):
            break
        named = tag == "VBZ" and at > start + 1 and tokens.tag[min(at + 1, end - 1)] in ("CD", "$")
        if named and tokens.tag[at - 1] == "NNP" and tokens.tag[start] == "DT":
            at += 1  # "the Gulf states 110 million", where no Gulf states anything
            continue
        joined = tokens.form[at] in DASHES and tokens.tag[at - 1] == tokens.tag[min(at + 1, end - 1)]
        if tag not in INNER and not (joined and at > first):
            break
        at += 1
    return at


def limit_end(tokens: Tokens, at: int, end: int) -> int:
    """ "adults under 60", "those over 80": whom the limit makes."""
    limited = at + 1 < end and tokens.lower[at] in LIMITS and tokens.tag[at + 1] == "CD"
    return at + 2 if limited and tokens.tag[at + 2 : at + 3] != ["NNS"] else at


def noun_chunk(tokens: Tokens, start: int, end: int, led: int = -1) -> Chunk | None:
    """The noun phrase that begins here, with "of" and what it leads."""
    first = start if led < 0 else led
    if start >= end:
        return None
    stop = time_end(tokens, start, end)
    if stop > start:
        return Chunk(TIME, led, stop - 1, first, stop)
    if tokens.tag[start] == "PRP":
        return Chunk(NAME, led, start, first, start + 1)
    at = bare_end(tokens, start, end)
    those = at == start + 1 and tokens.lower[start] == "those"
    head = at - 1
    while head > start and tokens.tag[head] not in HEADS:
        head -= 1
    if at == start or (tokens.tag[head] not in HEADS and not those and tokens.tag[at - 1] != "JJ"):
        return None
    kind = kind_of(tokens, start, at, head)
    if at < end - 1 and tokens.lower[at] == "of":
        inner = bare_end(tokens, at + 1, end)
        at = inner if inner > at + 1 else at
    stop = limit_end(tokens, at, end)
    stop += stop < len(tokens) and tokens.lower[stop] in EACH
    return Chunk(kind, led, head, first, stop, tokens.lower[start] in ("a", "an"))


def kind_of(tokens: Tokens, start: int, end: int, head: int) -> str:
    if tokens.lower[head] in NO_AMOUNT or (end - start == 1 and tokens.lower[head] in PRIZES):
        return AMOUNT
    figures = [at for at in range(start, end) if tokens.tag[at] in FIGURES]
    if figures and not (tokens.unit[figures[0]] and tokens.tag[head] in ("NNP", "NNPS")):
        return TIME if is_year(tokens.lower[head]) and end - start == 1 else AMOUNT
    return NAME if tokens.tag[head] in ("NNP", "NNPS") else NOUN


def chunk(tokens: Tokens, start: int, end: int) -> Chunk | None:
    """The noun phrase or prepositional phrase that begins here."""
    if start >= end:
        return None
    if tokens.lower[start] in LEADING and time_end(tokens, start, end) == start:
        if degrees(tokens, start, end) > start and tokens.lower[start : start + 2] in (["at", "least"], ["up", "to"]):
            return noun_chunk(tokens, start, end)
        return noun_chunk(tokens, start + 1, end, start) if start + 1 < end else None
    found = noun_chunk(tokens, start, end)
    if found is not None and found.kind == TIME and tokens.tag[start] == "IN":
        return found._replace(led=start)
    return found


def chunks(tokens: Tokens, start: int, end: int) -> list[Chunk]:
    """The chunks that follow one another from here on."""
    found: list[Chunk] = []
    at = start
    while (one := chunk(tokens, at, end)) is not None and len(found) < 6:
        found.append(one)
        at = one.end
    return found


def root(tokens: Tokens, one: Chunk) -> int:
    return one.led if one.led >= 0 else one.head


def settle(tokens: Tokens, one: Chunk, above: int, dep: str) -> None:
    """Hangs all words of a chunk on its head, and its head where it belongs."""
    top = root(tokens, one)
    inside = range(one.start, one.end)
    for index in inside:
        if index not in (top, one.head) and (tokens.head[index] not in inside or tokens.head[index] == index):
            tokens.head[index] = one.head
            tokens.dep[index] = "prep" if tokens.lower[index] == "of" else tokens.dep[index]
    unknot(tokens, one)
    if one.led >= 0 and one.head != one.led:
        tokens.head[one.head], tokens.dep[one.head] = one.led, "pobj"
    tokens.head[top], tokens.dep[top] = above, dep


def unknot(tokens: Tokens, one: Chunk) -> None:
    """Hangs a word right on the head where it hung on what is to hang on it."""
    for index in range(one.start, one.end):
        if index in (one.head, one.led):
            continue
        at, steps = index, 0
        while one.start <= at < one.end and at not in (one.head, one.led) and steps < one.end - one.start:
            at, steps = tokens.head[at], steps + 1
        if at != one.head:
            tokens.head[index] = one.head
