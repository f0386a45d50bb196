"""What only might be so: conditions without "if", advice behind a condition, and all that hangs on an open clause.

"Had it rained, the fair would have closed" claims neither half alone; what hangs on a condition, a denial or a wish
is as open as they are; what hangs on somebody's words is said by the same speaker.
Reads frames; mutes them, gives them the condition they need, or their kind and speaker.
"""

from dataclasses import replace

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.phrases import gather, is_existential, loose

INVERTED = frozenset(("had", "were", "should"))
"""Verbs that open a condition when they stand before their subject."""
PERSONS = frozenset(("i", "you", "he", "she", "it", "we", "they"))
OPEN = frozenset(("condition", "denied, wished or left open", "a question", "what a noun holds", "may be"))
"""Reasons to mute a clause that hold for what hangs on it as well."""
HANGING = frozenset(("content", "adverbial", "gerund", "joined"))
RESTRICTING = frozenset(("relative", "participle"))


def stands_in_front(tokens: Tokens, index: int, first: int) -> bool:
    """Whether the verb opens its clause, right before its subject."""
    if index == first:
        return tokens.tag[index + 1] not in ("IN", "TO", "RB")
    return tokens.lower[index + 1] in PERSONS and tokens.dep[index + 1] in ("nsubj", "nsubjpass")


def has_modal(tokens: Tokens, frame: Frame) -> bool:
    return "MD" in [tokens.tag[item] for item in frame.group if isinstance(item, int)]


def inverted(article: Article, first: int, end: int) -> None:
    """ "Had it rained, the fair would have closed": the first half is a condition of the second."""
    tokens = article.tokens
    if INVERTED.isdisjoint(tokens.lower[first : end - 3]):
        return
    for index in range(first, end - 3):
        if tokens.lower[index] not in INVERTED or not stands_in_front(tokens, index, first):
            continue
        comma = next((place for place in range(index + 2, end) if tokens.form[place] == ","), end)
        others = [*range(comma, end), *range(index - 1, first, -1)]
        found = (article.frames[verb] for verb in others if verb in article.frames)
        main = next((frame for frame in found if has_modal(tokens, frame)), None)
        if main is None:
            continue
        last = comma - 1 - (comma == end and tokens.form[end - 1] in ".!")
        for verb in range(index, comma):
            if verb in article.frames:
                article.frames[verb].mute = "condition"
        main.slots = [slot for slot in main.slots if not index <= slot.head < comma and index not in slot.wordings[0]]
        main.slots.insert(0, Slot(index, True, "condition", [[*range(index, last + 1)]]))


def advises(article: Article, frame: Frame) -> bool:
    """ "You cannot drown, but always wear a vest": the second half is advice and no statement."""
    tokens, verb = article.tokens, frame.verb
    if frame.own is not None or tokens.tag[verb] not in ("VB", "VBP"):
        return False
    model = article.frame_of(tokens.head[verb])
    if model is None:
        return False
    bare = not any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[verb])
    joint = (tokens.lower[kid] for kid in tokens.kids[model.verb] if tokens.dep[kid] == "cc" and kid < verb)
    return bare and has_modal(tokens, model) and "but" in joint


def without(tokens: Tokens, frame: Frame) -> None:
    """ "Without the grant the school would close", "Excluding currency, sales grew": no claim may lose that."""
    for slot in frame.slots:
        word = tokens.lower[slot.head]
        if word in OF and is_for_whom(tokens, frame, slot):
            slot.need, slot.wordings = True, [[*gather(tokens, slot.head)]]
        if slot.kind == "place" and (word in BARRING or (word in BUT and hangs_open(tokens, frame, slot))):
            slot.need, slot.wordings = True, slot.long or slot.wordings


