"""Nouns of which a phrase behind them says nothing: it belongs to a limit, a comparison or to what was done.

"only 400 tickets for the match", "than teachers in the first five years", "without a band in Rome", "a hospital in
1990", "deprived the farmers of their land": no claim that tickets, teachers, a band, a hospital or farmers are so.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.governed import is_dated, is_governed
from claims.splitting.inflection import singular
from claims.splitting.limiting import is_limited, is_share
from claims.splitting.supposed import is_unspoken_of
from claims.splitting.unsaid import HAPPENING, HAPPENINGS

SET_APART = frozenset(("without", "than", "like", "except", "besides", "unlike", "versus"))
"""Prepositions behind which a thing is only compared, left out or lacking."""
SETTING_APART = SET_APART | {"as", "between"}
PLACES = frozenset(("GPE", "LOC"))
LEADING = frozenset(("by", "through", "from", "with", "into", "against", "near", "to", "via", "inside", "outside"))
PERSONS = ("roles", "offices", "people")
"""Lists of nouns for what somebody is from one date to another."""


def is_set_apart(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "less than teachers in their first years", but resorts "in Italy" are there anyway."""
    over = tokens.head[noun]
    if tokens.dep[noun] != "pobj" or tokens.lower[over] not in SETTING_APART:
        return False
    if tokens.lower[over] == "than" and any(tokens.entity[kid] in PLACES for kid in tokens.kids[preposition]):
        return False
    if tokens.lower[over] == "between":
        return any(tokens.dep[kid] == "conj" for kid in tokens.kids[noun])
    before = tokens.lower[max(over - 6, 0) : over]
    return tokens.lower[over] != "as" or "same" in before or "as" in before


def is_there_in_a_time(article: Article, noun: int, preposition: int) -> bool:
    """ "the only town without a hospital in 1990": what is there is not in a year."""
    tokens = article.tokens
    if not is_dated(tokens, preposition):
        return False
    word = singular(tokens.lower[noun])
    led = tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] in LEADING
    led = led and tokens.lower[preposition] in ("in", "on", "at", "during", "before", "after")
    if led and not (word in HAPPENINGS or word.endswith(HAPPENING)):
        return True  # "broke in through a skylight on Monday": no skylight is on a day
    if tokens.lower[preposition] == "from":
        return tokens.tag[noun] != "NNP" and not any(word in article.lexicon[name] for name in PERSONS)
    return word in article.lexicon["sites"]


def is_rate(tokens: Tokens, noun: int) -> bool:
    """ "90 euros a head for dinner": no head is for dinner."""
    return tokens.dep[noun] == "npadvmod" and tokens.left[noun] == noun - 1 and tokens.lower[noun - 1] in ("a", "an")


def tells_which(article: Article, noun: int) -> bool:
    """ "firms that employ more than 50 people in the city": no such people are told of."""
    tokens = article.tokens
    frame = article.frame_of(tokens.head[noun]) if tokens.dep[noun] == "dobj" else None
    if frame is None or frame.role != "relative":
        return False
    return not frame.subject and is_unspoken_of(tokens, noun)


COUNTING = frozenset(("share", "number", "rate", "proportion", "percentage", "amount", "level"))
ENDS = frozenset(("last", "next", "first", "past", "previous"))


def is_count(tokens: Tokens, noun: int) -> bool:
    """ "the share of women on boards", "her last 12 matches on clay"."""
    words = [tokens.lower[kid] for kid in tokens.kids[noun]]
    if tokens.lower[noun] in COUNTING and "of" in words:
        return True
    return not ENDS.isdisjoint(words) and "nummod" in [tokens.dep[kid] for kid in tokens.kids[noun]]


def is_of_the_verb(article: Article, noun: int, preposition: int) -> bool:
    """ "deprived thousands of farmers of their land", "put the blame on the railway"."""
    tokens = article.tokens
    if tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] == "of":
        noun = tokens.head[tokens.head[noun]]
    taken = tokens.dep[noun] in ("dobj", "nsubjpass") and noun < preposition
    return taken and is_governed(article.language, tokens, tokens.head[noun], preposition)


def is_unplaced(article: Article, noun: int, preposition: int) -> bool:
    """Whether the phrase would say nothing of the noun, or something else."""
    tokens = article.tokens
    if is_limited(tokens, noun) or is_share(tokens, noun) or tokens.lower[preposition] == "among":
        return True
    if is_set_apart(tokens, noun, preposition) or is_rate(tokens, noun):
        return True
    if is_count(tokens, noun) or tells_which(article, noun):
        return True
    return is_there_in_a_time(article, noun, preposition) or is_of_the_verb(article, noun, preposition)
