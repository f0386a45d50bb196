"""What need not be there: things only planned, forecast, hoped for or on a condition, and people in general."""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular

PLANNING = ("plan", "hope", "want", "seek", "aim", "intend", "propos", "offer", "promis", "pledg", "vow")
"""Beginnings of words behind which an infinitive tells what is still to come."""
WANTING = ("want", "wish", "seek", "sought", "demand", "propos")
"""Beginnings of verbs whose object is still to come."""


def is_unspoken_of(tokens: Tokens, noun: int) -> bool:
    """Whether the noun brings in something new: no "the", no owner, no name."""
    if tokens.tag[noun] in ("NNP", "NNPS"):
        return False
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] in ("det", "poss") and tokens.lower[kid] not in ("a", "an"):
            return False
    return True


def is_supposed(article: Article, noun: int) -> bool:
    """Whether a thing not spoken of before is forecast, hoped for or stands in a condition: "if she has a plan"."""
    tokens = article.tokens
    if not is_unspoken_of(tokens, noun):
        return False
    if tokens.dep[noun] == "dobj" and tokens.lower[tokens.head[noun]].startswith(WANTING):
        return True
    first = below = noun
    for _ in range(8):
        frame = article.frame_of(noun)
        if frame is not None:
            verb = frame.verb
            hoped = is_hoped(tokens, verb) or (tokens.dep[below] in SUBJECTS and would(tokens, verb))
            return hoped or frame.mute == "condition"
        if is_to_come(tokens, noun) and (noun != first or tokens.dep[noun] == "pobj"):
            return True
        above = tokens.head[noun]
        if tokens.dep[above] == "prep" and is_awaited(article, above):
            return True
        if above == noun:
            return False
        below, noun = noun, above
    return False


SUBJECTS = frozenset(("nsubj", "nsubjpass"))
WOULD = frozenset(("would", "could", "might"))


def would(tokens: Tokens, verb: int) -> bool:
    return not WOULD.isdisjoint([tokens.lower[kid] for kid in tokens.kids[verb]])


def is_to_come(tokens: Tokens, noun: int) -> bool:
    """ "plans to build a school with a pool": neither is there yet."""
    verb = tokens.head[noun]
    if tokens.dep[noun] == "pobj":
        verb = tokens.head[verb]
    elif tokens.dep[noun] != "dobj":
        return False
    if tokens.tag[verb] != "VB" or not is_unspoken_of(tokens, noun):
        return False
    planned = tokens.dep[verb] in ("xcomp", "acl") and tokens.lower[tokens.head[verb]].startswith(PLANNING)
    return planned or would(tokens, verb)


def is_awaited(article: Article, preposition: int) -> bool:
    """Whether the phrase stands on a noun or verb of what is to come: "forecast for", "asked for"."""
    tokens, lexicon = article.tokens, article.lexicon
    over, word = tokens.head[preposition], tokens.lower[preposition]
    if word not in ("for", "of"):
        return False
    noun = tokens.tag[over][:2] == "NN" and singular(tokens.lower[over]) in lexicon["awaited"]
    return noun or (word == "for" and tokens.tag[over][:2] == "VB" and tokens.lower[over] in lexicon["wishing"])


def is_hoped(tokens: Tokens, verb: int) -> bool:
    """Whether a clause is what somebody hopes: "hopes that pills could be tried"."""
    return tokens.dep[verb] == "ccomp" and tokens.lower[tokens.head[verb]] in ("hope", "hopes", "hoped", "hoping")


KNOWN = frozenset(("det", "poss", "nummod"))


def is_bare_plural(tokens: Tokens, noun: int) -> bool:
    """Whether a noun tells neither how many nor which."""
    return tokens.tag[noun] == "NNS" and KNOWN.isdisjoint([tokens.dep[kid] for kid in tokens.kids[noun]])


def are_people_in_general(article: Article, noun: int) -> bool:
    """ "people", "women", "patients", told neither how many nor which."""
    tokens = article.tokens
    return is_bare_plural(tokens, noun) and singular(tokens.lower[noun]) in article.lexicon["people"]


def are_bare_people(article: Article, noun: int) -> bool:
    """The same of any plural noun of persons: "drivers", "protesters"."""
    tokens = article.tokens
    one = singular(tokens.lower[noun])
    return is_bare_plural(tokens, noun) and (one in article.lexicon["people"] or one in article.lexicon["roles"])
