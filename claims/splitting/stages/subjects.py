"""A clause's own subject, told apart where it is a coordination.

Reads frames; gives `frame.subject` where the clause has a subject that says what it is.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.phrases import alternatives, conjuncts, gather, is_existential, loose, modifiers
from claims.splitting.stages.appositions import is_name

RELATIVE = frozenset(("who", "which", "that", "whom", "what", "whose", "where", "when"))


def wordings(article: Article, subject: int, verb: int) -> list[list[Item]]:
    """The subject of a verb, one wording per conjunct unless the verb needs them together."""
    tokens = article.tokens
    if tokens.dep[subject] in ("csubj", "csubjpass"):
        return [list(gather(tokens, subject))]
    renamed = name_beside(tokens, subject)
    if renamed >= 0:
        return [list(gather(tokens, renamed))]
    skip = frozenset(modifiers(tokens, subject)) if is_existential(tokens, subject) else frozenset()
    return alternatives(tokens, subject, skip, apart=tokens.lower[verb] not in article.lexicon["together"])


def name_beside(tokens: Tokens, subject: int) -> int:
    """The name in apposition to a subject that is none: "one of its pilots, Ada Brook,"."""
    if is_name(tokens, subject):
        return -1
    return next(
        (
            kid
            for kid in tokens.kids[subject]
            if tokens.dep[kid] == "appos" and tokens.entity[kid] in ("PERSON", "ORG") and loose(tokens, kid)
        ),
        -1,
    )


def brief(tokens: Tokens, subject: int) -> list[Item]:
    """ "the judge leading the inquiry" -> "the judge"; nothing where the short form would say more than the text."""
    heads = conjuncts(tokens, subject)
    extra = [
        kid
        for kid in modifiers(tokens, subject)
        if tokens.dep[kid] in ("acl", "relcl", "prep") and not loose(tokens, kid)
    ]
    known = any(tokens.lower[kid] in ("the", "its", "his", "her", "their") for kid in tokens.kids[subject])
    if len(heads) > 1 or not extra or not known or tokens.tag[subject] != "NN":
        return []
    return list(gather(tokens, subject, set(extra)))


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.own is not None and not (tokens.tag[frame.own] in ("WDT", "WP", "WP$") and frame.role == "relative"):
            frame.subject = wordings(article, frame.own, frame.verb)
            frame.subject_head = frame.own
            frame.brief = brief(tokens, frame.own)
