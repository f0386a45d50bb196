"""Phrases behind a noun that do not tell where or what it is: "relations between", "confidence in", "the rise in".

"Relations between two countries" are relations, and are nowhere; "the rise in prices" is in nothing.
"""

from claims.splitting.article import Article
from claims.splitting.inflection import singular

PAIRING = frozenset(("between", "among", "amongst", "amid"))
STANDING = frozenset(
    [
        "border", "boundary", "bridge", "bus", "corridor", "crossing", "ferry", "fence", "flight", "footpath", "gap",
        "highway", "line", "motorway", "passage", "path", "pipeline", "railway", "road", "route", "service", "strait",
        "tunnel", "valley", "wall", "zone",
    ]
)  # fmt: skip
"""What stands or runs between places."""
LEADING = frozenset(
    [
        "ability", "advance", "appetite", "argument", "average", "belief", "boom", "breakthrough", "change",
        "charge", "collapse", "competition", "concern", "confidence", "cut", "decline", "decrease", "demand",
        "difference", "dip", "doubt", "downturn", "drop", "experience", "expertise", "faith", "fall", "fear",
        "figure", "gain", "growth", "hole", "hope", "improvement", "increase", "interest", "investment", "jump",
        "lead", "majority", "need", "part", "participant", "participation", "percentage", "place", "pride",
        "progress", "proportion", "rate", "recovery", "reduction", "rise", "role", "say", "setback", "share",
        "shift", "shortage", "slowdown", "slump", "speed", "stake", "step", "surge", "swing", "trend", "trust",
        "turn", "value", "variation", "view", "way",
    ]
)  # fmt: skip
"""Nouns whose "in" tells what rose, whom one trusts or what one takes part in, and not where they are."""


def stands_beside(article: Article, noun: int, preposition: int) -> bool:
    """Whether the phrase only stands beside the noun: "relations between", "the rise in prices"."""
    tokens = article.tokens
    word = tokens.lower[preposition]
    if word == "in":
        return singular(tokens.lower[noun]) in LEADING
    if word in PAIRING:
        one = singular(tokens.lower[noun])
        return one not in STANDING and one not in article.lexicon["sites"]
    return word in MATTERS and is_called(article, noun)


MATTERS = frozenset(("on", "for"))


def is_called(article: Article, noun: int) -> bool:
    """ "Ada Brook, an engineer on the bridge": her work is on it, and she need not be."""
    tokens, lexicon, word = article.tokens, article.lexicon, article.tokens.lower[noun]
    person = tokens.dep[noun] == "appos" and tokens.entity[tokens.head[noun]] == "PERSON"
    return person and (word in lexicon["roles"] or word in lexicon["offices"])
