"""Statements that hold only as far as they are told keep every place, time and phrase that narrows them.

"only one shot on target before the interval", "all schools closed in the county on Monday", "rose faster in April
than in March", "refused to sign before the vote", "first sailed in winter", "the biggest plant in the north": without
one of these each says more than the article, or something else.
Reads frames; marks parts that no claim may leave out.
"""

from collections.abc import Callable

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.bounds import ALL, PAYING, WHOLE, pays, sweeping
from claims.splitting.limiting import ALONE, FIRST, PARTS, is_limited, is_limiting, is_share
from claims.splitting.phrases import NOUN_TAGS, loose
from claims.splitting.stages.clauses import merged

NARROWING = frozenset(("place", "time", "modifier", "agent"))
CLAUSED = frozenset(("since", "before", "after", "until", "when", "once", "where"))
"""Openers of clauses that narrow as a time does."""
REASONS = frozenset(
    ["because", "due", "despite", "amid", "following", "according", "thanks", "including", "like", "owing", "ahead"]
)
"""Prepositions of what came with it or why: a statement without them claims no more."""
HOLDING_BACK = frozenset(
    [
        "fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing", "decline", "declines",
        "declined", "declining", "deny", "denies", "denied", "denying", "avoid", "avoids", "avoided", "avoiding",
        "forget", "forgot", "forgotten", "neglect", "neglected", "omit", "omitted", "unable", "stopped", "stops",
        "stop", "ceased", "ceases", "cease", "quit", "unlikely", "reluctant", "unwilling", "hesitant", "powerless",
    ]
)  # fmt: skip
"""Words behind which a verb tells what was not done: what narrows that verb narrows what was not."""
RANKED = frozenset(("first", "last"))
LONE = frozenset(("only", "sole"))
RANKED_OR_LONE = RANKED | LONE
WIDEST = LONE | {"all", "every"}


def words_of(slot: Slot) -> list[int]:
    wordings = slot.long or slot.wordings
    return [item for item in wordings[0] if isinstance(item, int)] if wordings else []


def is_reason(tokens: Tokens, slot: Slot) -> bool:
    return tokens.lower[tokens.left[slot.head]] in REASONS or tokens.lower[slot.head] in REASONS


def narrows(tokens: Tokens, frame: Frame, slot: Slot) -> bool:
    """Whether a part tells of where, when, which or by whom; what is added behind a comma does not."""
    if is_reason(tokens, slot) or (slot.head > frame.verb and loose(tokens, slot.head)):
        return False
    if slot.kind == "clause":
        first = tokens.left[slot.head]
        first += tokens.lower[first] == "only"
        return tokens.lower[first] in CLAUSED and slot.head > frame.verb
    return slot.kind in NARROWING


def fasten(tokens: Tokens, slot: Slot) -> None:
    slot.need = True
    slot.wordings, slot.long = [merged(tokens, slot)], []


def fasten_all(tokens: Tokens, frame: Frame) -> None:
    for slot in frame.slots:
        if narrows(tokens, frame, slot):
            fasten(tokens, slot)


def of_limits(tokens: Tokens, frame: Frame) -> bool:
    """ "had only one shot", "fewer than ten people voted", "first flew in 1990", "met only in winter"."""
    own = frame.own
    if own is not None and is_limited(tokens, own):
        return True
    for slot in frame.slots:
        if slot.kind == "adverb" and tokens.lower[slot.head] in RANKED_OR_LONE:
            return True
        words = words_of(slot)
        if slot.kind in ("place", "time", "clause", "agent") and words and is_limiting(tokens, words[0]):
            return True  # "only in men over 70 in the trial"
        if slot.kind == "clause":
            continue
        for word in words:
            if tokens.left[word] < word and is_limited(tokens, word):
                return True
    return False


def of_all(tokens: Tokens, frame: Frame) -> bool:
    """ "all schools closed", "of the homes sold, a third …": so many where and when it is told."""
    own = frame.own
    if own is None:
        return False
    counted = tokens.lower[own] in PARTS or tokens.tag[own] == "CD" or tokens.entity[own] == "PERCENT"
    if counted and "of" in [tokens.lower[slot.head] for slot in frame.slots if slot.head < own]:
        return True
    return sweeping(tokens, own) or is_share(tokens, own)


def of_comparisons(tokens: Tokens, frame: Frame) -> bool:
    """ "rose faster in April than in March", "more people left in 2021 than in any other year"."""
    return any(
        tokens.lower[word] == "than"
        and tokens.dep[word] in ("prep", "mark")
        and tokens.tag[word + 1 : word + 2] != ["CD"]
        for slot in frame.slots
        if slot.kind != "content"
        for word in words_of(slot)
    )


def is_likened(tokens: Tokens, place: int, last: int) -> bool:
    """ "as many cars as the old one", "the same as petrol", but not "as many as 40" and "as well as"."""
    if tokens.lower[place] == "same":
        return "as" in tokens.lower[place + 1 : place + 4]
    if (
        tokens.lower[place] != "as"
        or tokens.tag[place] != "RB"
        or place >= last
        or tokens.lower[place + 1] in PHRASES
    ):
        return False
    second = next((one for one in range(place + 2, last + 1) if tokens.lower[one] == "as"), -1)
    return 0 < second < last and tokens.tag[second + 1] != "CD"


PHRASES = frozenset(("well", "soon", "long", "far", "yet", "usual", "follows", "opposed"))


def of_likeness(tokens: Tokens, frame: Frame) -> bool:
    """ "carries twice as many cars as the old one in summer"."""
    last = min(tokens.right[frame.verb], len(tokens) - 2)
    return any(
        is_likened(tokens, word, last)
        for slot in frame.slots
        if slot.need and slot.kind in ("object", "complement", "adverb")
        for word in words_of(slot)
    )


