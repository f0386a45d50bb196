"""What a figure, a denial or a superlative holds for stays with it.

"pays 12 euros for each share", "12 deaths in the treated group", "leads in most polls", "cleared of arson", "worst
drought in the region since 1976", "spent 3 million on lobbying": without the phrase each says more.
"In Oregon, four barns burned, and premiums rose" tells where of both.
Reads frames; marks parts that no claim may leave out, and gives a joined clause the place that opens the sentence.
"""

from dataclasses import replace

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.bounds import SPANS
from claims.splitting.phrases import NOUN_TAGS

EACH = frozenset(("each", "every", "per"))
FREED = frozenset(
    [
        "cleared", "acquitted", "accused", "suspected", "deprived", "stripped", "robbed", "relieved",
        "absolved", "exonerated",
    ]
)  # fmt: skip
"""What somebody is only of something: who is cleared of murder may be guilty of manslaughter."""
SPENT = frozenset(("spend", "spends", "spent", "spending"))
GROUPS = frozenset(("group", "groups", "arm", "arms", "sample", "cohort", "samples", "cohorts"))
SOME = frozenset(("most", "some", "many", "several", "few", "recent", "early", "the"))
COUNTED = frozenset(("polls", "surveys", "forecasts", "estimates", "projections", "simulations", "scenarios"))
PLACES = frozenset(("GPE", "LOC"))
HEAVY = frozenset(("place", "time", "modifier"))


def words_of(slot: Slot) -> list[int]:
    wordings = slot.long or slot.wordings
    return [item for item in wordings[0] if isinstance(item, int)] if wordings else []


def has_figure(tokens: Tokens, words: list[int]) -> bool:
    tag, entity = tokens.tag, tokens.entity
    figures = [entity[item] for item in words if tag[item] in FIGURES]
    return not DATED.issuperset(figures)


FIGURES = frozenset(("CD", "$"))
DATED = frozenset(("DATE", "TIME"))


def tells_a_figure(tokens: Tokens, frame: Frame) -> bool:
    """Whether what is done or who does it is counted."""
    taken = [item for slot in frame.slots if slot.need for item in words_of(slot)]
    if has_figure(tokens, taken):
        return True
    return has_figure(tokens, [item for subject in frame.subject for item in subject if isinstance(item, int)])


def object_of(tokens: Tokens, preposition: int) -> int:
    for kid in tokens.kids[preposition]:
        if tokens.dep[kid] == "pobj":
            return kid
    return -1


def is_rate(tokens: Tokens, slot: Slot) -> bool:
    """ "each year", "for each share", "per head"."""
    return not EACH.isdisjoint([tokens.lower[item] for item in words_of(slot)[:2]])


def is_group(tokens: Tokens, slot: Slot) -> bool:
    """ "in the treated group": of the others the figure tells nothing."""
    if tokens.lower[slot.head] not in ("in", "among"):
        return False
    noun = object_of(tokens, slot.head)
    return noun >= 0 and tokens.lower[noun] in GROUPS


def is_some(tokens: Tokens, slot: Slot) -> bool:
    """ "in most polls": in others it is not so."""
    if slot.head + 1 >= len(tokens.lower) or tokens.lower[slot.head + 1] not in SOME:
        return False
    noun = object_of(tokens, slot.head)
    return noun >= 0 and tokens.lower[noun] in COUNTED


def is_what_of(tokens: Tokens, slot: Slot) -> bool:
    """ "cleared of arson", "spent 3 million on lobbying", "four men died of it"."""
    word, verb = tokens.lower[slot.head], tokens.lower[tokens.head[slot.head]]
    return (word == "of" and verb in FREED) or (word == "on" and verb in SPENT and not is_dated(tokens, slot))


def is_dated(tokens: Tokens, slot: Slot) -> bool:
    return any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[slot.head])


def is_cause(tokens: Tokens, slot: Slot) -> bool:
    """ "Only four patients died of it": how many died at all it does not tell."""
    return tokens.lower[slot.head] in ("of", "from") and tokens.lower[tokens.head[slot.head]] in (
        "died",
        "die",
        "dies",
    )


