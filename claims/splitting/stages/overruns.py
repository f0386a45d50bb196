"""Asides with figures in front of a verb: "The bridge, nine years late and 4 billion over budget, opened".

The parser reads them as subjects, names or half a clause.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. The first figure gets the role "measured", a
role of no model, the second is its conjunct.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.chunks import AMOUNT, NOUNS, noun_chunk
from claims.splitting.stages.asking import Whole
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

FACTORS = frozenset(("twice", "double", "triple", "thrice", "half"))
BEYOND = frozenset(("over", "under", "behind", "above", "below", "beyond", "short", "past"))
TRAITS = frozenset(("late", "early", "overdue", "long", "wide", "tall", "high", "deep", "away", "heavier", "older"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
VERBS = frozenset(("VBD", "VBZ", "VBP", "MD", "VBN"))
Part = tuple[int, int, int]
"""Its head, where it begins and where it ends."""


def part(tokens: Tokens, start: int, end: int) -> Part | None:
    """A figure that begins here and says by how much: "three years late", "twice its budget", "4 billion over"."""
    if start >= end:
        return None
    if tokens.lower[start] in FACTORS:
        found = noun_chunk(tokens, start + 1, end)
        return (found.head, start, found.end) if found is not None else None
    found = noun_chunk(tokens, start, end)
    if found is None or found.kind != AMOUNT:
        return None
    if tokens.lower[found.end - 1] in TRAITS and tokens.tag[found.end - 1] in ("JJ", "RB", "JJR"):
        return found.end - 1, start, found.end
    if found.end < end and tokens.lower[found.end] in TRAITS:
        return found.end, start, found.end + 1
    inner = noun_chunk(tokens, found.end + 1, end) if found.end < end and tokens.lower[found.end] in BEYOND else None
    return (found.head, start, inner.end) if inner is not None else None


def parts(tokens: Tokens, start: int, end: int) -> list[Part]:
    """The parts of an aside that ends with a comma in front of a verb; none where it does not."""
    found: list[Part] = []
    at = start
    while (one := part(tokens, at, end)) is not None and len(found) < 4:
        found.append(one)
        at = one[2]
        if at < end and tokens.lower[at] in ("and", "but"):
            at += 1
        elif at + 1 < end and tokens.form[at] == "," and tokens.tag[at + 1] in VERBS:
            return found
        else:
            break
    return []


def hang_parts(tokens: Tokens, noun: int, found: list[Part]) -> None:
    first = found[0][0]
    for head, _, _ in found:  # before anything is hung on it, for it may have hung on that
        tokens.head[head], tokens.dep[head] = (noun, "measured") if head == first else (first, "conj")
    for head, start, end in found:
        inside = range(start, end)
        for index in inside:
            if index != head and tokens.head[index] not in inside:
                tokens.head[index] = head
                tokens.dep[index] = "prep" if tokens.tag[index] == "IN" else tokens.dep[index]
        if head != first:
            tokens.head[start - 1], tokens.dep[start - 1] = first, "cc"
    for comma in (found[0][1] - 1, found[-1][2]):
        tokens.head[comma], tokens.dep[comma] = noun, "punct"


def free_the_verb(tokens: Tokens, noun: int, verb: int) -> None:
    """ "The bridge, nine years late, opened on Monday": what was read as a description is the verb."""
    above = tokens.head[noun]
    done_by = any(tokens.dep[kid] == "agent" for kid in tokens.kids[verb])
    if tokens.head[verb] != noun or tokens.dep[verb] != "acl" or done_by or not tokens.lower[verb].endswith("ed"):
        return
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb if above == noun else above, tokens.dep[noun], "VBD"
    tokens.head[noun], tokens.dep[noun] = verb, "nsubj"
    for kid in tokens.kids[noun]:
        if kid > verb:
            tokens.head[kid] = verb


def mend(tokens: Tokens, noun: int, end: int, whole: Whole) -> bool:
    found = parts(tokens, noun + 2, end)
    if not found:
        return False
    verb, start = found[-1][2] + 1, found[0][1]
    subject = tokens.dep[noun] in SUBJECTS or tokens.head[noun] == noun or tokens.head[verb] == noun
    if not subject or any(hangs_on(tokens, noun, index) for index in range(start, verb - 1)):
        return False
    if tokens.dep[noun] in SUBJECTS and start <= tokens.head[noun] < verb:
        return False
    hang_parts(tokens, noun, found)
    if tokens.tag[verb] in ("VBN", "VBD"):
        free_the_verb(tokens, noun, verb)
    return whole.stays(noun)


def last_closing(tokens: Tokens, first: int, end: int) -> int:
    """The last comma with a verb behind it, which may close an aside; else the beginning."""
    if tokens.form[first:end].count(",") > 1:
        for at in range(end - 2, first, -1):
            if tokens.form[at] == "," and tokens.tag[at + 1] in VERBS:
                return at
    return first


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if len(tokens.commas()) < 2:
        return
    whole = Whole(tokens)
    for _, first, end in article.speaking():
        last = last_closing(tokens, first, end)
        for noun in range(first, last - 2):
            if tokens.form[noun + 1] == "," and tokens.tag[noun] in NOUNS and mend(tokens, noun, end, whole):
                changed = True
    if changed:
        link(tokens)
