"""A place in a place: "Toronto, Ontario" and "from Kolberg in Pomerania" -> Toronto is in Ontario.

Lists of places are left alone.

Reads entities; gives presupposed drafts.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.saying import says
from claims.splitting.stages.predicates import FINITE

KINDS = frozenset(("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"))


def name_before(tokens: Tokens, comma: int, first: int) -> list[int]:
    """The run of capitalized names that ends right before a comma."""
    start = comma
    while (
        start > first
        and tokens.tag[start - 1] in ("NNP", "NNPS")
        and not (start < comma and tokens.entity_begins[start])
    ):
        start -= 1
    return list(range(start, comma))


def name_after(tokens: Tokens, comma: int, end: int) -> list[int]:
    stop = comma + 1
    while stop < end and tokens.tag[stop] in ("NNP", "NNPS") and tokens.form[stop] != ",":
        stop += 1
    return list(range(comma + 1, stop))


def is_list(tokens: Tokens, after: int, end: int) -> bool:
    """Whether the run of places goes on with "and" and another name: France, Spain and Italy."""
    while after < end and (tokens.form[after] == "," or tokens.tag[after] in ("NNP", "NNPS")):
        after += 1
    if after + 1 >= end or tokens.lower[after] not in ("and", "or", "&"):
        return False
    return tokens.tag[after + 1] in ("NNP", "NNPS", "DT", "JJ")


def acts(tokens: Tokens, place: int, end: int) -> bool:
    """Whether the outer name is who did something: "in Cup Five, New England beat Leeds"."""
    verb = place + 1
    if verb >= end or tokens.tag[verb] not in FINITE:
        return False
    subjects = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("nsubj", "nsubjpass")]
    return not subjects or place in subjects


def settled(article: Article, index: int, first: int, end: int, number: int) -> None:
    """ "born in Kolberg in Pomerania": a place right behind a preposition, and right before "in" and a region.

    In "Chile beat Peru in Mexico" and "he met Ada in Paris" nothing is said of where Peru or Ada is.
    """
    tokens, lexicon = article.tokens, article.lexicon
    inner, outer = name_before(tokens, index, first), name_after(tokens, index, end)
    if not inner or not outer or tokens.entity[inner[0]] not in ("GPE", "FAC", "LOC"):
        return
    before = tokens.lower[inner[0] - 1] if inner[0] > first else ""
    names = [" ".join(tokens.lower[i] for i in words) for words in (inner, outer)]
    known = tokens.entity[outer[-1]] in ("GPE", "LOC") or names[1] in lexicon["regions"]
    if before in BEFORE and known and names[0] not in lexicon["countries"] and names[0] != names[1]:
        says(article, list(inner), inner[-1], ["in", *outer], "place", number, verb="is")


BEFORE = frozenset(("in", "at", "near", "from", "to", "of"))
"""Prepositions of places."""


def run(article: Article) -> None:
    tokens, regions = article.tokens, article.lexicon["regions"]
    for number, first, end in article.speaking():
        for comma, word in enumerate(tokens.lower[first + 1 : end - 1], first + 1):
            if (word != "in" and tokens.form[comma] != ",") or tokens.tag[comma + 1] not in ("NNP", "NNPS"):
                continue
            if word == "in":
                settled(article, comma, first, end, number)
                continue
            inner, outer = name_before(tokens, comma, first), name_after(tokens, comma, end)
            if not inner or not outer or " ".join(tokens.lower[i] for i in outer) not in regions:
                continue
            if outer[-1] + 1 < end and tokens.tag[outer[-1] + 1] == "POS":
                continue
            if acts(tokens, outer[-1], end):
                continue
            name = " ".join(tokens.lower[i] for i in inner)
            before = tokens.lower[inner[0] - 1] if inner[0] > first else ""
            known = tokens.entity[inner[-1]] in KINDS or before in ("in", "at", "of", "from", "near", "to")
            if not known or name in article.lexicon["countries"] or is_list(tokens, outer[-1] + 1, end):
                continue
            says(article, list(inner), inner[-1], ["in", *outer], "place", number, verb="is")