def of_what_was_not(tokens: Tokens, frame: Frame) -> bool:
    """ "refused to sign before the vote", "denied taking money in 2018"."""
    return not HOLDING_BACK.isdisjoint([tokens.lower[link] for link in frame.chain[:-1]])


def of_ranks(tokens: Tokens, frame: Frame) -> None:
    """ "opened its biggest plant in the north in May", "sold all its shops in Norway"."""
    for slot in list(frame.slots):
        if slot.kind != "object" or tokens.tag[slot.head] not in NOUN_TAGS:
            continue
        row = [kid for kid in tokens.kids[slot.head] if kid < slot.head]
        top = any(tokens.tag[kid] == "JJS" or tokens.lower[kid] in WIDEST for kid in row)
        if top or any(tokens.lower[kid] in RANKED for kid in row):
            keep_field(tokens, frame, slot.head, top=top)


def keep_field(tokens: Tokens, frame: Frame, noun: int, *, top: bool) -> None:
    """Keeps the phrases that tell among what something is the first or the biggest."""
    for part in frame.slots:
        if tokens.dep[part.head] != "prep" or part.head < noun:
            continue
        behind = not any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[part.head])
        on_it = tokens.head[part.head] == noun or part.head == tokens.right[noun] + 1
        if (
            behind
            and not is_reason(tokens, part)
            and not loose(tokens, part.head)
            and (on_it or (top and placed(part)))
        ):
            fasten(tokens, part)


def placed(part: Slot) -> bool:
    return part.kind in ("place", "modifier")


def of_exceptions(tokens: Tokens, frame: Frame) -> None:
    """ "is safe for cyclists except at night", "approved it on condition that the trees are kept"."""
    for slot in frame.slots:
        if not placed(slot):
            continue
        words = [tokens.lower[word] for word in words_of(slot)]
        agreed = words[:2] in (["on", "condition"], ["under", "condition"])
        if agreed or not EXCEPT.isdisjoint(words):
            fasten(tokens, slot)


EXCEPT = frozenset(("except", "excepting", "barring"))


def of_extremes(tokens: Tokens, frame: Frame) -> None:
    """ "fell even among people who ate well": so it is told of these, and not of people."""
    for slot in frame.slots:
        words = words_of(slot)
        if placed(slot) and words and tokens.lower[words[0]] == "even":
            fasten(tokens, slot)


def of_contrasts(tokens: Tokens, frame: Frame) -> None:
    """ "rose by 4%, but in Lund they fell": where it is set against what was said before."""
    for slot in frame.slots:
        first = tokens.left[slot.head]
        opens = slot.kind == "place" and frame.own is not None and 0 < first < frame.own < frame.verb
        if opens and tokens.lower[first - 1] in ("but", "while", "whereas") and not is_reason(tokens, slot):
            fasten(tokens, slot)


def of_payment(tokens: Tokens, frame: Frame) -> None:
    """ "receive $31 in cash", "bought it for 3 million in shares"."""
    for slot in frame.slots:
        if not placed(slot):
            continue
        noun = next((kid for kid in tokens.kids[slot.head] if tokens.dep[kid] == "pobj"), -1)
        if noun >= 0 and pays(tokens, noun):
            fasten(tokens, slot)


Rule = Callable[[Tokens, Frame], bool | None]
NARROWED_BY: tuple[tuple[Rule, frozenset[str]], ...] = (
    (of_limits, FIRST | RANKED_OR_LONE),
    (of_all, PARTS | ALL | {"out", "CD", "PERCENT"}),
    (of_comparisons, frozenset(["than"])),
    (of_likeness, frozenset(["as", "same"])),
    (of_what_was_not, HOLDING_BACK),
)
"""Rules by which all that narrows a clause stays, and the words, tags or names a sentence has where one holds."""
FASTENED_BY: tuple[tuple[Rule, frozenset[str]], ...] = (
    (of_ranks, RANKED | WIDEST | {"JJS"}),
    (of_exceptions, EXCEPT | {"condition"}),
    (of_extremes, frozenset(["even"])),
    (of_contrasts, frozenset(["but", "while", "whereas"])),
    (of_payment, PAYING),
)
TOLD_BY = (
    HOLDING_BACK
    | RANKED
    | WIDEST
    | PARTS
    | PAYING
    | ALONE
    | EXCEPT
    | {"condition", "but", "while", "whereas"}
    | WHOLE
    | frozenset(["than", "as", "same", "just", "even", "%", "percent", "everyone", "everybody", "everything", "out"])
    | frozenset(["one", "two", "three", "four", "six", "seven", "eight", "nine"])
)
"""Words without one of which a sentence has none of these; most sentences have none."""


def may_limit(tokens: Tokens, first: int, end: int) -> bool:
    return not TOLD_BY.isdisjoint(tokens.lower[first:end]) or "JJS" in tokens.tag[first:end]


def run(article: Article) -> None:
    tokens = article.tokens
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, first, end in article.speaking():
        if may_limit(tokens, first, end):
            told = {*tokens.lower[max(first - 1, 0) : end], *tokens.tag[first:end], *tokens.entity[first:end]}
            found[number] = may_hold(NARROWED_BY, told), may_hold(FASTENED_BY, told)
    for frame in article.frames.values() if found else ():
        narrowing, fastening = found.get(frame.sentence, NONE)
        if narrowing and any(rule(tokens, frame) for rule in narrowing):
            fasten_all(tokens, frame)
        for rule in fastening:
            rule(tokens, frame)


NONE: tuple[list[Rule], list[Rule]] = ([], [])


def may_hold(rules: tuple[tuple[Rule, frozenset[str]], ...], told: set[str]) -> list[Rule]:
    return [rule for rule, words in rules if not words.isdisjoint(told)]
