"""Relative clauses about all that was said before: "which is untrue", "which surprised them".

Reads frames; `relatives` puts no noun back for such a "which".
"""

from claims.splitting.article import Article, Frame
from claims.splitting.inflection import singular
from claims.splitting.phrases import loose
from claims.splitting.stages.denied import UNTRUE
from claims.splitting.stages.judged import LIES


def is_of_all(article: Article, frame: Frame) -> bool:
    """ "The house must agree, which is considered likely": what is likely stands before "which", and is no noun.

    So does what "surprised them" or "means that": things that happen do, whatever noun stands last.
    """
    tokens = article.tokens
    which = next((kid for kid in tokens.kids[frame.verb] if tokens.lower[kid] == "which"), -1)
    comma = tokens.left[frame.verb] - 1
    if which < 0 or which != comma + 1 or tokens.form[comma] != ",":
        return False
    near = tokens.tag[comma - 1]
    object_ = next((kid for kid in tokens.kids[frame.verb] if tokens.dep[kid] in ("dobj", "ccomp")), -1)
    moved = object_ > 0 and (tokens.dep[object_] == "ccomp" or tokens.tag[object_] == "PRP")
    return near[:2] in ("VB", "RB", "JJ") or (moved and tokens.lower[frame.verb] in HAPPENING)


def is_of_a_statement(article: Article, frame: Frame) -> bool:
    """ "claimed that the jab causes epilepsy, which is untrue": what was claimed is, and no illness."""
    tokens, verb = article.tokens, frame.verb
    own = frame.own if frame.own is not None else -1
    if own < 0 or tokens.lower[own] != "which" or not loose(tokens, verb):
        return False
    judged = [verb, *(kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("acomp", "attr"))]
    if not any(tokens.lower[word] in JUDGED for word in judged):
        return False
    return not states(article, tokens.head[verb])


def states(article: Article, noun: int) -> bool:
    """Whether a noun is one for what may be true or false itself: a claim, a figure, a story."""
    word = singular(article.tokens.lower[noun])
    return word in article.lexicon["said_nouns"] or word in STATED


JUDGED = UNTRUE | LIES | {"true", "disputed", "denied", "lie", "correct", "nonsense", "impossible"}
"""What statements are called, and things are not."""
STATED = frozenset(
    [
        "figure", "number", "story", "report", "video", "photo", "picture", "image", "quote", "post", "letter",
        "list", "map", "statistic", "date", "answer", "article", "document", "footage", "clip", "account",
        "tale", "version", "narrative", "total", "estimate", "amount", "sum", "will", "charge", "name", "title",
        "label",
    ]
)  # fmt: skip


HAPPENING = frozenset(
    [
        "surprised", "delighted", "worried", "worries", "angered", "alarmed", "shocked", "pleased", "upset",
        "puzzled", "disappointed", "annoyed", "frightened", "relieved", "saddened", "means", "meant",
        "explains", "explained",
    ]
)  # fmt: skip
"""What something that happens does to people: of a noun in front of "which" it is seldom said."""
