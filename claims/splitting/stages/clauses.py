"""Claims from frames: the core of a clause, and the core with each of its adjuncts.

Reads complete frames; gives drafts.
"""

from dataclasses import replace
from itertools import pairwise, product
from operator import itemgetter

from claims.splitting.agreement import kind_of_each, one_of_several, verb_form
from claims.splitting.article import Article, Draft, Frame, Item, Slot, Tokens
from claims.splitting.idioms import is_beside
from claims.splitting.phrases import CAP
from claims.splitting.slots import BE, belongs, is_bare_be

LAST = 1 << 60
QUOTES = frozenset(('"', "'", "''", "``"))


def ordered(tokens: Tokens, frame: Frame, subject: list[Item], chosen: list[tuple[Slot, list[Item]]]) -> list[Item]:
    """Subject first, then the rest as in the text; what stood before the subject keeps its place."""
    leading: list[Item] = []
    rest: list[tuple[int, list[Item]]] = []
    behind, verb = LAST, frame.verb
    anchor = frame.own if frame.own is not None else verb
    for slot, words in chosen:
        kind, head = slot.kind, slot.head
        if kind == "shared":
            leading = [*words, ",", *leading]
        elif slot.late or kind == "content":
            if slot.late and kind == "object" and words and words[0] != "in":
                last = max((item for item in frame.group if isinstance(item, int)), default=verb)
                rest.append((2 * last + 1, words))  # "whom she wed in 1957" -> she wed him in 1957
            elif (
                slot.late and words[:1] == ["in"] and any(is_told_at_length(tokens, other, slot) for other in chosen)
            ):
                leading = [*words, ",", *leading]  # "In Leeds, they signed a deal that will …"
            else:
                rest.append((LAST, [*(["that"] if is_parted(tokens, frame, slot, words, chosen) else []), *words]))
                behind = head
        elif head < anchor and head < verb and (frame.own is not None or opens(tokens, frame, slot)):
            leading += [*words, *([","] if len(words) > 1 else [])]
        elif kind == "clause" and head > verb > behind:
            rest.append((LAST + 1, [",", *words]))  # '"We will go," said Hale, adding that …'
        elif kind == "clause" and head > behind > verb:
            rest.append((LAST + 1, words))  # "wanted it open, while others did not"
        else:
            rest.append((2 * place(words, head), words))
    found = [*leading, *subject]
    for item in frame.group:
        if isinstance(item, int):
            rest.append((2 * item, [item]))
        else:
            found.append(item)
    rest.sort(key=itemgetter(0))
    for _, words in rest:
        found += words
    return found


def is_told_at_length(tokens: Tokens, other: tuple[Slot, list[Item]], slot: Slot) -> bool:
    """Whether another part of the clause holds a clause of its own, which a place behind it would be read with."""
    return other[0] is not slot and any(
        isinstance(item, int) and tokens.dep[item] in ("relcl", "acl", "ccomp", "xcomp", "advcl") for item in other[1]
    )


