"""Rates and bounds of figures that the parser took apart: "900 euros a head", "at most ten paintings".

No euro is a head, nothing is shown "at most ten paintings", no ban applies "longer than 10 meters", and of "lent the
firm 3 million euros" no euros are firm.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.bounds import SPANS
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


def longer_than(tokens: Tokens, node: int) -> bool:
    """ "applies to boats longer than 10 meters": the boats are, and nothing applies longer."""
    than, noun = node + 1, node - 1
    measured = tokens.lower[than] == "than" and tokens.tag[than + 1 : than + 2] == ["CD"]
    if not measured or tokens.tag[node] not in ("JJR", "RBR") or tokens.lower[node] in ("more", "less", "later"):
        return False
    fits = tokens.tag[noun] == "NNS" and tokens.dep[noun] == "pobj"
    if not fits or tokens.tag[tokens.head[node]][:2] != "VB" or hangs_on(tokens, noun, node):
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = noun, "amod", "JJR"
    return True


def per_another(tokens: Tokens, node: int) -> bool:
    """ "rose to 40 euros per person per night": one rate."""
    before = node - 1
    over = tokens.head[before]
    if tokens.lower[node] != "per" or tokens.dep[before] != "pobj" or tokens.lower[over] not in ("per", "to", "of"):
        return False
    noun = tokens.head[over] if tokens.lower[over] == "per" else before
    if tokens.head[node] == noun or hangs_on(tokens, noun, node):
        return False
    tokens.head[node] = noun
    return True


def looks_back(tokens: Tokens, node: int) -> bool:
    """ "fell to its lowest level in six years": nothing fell in six years."""
    noun, inner = node - 1, tokens.right[node]
    if tokens.lower[node] != "in" or tokens.lower[inner] not in SPANS or not is_counted(tokens, inner):
        return False
    best = any(tokens.tag[kid] == "JJS" for kid in tokens.kids[noun] if kid < noun)
    if not best or tokens.dep[noun] not in ("pobj", "dobj") or hangs_on(tokens, noun, node):
        return False
    tokens.head[node] = noun
    return True


def given_to_a_firm(tokens: Tokens, node: int) -> bool:
    """ "lent the firm 3 million euros": no euros are firm."""
    noun = tokens.head[node]
    verb, article_ = tokens.head[noun], node - 1
    figure = tokens.tag[node + 1] in ("CD", "$")
    if tokens.lower[node] != "firm" or tokens.lower[article_] != "the" or not figure or noun < node:
        return False
    if tokens.dep[noun] != "dobj" or tokens.head[article_] != noun:
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = verb, "dative", "NN"
    tokens.head[article_] = node
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in range(1, len(tokens) - 1):
        if tokens.dep[node] == "appos":
            changed = per_one(tokens, node) or changed
        elif tokens.dep[node] == "prep":
            bound = tokens.lower[node] == "at" and bound_of_a_figure(tokens, node)
            changed = bound or per_another(tokens, node) or looks_back(tokens, node) or changed
        elif tokens.dep[node] == "advmod":
            changed = longer_than(tokens, node) or changed
        elif tokens.dep[node] == "amod":
            changed = given_to_a_firm(tokens, node) or changed
    if changed:
        link(tokens)
