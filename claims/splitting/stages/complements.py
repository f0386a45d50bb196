"""Phrases a verb cannot do without: "put the blame on", "left the town without water", "sentenced to six years".

Pairs of verb and preposition stand in `lexicon/<language>/governed.txt`.
Reads frames; marks the phrases that no claim may leave out.
"""

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.governed import is_governed
from claims.splitting.stages.sourced import is_source_of

SHORT = frozenset(("short", "shy"))


def hangs_in(tokens: Tokens, slot: Slot, link: int) -> bool:
    """Whether a phrase belongs to a verb, or the parser hung it on what the verb does it to."""
    above = tokens.head[slot.head]
    return above == link or (tokens.head[above] == link and tokens.dep[above] == "dobj")


def falls_short(tokens: Tokens, slot: Slot) -> bool:
    """ "stopped short of calling for a vote": it did not stop."""
    return tokens.lower[slot.head] in SHORT and any(tokens.lower[kid] == "of" for kid in tokens.kids[slot.head])


def needs(article: Article, frame: Frame, slot: Slot) -> bool:
    tokens, kind = article.tokens, slot.kind
    if kind == "time":
        return falls_short(tokens, slot)
    if kind not in ("place", "modifier"):
        return False
    if is_source_of(tokens, frame.verb, slot.head):
        return True
    for link in frame.chain:
        if hangs_in(tokens, slot, link) and is_governed(article.language, tokens, link, slot.head):
            return True
    return False


def keep_whereabouts(tokens: Tokens, frame: Frame) -> None:
    """ "stayed at home in 2020", "lives in Hull with his wife": that somebody stayed in 2020 says nothing."""
    if any(slot.need and slot.kind != "condition" for slot in frame.slots):
        return
    behind = [slot for slot in frame.slots if slot.head > frame.verb and slot.kind in ("place", "adverb", "time")]
    where = next((slot for slot in behind if slot.kind == "place" and is_where(tokens, slot)), None)
    if where is not None:
        where.need = True


def is_where(tokens: Tokens, slot: Slot) -> bool:
    dated = any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[slot.head])
    return tokens.lower[slot.head] in WHERE and not dated


WHERE = frozenset(("in", "at", "on", "near", "outside", "inside", "under", "with", "within", "to", "off"))
STAYING = frozenset(
    [
        "stay", "stays", "stayed", "staying", "live", "lives", "lived", "living", "remain", "remains", "remained",
        "lies", "lay", "lie", "stands", "stood", "stand", "sits", "sat", "sit", "rests", "rested", "resides",
        "resided", "belongs",
    ]
)  # fmt: skip


def until_then(tokens: Tokens, frame: Frame) -> None:
    """ "was educated at home until the age of twelve": until then at home, not until then at all."""
    until = next((slot.head for slot in frame.slots if is_until(tokens, slot)), -1)
    behind = [slot for slot in frame.slots if frame.verb < slot.head < until and slot.kind == "place"]
    where = next((slot for slot in behind if is_where(tokens, slot)), None)
    if where is not None:
        where.need = True


def is_until(tokens: Tokens, slot: Slot) -> bool:
    return tokens.lower[tokens.left[slot.head]] in UNTIL or tokens.lower[slot.head] in UNTIL


UNTIL = frozenset(("until", "till"))


def time_it_took(tokens: Tokens, frame: Frame) -> None:
    """ "It took the firm until June to repair the dam": neither says anything alone."""
    if frame.own is None or tokens.lower[frame.own] != "it":
        return
    for slot in frame.slots:
        until = slot.kind == "place" and tokens.lower[slot.head] == "until"
        slot.need = slot.need or until or slot.kind == "purpose"


TAKING = frozenset(("take", "takes", "took", "taken", "cost", "costs"))


def run(article: Article) -> None:
    tokens = article.tokens
    limited = tokens.holds(UNTIL)
    for frame in article.frames.values():
        if limited:
            until_then(tokens, frame)
        verb = tokens.lower[frame.verb]
        if verb in STAYING:
            keep_whereabouts(tokens, frame)
        elif verb in TAKING:
            time_it_took(tokens, frame)
        for slot in frame.slots:
            if not slot.need and needs(article, frame, slot):
                slot.need = True
                slot.wordings = slot.long or slot.wordings
