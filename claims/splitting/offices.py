"""Offices with a capital, and what somebody or something is the first or third of."""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS, loose

TITLED = frozenset(
    [
        "general", "auditor", "registrar", "commandant", "comptroller", "controller", "provost", "rector", "dean",
        "vice-chancellor", "bursar", "attorney", "solicitor", "leader", "judge", "justice", "administrator", "envoy",
        "inspector", "superintendent", "representative", "clerk", "ombudsman", "bishop", "archbishop", "spokesman",
        "spokeswoman", "spokesperson", "candidate", "chancellor", "moderator", "overseer", "whip",
    ]
)  # fmt: skip
"""Words that with "the" are an office whose holder's name may follow: "the Auditor-General, Ada Brook,"."""


def ranks_among(tokens: Tokens, head: int, node: int) -> bool:
    """ "The storm, the third to hit the island in a month,", "The reactor, Finland's fifth,"."""
    ranked = tokens.tag[node] == "JJS" or tokens.entity[node] == "ORDINAL"
    if not ranked or tokens.tag[node] in NOUN_TAGS or not loose(tokens, node):
        return False
    led = next((kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] in ("det", "poss")), -1)
    further = tokens.dep[led] == "poss" or any(
        tokens.dep[kid] in ("prep", "relcl", "acl") for kid in tokens.kids[node]
    )
    whole = tokens.tag[head] in ("NN", "NNP") and tokens.dep[head] in ("nsubj", "nsubjpass")
    return led >= 0 and further and whole and tokens.lower[led] not in ("a", "an")


def is_office(article: Article, node: int) -> bool:
    """Whether a capitalized noun is an office somebody holds: "its General Secretary", "the EC Chairperson"."""
    tokens = article.tokens
    known = tokens.lower[node] in article.lexicon["offices"] or tokens.lower[node] in TITLED
    if not known or tokens.entity[node] == "PERSON":
        return False
    return any(
        tokens.dep[kid] in ("det", "poss") and tokens.lower[kid] not in ("a", "an") for kid in tokens.kids[node]
    )