def hangs_open(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    """ "With the grant it would close", "Without it the school may": so only under what stands in front."""
    word = tokens.lower[slot.head]
    if slot.head > frame.verb:
        return False
    would = any(isinstance(item, int) and tokens.lower[item] in WOULD for item in frame.group)
    return would or (word == "without" and has_modal(tokens, frame))


def is_for_whom(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    """ "For a couple with two children, the tax comes to 900 euros": for others it may not."""
    word = tokens.lower[slot.head]
    if frame.own is None or slot.head > frame.own:
        return False
    noun = next((kid for kid in tokens.kids[slot.head] if tokens.dep[kid] == "pobj"), -1)
    if noun < 0:
        return False
    if sweeping(tokens, noun):
        return True  # "Of every dollar, 87 cents go there", "For every child we treat, three are turned away"
    timed = tokens.entity[noun] in ("DATE", "TIME")
    now = tokens.tag[frame.verb] in ("VBZ", "VBP") or has_modal(tokens, frame)
    some = is_existential(tokens, noun) or (tokens.tag[noun] == "NNS" and tokens.left[noun] == noun)
    return word == "for" and now and not timed and some


WOULD = frozenset(("would", "could", "might", "'d"))
OF = frozenset(("for", "of"))
BUT = frozenset(("without", "with", "under"))
BARRING = frozenset(("excluding", "except", "barring", "excepting", "notwithstanding", "pending"))


def may_come(tokens: Tokens, frame: Frame) -> bool:
    """Whether the clause tells what will or would be, by a modal of its own or one it shares."""
    return has_modal(tokens, frame) or (frame.own is None and tokens.tag[frame.verb] == "VB")


def shared_conditions(article: Article, frames: list[Frame]) -> None:
    """ "If I win, I will build homes, and taxes will fall": what opens the sentence is the condition of both."""
    tokens = article.tokens
    leading = next(
        (slot for one in frames for slot in one.slots if slot.kind == "condition" and slot.head < one.verb),
        None,
    )
    if leading is None or tokens.left[leading.head] - article.sentences[frames[0].sentence][0] > 1:
        return
    for frame in frames:
        kept = any(slot.kind == "condition" for slot in frame.slots) or frame.verb < leading.head
        if frame.role in ("main", "joined") and not kept and may_come(tokens, frame):
            frame.slots.insert(0, replace(leading, kind="shared"))


def condition_of_the_last(article: Article, frame: Frame) -> None:
    """ "The lease runs for years and can be extended if both agree": what can be hangs on it, what is does not."""
    tokens = article.tokens
    model = article.frame_of(tokens.head[frame.verb])
    if model is None or model is frame:
        return
    for slot in [one for one in model.slots if one.kind == "condition" and one.head > frame.verb]:
        frame.slots.append(slot)
        if may_come(tokens, frame) and not may_come(tokens, model):
            model.slots.remove(slot)


def around(article: Article, frame: Frame) -> Frame | None:
    """The frame of the clause that a clause hangs in."""
    node, head = frame.verb, article.tokens.head
    for _ in range(8):
        above = head[node]
        if above == node:
            return None
        found = article.frame_of(above)
        if found is not None and found is not frame:
            return found
        node = above
    return None


def is_told(article: Article, frame: Frame | None) -> bool:
    """Whether a clause is the content of somebody's words, or joined to such a clause."""
    while frame is not None and frame.kind == "attributed" and frame.role in HANGING | RESTRICTING:
        if frame.role == "content":
            return True
        frame = around(article, frame)
    return False


def would_otherwise(tokens: Tokens, frame: Frame) -> bool:
    """ "the ward would otherwise have closed": it did not, and would not now."""
    return "otherwise" in [tokens.lower[kid] for kid in tokens.kids[frame.verb]] and has_modal(tokens, frame)


def goes_on(article: Article, frame: Frame, above: Frame) -> bool:
    """Whether a clause behind a comma is told as well: 'said it may lead to an appeal, which could cost 90,000'.

    What might be is somebody's guess, and "when" goes on with their story; of "which opened in May" nobody knows.
    """
    tokens = article.tokens
    if frame.role not in RESTRICTING or frame.verb < above.verb:
        return False
    guessed = any(isinstance(item, int) and tokens.tag[item] == "MD" for item in frame.group)
    return guessed or tokens.lower[tokens.left[frame.verb]] == "when"


def inherit(article: Article, frame: Frame, above: Frame) -> None:
    """What is open or told by somebody makes what hangs on it open or told as well."""
    if above.mute not in OPEN and (above.kind != "attributed" or frame.kind != "asserted"):
        return
    restricts = frame.role in RESTRICTING and not loose(article.tokens, frame.verb)
    if frame.role in HANGING and above.mute in OPEN and frame.kind != "presupposed":
        frame.mute = frame.mute or above.mute
    supposed = (
        above.mute == "condition" and restricts and is_existential(article.tokens, article.tokens.head[frame.verb])
    )
    if supposed and frame.kind != "presupposed":
        frame.mute = frame.mute or above.mute  # "if you come from a country where it occurs"
    within = frame.role in HANGING or restricts or goes_on(article, frame, above)
    if within and frame.kind == "asserted" and is_told(article, above):
        frame.kind, frame.speaker = "attributed", above.speaker


def run(article: Article) -> None:
    for _, first, end in article.speaking():
        inverted(article, first, end)
    found: dict[int, list[Frame]] = {}
    for frame in article.frames.values():
        found.setdefault(frame.sentence, []).append(frame)
        without(article.tokens, frame)
        if frame.role == "joined":
            condition_of_the_last(article, frame)
            if advises(article, frame):
                frame.mute = "advice"
        if would_otherwise(article.tokens, frame):
            frame.mute = "condition"
    for frames in found.values():
        if len(frames) > 1:
            shared_conditions(article, frames)
    hung = [(frame, above) for frame in article.frames.values() if (above := around(article, frame)) is not None]
    for _ in range(3):  # a clause may hang on one that stands behind it
        for frame, above in hung:
            inherit(article, frame, above)
