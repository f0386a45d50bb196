"""Rates and bounds of figures that the parser took apart: "900 euros a head", "at most ten paintings".

No euro is a head, and nothing is shown "at most ten paintings".
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

MOST = frozenset(("most", "least"))


def is_counted(tokens: Tokens, noun: int) -> bool:
    return tokens.tag[noun] == "CD" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])


def per_one(tokens: Tokens, node: int) -> bool:
    """ "900 euros a head": how much for each."""
    noun = tokens.head[node]
    beside = tokens.left[node] == node - 1 == noun + 1 and tokens.right[node] == node
    if not beside or tokens.lower[node - 1] not in ("a", "an", "each", "per") or not is_counted(tokens, noun):
        return False
    tokens.dep[node] = "npadvmod"
    return True


def bound_of_a_figure(tokens: Tokens, node: int) -> bool:
    """ "will show at most ten paintings": ten paintings, or fewer, are shown."""
    verb, most = tokens.head[node], node + 1
    noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    if tokens.lower[most : most + 1] == ["of"] or tokens.lower[most] not in MOST or noun <= most:
        return False
    if tokens.left[noun] != most or not is_counted(tokens, noun) or hangs_on(tokens, verb, noun):
        return False
    taken = any(tokens.dep[kid] in ("dobj", "attr") for kid in tokens.kids[verb])
    if tokens.tag[verb][:2] != "VB" or taken:
        return False
    tokens.head[noun], tokens.dep[noun] = verb, "dobj"
    tokens.head[node], tokens.dep[node] = noun, "quantmod"
    tokens.head[most], tokens.dep[most] = node, "pobj"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in range(1, len(tokens) - 1):
        if tokens.dep[node] == "appos":
            changed = per_one(tokens, node) or changed
        elif tokens.dep[node] == "prep" and tokens.lower[node] == "at":
            changed = bound_of_a_figure(tokens, node) or changed
    if changed:
        link(tokens)
