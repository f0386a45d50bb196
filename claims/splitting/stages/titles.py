"""Titles before a name, found by where they stand and not by the parser: "French PM Emmanuel Macron".

Reads tags and entities; gives presupposed drafts "Emmanuel Macron is French PM".
"""

from claims.splitting.article import Article, Draft, Item, Tokens

NAMED = frozenset(("PERSON",))
RUN = frozenset(("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "VBN", "RB", "AFX"))
HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. miss sir dame dr dr. prof. lord lady".split())


def people(tokens: Tokens, first: int, end: int) -> list[tuple[int, int]]:
    """Token ranges of the names of persons in a sentence."""
    found, index = [], first
    while index < end:
        if tokens.entity[index] in NAMED:
            stop = index + 1
            while stop < end and tokens.entity[stop] in NAMED and not tokens.entity_begins[stop]:
                stop += 1
            found.append((index, stop))
            index = stop
        else:
            index += 1
    return found


def run_before(tokens: Tokens, name: int, first: int) -> int:
    """Where the run of adjectives and nouns right before a name begins."""
    start = name
    while start > first and tokens.tag[start - 1] in RUN and tokens.lower[start - 1] not in HONORIFICS:
        start -= 1
    while start < name and tokens.tag[start] in ("POS", "HYPH", "RB", "CD", "VBN") and tokens.lower[start] != "then":
        start += 1
    return start


def core(tokens: Tokens, start: int, end: int, roles: frozenset[str]) -> int:
    """Where the name proper begins: roles that the entity swallowed are not part of it."""
    while start < end - 1 and tokens.lower[start] in roles:
        start += 1
    return start


def draft(article: Article, title: int, name: int, end: int, number: int) -> Draft:
    tokens = article.tokens
    items: list[Item] = [*range(name, end), "is", *range(title, name)]
    if tokens.lower[name - 1] not in article.lexicon["offices"]:
        items.insert(end - name + 1, "an" if tokens.lower[title][0] in "aeiou" else "a")
    return Draft(items, "title", number, kind="presupposed", prior=0.8)


def run(article: Article) -> None:
    tokens, roles = article.tokens, article.lexicon["roles"] | article.lexicon["offices"]
    for number, first, end in article.speaking():
        for start, stop in people(tokens, first, end):
            name = core(tokens, start, stop, roles)
            title = run_before(tokens, name, first)
            if title < name and tokens.lower[name - 1] in roles:
                article.drafts.append(draft(article, title, name, stop, number))
