"""Second halves that share a verb: "lent 20 million to Mali, 30 million to Niger and 12 million to Chad".

Each half has the same parts in the same order as the first, which tells it apart from a list of things. The parser
hangs the later ones on a name, on each other or nowhere.
Reads the parse; changes `head`, `dep` and the edges of subtrees, and fills in `article.halves`. The head of a later
half gets the role "paired", a role of no model; so do its parts "gapped". Behind "or" and under a denial the halves
stay one part of the clause.
"""

from typing import NamedTuple

from claims.splitting.article import Article, Half, Item, Tokens
from claims.splitting.chunks import AMOUNT, NAME, NOUN, NOUNS, TIME, Chunk, chunk, chunks, root, settle
from claims.splitting.inflection import singular
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

JOINING = frozenset(("and", "but", "or"))
THINGS = frozenset((NAME, NOUN))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
STOPS = frozenset((".", ",", ";", ":", "!", "?", ")", "–", "—", '"', "''"))
GOING_ON = frozenset(("IN", "TO", "WDT", "WRB", "CC", "RB"))


NO_VERBS = frozenset(("prep", "amod", "aux", "auxpass", "case", "mark"))
"""What a word that looks like a verb may be besides: "including", "compared"."""


class Row(NamedTuple):
    """Halves side by side: the chunks of the first, and for each later one its joint, its chunks and what they match.

    `own` is the subject's chunk where the later halves have a subject themselves.
    """

    verb: int
    first: list[Chunk]
    later: list[tuple[int, list[Chunk], list[Chunk]]]
    own: Chunk | None


def matches(tokens: Tokens, one: Chunk, other: Chunk, *, leads: bool) -> bool:
    """Whether a chunk of a later half is of the same make as one of the first; its first may leave "to" out."""
    if one.kind == TIME or other.kind == TIME:
        return one.kind == other.kind
    same = one.kind == other.kind or {one.kind, other.kind} <= THINGS
    same = same or ({one.kind, other.kind} == {AMOUNT, NOUN} and (one.indefinite or other.indefinite))
    words = [tokens.lower[x.led] if x.led >= 0 else "" for x in (one, other)]
    return same and (words[0] == words[1] or (leads and not words[1] and one.kind == other.kind == AMOUNT))


def aligned(tokens: Tokens, first: list[Chunk], half: list[Chunk]) -> list[Chunk]:
    """The chunks of the first half that those of a later one stand for; none where they differ."""
    for size in range(len(half), 1, -1):
        for at in range(len(first) - size, -1, -1):
            found = first[at : at + size]
            pairs = list(zip(found, half, strict=False))
            if not all(matches(tokens, a, b, leads=not place) for place, (a, b) in enumerate(pairs)):
                continue
            rest = [*first[:at], *first[at + size :]]
            told = any(a.kind in (AMOUNT, TIME) for a in found) and sum(a.led < 0 for a in found) <= 2
            twice = at and first[at - 1].led < 0 and first[at - 1].kind == half[0].kind
            if told and not twice and not any(is_parted(tokens, a) for a in rest):
                return found
    return []


def is_parted(tokens: Tokens, one: Chunk) -> bool:
    """Whether an amount has no counterpart: "20 million on 12 schools and 9 clinics" is for both."""
    return one.kind == AMOUNT and tokens.lower[max(one.led, 0)] != "from"


def starts(tokens: Tokens, at: int, end: int) -> int:
    """Where a half begins behind the joint that stands here, or -1."""
    if at >= end or (tokens.form[at] != "," and tokens.lower[at] not in JOINING):
        return -1
    both = tokens.form[at] == "," and not JOINING.isdisjoint(tokens.lower[at + 1 : at + 2])
    return at + 1 + both


def ends_well(tokens: Tokens, at: int, end: int) -> bool:
    """Whether nothing goes on here that would need another reading, such as a verb."""
    return at >= end or tokens.form[at] in STOPS or tokens.tag[at] in GOING_ON


