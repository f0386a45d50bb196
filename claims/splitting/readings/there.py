"""Where "there" is: the places told in the last sentences, or in its own.

Reads the parse and `article.references`.
"""

from claims.splitting.article import Article
from claims.splitting.phrases import gather
from claims.splitting.readings.spelled import Forms, again, as_known
from claims.splitting.stages.candidates import sentence_number

FEW = 3
BACK = 3
"""Sentences before its own in which a place may be told."""
PLACES = frozenset(("GPE", "LOC", "FAC"))
STANDING = frozenset(("in", "at", "on", "near"))
MOVING = frozenset(
    [
        "go", "goes", "went", "gone", "going", "move", "moved", "moves", "moving", "travel", "traveled", "travelled",
        "send", "sent", "fly", "flew", "flown", "drive", "drove", "driven", "come", "came", "return", "returned",
        "take", "took", "taken", "bring", "brought", "get", "got",
    ]
)  # fmt: skip


def readings(article: Article, node: int) -> list[Forms]:
    """The places that "there" may be, each with its preposition; none where too many were told."""
    tokens = article.tokens
    number = sentence_number(article, node)
    start = article.sentences[max(number - BACK, 0)][0]
    if article.lines[tokens.line[start]].headline:
        start = article.sentences[number][0]
    texts = dict.fromkeys(text for one in range(start, node) if (text := place_at(article, one, node)))
    return [{node: text} for text in texts] if len(texts) <= FEW else []


def place_at(article: Article, preposition: int, node: int) -> str:
    """ "in Bristol", or "to Bristol" behind a verb of moving; empty where no place stands there."""
    tokens = article.tokens
    over = tokens.lower[tokens.head[preposition]]
    if tokens.dep[preposition] != "prep" or tokens.lower[preposition] not in STANDING or over in ("based", "born"):
        return ""
    inner = [kid for kid in tokens.kids[preposition] if tokens.dep[kid] == "pobj"]
    named = inner and any(tokens.entity[one] in PLACES for one in range(inner[0], tokens.right[inner[0]] + 1))
    if not named:
        return ""
    behind = {kid for kid in tokens.kids[inner[0]] if kid > inner[0] and tokens.lower[kid] != "of"}
    place = as_known(again(article, gather(tokens, inner[0], behind), 6))
    link = "to" if tokens.lower[tokens.head[node]] in MOVING else tokens.lower[preposition]
    return f"{link} {place}" if place else ""
