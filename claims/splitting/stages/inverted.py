"""Sentences that tell first where somebody or something is: "Among the dead was the pilot".

Reads frames; puts the opening phrase behind the verb, and keeps it: the pilot was among the dead.
"""

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.stages.predicates import BE


def opening(tokens: Tokens, frame: Frame) -> Slot | None:
    """The phrase in front of a form of "be" whose subject stands behind it; None where the clause has more to say."""
    if frame.own is None or frame.own < frame.verb or tokens.lower[frame.verb] not in BE or len(frame.chain) > 1:
        return None
    if any(slot.kind in ("object", "complement", "content") for slot in frame.slots):
        return None
    places = [slot for slot in frame.slots if slot.kind == "place"]
    first = next((slot for slot in places if slot.head < frame.verb), None)
    behind = any(slot.head > frame.verb and slot.need for slot in places)
    return None if behind or tokens.dep[frame.own] == "expl" else first


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        slot = opening(tokens, frame)
        if slot is not None:
            slot.need, slot.late, slot.wordings = True, True, slot.long or slot.wordings
