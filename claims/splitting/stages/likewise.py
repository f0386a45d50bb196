"""Halves with "those" for what the first half names: "Shares in Norvale rose 4% and those in Orlin 2%".

Reads the parse; changes `head`, `dep` and the edges of subtrees, and fills in `article.halves` as `pairs` does: that
shares in Orlin rose 2% is the claim of the second half, and no part of the first.
"""

from claims.splitting.article import Article, Half, Item, Tokens
from claims.splitting.chunks import AMOUNT, Chunk, chunks, noun_chunk, root, settle
from claims.splitting.stages.alignment import matches
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.pairs import SUBJECTS, clear_first_half, ends_well, worded
from claims.splitting.stages.parsing import link

THOSE = frozenset(("those", "that"))
JOINING = frozenset(("and", "but", "while", "whereas"))


def subject_in_front(tokens: Tokens, at: int, first: int) -> tuple[int, int]:
    """The subject that a "those in" stands for, and the same "in" behind it; -1 where there is none."""
    for verb in range(at - 2, first, -1):
        own = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb), -1)
        if own < first or tokens.tag[own] not in ("NN", "NNS"):
            continue
        led = next((kid for kid in tokens.kids[own] if kid > own and tokens.dep[kid] == "prep"), -1)
        same = led >= 0 and tokens.lower[led] == tokens.lower[at + 1] and led == own + 1
        many = (tokens.tag[own] == "NNS") == (tokens.lower[at] == "those")
        return (verb, led) if same and many and tokens.right[own] < verb else (-1, -1)
    return -1, -1


def halves(tokens: Tokens, at: int, verb: int, end: int) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks behind the verb, and those of the second half; empty where they are not of the same make."""
    start = verb + 1
    while start < at and tokens.tag[start] in ("RP", "RB"):
        start += 1
    joint = at - 1
    first = [one for one in chunks(tokens, start, joint - (tokens.form[joint - 1] == ",")) if one.end <= joint]
    named = noun_chunk(tokens, at + 2, end, at + 1)
    later = chunks(tokens, named.end, end) if named is not None else []
    if named is None or not first or not later or len(later) > len(first) or first[0].kind != AMOUNT:
        return [], []
    alike = all(matches(tokens, a, b, leads=False) for a, b in zip(first, later, strict=False))
    closed = first[-1].end >= joint - 1 and ends_well(tokens, later[-1].end, end)
    return (first, [named, *later]) if alike and closed else ([], [])


def told(article: Article, at: int, first: int, end: int) -> bool:
    tokens = article.tokens
    verb, led = subject_in_front(tokens, at, first)
    front, second = halves(tokens, at, verb, end) if verb >= 0 else ([], [])
    stop = second[-1].end if second else at
    if not second or any(hangs_on(tokens, verb, index) for index in range(front[0].start, stop)):
        return False
    clear_first_half(tokens, verb, front, "npadvmod")
    for one in second:
        settle(tokens, one, verb, "gapped")
    tokens.head[at], tokens.dep[at] = verb, "paired"
    for index in range(front[-1].end, at):
        tokens.head[index], tokens.dep[index] = verb, "punct" if tokens.form[index] == "," else "cc"
    article.halves[at] = half_of(tokens, verb, led, front, second)
    return True


def half_of(tokens: Tokens, verb: int, led: int, front: list[Chunk], second: list[Chunk]) -> Half:
    forms: dict[int, str] = {}
    own = tokens.head[led]
    subject: list[Item] = [*range(tokens.left[own], led), *range(second[0].start, second[0].end)]
    words = [item for one, like in zip(second[1:], front, strict=False) for item in worded(tokens, one, like, forms)]
    replaced = {index for one in front for index in range(one.start, one.end)}
    return Half(verb, replaced | {root(tokens, one) for one in front}, words, subject, forms)


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(THOSE):
        return
    for _, first, end in article.speaking():
        for at in range(first + 4, end - 3):
            if tokens.lower[at] in THOSE and tokens.lower[at - 1] in JOINING and tokens.tag[at + 1] == "IN":
                changed = told(article, at, first, end) or changed
    if changed:
        link(tokens)
