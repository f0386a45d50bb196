"""Words that are one term or one rank with their noun: taken apart they say nothing, or something else."""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular

COUNTING = frozenset(("consecutive", "straight", "successive"))
TERMS = frozenset(
    [
        "legal", "single", "consecutive", "straight", "successive", "quarterly", "minimum", "maximum", "civil",
        "criminal", "casting", "fiscal", "statutory",
    ]
)  # fmt: skip
"""Adjectives that make a term with their noun: "the legal limit", "a civil war"."""
BETWEEN = frozenset(("compound", "nmod", "amod", "npadvmod", "nummod", "appos"))
MARGINS = frozenset(("vote", "votes", "majority", "margin", "point", "points", "goal", "goals"))


def is_ordinal(tokens: Tokens, index: int) -> bool:
    word = tokens.lower[index]
    return tokens.entity[index] == "ORDINAL" or (word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")))


def is_term(tokens: Tokens, adjective: int) -> bool:
    """ "the legal limit", "the Grade II listed chapel", "the fifth straight monthly decline"."""
    noun, before = tokens.head[adjective], adjective - 1
    if tokens.lower[adjective] in TERMS or is_ordinal(tokens, adjective) or is_so_called(tokens, adjective):
        return True
    row = [tokens.lower[kid] for kid in tokens.kids[noun] if kid < noun]
    if not COUNTING.isdisjoint(row) or describes_a_title(tokens, adjective, noun):
        return True
    if tokens.tag[adjective] != "VBN" or before < 0:
        return False
    named = tokens.tag[before] in ("NN", "NNP", "CD", "LS") and tokens.dep[before] in BETWEEN
    return named and tokens.head[before] in (noun, adjective) and tokens.form[before + 1] != "-"


SEEMING = frozenset(
    [
        "estimated", "alleged", "supposed", "suspected", "purported", "putative", "reputed", "presumed", "apparent",
        "potential", "possible", "prospective", "would-be", "true", "real", "mock", "fake", "virtual",
        "record", "mean", "median", "average", "side",
    ]
)  # fmt: skip
"""Adjectives that tell in what sense the noun is meant: "the true cost", "an estimated 14,000 people"."""


def is_so_called(tokens: Tokens, adjective: int) -> bool:
    """ "an estimated 14,000", "the true cost", "his so-called friends": nothing that the thing is."""
    word = tokens.lower[adjective]
    return word in SEEMING or (word == "called" and "so" in [tokens.lower[kid] for kid in tokens.kids[adjective]])


def names_one_thing(article: Article, adjective: int) -> bool:
    """ "side effects", "the hydraulic engineer", "a second red card": the adjective tells of what sort it is."""
    tokens, lexicon, noun = article.tokens, article.lexicon, article.tokens.head[adjective]
    word, one = tokens.lower[adjective], singular(tokens.lower[noun])
    if adjective == noun - 1 and f"{word} {one}" in lexicon["compounds"]:
        return True
    if not word.endswith(FIELDS) or word in QUALITIES or tokens.entity[adjective] == "NORP":
        return False
    return one in lexicon["roles"] or one in lexicon["offices"] or one in HEADS


FIELDS = (
    "aulic",
    "anic",
    "onic",
    "omic",
    "ical",
    "ural",
    "tric",
    "ytic",
    "ific",
    "ental",
    "onal",
    "entary",
    "iary",
    "uclear",
    "rensic",
)
"""Endings of adjectives for a field of work: a hydraulic engineer, a political analyst."""
QUALITIES = frozenset(("typical", "critical", "skeptical", "sceptical", "cynical", "radical", "iconic", "terrific"))


def describes_a_title(tokens: Tokens, adjective: int, noun: int) -> bool:
    """ "the Leeds-based developer Hale & Stone": told with what they are."""
    return tokens.tag[noun] == "NNP" and any(
        adjective < kid < noun and tokens.tag[kid] == "NN" and tokens.dep[kid] == "compound"
        for kid in tokens.kids[noun]
    )


def ranks(article: Article, noun: int) -> bool:
    """ "the first woman to lead it", "the only man at it": that she is a woman was never the point."""
    tokens = article.tokens
    return tokens.lower[noun] in article.lexicon["people"] and any(
        tokens.tag[kid] == "JJS" or is_ordinal(tokens, kid) or tokens.lower[kid] in ("first", "only", "last", "sole")
        for kid in tokens.kids[noun]
        if kid < noun
    )


def is_one_office(article: Article, noun: int) -> bool:
    """ "a central bank governor", "an opposition leader": common nouns in front make the office."""
    tokens, lexicon = article.tokens, article.lexicon
    office = tokens.lower[noun] in lexicon["offices"] or tokens.lower[noun] in HEADS
    before = noun - 1
    if tokens.lower[noun] == "executive" and tokens.lower[before:noun] == ["chief"]:
        return True
    if before >= 0 and tokens.lower[before] in KINDS_OF_OFFICE:
        return office or tokens.lower[noun] in lexicon["roles"]
    common = before >= 0 and tokens.tag[before] in ("NN", "NNS") and tokens.lower[before] not in lexicon["offices"]
    return office and common


KINDS_OF_OFFICE = frozenset(
    [
        "medical", "executive", "financial", "operating", "technical", "scientific", "legal", "regional",
        "provincial", "local", "municipal", "acting", "interim", "honorary", "caretaker", "deputy", "assistant",
    ]
)  # fmt: skip
HEADS = frozenset(
    [
        "officer", "leader", "spokesman", "spokeswoman", "official", "minister", "chief", "executive", "boss", "whip",
        "worker", "owner", "maker", "inspector", "constable", "superintendent", "sergeant", "agent", "member",
        "adviser", "advisor", "warden", "assistant", "operator", "guard", "attendant", "keeper", "holder", "winner",
        "scorer", "magnate", "clerk", "sheriff", "judge", "champion", "candidate", "general", "envoy", "negotiator",
    ]
)  # fmt: skip
"""Last words of offices and callings that say little alone: "planning officer", "opposition leader"."""


def tells_a_margin(tokens: Tokens, noun: int) -> bool:
    """ "by a single vote on Monday": the margin was not on Monday."""
    return tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] == "by" and tokens.lower[noun] in MARGINS


def speaks_for(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "a spokesman for the bank", "requests for comment": fixed phrases, and nobody is "for the bank"."""
    return tokens.lower[preposition] == "for" and singular(tokens.lower[noun]) in SPEAKING


SPEAKING = frozenset(("request", "inquiry", "spokesman", "spokeswoman", "spokesperson"))


def is_some(tokens: Tokens, noun: int) -> bool:
    """ "is a leading cause of cancer", "the worst day of his career": no phrase to be spoken of as known."""
    row = [kid for kid in tokens.kids[noun] if kid < noun]
    if not row:
        return False
    over = tokens.head[noun] if tokens.dep[noun] == "conj" else noun
    joined = tokens.dep[noun] == "conj" and tokens.tag[over][:2] == "VB"
    said = (joined or tokens.dep[over] == "attr") and not ONE.isdisjoint([tokens.lower[kid] for kid in row])
    return said or "JJS" in [tokens.tag[kid] for kid in row]


ONE = frozenset(("a", "an"))


def is_multiplied(tokens: Tokens, noun: int) -> bool:
    """ "almost four times the original estimate": what costs so much is no estimate, and not original."""
    first = tokens.left[noun]
    return "times" in tokens.lower[first:noun] or tokens.lower[first : first + 1] in (["twice"], ["double"], ["half"])
