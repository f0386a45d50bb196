"""Which parts of a later half stand for which of the first: "30 million to Niger" for "20 million to Mali".

Reads chunks; changes nothing.
"""

from claims.splitting.article import Tokens
from claims.splitting.chunks import AMOUNT, NAME, NOUN, TIME, Chunk

THINGS = frozenset((NAME, NOUN))


def word(tokens: Tokens, one: Chunk) -> str:
    return tokens.lower[one.led] if one.led >= 0 else ""


def matches(tokens: Tokens, one: Chunk, other: Chunk, *, leads: bool) -> bool:
    """Whether a chunk of a later half is of the same make as one of the first; its first may leave "to" out."""
    if one.kind == TIME or other.kind == TIME:
        return one.kind == other.kind
    words = word(tokens, one), word(tokens, other)
    if words[0] == words[1] and words[0]:
        return True
    same = one.kind == other.kind or {one.kind, other.kind} <= THINGS
    same = same or ({one.kind, other.kind} == {AMOUNT, NOUN} and (one.indefinite or other.indefinite))
    figures = one.kind == other.kind == AMOUNT
    return same and (words[0] == words[1] or (leads and figures and (not words[1] or words == ("", "by"))))


def pair_up(tokens: Tokens, found: list[Chunk], half: list[Chunk]) -> bool:
    """Whether each chunk of a later half matches its one of the first."""
    if len(half) > 1 and is_several(tokens, half[0]) and found[0].kind in THINGS and found[0].led < 0:
        found, half = found[1:], half[1:]  # "sentenced Weld to nine years and two others to three each"
    return all(matches(tokens, a, b, leads=not at) for at, (a, b) in enumerate(zip(found, half, strict=True)))


def led_otherwise(tokens: Tokens, first: list[Chunk], half: list[Chunk]) -> list[Chunk]:
    """ "71% in the north and 49% among voters under 25": behind two amounts anything may lead the second part."""
    if len(first) != 2 or len(half) < 2 or first[0].led >= 0 or not first[0].kind == half[0].kind == AMOUNT:
        return []
    told = first[1].led >= 0 <= half[1].led and TIME not in (first[1].kind, half[1].kind)
    return first if told and matches(tokens, first[0], half[0], leads=True) else []


def is_several(tokens: Tokens, one: Chunk) -> bool:
    return one.kind == AMOUNT and one.led < 0 and tokens.tag[one.head] == "NNS" and not tokens.entity[one.head]


def aligned(tokens: Tokens, first: list[Chunk], half: list[Chunk]) -> list[Chunk]:
    """The chunks of the first half that those of a later one stand for; none where they differ."""
    if len(half) > 1 and is_nothing(tokens, half[0]):
        return [first[0], first[-1]] if len(first) > 1 and first[0].kind == AMOUNT else []
    for size in range(len(half), 1, -1):
        for at in range(len(first) - size, -1, -1):
            found = first[at : at + size]
            if not pair_up(tokens, found, half[:size]):
                continue
            rest = [*first[:at], *first[at + size :]]
            told = any(a.kind in (AMOUNT, TIME) for a in found) and sum(a.led < 0 for a in found) <= 2
            twice = at and first[at - 1].led < 0 and first[at - 1].kind == half[0].kind
            if told and not twice and not any(is_parted(tokens, a) for a in rest):
                return found
    return led_otherwise(tokens, first, half) or over_a_gap(tokens, first, half)


def over_a_gap(tokens: Tokens, first: list[Chunk], half: list[Chunk]) -> list[Chunk]:
    """ "900 euros a year for water in Harlow and 400 in Easton": 400 a year for water as well."""
    if len(first) < 3 or len(half) < 2 or first[0].kind != AMOUNT or first[0].led >= 0 or half[1].led < 0:
        return []
    ends = first[0], first[-1]
    between = any(one.kind == AMOUNT for one in first[1:-1])
    fits = matches(tokens, ends[0], half[0], leads=False) and word(tokens, ends[1]) == word(tokens, half[1])
    return [*ends] if fits and not between and matches(tokens, ends[1], half[1], leads=False) else []


def is_nothing(tokens: Tokens, one: Chunk) -> bool:
    """Whether a half says that there was none: it belongs to the row and is no claim of an amount."""
    return tokens.lower[one.head] in ("none", "nothing")


def is_parted(tokens: Tokens, one: Chunk) -> bool:
    """Whether an amount has no counterpart: "20 million on 12 schools and 9 clinics" is for both."""
    return one.kind == AMOUNT and tokens.lower[max(one.led, 0)] != "from"
