"""How somebody or something ends up, told right behind them: "left two people dead and a dozen injured".

The blast left a dozen injured, and injured nobody further; "with its mayor, Ana Ruiz, absent" is about her absence.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. The word for how it ends gets the role "oprd"
of its own noun.
"""

from collections.abc import Iterator

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.hanging import object_of
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link

LEAVING = frozenset(("left", "leave", "leaves", "leaving"))
STATES = frozenset(
    [
        "blind", "blinded", "closed", "crippled", "damaged", "dead", "destitute", "destroyed", "devastated",
        "disabled", "displaced", "divided", "empty", "flooded", "homeless", "hospitalized", "hospitalised", "hungry",
        "hurt", "ill", "injured", "isolated", "jobless", "missing", "orphaned", "paralyzed", "paralysed", "penniless",
        "scarred", "shaken", "sick", "stranded", "submerged", "trapped", "traumatized", "traumatised", "unconscious",
        "unemployed", "wounded",
    ]
)  # fmt: skip
"""How somebody or something may be left."""
AWAY = STATES | frozenset(
    [
        "abroad", "absent", "alive", "alone", "asleep", "away", "detained", "jailed", "present", "silent",
        "suspended", "unavailable", "unharmed", "unhurt",
    ]
)  # fmt: skip
HELD = frozenset(("prison", "jail", "hospital", "custody", "exile", "detention", "hiding"))
COUNTED = frozenset(("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "DT", "RBR", "JJR"))
LONGEST = 9
"""Tokens of one of those who are left so."""


def state_of(tokens: Tokens, verb: int, thing: int) -> int:
    """The word for how the object is left, or -1."""
    behind = [kid for kid in (*tokens.kids[verb], *tokens.kids[thing]) if thing < kid < thing + LONGEST]
    return next((kid for kid in behind if tokens.lower[kid] in STATES and tokens.dep[kid] != "conj"), -1)


def further(tokens: Tokens, place: int, end: int) -> Iterator[tuple[int, int]]:
    """(first token, state) of the others that are left somehow: ", 200 injured and thousands homeless"."""
    while place < end and (tokens.form[place] == "," or tokens.lower[place] == "and"):
        first = place + (2 if tokens.lower[place + 1 : place + 2] == ["and"] else 1)
        state = first
        while state < min(end, first + LONGEST) and tokens.lower[state] not in STATES and is_phrase(tokens, state):
            state += 1
        if state >= end or tokens.lower[state] not in STATES or head_of(tokens, first, state) < 0:
            return
        yield first, state
        place = state + 1


def is_phrase(tokens: Tokens, index: int) -> bool:
    return tokens.form[index] != "," and tokens.tag[index][:2] not in ("VB", "MD", "CC", "WP", "WD")


def head_of(tokens: Tokens, first: int, state: int) -> int:
    """The noun or number of a phrase: "dozens" of "dozens of others", "30" of "30 more"."""
    led = next((place for place in range(first, state) if tokens.lower[place] == "of"), state)
    for kinds in (("NN", "NNS", "NNP", "NNPS"), ("CD", "PRP")):
        found = [place for place in range(first, led) if tokens.tag[place] in kinds]
        if found:
            return found[-1]
    return -1


def left_so(tokens: Tokens, verb: int, end: int) -> bool:
    """ "left two people dead and a dozen injured": it left both so."""
    thing = object_behind(tokens, verb)
    state = state_of(tokens, verb, thing) if thing >= 0 else -1
    others = list(further(tokens, state + 1, end)) if state >= 0 else []
    others = [(first, last) for first, last in others if all_below(tokens, verb, first, last)]
    if not others:
        return False
    moves, deps = {thing: verb, state: thing}, {thing: "dobj", state: "oprd"}
    place = state + 1
    for first, last in others:
        noun = head_of(tokens, first, last)
        moves |= joined(tokens, noun, first, last) | dict.fromkeys(range(place, first), thing)
        moves |= {noun: thing, last: noun}
        deps |= {noun: "conj", last: "oprd"}
        place = last + 1
    if not rehung(tokens, moves):
        return False
    for node, dep in deps.items():
        tokens.dep[node] = dep
    return True


def object_behind(tokens: Tokens, verb: int) -> int:
    """What is left somehow, also where it was read as the subject of how it is left; or -1."""
    near = [*tokens.kids[verb]]
    near += [below for kid in near if tokens.dep[kid] in ("oprd", "ccomp") for below in tokens.kids[kid]]
    return next((kid for kid in near if kid > verb and tokens.dep[kid] in ("dobj", "nsubj")), -1)


def all_below(tokens: Tokens, verb: int, first: int, last: int) -> bool:
    return all(hangs_on(tokens, place, verb) for place in range(first, last + 1))


def joined(tokens: Tokens, noun: int, first: int, last: int) -> dict[int, int]:
    """The words of a phrase that hang outside of it, on its noun."""
    return {place: noun for place in range(first, last) if not first <= tokens.head[place] < last}


def with_somebody_away(tokens: Tokens, node: int, end: int) -> bool:
    """ "with its mayor, Ana Ruiz, absent": it met in her absence, and not with her."""
    noun = object_of(tokens, node)
    name = (
        next((kid for kid in tokens.kids[noun] if kid > noun and tokens.dep[kid] == "appos"), -1) if noun > 0 else -1
    )
    word = name + 2
    if name < 0 or word >= end or tokens.form[name + 1] != "," or tokens.tag[name] != "NNP":
        return False
    if hangs_on(tokens, node, word) or not is_whereabouts(tokens, word):
        return False
    tokens.head[word], tokens.dep[word] = node, "oprd"
    tokens.tag[word] = tokens.tag[word] if tokens.tag[word] == "IN" else "JJ"
    return True


def is_whereabouts(tokens: Tokens, word: int) -> bool:
    """ "absent", "in prison", "beside her"."""
    behind = word + 1
    if tokens.lower[word] in ("beside", "alongside"):
        return tokens.tag[behind : behind + 1] == ["PRP"]
    if tokens.lower[word] in ("in", "under") and behind < len(tokens):
        return tokens.lower[behind] in HELD or tokens.lower[behind : behind + 2] == ["house", "arrest"]
    return tokens.lower[word] in AWAY


WORDS = LEAVING | {"with"}


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(WORDS):
        return
    for _, first, end in article.speaking():
        for node in range(first, end):
            if tokens.lower[node] in LEAVING and tokens.tag[node][:2] == "VB":
                changed = left_so(tokens, node, end) or changed
            elif tokens.lower[node] == "with" and tokens.dep[node] == "prep":
                changed = with_somebody_away(tokens, node, end) or changed
    if changed:
        link(tokens)
