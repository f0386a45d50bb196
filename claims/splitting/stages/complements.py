"""Phrases a verb cannot do without: "put the blame on", "left the town without water", "sentenced to six years".

Pairs of verb and preposition stand in `lexicon/<language>/governed.txt`.
Reads frames; marks the phrases that no claim may leave out.
"""

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.governed import is_governed

SHORT = frozenset(("short", "shy"))


def hangs_in(tokens: Tokens, slot: Slot, link: int) -> bool:
    """Whether a phrase belongs to a verb, or the parser hung it on what the verb does it to."""
    above = tokens.head[slot.head]
    return above == link or (tokens.head[above] == link and tokens.dep[above] == "dobj")


def falls_short(tokens: Tokens, slot: Slot) -> bool:
    """ "stopped short of calling for a vote": it did not stop."""
    return tokens.lower[slot.head] in SHORT and any(tokens.lower[kid] == "of" for kid in tokens.kids[slot.head])


def needs(article: Article, frame: Frame, slot: Slot) -> bool:
    tokens = article.tokens
    if slot.kind == "time":
        return falls_short(tokens, slot)
    return slot.kind in ("place", "modifier") and any(
        hangs_in(tokens, slot, link) and is_governed(article.language, tokens, link, slot.head)
        for link in frame.chain
    )


def run(article: Article) -> None:
    for frame in article.frames.values():
        for slot in frame.slots:
            if not slot.need and needs(article, frame, slot):
                slot.need = True
                slot.wordings = slot.long or slot.wordings
