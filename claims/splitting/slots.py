"""The parts of a clause that objects and prepositions make, and what they belong to."""

from claims.splitting.article import Frame, Item, Slot, Tokens
from claims.splitting.bounds import is_idiom, shares_out
from claims.splitting.phrases import alternatives, conjuncts, gather, loose, modifiers, phrase

ADDRESSING = frozenset(("on", "upon", "to", "with", "for"))
"""Prepositions of those who are asked to act: called on, appealed to, pleaded with, waited for."""


def apart(tokens: Tokens, part: Slot) -> list[Slot]:
    """An object and, as optional parts, what modifies it."""
    heads = conjuncts(tokens, part.head)
    extra = [
        kid
        for head in heads
        for kid in modifiers(tokens, head)
        if not loose(tokens, kid) or tokens.dep[kid] == "prep"
    ]
    if not extra:
        return [part]
    part.wordings = alternatives(tokens, part.head, frozenset(extra))
    return [part, *(Slot(kid, False, "modifier", phrase(tokens, kid)) for kid in extra)]


def preposition_slot(tokens: Tokens, kid: int, conditions: frozenset[str]) -> Slot | None:
    """The part that a preposition makes: a condition, or a place, needed where it is bare or goes with the verb."""
    word, bare = tokens.lower[kid], tokens.right[kid] == kid
    if word.startswith(("provid", "assum")) and word in conditions:
        return Slot(kid, True, "condition", [list(gather(tokens, kid))])
    if bare and tokens.lower[kid + 1 : kid + 2] in (["and"], ["or"]):
        return None  # "differs from and is like a city": what it differs from is told with the other verb
    wordings: list[list[Item]] = [list(gather(tokens, kid))] if shares_out(tokens, kid) else phrase(tokens, kid)
    return Slot(kid, bare or is_idiom(tokens, kid), "place", wordings)


def names_the_doer(tokens: Tokens, index: int, links: list[int]) -> bool:
    """Whether the phrase says who shall act: "called on the army to leave" is not "called to leave"."""
    if tokens.dep[index] != "prep" or tokens.lower[index] not in ADDRESSING or tokens.head[index] not in links[:-1]:
        return False
    following = links[links.index(tokens.head[index]) + 1]
    timed = any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[index])
    return tokens.head[index] < index < following and tokens.tag[following] == "VB" and not timed


def whenever(tokens: Tokens, frame: Frame) -> bool:
    """Whether a "when" clause says under which condition the clause holds."""
    return any(
        part.kind == "clause" and tokens.lower[tokens.left[part.head]] in ("when", "whenever", "where")
        for part in frame.slots
    )


def renaming(tokens: Tokens, node: int) -> list[Item]:
    """The words of a node, with the comma where it renames the clause: "bought it, a deal that made a giant"."""
    told = tokens.tag[node] == "NN" and any(tokens.dep[kid] == "relcl" for kid in tokens.kids[node])
    told = told or tokens.lower[node] in ("many", "much")  # "waited, twice as many as in May"
    return [*([","] if told and loose(tokens, node) else []), *gather(tokens, node)]


def belongs(tokens: Tokens, slot: Slot, core: list[tuple[Slot, list[Item]]]) -> bool:
    """Whether what a part modifies is in the claim: "a flat in Hull" lends no house its "in Hull".

    A time behind the last of several things is that of all: 'wrote "Red" and "Blue" in 1999'; so is what follows
    the last where one article does for all: "an actor and director from Hull".
    """
    if slot.kind != "modifier" or any(tokens.head[slot.head] in words for _, words in core):
        return True
    dated = any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[slot.head])
    last = tokens.head[slot.head]
    own = tokens.tag[last] == "CD" or any(tokens.dep[kid] in ("det", "poss", "nummod") for kid in tokens.kids[last])
    own = own or (
        is_told_of(tokens, last) and is_told_of(tokens, tokens.head[last])
    )  # "low prices and strong orders from"
    shared = tokens.dep[slot.head] == "prep" and (dated or not own)
    return shared and tokens.dep[last] == "conj" and not any(tokens.dep[kid] == "conj" for kid in tokens.kids[last])


def is_told_of(tokens: Tokens, noun: int) -> bool:
    return any(tokens.dep[kid] == "amod" for kid in tokens.kids[noun])


BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am"))
LASTING = frozenset(("still", "already", "also", "now", "yet", "again", "currently", "reportedly", "allegedly"))


def is_bare_be(tokens: Tokens, frame: Frame, chosen: list[tuple[Slot, list[Item]]]) -> bool:
    """Whether nothing would be said of the subject: "as it is" -> it is, "is still, according to Hale".

    Beside "still" a time is not enough either: "was still under water on Monday" is not "was still on Monday".
    """
    if len(frame.chain) != 1 or tokens.lower[frame.verb] not in BE:
        return False
    told = [slot for slot, _ in chosen if not says_nothing(tokens, slot)]
    if not told or any(slot.need for slot in told):
        return not told
    first = next((slot for slot in frame.slots if slot.kind == "place" and slot.head > frame.verb), None)
    return len(told) < len(chosen) and first is not None and all(one is not first for one in told)


def says_nothing(tokens: Tokens, slot: Slot) -> bool:
    """Whether a part tells neither what nor where something is: "still", "according to Hale"."""
    word = tokens.lower[slot.head]
    return word == "according" or (slot.kind == "adverb" and word in LASTING)
