"""Subjects behind a form of "be" with a phrase in front: "In the car were two men", "At stake is the future".

Reads the parse; gives the noun behind the verb the role of its subject, where the clause has no other.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.predicates import BE

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
WHERE = frozenset(
    [
        "among",
        "amongst",
        "at",
        "behind",
        "in",
        "on",
        "beside",
        "near",
        "under",
        "inside",
        "aboard",
        "with",
        "opposite",
    ]
)


def subject_behind(tokens: Tokens, verb: int) -> int:
    """The noun behind the verb that must be its subject, or -1."""
    kids = tokens.kids[verb]
    if any(tokens.dep[kid] in SUBJECTS for kid in kids):
        return -1
    first = tokens.left[verb]
    front = [kid for kid in kids if kid < verb and tokens.dep[kid] == "prep" and tokens.lower[kid] in WHERE]
    told = [kid for kid in kids if kid > verb and tokens.dep[kid] in ("attr", "dep")]
    if len(front) != 1 or len(told) != 1 or tokens.tag[told[0]][:2] not in ("NN", "CD"):
        return -1
    opens = tokens.opens[first] or tokens.form[first - 1] in (",", ";", ":")
    opens = opens and (front[0] == first or (front[0] == first + 1 and tokens.lower[first] in ("also", "and", "but")))
    return (
        told[0] if opens and tokens.left[front[0]] == front[0] and tokens.tag[verb] in ("VBD", "VBZ", "VBP") else -1
    )


VERBS = frozenset(("ROOT", "ccomp", "conj"))


def run(article: Article) -> None:
    tokens = article.tokens
    found = [verb for verb in tokens.places(VERBS) if tokens.lower[verb] in BE]
    if not any(subject_behind(tokens, verb) >= 0 for verb in found):
        return
    for _, first, end in article.speaking():
        if tokens.form[end - 1] == "?":
            continue
        for verb in range(first + 2, end):
            if tokens.lower[verb] in BE and tokens.dep[verb] in ("ROOT", "ccomp", "conj"):
                noun = subject_behind(tokens, verb)
                if noun >= 0:
                    tokens.dep[noun] = "nsubj"
