"""Verbs joined by "and": "won the cup and left" -> both share subject, auxiliaries and negation.

Reads frames; gives subjects and verb groups to joined frames.
"""

from dataclasses import replace

from claims.splitting.article import Article, Frame, Item, Slot, Tokens
from claims.splitting.idioms import is_turned
from claims.splitting.stages.adverbials import opener
from claims.splitting.stages.predicates import BE, FINITE
from claims.splitting.stages.rows import DEEDS


def first_of(article: Article, verb: int) -> Frame | None:
    """The frame a joined verb leans on: the nearest verb to its left in the coordination."""
    return article.frame_of(article.tokens.head[verb])


SAME_IN_PAST = frozenset(
    [
        "bet",
        "bid",
        "burst",
        "cast",
        "cost",
        "cut",
        "hit",
        "hurt",
        "let",
        "put",
        "quit",
        "read",
        "rid",
        "set",
        "shed",
        "shut",
        "slit",
        "split",
        "spread",
        "thrust",
    ]
)


def may_be_bare(tokens: Tokens, frame: Frame, model: Frame) -> bool:
    """ "will open the park and shut the gate": a verb with one form for all joins a bare one behind a modal."""
    modal = any(isinstance(item, int) and tokens.tag[item] in ("MD", "TO") for item in model.group)
    return modal and tokens.tag[model.verb] == "VB" and tokens.lower[frame.verb] in SAME_IN_PAST


def is_to(tokens: Tokens, words: list[Item]) -> bool:
    """Whether the last of the words is the "to" of an infinitive."""
    return bool(words) and isinstance(words[-1], int) and tokens.lower[words[-1]] == "to"


def borrowed(tokens: Tokens, frame: Frame, model: Frame) -> list[Item]:
    """Auxiliaries the joined verb shares with the first: has won and [has] lost, may come and [may] go."""
    verb, above = frame.verb, tokens.head[frame.verb]
    own = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass")]
    tag = "VB" if may_be_bare(tokens, frame, model) else tokens.tag[verb]
    if above in model.chain[1:] and tag == tokens.tag[above]:  # "agreed to pay and [agreed] to leave"
        lead = [item for item in model.group if isinstance(item, str) or item < above]
        return lead[:-1] if own and is_to(tokens, lead) else lead
    if own and all(tokens.tag[kid] == "VB" for kid in own):  # "will be closed and [will] be sold"
        return [item for item in model.group if isinstance(item, int) and tokens.tag[item] == "MD"]
    if own or tag in FINITE:
        return []
    if tag in ("VBG", "VBN") and tokens.lower[model.verb] in BE and tokens.dep[model.verb] not in ("aux", "auxpass"):
        return [*model.group]  # "is home and doing better", "was ill and taken to Leeds"
    aux = [item for item in model.group if isinstance(item, str) or tokens.dep[item] in ("aux", "auxpass", "neg")]
    if tag == tokens.tag[model.verb] or tag in ("VB", "VBN", "VBG"):
        return [
            item for item in aux if isinstance(item, str) or tokens.head[item] == model.verb or model.role == "joined"
        ]
    return []


ASKING = frozenset(("why", "how", "whether", "what"))


def told_to(tokens: Tokens, frame: Frame, model: Frame) -> list[Slot]:
    """ "told him to go and win it": he was told to win it as well; "came from behind to level and win"."""
    above = tokens.head[frame.verb]
    if above not in model.chain[1:] or tokens.tag[frame.verb] != "VB":
        return []
    between = [slot for slot in model.slots if slot.need and model.verb < slot.head < above]
    return [slot for slot in between if slot.kind == "object" or is_turned(tokens, slot.head)]


def is_timed(tokens: Tokens, slot: Slot) -> bool:
    words = [item for wording in slot.wordings for item in wording if isinstance(item, int)]
    return any(tokens.entity[item] in ("DATE", "TIME") for item in words)


def share_opening(tokens: Tokens, frame: Frame, model: Frame) -> None:
    """ "On Monday he won the cup and left": the opening time holds for both, unless the second has a time itself."""
    if model.own is None or any(is_timed(tokens, slot) for slot in frame.slots):
        return
    for slot in model.slots:
        opens = slot.head < model.own and not slot.need and slot.kind in ("place", "time")
        if opens and is_timed(tokens, slot):
            frame.slots.insert(0, replace(slot, kind="shared", need=True))


def speaks_to_readers(tokens: Tokens, model: Frame) -> bool:
    """Whether a bare verb can share nothing with the first: "it is there, look"."""
    one = model.own is not None and tokens.lower[model.own] in ("it", "he", "she", "this", "that")
    return one and tokens.tag[model.verb] in ("VBZ", "VBD")


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.role != "joined":
            continue
        if frame.own is not None and opener(tokens, frame.verb) in ASKING:
            frame.mute = "a question"  # "spoke of wells and why she left"
        model = first_of(article, frame.verb)
        if model is None:
            continue
        frame.mute = frame.mute or model.mute
        deed = frame.own is None and tokens.lower[frame.verb] in DEEDS  # "said it was late and sent it"
        if frame.kind == "asserted" and not (deed and model.speaker == model.own):
            frame.kind, frame.speaker = model.kind, model.speaker
        share_opening(tokens, frame, model)
        if frame.own is not None:
            continue
        frame.subject, frame.subject_head = model.subject, model.subject_head
        frame.slots = [*told_to(tokens, frame, model), *frame.slots]
        lead = borrowed(tokens, frame, model)
        if not lead and tokens.tag[frame.verb] == "VB" and speaks_to_readers(tokens, model):
            frame.mute = "command or advice"  # "it is in the minutes, look it up"
        if lead and tokens.tag[frame.verb] == "VB" and isinstance(lead[-1], int) and tokens.lower[lead[-1]] in BE:
            frame.mute = "denied, wished or left open"  # "is asking them to do three things: pass it, raise it"
        frame.group = [*lead, *frame.group]
        frame.finite = frame.finite or model.finite
        frame.passive = frame.passive or (model.passive and tokens.tag[frame.verb] == "VBN")
