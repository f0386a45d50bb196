"""What a figure is called behind a comma: "fell to 410 million euros, the lowest level since 2009".

It tells of the figure where it stands, and no 410 million euros are a level; of "on Monday, their lowest close since
2016" no Monday is a close.
Reads the parse; changes `head`, `dep` and the edges of subtrees. What stays with its figure gets the role "gapped".
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import verb_above
from claims.splitting.stages.parsing import link

PEAKS = frozenset(
    [
        "level", "low", "high", "peak", "rise", "fall", "drop", "loss", "gain", "score", "result", "figure", "total",
        "rate", "margin", "increase", "decrease", "decline", "close", "finish", "return", "share", "showing",
        "growth", "reading", "price", "turnout", "record", "average",
    ]
)  # fmt: skip
MONEY = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))


def is_peak(tokens: Tokens, node: int) -> bool:
    """Whether a description is of a figure and marks it out: "the lowest level", "its highest since 2011"."""
    marked = any(tokens.tag[kid] == "JJS" or tokens.lower[kid] in ("first", "biggest") for kid in tokens.kids[node])
    return tokens.tag[node] == "JJS" or (tokens.lower[node] in PEAKS and (marked or tokens.lower[node] == "record"))


def is_figure(tokens: Tokens, noun: int) -> bool:
    counted = tokens.tag[noun] == "CD" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
    return counted and tokens.entity[noun] not in ("DATE", "TIME")


def mend(tokens: Tokens, node: int) -> bool:
    above = tokens.head[node]
    if tokens.form[tokens.left[node] - 1] != "," or above > node or not is_peak(tokens, node):
        return False
    if tokens.entity[above] in ("DATE", "TIME"):
        verb = verb_above(tokens, node)
        if 0 <= verb < above:
            tokens.head[node], tokens.dep[node] = verb, "aside"
            return True
        return False
    if tokens.dep[above] != "pobj" or not is_figure(tokens, above):
        return False
    tokens.dep[node] = "gapped"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in tokens.roles().get("appos", ()):
        changed = mend(tokens, node) or changed
    if changed:
        link(tokens)