def later_halves(
    tokens: Tokens, first: list[Chunk], own: Chunk | None, end: int
) -> list[tuple[int, list[Chunk], list[Chunk]]]:
    found = []
    at = first[-1].end
    while (start := starts(tokens, at, end)) > 0:
        half = chunks(tokens, start, end)
        like = aligned(tokens, first, half)
        if not like and own is not None and len(half) > 1 and matches(tokens, own, half[0], leads=False):
            rest = aligned(tokens, [own, *first], half)
            like = rest if rest[:1] == [own] and len(rest) == len(first) + 1 else []
        if not like or not ends_well(tokens, half[len(like) - 1].end, end):
            break
        found.append((at, half[: len(like)], like))
        at = half[len(like) - 1].end
    joined = [at for at, half, _ in found if any(tokens.lower[x] in JOINING for x in range(at, half[0].start))]
    return found if joined and joined[-1] == found[-1][0] else []


def subject_chunk(tokens: Tokens, verb: int, begin: int) -> Chunk | None:
    """The subject's chunk where it stands right in front of the verb and its helpers."""
    own = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb), -1)
    if own < begin:
        return None
    found = chunk(tokens, tokens.left[own], verb)
    return found if found is not None and found.led < 0 and found.start <= own < found.end else None


def row(tokens: Tokens, verb: int, begin: int, end: int) -> Row | None:
    """The halves behind a verb, told by their words."""
    at = verb + 1
    while at < end and tokens.tag[at] in ("RP", "RB") and tokens.dep[at] in ("prt", "advmod", "neg"):
        at += 1
    first = chunks(tokens, at, end)
    if not first or starts(tokens, first[-1].end, end) < 0:
        return None
    own = subject_chunk(tokens, verb, begin)
    later = later_halves(tokens, first, own, end)
    if not later or later[0][1][0].start > end or is_read(tokens, later):
        return None
    inner = [index for _, half, _ in later for index in range(half[0].start, half[-1].end)]
    if any(hangs_on(tokens, verb, index) for index in range(first[0].start, later[-1][1][-1].end)) or not inner:
        return None
    return Row(verb, first, later, own)


def is_read(tokens: Tokens, later: list[tuple[int, list[Chunk], list[Chunk]]]) -> bool:
    """Whether another rule has told the amounts apart already."""
    return any("gapped" in tokens.dep[half[0].start : half[-1].end] for _, half, _ in later)


def is_one(tokens: Tokens, found: Row) -> bool:
    """Whether the halves may not be told apart: "or", or what is denied."""
    start, end = found.first[-1].end, found.later[-1][1][0].start
    denied = any(tokens.dep[kid] == "neg" for kid in tokens.kids[found.verb])
    return denied or any(tokens.lower[at] == "or" for at in range(start, end) if not in_chunk(found, at))


def in_chunk(found: Row, at: int) -> bool:
    return any(half[0].start <= at < half[-1].end for _, half, _ in found.later)


def clear_first(tokens: Tokens, found: Row, dep: str) -> None:
    """Takes the first half off whatever stands behind it."""
    inside = range(found.first[0].start, found.first[-1].end)
    for one in found.first:
        top = root(tokens, one)
        if tokens.head[top] not in inside and tokens.head[top] != found.verb:
            settle(tokens, one, found.verb, "prep" if one.led >= 0 else dep)
    for index in inside:
        if tokens.head[index] > inside.stop - 1:
            tokens.head[index] = found.verb


def hang(tokens: Tokens, found: Row) -> None:
    verb, whole = found.verb, is_one(tokens, found)
    clear_first(tokens, found, "dobj")
    anchor = root(tokens, found.first[0])
    if any(hangs_on(tokens, anchor, root(tokens, one)) for one in found.first[1:]):
        tokens.head[anchor], tokens.dep[anchor] = verb, "dobj"
    for at, half, _ in found.later:
        top = root(tokens, half[0])
        for one in half:
            settle(tokens, one, top, "gapped")
        tokens.head[top], tokens.dep[top] = (anchor, "gapped") if whole else (verb, "paired")
        for index in range(at, half[0].start):
            comma = tokens.form[index] == ","
            tokens.head[index], tokens.dep[index] = anchor if whole else verb, "punct" if comma else "cc"
    if whole or is_measure(tokens, found):
        for one in found.first[1:]:
            tokens.head[root(tokens, one)], tokens.dep[root(tokens, one)] = anchor, "gapped"


