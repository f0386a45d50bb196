"""Amounts that belong together, and amounts that each have something of their own.

"two hours, three minutes and 41 seconds" is one amount; "spent £61,000 on cruises, £38,500 on a horse and £12,000 on
a tub" are three, and what follows each is said of that one alone.
Reads the parse; changes `head`, `dep` and the edges of subtrees. A preposition of one of several amounts gets the
role "gapped", a role of no model.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.bounds import UNITS
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on, rehung

JOINTS = frozenset((",", "and"))


def is_amount(tokens: Tokens, node: int) -> bool:
    return tokens.tag[node] in ("CD", "$") and tokens.entity[node] == "MONEY"


def one_amount(article: Article, node: int) -> bool:
    """ "two hours, three minutes and 41 seconds": no hour is three minutes."""
    tokens, above = article.tokens, article.tokens.head[node]
    if (
        tokens.lower[node] not in UNITS
        or tokens.lower[above] not in UNITS
        or tokens.form[tokens.left[node] - 1] != ","
    ):
        return False
    tokens.dep[node] = "conj"
    return True


def later_amounts(tokens: Tokens, first: int, verb: int) -> list[int]:
    """The amounts behind the first that stand side by side with it, wherever the parser hung them."""
    found = []
    for node in range(first + 1, tokens.right[verb] + 1):
        if not is_amount(tokens, node) or tokens.left[node] <= first + 1:
            continue
        before = tokens.form[tokens.left[node] - 1]
        joined = tokens.dep[node] in ("conj", "npadvmod", "dobj", "appos")
        if joined and before in JOINTS and hangs_on(tokens, node, verb) and not hangs_on(tokens, first, node):
            found.append(node)
    return found


def side_by_side(article: Article, first: int) -> bool:
    """ "cost £5 for adults and £2 for children": each amount keeps what follows it."""
    tokens, verb = article.tokens, article.tokens.head[first]
    if tokens.tag[verb][:2] != "VB" or not is_amount(tokens, first):
        return False
    others = later_amounts(tokens, first, verb)
    if not others:
        return False
    listed, moves, roles = [first, *others], {}, dict.fromkeys(others, "conj")
    for place, node in enumerate(listed):
        stop = tokens.left[listed[place + 1]] if place + 1 < len(listed) else tokens.right[verb] + 1
        for index in range(node + 1, stop):
            above = tokens.head[index]
            if tokens.dep[index] == "prep" and above in (verb, node) and tokens.lower[index] not in ("of", "per"):
                moves[index], roles[index] = node, "gapped"
            elif tokens.dep[index] in ("cc", "punct") and index + 1 == stop:
                moves[index] = first
    moves |= {place: first for node in others for place in (node, tokens.left[node] - 1)}
    if not rehung(tokens, moves):
        return False
    for node, role in roles.items():
        tokens.dep[node] = role
    return True


def bounds(tokens: Tokens, between: int) -> bool:
    """ "sales of between £5m and £7m": one figure, and no sales of £7m."""
    low, kind = between, tokens.entity[between + 1] if between + 1 < len(tokens) else ""
    while (
        kind
        and tokens.head[low] != low
        and tokens.entity[tokens.head[low]] == kind
        and tokens.head[low] < between + 6
    ):
        low = tokens.head[low]
    joint = low + 1
    if low <= between or tokens.lower[joint : joint + 1] != ["and"]:
        return False
    high = next((at for at in range(joint + 1, min(joint + 5, len(tokens))) if tops(tokens, at, joint)), -1)
    if high < 0 or tokens.entity[high] != kind or hangs_on(tokens, low, high):
        return False
    if not rehung(tokens, dict.fromkeys((high, joint, between), low)):
        return False
    tokens.dep[high], tokens.dep[joint], tokens.dep[between] = "conj", "cc", "quantmod"
    return True


def tops(tokens: Tokens, node: int, joint: int) -> bool:
    """Whether the words from a joint to a node hang on that, and it on something in front."""
    return tokens.left[node] == joint + 1 and tokens.head[node] <= joint and tokens.right[node] == node


ROUGHLY = frozenset(("than", "fewer", "more", "less", "about", "only", "nearly", "almost"))


def share_in_front(tokens: Tokens, of: int) -> bool:
    """ "Fewer than one in ten of the farmers own land": one in ten does, and not the farmers."""
    one = of - 3
    whole = [tokens.tag[place] for place in (one, of - 1)] == ["CD", "CD"] and tokens.lower[of - 2] == "in"
    if tokens.lower[of] != "of" or one < 0 or not whole or tokens.right[of] != of:
        return False
    near = range(of + 1, min(of + 20, len(tokens)))
    noun = next((at for at in near if tokens.left[at] == of + 1 and is_subject(tokens, at)), -1)
    if noun < 0:
        return False
    verb, start = tokens.head[noun], one
    while start and tokens.lower[start - 1] in ROUGHLY:
        start -= 1
    if any(hangs_on(tokens, verb, place) for place in range(start, of + 1)):
        return False  # the verb was read as part of the share
    moves = dict.fromkeys(range(start, one), one) | {one + 1: one, of - 1: of - 2, of: one, noun: of, one: verb}
    if not rehung(tokens, moves):
        return False
    tokens.dep[start:one] = ["quantmod"] * (one - start)
    tokens.dep[noun], tokens.dep[one] = "pobj", "nsubj"
    return True


def is_subject(tokens: Tokens, node: int) -> bool:
    return tokens.dep[node] in ("nsubj", "nsubjpass") and tokens.head[node] > node


def of_a_preposition(article: Article, node: int) -> bool:
    word = article.tokens.lower[node]
    if word == "of":
        return share_in_front(article.tokens, node)
    return word == "between" and bounds(article.tokens, node)


RULES = {
    **dict.fromkeys(("prep", "quantmod", "advmod"), of_a_preposition),
    "appos": one_amount,
    "dobj": side_by_side,
}
BETWEEN = frozenset(("between",))


def candidates(tokens: Tokens) -> list[int]:
    roles, lower, tag = tokens.roles(), tokens.lower, tokens.tag
    found = [node for node in roles.get("appos", ()) if lower[node] in UNITS]
    found += [node for node in roles.get("dobj", ()) if tokens.entity[node] == "MONEY"]
    found += [node for node in roles.get("prep", ()) if tag[node - 1] == "CD" and lower[node] == "of"]
    if tokens.holds(BETWEEN):
        found += [node for node in standing(roles, ("quantmod", "advmod", "prep")) if lower[node] == "between"]
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
