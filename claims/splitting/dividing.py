"""Amounts that a list divides: "12 ministers from Mali and Niger" are 12 from both, and nobody said 12 from Mali."""

from claims.splitting.article import Tokens
from claims.splitting.bounds import pays

EACH = frozenset(("each", "apiece", "both", "respectively", "every"))
"""Words that give every item of the list the whole amount."""
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
MANY = frozenset(("thousands", "hundreds", "dozens", "scores", "millions", "billions", "dozen"))
FRACTIONS = frozenset(
    [
        "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "most",
        "majority",
    ]
)  # fmt: skip
LEVELS = 3
"""How far the amount may stand above the list: "arrested 30 people in raids in Leeds and Hull"."""
PARTS = SUBJECTS | {"dobj", "dative", "npadvmod", "attr"}
SHARED = frozenset(("PERCENT", "DATE", "TIME", "ORDINAL"))
"""What is so for each item alone: "rose 4% in Mali and Niger", "for ten years in Mali and Niger"."""


def divides(tokens: Tokens, preposition: int, noun: int) -> bool:
    """Whether the list behind a preposition divides an amount in front of it, so that no item has all of it."""
    if tokens.lower[preposition] == "of" or not any(tokens.dep[kid] == "conj" for kid in tokens.kids[noun]):
        return False
    if tokens.lower[preposition] == "with" and is_amount(tokens, noun) and tokens.form[preposition - 1] == ",":
        return True  # "voted to strike, with 310 against and 94 abstaining"
    above = tokens.head[preposition]
    for _ in range(LEVELS):
        if tokens.tag[above][:2] == "VB":
            counted = amount_of(tokens, above, preposition)
            break
        counted = is_amount(tokens, above) or is_part(tokens, preposition, above)
        if counted or tokens.dep[above] != "pobj":
            break
        preposition = tokens.head[above]
        above = tokens.head[preposition]
    return counted and EACH.isdisjoint(tokens.lower[tokens.left[above] : end_of(tokens, above)])


def is_part(tokens: Tokens, of: int, share: int) -> bool:
    """ "60% of services across Mali and Niger", "half of the homes": of all there, and not of those in Mali."""
    return tokens.lower[of] == "of" and (tokens.entity[share] == "PERCENT" or tokens.lower[share] in FRACTIONS)


def end_of(tokens: Tokens, above: int) -> int:
    """Where a phrase or clause ends, or another clause begins: "built 31 in Mali and Niger, and each costs"."""
    later = (kid for kid in tokens.kids[above] if kid > above and tokens.dep[kid] == "conj")
    joined = next((kid for kid in later if tokens.tag[kid][:2] == "VB"), -1)
    return tokens.left[joined] if joined >= 0 else tokens.right[above] + 1


def out_of(tokens: Tokens, noun: int) -> tuple[int, ...]:
    """The words of "17 of 40 toys" that tell how many of them: what limits the toys holds for all 40."""
    figure = next((kid for kid in tokens.kids[noun] if tokens.dep[kid] == "nummod" and kid < noun), -1)
    if figure < 0:
        return ()
    kids = [kid for kid in tokens.kids[figure] if kid < figure]
    led = next((kid for kid in kids if tokens.lower[kid] in ("of", "in")), -1)
    return tuple(range(tokens.left[figure], led + 1)) if led > tokens.left[figure] else ()


def is_joint(tokens: Tokens, node: int) -> bool:
    """Whether what is joined is said of all together: "in cash and shares", "to Mali and Niger, respectively"."""
    return pays(tokens, node) or paired_off(tokens, node)


def paired_off(tokens: Tokens, node: int) -> bool:
    """Whether "respectively" says which of a list goes with which of another."""
    verb = node
    for _ in range(LEVELS + 1):
        if tokens.tag[verb][:2] == "VB":
            break
        verb = tokens.head[verb]
    return "respectively" in tokens.lower[tokens.left[verb] : tokens.right[verb] + 1]


def amount_of(tokens: Tokens, verb: int, preposition: int) -> bool:
    """Whether what a clause is about is an amount: "killed 12 people in", "three shops closed in"."""
    return any(tokens.dep[kid] in PARTS and kid < preposition and is_amount(tokens, kid) for kid in tokens.kids[verb])


def is_amount(tokens: Tokens, noun: int) -> bool:
    """Whether a noun or figure is more than one of something: "12 ministers", "20 million"."""
    if tokens.entity[noun] in SHARED:
        return False
    if tokens.lower[noun] in MANY:
        return True
    figures = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "nummod" and kid < noun]
    if any(tokens.entity[kid] in SHARED for kid in figures):
        return False
    if tokens.tag[noun] == "CD":
        return tokens.lower[noun] != "one" and not tokens.inside[noun]
    return any(tokens.lower[kid] not in ("one", "1") for kid in figures)