def opens(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    """ "and then, with a minute left, scored": what stands between commas opens the claim."""
    first = min((item for item in frame.group if isinstance(item, int)), default=frame.verb)
    last = tokens.right[slot.head]
    between = "," in tokens.form[last : last + 2]
    return frame.role == "joined" and slot.kind in ("place", "time") and slot.head < first and between


def is_parted(
    tokens: Tokens, frame: Frame, slot: Slot, words: list[Item], chosen: list[tuple[Slot, list[Item]]]
) -> bool:
    """Whether what was said in front comes behind more than the verb: "confirmed on Tuesday that it will close"."""
    begin = place(words, slot.head)
    if slot.kind != "content" or slot.head > frame.verb or begin > frame.verb:
        return False
    quoted = any(tokens.form[item] in QUOTES for item in range(max(begin - 1, 0), frame.verb))
    return not quoted and any(other.head > frame.verb for other, _ in chosen)


def place(words: list[Item], head: int) -> int:
    if words and isinstance(words[0], int):
        return words[0]
    return next((item for item in words if isinstance(item, int)), head)


def needed(tokens: Tokens, frame: Frame) -> list[list[tuple[Slot, list[Item]]]]:
    """Every choice of wordings for the slots that no claim may miss."""
    slots = [slot for slot in frame.slots if slot.need]
    size = 1
    for slot in slots:
        size *= len(slot.wordings)
    if size == 1:
        return [[(slot, slot.wordings[0]) for slot in slots]]
    if size > CAP:
        return [[(slot, merged(tokens, slot)) for slot in slots]]
    return [list(zip(slots, choice, strict=True)) for choice in product(*[slot.wordings for slot in slots])]


def merged(tokens: Tokens, slot: Slot) -> list[Item]:
    """All wordings of a slot in one: the coordination as it stands, with the commas and the "and" between."""
    wordings = slot.long or slot.wordings
    if len(wordings) == 1:
        return wordings[0]
    words = sorted({item for words in wordings for item in words if isinstance(item, int)})
    found: list[Item] = [*words[:1]]
    for before, item in pairwise(words):
        joints = range(before + 1, item)
        if len(joints) <= 2 and all(tokens.form[joint] == "," or tokens.tag[joint] == "CC" for joint in joints):
            found += joints
        found.append(item)
    return found


def frame_clues(tokens: Tokens, frame: Frame, optional: list[Slot]) -> tuple[str, ...]:
    """What is known of a clause, for the choice among its claims."""
    objects = len([slot for slot in frame.slots if slot.need and slot.kind != "adverb"])
    verb, head = tokens.lower[frame.verb], frame.subject_head
    shape = "passive" if frame.passive else "be" if verb in BE else "active"
    subject = tokens.tag[head] if head >= 0 else "none"
    helper = "-"
    for item in frame.group:
        if isinstance(item, int):
            helper = tokens.tag[item]
            break
    named = bool(head >= 0 and tokens.entity[head])
    return (
        f"shape={shape}{objects if objects < 2 else 2}",
        f"adjuncts={len(optional) if len(optional) < 4 else 4}",
        f"subject={subject}",
        f"tense={helper}",
        f"tense={helper}/named={named}",
        f"verb={verb}",
    )


def slot_clues(tokens: Tokens, frame: Frame, slot: Slot) -> tuple[str, ...]:
    """What is known of the adjunct that a claim adds to the core."""
    entity = "none"
    for item in reversed(slot.wordings[0]):
        if isinstance(item, int) and tokens.entity[item]:
            entity = tokens.entity[item]
            break
    side = "front" if slot.head < frame.verb else "behind"
    return f"word={tokens.lower[slot.head]}" if slot.kind == "place" else "word=-", f"entity={entity}", side


def names_nobody(tokens: Tokens, subject: list[Item]) -> bool:
    """Whether a subject still turns on a relative pronoun: "which", "some of whom"."""
    for item in subject[:4]:
        if (
            isinstance(item, int)
            and tokens.tag[item] in ("WP", "WDT")
            and (len(subject) == 1 or tokens.tag[tokens.head[item]] == "IN")
            and tokens.dep[item] in ("nsubj", "nsubjpass", "pobj")
        ):
            return True
    return False


def singly(
    article: Article, chosen: list[tuple[Slot, list[Item]]]
) -> tuple[list[tuple[Slot, list[Item]]], dict[int, str]]:
    """The parts of a clause said of one of several subjects, and the words that take another form."""
    found: list[tuple[Slot, list[Item]]] = []
    forms: dict[int, str] = {}
    for slot, words in chosen:
        worded, changed = kind_of_each(article, slot, words)
        found.append((slot, worded))
        forms |= changed
    return found, forms


def evenly(tokens: Tokens, cores: list[list[tuple[Slot, list[Item]]]]) -> list[list[tuple[Slot, list[Item]]]]:
    """Several cores without what is told of one object alone: of "a gun and £9,000 in cash" no gun is in cash."""
    if len(cores) < 2:
        return cores
    return [
        [(slot, words) for slot, words in core if slot.kind != "modifier" or belongs(tokens, slot, core)]
        for core in cores
    ]


def shares_unevenly(frame: Frame, optional: list[Slot]) -> bool:
    """Whether an object that may be told apart has modifiers of one of its parts only."""
    if "modifier" not in [slot.kind for slot in optional]:
        return False
    return any(slot.kind == "object" and len(slot.wordings) > 1 for slot in frame.slots)


def write(article: Article, frame: Frame) -> list[Draft]:
    tokens, found = article.tokens, []
    optional = [slot for slot in frame.slots if not slot.need]
    full = [slot for slot in optional if slot.kind not in ("clause", "shared")]

    known, alone = frame_clues(tokens, frame, optional), False
    apart = shares_unevenly(frame, optional)

    def add(
        rule: str, subject: list[Item], chosen: list[tuple[Slot, list[Item]]], clues: tuple[str, ...] = known
    ) -> None:
        forms = dict(frame.forms)
        if alone:
            chosen, each = singly(article, chosen)
            forms |= verb_form(tokens, frame) | each
        if is_bare_be(tokens, frame, chosen):
            return
        items = ordered(tokens, frame, subject, chosen)
        draft = Draft(
            items,
            f"{frame.role}:{rule}",
            frame.sentence,
            frame.verb,
            forms,
            kind=frame.kind,
            speaker=frame.speaker,
            clues=clues,
        )
        if frame.topic:
            start = tokens.start[article.sentences[frame.sentence][0]]
            draft.substitutions.append(("", frame.topic, start, start))
        found.append(draft)

    for place_, subject in enumerate(frame.subject):
        if names_nobody(tokens, subject):
            continue  # "some of whom", and nobody knows whom
        alone = one_of_several(tokens, frame, place_)
        for core in evenly(tokens, needed(tokens, frame)):
            add("core" if any(slot.kind != "shared" for slot in optional) else "whole", subject, core)
            for slot in optional:
                if (apart and not belongs(tokens, slot, core)) or (len(full) > 1 and is_beside(tokens, slot.head)):
                    continue
                clues = (*known, *slot_clues(tokens, frame, slot))
                for words in slot.wordings:
                    add(slot.kind, subject, [*core, (slot, words)], clues)
                for words in slot.examples:
                    add(slot.kind + ":example", subject, [*core, (slot, words)], clues)
                for words in slot.long:
                    add(slot.kind + ":long", subject, [*core, (slot, words)], clues)
            for slot in frame.slots:
                if slot.need and slot.examples:
                    clues = (*known, *slot_clues(tokens, frame, slot))
                    for words in slot.examples:
                        chosen = [(one, words if one is slot else its) for one, its in core]
                        add(slot.kind + ":example", subject, chosen, clues)
            if len(full) > 1:
                fitting = [slot for slot in full if not apart or belongs(tokens, slot, core)]
                add("full", subject, [*core, *((slot, merged(tokens, slot)) for slot in fitting)])
    alone = False
    if frame.brief:
        for core in needed(tokens, frame):
            add("brief", frame.brief, core)
    return [*found, *without_titles(article, found)]


def without_titles(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The claims with the bare names of people, whose titles are claims of their own."""
    titles = article.titles
    if not titles:
        return []
    found = []
    for draft in drafts:
        items = [item for item in draft.items if item not in titles]
        if len(items) < len(draft.items):
            found.append(replace(draft, items=items, rule=draft.rule + ":bare", substitutions=[*draft.substitutions]))
    return found


def run(article: Article) -> None:
    for frame in article.frames.values():
        if frame.subject and frame.finite and not frame.mute:
            article.drafts += write(article, frame)
