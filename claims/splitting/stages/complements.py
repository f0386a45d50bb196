"""Phrases a verb cannot do without: "put the blame on", "left the town without water", "sentenced to six years".

Pairs of verb and preposition stand in `lexicon/<language>/governed.txt`.
Reads frames; marks the phrases that no claim may leave out.
"""

from functools import cache

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.words import lexicon

OBJECTS = frozenset(("dobj", "nsubjpass"))


@cache
def governed(language: str) -> dict[str, frozenset[str]]:
    """For each form of a verb the prepositions that open what it needs."""
    found: dict[str, frozenset[str]] = {}
    for forms, prepositions in lexicon(language).pairs("governed").items():
        for form in forms.split(","):
            found[form] = found.get(form, frozenset()) | frozenset(prepositions.split())
    return found


def hangs_in(tokens: Tokens, slot: Slot, link: int) -> bool:
    """Whether a phrase belongs to a verb, or the parser hung it on what the verb does it to."""
    above = tokens.head[slot.head]
    return above == link or (tokens.head[above] == link and tokens.dep[above] == "dobj")


def is_dated(tokens: Tokens, slot: Slot) -> bool:
    return any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[slot.head])


def needs(tokens: Tokens, frame: Frame, slot: Slot, known: dict[str, frozenset[str]]) -> bool:
    word = tokens.lower[slot.head]
    for link in frame.chain:
        if word in known.get(tokens.lower[link], ()) and slot.head > link and hangs_in(tokens, slot, link):
            return word in ("to", "for", "as") or not is_dated(tokens, slot)
    return False


def run(article: Article) -> None:
    tokens, known = article.tokens, governed(article.language)
    for frame in article.frames.values():
        for slot in frame.slots:
            if slot.kind in ("place", "modifier") and not slot.need and needs(tokens, frame, slot, known):
                slot.need = True
                slot.wordings = slot.long or slot.wordings
