"""Second halves that share a verb: "lent 20 million to Mali, 30 million to Niger and 12 million to Chad".

Each half has the same parts in the same order as the first, which tells it apart from a list of things. The parser
hangs the later ones on a name, on each other or nowhere.
Reads the parse; changes `head`, `dep` and the edges of subtrees, and fills in `article.halves`. The head of a later
half gets the role "paired", a role of no model; so do its parts "gapped". Behind "or" and under a denial the halves
stay one part of the clause.
"""

from typing import NamedTuple

from claims.splitting.article import Article, Half, Item, Tokens
from claims.splitting.chunks import AMOUNT, EACH, NOUN, NOUNS, TIME, Chunk, chunk, chunks, root, settle
from claims.splitting.inflection import singular
from claims.splitting.stages.alignment import aligned, is_nothing, matches
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

JOINING = frozenset(("and", "but", "or", "nor"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
STOPS = frozenset((".", ",", ";", ":", "!", "?", ")", "–", "—", '"', "''"))
GOING_ON = frozenset(("IN", "TO", "WDT", "WRB", "CC", "RB"))


VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
NO_VERBS = frozenset(("prep", "amod", "aux", "auxpass", "case", "mark"))
"""What a word that looks like a verb may be besides: "including", "compared"."""


TOLD = frozenset((AMOUNT, TIME))
"""What halves are told apart by."""


class Row(NamedTuple):
    """Halves side by side: the chunks of the first, and for each later one its joint, its chunks and what they match.

    `own` is the subject's chunk where the later halves have a subject themselves.
    """

    verb: int
    first: list[Chunk]
    later: list[tuple[int, list[Chunk], list[Chunk]]]
    own: Chunk | None


def starts(tokens: Tokens, at: int, end: int) -> int:
    """Where a half begins behind the joint that stands here, or -1."""
    if at >= end or (tokens.form[at] != "," and tokens.lower[at] not in JOINING):
        return -1
    both = tokens.form[at] == "," and not JOINING.isdisjoint(tokens.lower[at + 1 : at + 2])
    return at + 1 + both


def past_an_aside(tokens: Tokens, half: list[Chunk], end: int) -> list[Chunk]:
    """ "and his brother, Anton, 29, for seven": the half goes on behind the comma that closes the aside."""
    if len(half) != 1 or half[0].led >= 0 or tokens.form[half[0].end : half[0].end + 1] != [","]:
        return half
    near = range(half[0].end + 1, min(half[0].end + ASIDE, end - 1))
    commas = [at for at in near if tokens.form[at] == ","]
    for comma in reversed(commas):
        rest = chunks(tokens, comma + 1, end)
        if rest and not any(tokens.lower[at] in JOINING for at in range(half[0].end, comma)):
            return [*half, *rest]
    return half


def past_a_change(tokens: Tokens, at: int, end: int) -> int:
    """ "won 19.4% of the vote, up 4 points, and the Liberals 11.2%": the row goes on behind the change."""
    if at + 2 >= end or tokens.form[at] != "," or tokens.lower[at + 1] not in ("up", "down"):
        return at
    return next((comma for comma in range(at + 2, min(at + ASIDE, end)) if tokens.form[comma] == ","), at)


ASIDE = 10  # tokens


def ends_well(tokens: Tokens, at: int, end: int) -> bool:
    """Whether nothing goes on here that would need another reading, such as a verb."""
    return at >= end or tokens.form[at] in STOPS or tokens.tag[at] in GOING_ON


def later_halves(
    tokens: Tokens, first: list[Chunk], own: Chunk | None, end: int
) -> list[tuple[int, list[Chunk], list[Chunk]]]:
    found = []
    at = past_a_change(tokens, first[-1].end, end)
    while (start := starts(tokens, at, end)) > 0:
        half = past_an_aside(tokens, chunks(tokens, start, end), end)
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
    if not first or starts(tokens, past_a_change(tokens, first[-1].end, end), end) < 0:
        return None
    own = subject_chunk(tokens, verb, begin)
    if not any(one.kind in TOLD for one in (own or first[0], *first)):
        return None
    later = later_halves(tokens, first, own, end)
    if not later or later[0][1][0].start > end or is_read(tokens, later):
        return None
    inner = [index for _, half, _ in later for index in range(half[0].start, half[-1].end)]
    if any(hangs_on(tokens, verb, index) for index in range(first[0].start, later[-1][1][-1].end)) or not inner:
        return None
    return Row(verb, first, later, own)


def is_read(tokens: Tokens, later: list[tuple[int, list[Chunk], list[Chunk]]]) -> bool:
    """Whether another rule has told the amounts apart already, or one is a share with a verb of its own."""
    return any(
        "gapped" in tokens.dep[half[0].start : half[-1].end] or is_share(tokens, half[0].start)
        for _, half, _ in later
    )


def is_share(tokens: Tokens, first: int) -> bool:
    """ "and nine in ten of them have it"."""
    odds = tokens.tag[first] == "CD" and tokens.lower[first + 1 : first + 2] == ["in"]
    odds = odds and tokens.tag[first + 2 : first + 3] == ["CD"]
    return odds and tokens.dep[first] in SUBJECTS and tokens.head[first] > first + 2


def is_one(tokens: Tokens, found: Row) -> bool:
    """Whether the halves may not be told apart: "or", or what is denied."""
    denied = any(tokens.dep[kid] == "neg" for kid in tokens.kids[found.verb])
    joints = (at for start, half, _ in found.later for at in range(start, half[0].start))
    return denied or any(tokens.lower[at] in ("or", "nor") for at in joints)


def clear_first_half(tokens: Tokens, verb: int, first: list[Chunk], dep: str) -> None:
    """Takes the first half off whatever stands behind it."""
    inside = range(first[0].start, first[-1].end)
    for one in first:
        top = root(tokens, one)
        if tokens.head[top] not in inside and tokens.head[top] != verb:
            settle(tokens, one, verb, "prep" if one.led >= 0 else dep)
    for index in inside:
        if tokens.head[index] > inside.stop - 1:
            tokens.head[index] = verb


def hang(tokens: Tokens, found: Row) -> None:
    verb, whole = found.verb, is_one(tokens, found)
    clear_first_half(tokens, verb, found.first, "dobj")
    anchor = root(tokens, found.first[0])
    behind_it = {*range(found.first[-1].end, found.later[-1][1][-1].end)}
    behind_it |= {root(tokens, one) for one in found.first[1:]}
    if any(hangs_on(tokens, anchor, index) for index in behind_it):
        tokens.head[anchor], tokens.dep[anchor] = verb, "dobj"
    for at, half, _ in found.later:
        top = root(tokens, half[0])
        for one in half:
            tokens.tag[one.head] = "NNS" if tokens.tag[one.head] == "VBZ" else tokens.tag[one.head]
            settle(tokens, one, *((top, "gapped") if whole else (verb, "paired")))
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
    last = one.end - 1 - (tokens.lower[one.end - 1] in EACH)
    bare = tokens.tag[last] == "CD" and last == one.head
    if one.kind == like.kind == AMOUNT and bare and not money(tokens, one):
        kept = tail(tokens, like)
        if tokens.lower[one.head] == "one" and kept and tokens.tag[kept[0]] == "NNS":
            forms[kept[0]] = singular(tokens.lower[kept[0]])
        words[len(words) - (one.end - 1 - last) :] = [*kept, *range(last + 1, one.end)]
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
    gap = [one for one in found.first if like[0].start < one.start < like[-1].start and one not in like]
    words[-1][:0] = [at for one in gap for at in range(one.start, one.end)]
    own = like[0] is found.own
    left_out = [one for one in found.first if one.led >= 0 and tokens.lower[one.led] == "from" and one not in like]
    dropped = [one for one in [*like[own:], *gap, *left_out, *behind(found, like)] if one is not found.own]
    replaced = {index for one in dropped for index in range(one.start, one.end)}
    return Half(found.verb, replaced, [w for part in words[own:] for w in part], words[0] if own else [], forms)


def behind(found: Row, like: list[Chunk]) -> list[Chunk]:
    """The chunks of the first half that the later one has nothing for: "20 million to Mali in 2019"."""
    return [one for one in found.first if one.start >= like[-1].end]


def keep(article: Article, found: Row) -> None:
    for _, half, like in found.later:
        if not is_nothing(article.tokens, half[0]):
            article.halves[root(article.tokens, half[0])] = half_of(article.tokens, found, half, like)


def last_joint(tokens: Tokens, first: int, end: int) -> int:
    """Where the last half can be joined; no verb from there on has a row of halves."""
    for at in range(end - 1, first, -1):
        if tokens.lower[at] in JOINING:
            return at
    return first


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(JOINING):
        return
    for _, first, end in article.speaking():
        if "CD" not in tokens.tag[first:end]:
            continue
        verb, last = first, last_joint(tokens, first, end)
        while verb < last:
            leads = tokens.tag[verb] in VERBS and tokens.dep[verb] not in NO_VERBS
            found = row(tokens, verb, first, end) if leads else None
            if found is not None:
                whole = is_one(tokens, found)
                hang(tokens, found)
                changed = True
                if not whole:
                    keep(article, found)
                verb = found.later[-1][1][-1].end
            else:
                verb += 1
    if changed:
        link(tokens)
