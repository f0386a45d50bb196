"""Words hung on others: what the stages that mend the parse do to the tree, which is linked anew behind them."""

from claims.splitting.article import Tokens
from claims.splitting.stages.mending import hangs_on


def move(tokens: Tokens, node: int, above: int, dep: str = "") -> bool:
    """Hangs a node on another, unless there is none, or that hangs on it, or nothing would change."""
    if above < 0 or hangs_on(tokens, above, node) or tokens.head[node] == node:
        return False
    changed = tokens.head[node] != above
    tokens.head[node], tokens.dep[node] = above, dep or tokens.dep[node]
    return changed or bool(dep)


def be_verb_of(tokens: Tokens, noun: int, verb: int) -> None:
    """Makes of a noun and its participle a sentence: the noun does it, and what stands behind hangs on the verb."""
    for kid in tokens.kids[noun]:
        if kid > verb:
            tokens.head[kid] = verb
    tokens.head[noun] = tokens.head[verb] = verb
    tokens.dep[noun], tokens.dep[verb], tokens.tag[verb] = "nsubj", "ROOT", "VBD"


def object_of(tokens: Tokens, preposition: int) -> int:
    for kid in tokens.kids[preposition]:
        if tokens.dep[kid] == "pobj":
            return kid
    return -1


def root_of(tokens: Tokens, first: int, end: int) -> int:
    """The first word of a sentence that hangs on nothing, or -1."""
    for place, above in enumerate(tokens.head[first:end], first):
        if above == place:
            return place
    return -1


def joined_to(tokens: Tokens, node: int, above: int) -> bool:
    """Joins a node to another one, with the "and" and the comma in front of it."""
    first = tokens.head[node]
    if not move(tokens, node, above):
        return False
    for kid in tokens.kids[first]:
        if tokens.dep[kid] in ("cc", "punct") and tokens.left[node] - 3 < kid < node:
            move(tokens, kid, above)
    return True
