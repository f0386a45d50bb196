"""Whose the second office of a pair is: "the firm's founder, Eric Dahl, and its president, Nora Lind".

Reads the parse; gives `article.references` for a possessive that `names` left open.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_plural
from claims.splitting.phrases import gather
from claims.splitting.stages.owners import THEY, owned_by, spelled_phrase

BODIES = frozenset(("its", "their"))
PERSONAL = frozenset(("his", "her"))
OWNING = BODIES | PERSONAL
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def first_of_row(tokens: Tokens, noun: int) -> int:
    while tokens.dep[noun] == "conj" and tokens.head[noun] != noun:
        noun = tokens.head[noun]
    return noun


def of_the_same_body(tokens: Tokens, index: int, first: int) -> str:
    """ "the firm's founder and its president": the firm's."""
    owner = next((kid for kid in tokens.kids[first] if tokens.dep[kid] == "poss" and kid < first), -1)
    if owner < 0 or tokens.tag[owner][:2] != "NN" or tokens.entity[owner] == "PERSON":
        return ""
    many = tokens.lower[index] in THEY
    words = [word for word in gather(tokens, owner) if tokens.dep[word] != "case"]
    if is_plural(tokens, owner) != many or not words or len(words) > 6:
        return ""
    return owned_by(spelled_phrase(tokens, words), many=many)


def of_whom_is_named(tokens: Tokens, first: int) -> str:
    """ "The minister, Ola Berg, and her deputy": Berg's."""
    name = next((kid for kid in tokens.kids[first] if tokens.dep[kid] == "appos"), -1)
    if name < 0 or tokens.entity[name] != "PERSON" or tokens.dep[first] not in SUBJECTS:
        return ""
    return spelled_phrase(tokens, gather(tokens, name)) + "'s"


def run(article: Article) -> None:
    tokens = article.tokens
    for index, tag in enumerate(tokens.tag) if "PRP$" in tokens.tag else ():
        word = tokens.lower[index]
        if tag != "PRP$" or index in article.references or word not in OWNING:
            continue
        noun = tokens.head[index]
        first = first_of_row(tokens, noun)
        if tokens.dep[noun] != "conj" or first == noun or first > index:
            continue
        found = of_the_same_body(tokens, index, first) if word in BODIES else of_whom_is_named(tokens, first)
        if found:
            article.references[index] = found
            article.doubts.pop(index, None)
