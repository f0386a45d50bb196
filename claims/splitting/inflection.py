"""The few inflections a claim may need: a form of "be", a gerund put in the past, a verb in the singular."""

from collections.abc import Sequence
from functools import lru_cache

from claims.splitting.article import Item, Tokens
from claims.splitting.words import Lexicon

PLURAL_TAGS = frozenset(("NNS", "NNPS"))
SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "is", "'ve": "has"}
IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "movies": "movie",
    "leaves": "leaf",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
    "teeth": "tooth",
    "media": "medium",
    "countrymen": "countryman",
}
VOWELS = "aeiou"
SHARES = frozenset(("percent", "half", "third", "quarter", "majority", "rest"))
"""Parts that are as many as what they are of: "half of the seats were"."""


def past(gerund: str, lexicon: Lexicon) -> str:
    """The past tense of a gerund: winning -> won, moving -> moved, studying -> studied."""
    word = gerund.lower()
    known = lexicon.pairs("irregular").get(word)
    if known or not word.endswith("ing"):
        return known or gerund
    stem = word[:-3]
    if stem.endswith("ee"):
        return stem + "d"
    if stem.endswith("y") and len(stem) > 1 and stem[-2] not in VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def is_past_form(verb: str, lexicon: Lexicon) -> bool:
    """Whether a verb may stand in the past tense or be a participle: moved, sent, broken."""
    irregular = lexicon.pairs("irregular").values()
    return verb.endswith("ed") or verb in lexicon["participles"] or verb in irregular


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of a plural noun: series -> series, parties -> party, boxes -> box, games -> game."""
    lower = noun.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower.endswith("ies") and len(noun) > 4 and lower not in ("series", "species", "movies"):
        return noun[:-3] + "y"
    if lower.endswith(("ses", "xes", "zes", "ches", "shes")) and not lower.endswith(
        ("ases", "uses", "oses", "ises", "nses", "rses")
    ):
        return noun[:-2]
    return noun[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "series", "species")) else noun


def third_person(verb: str) -> str:
    """The singular of a present-tense verb: live -> lives, carry -> carries, have -> has."""
    known = SINGULAR.get(verb)
    if known:
        return known
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def is_plural(tokens: Tokens, head: int, words: Sequence[Item] | None = None) -> bool:
    """Whether a noun phrase takes "are": a plural noun or pronoun, or a coordination with "and".

    `words`, when given, are what is written of the phrase: a part of a coordination stands alone.
    """
    if tokens.tag[head] == "NNPS" and tokens.entity[head] == "PERSON" and tokens.left[head] < head - 1:
        return "the" in [tokens.lower[kid] for kid in tokens.kids[head]]  # "midfielder Tiago Mendes" is one
    if tokens.tag[head] in PLURAL_TAGS or tokens.lower[head] in (
        "they",
        "we",
        "you",
        "these",
        "those",
        "both",
        "many",
        "people",
    ):
        return True
    if tokens.entity[head] == "PERCENT" or tokens.lower[head] in SHARES:
        return any(tokens.tag[below] in PLURAL_TAGS for of in tokens.kids[head] for below in tokens.kids[of])
    if tokens.tag[head] == "NNP" and tokens.opens[head] and not tokens.entity[head] and tokens.lower[head][-1] == "s":
        return not tokens.lower[head].endswith(("ss", "us", "is"))  # "Shares in Norda", read as a name
    joining = ("and",) if tokens.entity[head] == "ORG" else ("and", "&")  # "Hale & Brook" is one firm
    return any(tokens.dep[kid] == "cc" and tokens.lower[kid] in joining for kid in tokens.kids[head]) and any(
        tokens.dep[kid] == "conj" and (words is None or kid in words) for kid in tokens.kids[head]
    )


def be(tokens: Tokens, head: int, words: Sequence[Item] | None = None, *, in_past: bool) -> str:
    """The form of "be" that goes with a noun phrase, or with those of its words that are written."""
    is_many = is_plural(tokens, head, words)
    if in_past:
        return "were" if is_many else "was"
    if tokens.lower[head] == "i":
        return "am"
    return "are" if is_many else "is"
