"""Figures on what they measure: "Its population, about 12,000 in 1700," was that.

Used by the stage that hangs words on what they fit.
"""

from claims.splitting.article import Tokens
from claims.splitting.phrases import loose
from claims.splitting.stages.hanging import move, object_of
from claims.splitting.together import TAKING


def is_of_the_measured(tokens: Tokens, node: int) -> bool:
    """ "blocked roads and temperatures of minus 8 degrees": the measure is of the last."""
    noun, inner = tokens.head[node], object_of(tokens, node)
    if inner < 0 or tokens.entity[inner] not in ("QUANTITY", "PERCENT", "MONEY") or tokens.lower[node] != "of":
        return False
    last = next((kid for kid in tokens.kids[noun] if tokens.dep[kid] == "conj" and kid == node - 1), -1)
    return last >= 0 and move(tokens, node, last)


def is_its_measure(tokens: Tokens, node: int) -> bool:
    """ "Its population, about 12,000 in 1700, had doubled": it was 12,000."""
    noun = tokens.head[node]
    if tokens.lower[noun] not in MEASURES or tokens.entity[node] not in FIGURES or not loose(tokens, node):
        return False
    closed = tokens.form[tokens.right[node] + 1 : tokens.right[node] + 2] == [","]
    if not closed or any(tokens.dep[kid] in ("cc", "conj") for kid in tokens.kids[node]):
        return False
    tokens.dep[node] = "measured"
    return True


FIGURES = frozenset(("CARDINAL", "QUANTITY", "MONEY", "PERCENT"))
MEASURES = frozenset(
    [
        "population", "length", "height", "depth", "width", "area", "price", "cost", "turnover", "toll", "budget",
        "revenue", "salary", "speed", "capacity", "value", "weight", "membership", "circulation", "workforce", "wage",
        "rent", "fine", "majority", "profit", "loss", "distance", "temperature", "attendance", "altitude",
        "elevation", "turnout", "number", "total", "age", "debt", "deficit", "income", "share", "rate",
    ]
)  # fmt: skip


def is_what_it_took(tokens: Tokens, node: int) -> bool:
    """ "It took her and her brother nine years to": without them it took her, and no brother is nine years."""
    whom, verb = tokens.head[node], tokens.head[node]
    if tokens.dep[node] == "appos":
        while tokens.dep[whom] == "conj" and tokens.head[whom] != whom:
            whom = tokens.head[whom]
        verb = tokens.head[whom]
    else:
        whom = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "dobj" and verb < kid < node), -1)
    it = any(tokens.lower[kid] == "it" and kid < verb for kid in tokens.kids[verb])
    if not it or whom < 0 or tokens.dep[whom] != "dobj" or tokens.lower[verb] not in TAKING or loose(tokens, node):
        return False
    spent = tokens.entity[node] in ("DATE", "TIME") and any(tokens.dep[kid] == "nummod" for kid in tokens.kids[node])
    return spent and move(tokens, node, verb, "dobj")
