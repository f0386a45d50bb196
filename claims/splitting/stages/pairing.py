"""Claims from second halves: "lent 20 million to Mali and 30 million to Niger" -> lent 30 million to Niger.

Reads `article.halves` and the frame of the verb they share; gives drafts with that frame's subject, its needed parts
and what opens the sentence.
"""

from claims.splitting.article import Article, Draft, Frame, Half, Item, Slot, Tokens
from claims.splitting.stages.clauses import frame_clues, names_nobody, ordered
from claims.splitting.stages.gapping import agreeing


def kept(frame: Frame, half: Half) -> list[tuple[Slot, list[Item]]]:
    """The parts of the clause that hold for the later half too."""
    anchor = frame.own if frame.own is not None else frame.verb
    found = []
    for slot in frame.slots:
        words = slot.wordings[0] if slot.wordings else []
        opens = slot.head < anchor and slot.kind in ("place", "time")
        inside = slot.head in half.replaced or any(item in half.replaced for item in words)
        if words and not inside and (slot.need or opens):
            found.append((slot, words))
    return found


def told(article: Article, frame: Frame, subject: list[Item], top: int, half: Half) -> Draft:
    tokens = article.tokens
    parts = [*kept(frame, half), (Slot(top, True, "object"), half.items)]
    forms = {**frame.forms, **half.forms}
    if half.subject:
        head = head_of(tokens, half)
        one = head in half.forms or tokens.tag[head] in ("NN", "NNP")
        forms |= agreeing(tokens, frame.group, one=one)
    return Draft(
        ordered(tokens, frame, subject, parts),
        f"{frame.role}:whole",
        frame.sentence,
        frame.verb,
        forms,
        kind=frame.kind,
        speaker=frame.speaker,
        clues=frame_clues(tokens, frame, []),
    )


def head_of(tokens: Tokens, half: Half) -> int:
    """The last noun of a half's own subject."""
    words = [item for item in half.subject if isinstance(item, int)]
    return next((item for item in reversed(words) if tokens.tag[item][:2] == "NN"), words[-1])


def run(article: Article) -> None:
    for top, half in article.halves.items():
        frame = article.frame_of(half.verb)
        if frame is None or frame.mute or not frame.finite:
            continue
        for subject in [half.subject] if half.subject else frame.subject:
            if not names_nobody(article.tokens, subject):
                article.drafts.append(told(article, frame, subject, top, half))
