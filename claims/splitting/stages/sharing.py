"""What verbs that are joined hold together.

Of "killed or injured" nobody knows which: a statement with "or" is one claim. In "designed and built the house"
both verbs have the object that stands behind the last of them.
Reads frames; gives slots to frames and takes frames away that are half of an "or".
"""

from dataclasses import replace
from functools import cache

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.inflection import third_person
from claims.splitting.words import lexicon

CHOICES = frozenset(("or", "nor"))


@cache
def with_objects(language: str) -> frozenset[str]:
    """Every form of the verbs that need an object."""
    known = lexicon(language).pairs("objects")
    return frozenset(known) | frozenset(known.values()) | frozenset(map(third_person, known))


def coordinator(tokens: Tokens, verb: int) -> int:
    """The "and" or "or" that joins a verb to the one over it; in "a, b or c" that of the last. -1 without."""
    for _ in range(len(tokens)):
        above = tokens.head[verb]
        near = reversed(tokens.kids[above])
        joint = next((kid for kid in near if tokens.dep[kid] in ("cc", "conj") and above < kid < verb), -1)
        if joint >= 0 and tokens.dep[joint] == "cc":
            return joint
        after = next((kid for kid in reversed(tokens.kids[verb]) if tokens.dep[kid] == "conj"), -1)
        if after < 0 or is_led(tokens, verb) != is_led(tokens, after):
            return -1  # of "to lead, to build or mend" the "or" joins the last two
        verb = after
    return -1


def is_led(tokens: Tokens, verb: int) -> bool:
    """Whether a verb has a subject or helpers of its own in front."""
    return any(kid < verb and tokens.dep[kid] not in ("advmod", "neg") for kid in tokens.kids[verb])


def is_behind(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    return slot.head > max(frame.chain)


def are_beside(tokens: Tokens, model: Frame, verb: int) -> bool:
    """Whether nothing but a comma, "and" or "or" stands between two verbs."""
    last = tokens.head[verb]
    between = range(last + 1, verb)
    joints = all(tokens.form[item] == "," or tokens.dep[item] == "cc" for item in between)
    return bool(between) and joints and last == max(model.chain)


def as_one(article: Article, model: Frame, frame: Frame) -> None:
    """Makes both verbs one predicate: beside one another with all that follows, else with the second half whole."""
    tokens, verb = article.tokens, frame.verb
    if frame.own is None and are_beside(tokens, model, verb):
        model.group += [*denial(tokens, model), *range(tokens.head[verb] + 1, verb), *frame.group]
        model.slots += frame.slots
        model.chain += frame.chain
    else:
        joint = tokens.head[verb] + 1
        first = next((item for item in range(verb - 1, joint, -1) if tokens.dep[item] == "cc"), tokens.left[verb])
        words = [*range(min(first, tokens.left[verb]), tokens.right[verb] + 1)]
        model.slots.append(Slot(verb, True, "complement", [words]))
    article.owner.update(dict.fromkeys(frame.chain, model.verb))


def denial(tokens: Tokens, model: Frame) -> list[int]:
    """The "neither" of "neither charged nor arrested"."""
    kids = tokens.kids[max(model.chain)]
    return [kid for kid in kids if tokens.dep[kid] in ("preconj", "cc") and tokens.lower[kid] == "neither"]


def takes_along(article: Article, model: Frame, frame: Frame) -> bool:
    """Whether the first of two verbs side by side needs an object, which only the second has."""
    tokens = article.tokens
    needs = with_objects(article.language) | article.lexicon["transitive"]
    first = tokens.lower[tokens.head[frame.verb]]
    return first in needs and not model.passive and frame.own is None and are_beside(tokens, model, frame.verb)


def share_objects(article: Article, model: Frame, frame: Frame) -> None:
    """ "designed and built the house": what she built she designed."""
    tokens = article.tokens
    if any(is_behind(tokens, model, slot) and slot.kind not in ("clause", "adverb") for slot in model.slots):
        return
    behind = [slot for slot in frame.slots if is_behind(tokens, frame, slot)]
    if any(slot.kind == "object" and slot.need for slot in behind):
        model.slots += [replace(slot) for slot in behind]


def run(article: Article) -> None:
    tokens, frames = article.tokens, article.frames
    for verb in reversed([verb for verb, frame in frames.items() if frame.role == "joined"]):
        joint = coordinator(tokens, verb)
        model = article.frame_of(tokens.head[verb])
        if joint >= 0 and tokens.lower[joint] in CHOICES:
            if model is not None:
                as_one(article, model, frames[verb])
            del frames[verb]
        elif joint >= 0 and model is not None and takes_along(article, model, frames[verb]):
            share_objects(article, model, frames[verb])
