"""Claims from frames: the core of a clause, and the core with each of its adjuncts.

Reads complete frames; gives drafts.
"""

from itertools import product

from claims.splitting.article import Article, Draft, Frame, Item, Slot, Tokens
from claims.splitting.phrases import CAP

LAST = 1 << 60


def ordered(tokens: Tokens, frame: Frame, subject: list[Item], chosen: list[tuple[Slot, list[Item]]]) -> list[Item]:
    """Subject first, then the rest as in the text; what stood before the subject keeps its place."""
    leading: list[Item] = []
    rest: list[tuple[int, list[Item]]] = []
    anchor = frame.own if frame.own is not None else frame.verb
    for slot, words in chosen:
        if slot.late or slot.kind == "content":
            rest.append((LAST, words))
        elif slot.head < anchor and slot.head < frame.verb and frame.own is not None:
            leading += [*words, *([","] if len(words) > 1 else [])]
        else:
            rest.append((place(words, slot.head), words))
    rest += [(item, [item]) for item in frame.group if isinstance(item, int)]
    borrowed: list[Item] = [item for item in frame.group if isinstance(item, str)]
    rest.sort(key=lambda pair: pair[0])
    return [*leading, *subject, *borrowed, *(item for _, words in rest for item in words)]


def place(words: list[Item], head: int) -> int:
    return next((item for item in words if isinstance(item, int)), head)


def needed(frame: Frame) -> list[list[tuple[Slot, list[Item]]]]:
    """Every choice of wordings for the slots that no claim may miss."""
    slots = [slot for slot in frame.slots if slot.need]
    size = 1
    for slot in slots:
        size *= len(slot.wordings)
    if size > CAP:
        return [[(slot, merged(slot)) for slot in slots]]
    return [list(zip(slots, choice, strict=True)) for choice in product(*(slot.wordings for slot in slots))]


def merged(slot: Slot) -> list[Item]:
    """All wordings of a slot in one: the coordination as it stands."""
    if len(slot.wordings) == 1:
        return slot.wordings[0]
    return sorted({item for words in slot.wordings for item in words if isinstance(item, int)})  # type: ignore[return-value]


def write(article: Article, frame: Frame) -> list[Draft]:
    tokens, found = article.tokens, []
    optional = [slot for slot in frame.slots if not slot.need]
    full = [slot for slot in optional if slot.kind != "clause"]

    def add(rule: str, subject: list[Item], chosen: list[tuple[Slot, list[Item]]]) -> None:
        items = ordered(tokens, frame, subject, chosen)
        draft = Draft(items, f"{frame.role}:{rule}", frame.sentence, frame.verb, frame.forms,
                      kind=frame.kind, speaker=frame.speaker)
        found.append(draft)

    for subject in frame.subject:
        for core in needed(frame):
            add("core" if optional else "whole", subject, core)
            for slot in optional:
                for words in slot.wordings:
                    add(slot.kind, subject, [*core, (slot, words)])
            if len(full) > 1:
                add("full", subject, [*core, *((slot, merged(slot)) for slot in full)])
    return found


def run(article: Article) -> None:
    for frame in article.frames.values():
        if frame.subject and frame.finite and not frame.mute:
            article.drafts += write(article, frame)