def is_out_of(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    """ "Of 40 patients in the control arm, 12 fell ill"."""
    opens = tokens.lower[slot.head] == "of" and frame.own is not None and slot.head < frame.own
    return opens and has_figure(tokens, words_of(slot))


def is_doer(tokens: Tokens, slot: Slot) -> bool:
    """ "14 fires were caused by faulty meters": that they were caused says nothing."""
    return slot.kind == "agent" and tokens.lower[tokens.head[slot.head]] in DONE


DONE = frozenset(("caused", "followed", "preceded", "accompanied", "triggered", "prompted", "sparked", "outnumbered"))


def keep(slot: Slot, *, whole: bool) -> None:
    slot.need = True
    if whole:
        slot.wordings = slot.long or slot.wordings


def of_figures(tokens: Tokens, frame: Frame) -> None:
    heavy = [slot for slot in frame.slots if not slot.need and slot.kind in HEAVY]
    figured = any(narrows_a_figure(tokens, slot) for slot in heavy) and tells_a_figure(tokens, frame)
    for slot in frame.slots:
        if is_doer(tokens, slot) or is_out_of(tokens, frame, slot):
            keep(slot, whole=True)
        if slot.need or slot.kind not in HEAVY:
            continue
        if (figured and narrows_a_figure(tokens, slot)) or is_what_of(tokens, slot) or is_some(tokens, slot):
            keep(slot, whole=is_rate(tokens, slot))


def narrows_a_figure(tokens: Tokens, slot: Slot) -> bool:
    return is_rate(tokens, slot) or is_group(tokens, slot) or is_cause(tokens, slot)


CHANGING = frozenset(
    [
        "rose", "rise", "rises", "risen", "rising", "fell", "fall", "falls", "fallen", "falling", "grew", "grow",
        "grows", "grown", "shrank", "shrink", "shrunk", "dropped", "drop", "drops", "increased", "increase",
        "increases", "decreased", "decrease", "declined", "climbed", "jumped", "slipped", "soared", "surged",
        "plunged", "tumbled", "gained", "lost", "doubled", "tripled", "halved", "went", "gone", "edged", "expanded",
        "contracted", "cut", "raised", "reduced", "slumped", "dipped", "crept", "swelled", "slid",
    ]
)  # fmt: skip
OVER = frozenset(("since", "over", "between", "during", "within"))
SPAN = SPANS | {"quarter", "period", "half", "term", "year", "month", "week", "season", "summer", "winter"}


def of_changes(tokens: Tokens, frame: Frame) -> None:
    """ "had risen by 12% since 2019", "has fallen 4% this year": nobody knows by how much without the time."""
    if tokens.lower[frame.verb] not in CHANGING:
        return
    spans = [slot for slot in frame.slots if not slot.need and is_span(tokens, slot)]
    if spans and any(measures(tokens, slot) for slot in frame.slots if slot not in spans):
        for slot in spans:
            keep(slot, whole=True)


def measures(tokens: Tokens, slot: Slot) -> bool:
    words = words_of(slot)
    part = any(tokens.lower[word] in ("quarter", "third", "half", "fifth", "tenth") for word in words)
    led = bool(words) and tokens.lower[words[0]] not in ("in", "to", "from", "at", "for", "after", "on")
    return slot.kind != "content" and led and (has_figure(tokens, words) or part)


def is_span(tokens: Tokens, slot: Slot) -> bool:
    """Whether a part tells over what time something changed: "since 2019", "this year", "over the same period"."""
    words = [tokens.lower[word] for word in words_of(slot)]
    if slot.kind not in HEAVY or not words or slot.head < 1:
        return False
    if tokens.dep[slot.head] == "npadvmod":
        first = tokens.left[slot.head]
        of_another = tokens.lower[first - 1] in SPAN and tokens.lower[first - 2] != "a"  # "the quarter last year"
        return words[0] in ("this", "last") and words[-1] in SPAN and not of_another
    if words[0] not in OVER:
        return False
    noun = object_of(tokens, slot.head)
    return words[0] == "since" or (noun >= 0 and (tokens.lower[noun] in SPAN or words[0] == "between"))


def counts_what_is_there(tokens: Tokens, frame: Frame) -> bool:
    """ "There were 12 deaths from flu in the treated group": told with all that narrows the count."""
    return (
        frame.own is not None
        and tokens.dep[frame.own] == "expl"
        and any(slot.need and slot.kind == "object" and has_figure(tokens, words_of(slot)) for slot in frame.slots)
    )


def of_counts(tokens: Tokens, frame: Frame) -> None:
    if not counts_what_is_there(tokens, frame):
        return
    for slot in frame.slots:
        led = tokens.dep[slot.head] == "prep" and tokens.tag[slot.head] == "IN" and slot.head > frame.verb
        if slot.kind in ("modifier", "place") and led and not is_dated(tokens, slot):
            keep(slot, whole=False)


def superlative(tokens: Tokens, frame: Frame) -> int:
    """The noun with "largest", "first" or "only" that the subject is said to be, or -1."""
    for slot in frame.slots:
        noun = slot.head
        if slot.kind != "object" or tokens.tag[noun] not in NOUN_TAGS:
            continue
        had = tokens.dep[noun] == "dobj" and tokens.lower[frame.verb] in ("has", "have", "had")
        if had or tokens.dep[noun] == "attr":
            row = [kid for kid in tokens.kids[noun] if kid < noun]
            if "JJS" in [tokens.tag[kid] for kid in row] or not LONE.isdisjoint([tokens.lower[kid] for kid in row]):
                return noun
    return -1


LONE = frozenset(("first", "last", "only", "sole"))


def narrows(tokens: Tokens, slot: Slot) -> bool:
    """Whether a phrase behind a superlative tells among what: a place, a "since", "in years", "between the two"."""
    noun, word = object_of(tokens, slot.head), tokens.lower[slot.head]
    if tokens.dep[slot.head] != "prep" or word in ("for", "with", "after", "because", "as"):
        return False
    back = noun >= 0 and tokens.lower[noun] in SPANS
    return word in ("since", "between", "among", "outside") or back or not is_dated(tokens, slot)


def of_superlatives(tokens: Tokens, frame: Frame) -> None:
    noun = superlative(tokens, frame)
    if noun < 0:
        return
    for slot in frame.slots:
        if slot.kind in ("modifier", "place") and slot.head > noun and narrows(tokens, slot):
            keep(slot, whole=True)
    draw_together(tokens, frame, noun)


def draw_together(tokens: Tokens, frame: Frame, noun: int) -> None:
    """Puts what a noun is only told with among its words, in their order: "the first landing in Ober in 26 years"."""
    thing = next(slot for slot in frame.slots if slot.head == noun)
    own = [one for one in frame.slots if one.need and one.kind == "modifier" and tokens.head[one.head] == noun]
    if len(thing.wordings) > 1 or not own or any(len(one.wordings) > 1 for one in own):
        return
    words = {item for one in [thing, *own] for wording in one.wordings for item in wording}
    if all(isinstance(item, int) for item in words):
        thing.wordings, thing.long = [[*sorted(item for item in words if isinstance(item, int))]], []
        frame.slots = [one for one in frame.slots if one not in own]


def opening_place(article: Article, frame: Frame) -> None:
    """ "In Oregon, four barns burned, and premiums rose by 20%": both in Oregon."""
    tokens, verb = article.tokens, frame.verb
    model = article.frame_of(tokens.head[verb])
    if model is None or model.own is None or frame.own is None or model.role != "main":
        return
    joint = tokens.left[frame.own] - 1
    if tokens.lower[joint] != "and" or any(is_where(tokens, slot) for slot in frame.slots):
        return
    first = article.sentences[frame.sentence][0]
    for slot in model.slots:
        opens = slot.kind == "place" and slot.head == first and slot.head < model.own
        if opens and is_where(tokens, slot) and tokens.form[tokens.right[slot.head] + 1] == ",":
            frame.slots.insert(0, replace(slot, kind="shared", need=True))
            slot.need = True
            return


def is_where(tokens: Tokens, slot: Slot) -> bool:
    noun = object_of(tokens, slot.head)
    return noun >= 0 and tokens.entity[noun] in PLACES and tokens.lower[slot.head] in ("in", "across", "at", "on")


def of_pairs(tokens: Tokens, frame: Frame) -> None:
    """ "in Canada on 3 May and in Mexico before the summer": each place has its own time, as only the whole tells."""
    heads = [slot.head for slot in frame.slots if slot.kind in ("place", "time")]
    for head in heads if len(heads) > 1 else ():
        if "conj" not in [tokens.dep[kid] for kid in tokens.kids[head]]:
            continue
        other = next((kid for kid in tokens.kids[head] if tokens.dep[kid] == "conj" and tokens.tag[kid] == "IN"), -1)
        like = [one for one in heads if other > one < head and tokens.lower[one] == tokens.lower[other]]
        if not like or tokens.lower[head] == tokens.lower[other]:
            continue
        for slot in frame.slots:
            if slot.head >= like[-1] and slot.kind in ("place", "time"):
                keep(slot, whole=True)


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.slots:
            of_figures(tokens, frame)
            of_counts(tokens, frame)
            of_changes(tokens, frame)
            of_superlatives(tokens, frame)
        if frame.role == "joined":
            opening_place(article, frame)
        if len(frame.slots) > 1:
            of_pairs(tokens, frame)