def is_measure(tokens: Tokens, found: Row) -> bool:
    """ "rose 12% in Spain and 3% in Italy": the first amount is told of its place alone as well."""
    return found.first[0].kind == AMOUNT and all(one.led >= 0 for one in found.first[1:])


def tail(tokens: Tokens, one: Chunk) -> list[int]:
    """What an amount counts: "tonnes of rice" of "300 tonnes of rice"."""
    figures = (at for at in range(one.start, one.end) if at <= one.head and tokens.tag[at] == "CD")
    return [*range(max(figures, default=one.end) + 1, one.end)]


def worded(tokens: Tokens, one: Chunk, like: Chunk, forms: dict[int, str]) -> list[Item]:
    """A chunk of a later half with what it leaves out: "200" of "300 tonnes", "second" of "the first half"."""
    words: list[Item] = [*range(one.start, one.end)]
    if one.led < 0 <= like.led and one.kind == AMOUNT:
        words.insert(0, like.led)
    bare = tokens.tag[one.end - 1] == "CD" and one.end - 1 == one.head
    if one.kind == like.kind == AMOUNT and bare and not money(tokens, one):
        kept = tail(tokens, like)
        if tokens.lower[one.head] == "one" and kept and tokens.tag[kept[0]] == "NNS":
            forms[kept[0]] = singular(tokens.lower[kept[0]])
        words += kept
    elif one.kind == like.kind == AMOUNT and one.end == one.head + 1:  # "94% effective in adults but 61% in children"
        share = tokens.form[one.head] == "%" and tokens.lower[like.head + 1] == "of"  # "70% of it and Hull 30%"
        words += [at for at in range(like.head + 1, like.end) if share or tokens.tag[at] == "JJ"]
    elif one.kind == like.kind == NOUN and tokens.tag[one.end - 1] == "JJ" and tokens.tag[like.end - 1] in NOUNS:
        words.append(like.end - 1)
    return words


def money(tokens: Tokens, one: Chunk) -> bool:
    return any(tokens.tag[at] in ("$", "#") for at in range(one.start, one.end))


def half_of(tokens: Tokens, found: Row, half: list[Chunk], like: list[Chunk]) -> Half:
    forms: dict[int, str] = {}
    words = [worded(tokens, one, other, forms) for one, other in zip(half, like, strict=True)]
    own = like[0] is found.own
    left_out = [one for one in found.first if one.led >= 0 and tokens.lower[one.led] == "from" and one not in like]
    dropped = [one for one in [*like[own:], *left_out, *behind(found, like)] if one is not found.own]
    replaced = {index for one in dropped for index in range(one.start, one.end)}
    return Half(found.verb, replaced, [w for part in words[own:] for w in part], words[0] if own else [], forms)


def behind(found: Row, like: list[Chunk]) -> list[Chunk]:
    """The chunks of the first half that the later one has nothing for: "20 million to Mali in 2019"."""
    return [one for one in found.first if one.start >= like[-1].end]


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for _, first, end in article.speaking():
        if not any(tokens.tag[at] == "CD" for at in range(first, end)):
            continue
        verb = first
        while verb < end:
            leads = tokens.tag[verb][:2] == "VB" and tokens.dep[verb] not in NO_VERBS
            found = row(tokens, verb, first, end) if leads else None
            if found is not None:
                whole = is_one(tokens, found)
                hang(tokens, found)
                changed = True
                if not whole:
                    for _, half, like in found.later:
                        article.halves[root(tokens, half[0])] = half_of(tokens, found, half, like)
                verb = found.later[-1][1][-1].end
            else:
                verb += 1
    if changed:
        link(tokens)
