"""What a list says of all together, so that no item has it alone.

"Cause and effect" is one thing, "the Sheet and Tube" one place; who "spoke only to confirm her name and age" did not
speak only to confirm her name; of "the union and the company are in talks" neither is with itself.
"""

from claims.splitting.article import Tokens
from claims.splitting.dividing import EACH, is_amount

PAIRS = frozenset(
    [
        ("cause", "effect"), ("law", "order"), ("supply", "demand"), ("research", "development"),
        ("bread", "butter"), ("pros", "cons"), ("trial", "error"), ("profit", "loss"), ("health", "safety"),
        ("terms", "conditions"), ("bed", "breakfast"), ("fish", "chips"), ("life", "death"), ("search", "rescue"),
        ("hit", "run"), ("give", "take"), ("assault", "battery"), ("breaking", "entering"), ("wear", "tear"),
        ("stop", "search"), ("checks", "balances"), ("ups", "downs"), ("rank", "file"), ("flesh", "blood"),
        ("hide", "seek"), ("rock", "roll"), ("war", "peace"), ("crime", "punishment"), ("cut", "paste"),
        ("nuts", "bolts"), ("odds", "ends"), ("stocks", "shares"), ("mergers", "acquisitions"), ("lost", "found"),
        ("time", "effort"), ("blood", "sweat"), ("cat", "mouse"), ("carrot", "stick"), ("cloak", "dagger"),
    ]
)  # fmt: skip
"""Pairs that are one thing."""


def is_one_pair(tokens: Tokens, node: int) -> bool:
    """ "cause and effect", "the Sheet and Tube", "Minister for Food and Agriculture"."""
    if is_one_bureau(tokens, node) or took_them(tokens, node):
        return True
    behind = node + 2
    if behind >= len(tokens) or tokens.lower[node + 1] not in ("and", "&"):
        return False
    if (tokens.lower[node], tokens.lower[behind]) in PAIRS:
        return True
    beside = tokens.head[behind] == node and tokens.left[behind] == behind == tokens.right[behind]
    if not beside or tokens.lower[node - 1] != "the" or tokens.dep[node] != "pobj":
        return False
    inn = tokens.lower[node - 2] == "at" and tokens.entity[behind] != "GPE"
    works = inn or {tokens.entity[node], tokens.entity[behind]} <= FIRMS
    return tokens.tag[node] == tokens.tag[behind] == "NNP" and works


FIRMS = frozenset(("", "ORG", "FAC", "PRODUCT", "WORK_OF_ART"))


BUREAUS = frozenset(
    [
        "minister", "ministers", "ministry", "secretary", "department", "office", "committee", "commission",
        "commissioner", "bureau", "directorate", "faculty", "school", "institute", "college", "agency", "authority",
        "council", "board", "academy", "association", "society", "federation",
    ]
)  # fmt: skip


def is_one_bureau(tokens: Tokens, node: int) -> bool:
    """ "Minister for Food and Agriculture": nobody holds half an office; "Ministers of Mali and Niger" do."""
    over = tokens.head[tokens.head[node]]
    if tokens.dep[node] != "pobj" or tokens.lower[over] not in BUREAUS or not tokens.text[over][0].isupper():
        return False
    if tokens.lower[tokens.head[node]] not in ("for", "of", "on"):
        return False
    joined = [node, *(kid for kid in tokens.kids[node] if tokens.dep[kid] == "conj")]
    titled = all(tokens.text[one][0].isupper() and tokens.entity[one] not in ("GPE", "PERSON") for one in joined)
    return titled and all(tokens.lower[tokens.left[one]] not in ("the", "a") for one in joined[1:])


def took_them(tokens: Tokens, node: int) -> bool:
    """ "It took her and her brother nine years": the two together."""
    verb = tokens.head[node]
    if tokens.dep[node] not in ("dobj", "dative") or tokens.lower[verb] not in TAKING:
        return False
    behind = [
        kid for kid in tokens.kids[verb] if kid > tokens.right[node] and tokens.dep[kid] in ("npadvmod", "dobj")
    ]
    return any(tokens.entity[kid] in ("DATE", "TIME", "MONEY") for kid in behind)


TAKING = frozenset(("took", "take", "takes", "taken", "cost", "costs"))


def is_both(tokens: Tokens, kid: int) -> bool:
    """The "both" of "both drivers and guards", read as if it counted drivers."""
    return tokens.lower[kid] == "both" and tokens.dep[kid] == "det"


def has_as_well(tokens: Tokens, node: int) -> bool:
    """ "involves signallers as well as drivers": the point is that it involves both."""
    joint, other = node + 3, node + 4
    if tokens.lower[node + 1 : other] != ["as", "well", "as"] or tokens.dep[joint] != "cc":
        return False
    return any(
        tokens.dep[kid] == "conj" and kid - other < 2 and tokens.left[kid] == other for kid in tokens.kids[node]
    )


def is_all_it_was_for(tokens: Tokens, node: int) -> bool:
    """ "spoke only to confirm her name, age and address"."""
    verb = tokens.head[node]
    led = tokens.dep[node] == "dobj" and tokens.tag[verb] == "VB" and verb >= 2 and tokens.tag[verb - 1] == "TO"
    return led and tokens.lower[verb - 2] in ("only", "merely", "solely", "just")


MUTUAL = frozenset(("talks", "dispute", "conflict", "war", "contact", "agreement", "negotiations", "league", "touch"))
ALIKE = frozenset(("identical", "alike", "similar", "equal", "interchangeable", "inseparable", "incompatible"))
AGAINST = frozenset(("in", "at", "into"))


def is_mutual(tokens: Tokens, verb: int, words: frozenset[str]) -> bool:
    """Whether a clause tells what its subjects do with one another: "are due to meet", "are in talks", "each other".

    `words` are the verbs that say so alone.
    """
    for kid in tokens.kids[verb]:
        word = tokens.lower[kid]
        if tokens.dep[kid] == "prep":
            inner = next((below for below in tokens.kids[kid] if tokens.dep[below] == "pobj"), kid)
            if is_each_other(tokens, inner) or (word in AGAINST and tokens.lower[inner] in MUTUAL):
                return not any(tokens.lower[below] == "with" for below in tokens.kids[inner])
        elif tokens.dep[kid] in ("xcomp", "acomp"):
            if word in ALIKE and not any(tokens.dep[below] == "prep" for below in tokens.kids[kid]):
                return True
            led = tokens.lower[kid] in words or is_mutual(tokens, kid, words)
            if led and not any(tokens.dep[below] == "dobj" for below in tokens.kids[kid]):
                return True
        elif is_each_other(tokens, kid) or word == "together":
            return True
    return False


def is_each_other(tokens: Tokens, node: int) -> bool:
    return tokens.lower[node - 1 : node + 1] in (["each", "other"], ["one", "another"])


def share_an_amount(tokens: Tokens, subject: int, verb: int) -> bool:
    """ "Hale and Orlo won 40% of the vote", "scored 20 points": nobody says who had how much of it."""
    taken = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("dobj", "npadvmod")]
    if any(tokens.entity[kid] == "PERCENT" for kid in taken):
        return True
    counted = any(kid > verb and is_amount(tokens, kid) for kid in taken)
    joined = any(tokens.dep[kid] == "conj" for kid in tokens.kids[subject])
    return joined and counted and EACH.isdisjoint(tokens.lower[tokens.left[verb] : tokens.right[verb] + 1])
