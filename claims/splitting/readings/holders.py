"""Who "the owner" or "the mayor" is: whom the article names beside that word, behind a comma or right behind it.

Reads the parse, `article.mentions`, `article.named` and `article.references`.
"""

from claims.splitting.article import Article
from claims.splitting.inflection import singular
from claims.splitting.phrases import gather
from claims.splitting.readings.spelled import Forms, again

FEW = 3
NAMES = frozenset(("PERSON", "ORG"))


def readings(article: Article, noun: int) -> list[Forms]:
    """The names that "the" and a noun for somebody may stand for; those of its own phrase alone, where it has one."""
    tokens = article.tokens
    led = noun and tokens.lower[tokens.left[noun]] == "the" and tokens.tag[noun] == "NN"
    if not led:
        return []
    gone = dict.fromkeys(range(tokens.left[noun], noun), "")
    own = beside(article, noun)
    if not own and tokens.left[noun] != noun - 1:
        return []
    found = [own] if own else [*beside_others(article, noun), *in_front(article, noun)]
    names = [name for name in dict.fromkeys(found) if name]
    return [{**gone, noun: name} for name in names] if len(names) <= FEW else []


def beside_others(article: Article, noun: int) -> list[str]:
    """The names beside the same noun elsewhere; of what roles and offices people have."""
    word = article.tokens.lower[noun]
    if word not in article.lexicon["roles", "offices"] and word not in ("owner", "operator", "builder", "developer"):
        return []
    return [beside(article, one) for one in article.mentions.get(singular(word), ())]


def beside(article: Article, noun: int) -> str:
    """ "the environment secretary, Tom Leask": the name right behind the comma, or nothing."""
    tokens = article.tokens
    near = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "appos" and tokens.entity[kid] in NAMES]
    if len(near) != 1 or tokens.left[near[0]] != noun + 2:
        return ""
    return article.references.get(near[0]) or again(article, gather(tokens, near[0]), 4)


def in_front(article: Article, noun: int) -> list[str]:
    """ "Mayor Dana Kolb", told before: the names behind the word, with a capital, as a title."""
    tokens = article.tokens
    places = [one for one in article.named.get(tokens.lower[noun].title(), ()) if one < noun]
    found = []
    for place in places:
        name = tokens.head[place]
        if place in article.titles and tokens.entity[name] == "PERSON" and name > place:
            words = range(place + 1, name + 1)
            found.append(article.references.get(name) or again(article, list(words), 4))
    return found
