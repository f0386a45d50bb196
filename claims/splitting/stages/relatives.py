"""Relative clauses with their antecedent put back: "the firm, which makes pumps" -> the firm makes pumps.

Reads frames; gives subjects or objects to relative frames.
"""

from claims.splitting.agreement import is_of_all_of_them, is_of_both
from claims.splitting.article import Article, Frame, Item, Slot, Tokens
from claims.splitting.bounds import of_such_only, sweeping
from claims.splitting.dividing import out_of
from claims.splitting.inflection import singular
from claims.splitting.phrases import conjuncts, gather, is_existential, loose
from claims.splitting.referents import known, naming, referent, slim
from claims.splitting.stages import settings
from claims.splitting.stages.joints import SHARES
from claims.splitting.stages.judgments import is_of_a_statement, is_of_all
from claims.splitting.stages.predicates import in_present
from claims.splitting.stages.subjects import in_general, wordings

WH = frozenset(("who", "which", "that", "whom"))


def antecedent(article: Article, frame: Frame) -> tuple[int, list[Item]]:
    tokens, noun = article.tokens, article.tokens.head[frame.verb]
    if is_of_both(tokens, frame, noun):
        first = tokens.head[noun]
        return first, list(gather(tokens, first, {frame.verb}))
    if is_of_all_of_them(tokens, frame, noun):
        later = {one for one in conjuncts(tokens, noun) if one > frame.verb}
        return noun, list(gather(tokens, noun, {frame.verb} | later))
    head = referent(article, noun)
    if tokens.tag[head] in ("PRP", "DT"):  # "it is the best thing they did": they did the thing
        head = noun
    share = out_of(tokens, noun) if head == noun and not loose(tokens, frame.verb) else ()
    return head, [item for item in naming(tokens, head, frame.verb) if item not in share]


def whose_of_a_group(article: Article, frame: Frame) -> int:
    """ "a group of 200 people, whose hall": the hall is the group's; -1 where the noun itself is meant."""
    tokens, noun = article.tokens, article.tokens.head[frame.verb]
    of = tokens.head[noun]
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
    grouped = tokens.dep[noun] == "pobj" and tokens.lower[of] == "of" and tokens.tag[tokens.head[of]] == "NN"
    return tokens.head[of] if counted and grouped and loose(tokens, frame.verb) else -1


def of_owner(article: Article, frame: Frame, owner: list[Item]) -> list[Item] | None:
    """ "whose firm" with the owner put in: "Ada Brook's firm"; None when there is no "whose"."""
    tokens = article.tokens
    if frame.own is None:
        return None
    whose = whose_of(tokens, frame.own)
    if whose is None or in_a_description(tokens, tokens.head[frame.verb]):
        return None
    group = whose_of_a_group(article, frame)
    if group >= 0:
        owner = slim(tokens, group, tokens.head[tokens.head[frame.verb]])
    last = owner[-1] if owner else ""
    many = isinstance(last, int) and tokens.tag[last] in ("NNS", "NNPS") and tokens.lower[last].endswith("s")
    mark = "'" if many else "'s"
    return [
        one
        for item in (wordings(article, frame.own, frame.verb) or [[]])[0]
        for one in ([*owner, mark] if item == whose else [item])
    ]


def whose_of(tokens: Tokens, own: int) -> int | None:
    """The "whose" of a subject: "whose firm", "most of whose firms"."""
    of = next((kid for kid in tokens.kids[own] if tokens.lower[kid] == "of"), own)
    near = [*tokens.kids[own], *(below for kid in tokens.kids[of] for below in tokens.kids[kid])]
    return next((kid for kid in near if tokens.lower[kid] == "whose"), None)


def tells_which(article: Article, frame: Frame) -> bool:
    """Whether the clause only tells who is meant: "people who smoke die younger" does not say that people smoke."""
    tokens, noun = article.tokens, article.tokens.head[frame.verb]
    if loose(tokens, frame.verb):
        return False
    if sweeping(tokens, noun) or tokens.lower[noun] == "those":
        return True
    if (
        tokens.dep[noun] in ("nsubj", "nsubjpass")
        and is_existential(tokens, noun)
        and in_general(tokens, tokens.head[noun])
    ):
        return True
    known = any(tokens.dep[kid] in ("det", "poss", "nummod") for kid in tokens.kids[noun])
    if of_such_only(tokens, noun) and in_present(tokens, frame.verb):
        return True
    subject = tokens.dep[noun] in ("nsubj", "nsubjpass") and tokens.tag[noun] == "NNS"
    said = tokens.head[noun]
    general = in_present(tokens, said) or tokens.tag[said] == "VB"  # "lets firms that move there pay nothing"
    picked = tokens.lower[tokens.left[frame.verb]] == "that"  # "homes that were built before 1950 have no drains"
    return subject and not known and general and (picked or in_present(tokens, frame.verb))


def in_a_description(tokens: Tokens, noun: int) -> bool:
    """ "a hall half buried in a slope, whose roof …": the roof may be the hall's."""
    above = tokens.head[noun]
    return tokens.dep[noun] == "pobj" and tokens.dep[tokens.head[above]] == "acl"


def is_span(tokens: Tokens, frame: Frame) -> bool:
    """Whether "when" follows a length of time: "after six minutes", "within two years"."""
    noun = tokens.head[frame.verb]
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
    return counted and tokens.tag[noun] == "NNS" and tokens.entity[noun] in ("DATE", "TIME")


def is_relative(tokens: Tokens, item: Item) -> bool:
    return isinstance(item, int) and tokens.lower[item] in WH and tokens.tag[item][0] == "W"


def some_of(tokens: Tokens, wording: list[Item], words: list[Item]) -> list[Item]:
    """ "some of whom" with those who are meant put in: some of the six witnesses."""
    words = known(tokens, words)
    return [one for item in wording for one in (words if is_relative(tokens, item) else [item])]


def share_of(tokens: Tokens, frame: Frame) -> Slot | None:
    """The "of which" of "twelve novels, of which four were co-written": four of the novels were."""
    own = frame.own if frame.own is not None else -1
    if own < 0 or (tokens.tag[own] != "CD" and tokens.lower[own] not in SHARES):
        return None
    return next(
        (
            slot
            for slot in frame.slots
            if slot.kind == "place"
            and slot.head < own
            and [tokens.lower[item] for item in slot.wordings[0] if isinstance(item, int)] in OF_WHICH
        ),
        None,
    )


OF_WHICH = (["of", "which"], ["of", "whom"])


def is_of_somebody(article: Article, frame: Frame, head: int) -> bool:
    """ "a trip with a classmate, which leads to trouble": "which" is of no person, so it is of all that was said."""
    tokens = article.tokens
    if frame.own is None or tokens.lower[frame.own] != "which":
        return False
    return tokens.entity[head] == "PERSON" or singular(tokens.lower[head]) in article.lexicon["roles"]


def chosen_between(tokens: Tokens, frame: Frame) -> bool:
    """ "will face either Easton or Albion, who drew 1-1": both drew, and no "either" did."""
    noun = tokens.head[frame.verb]
    while tokens.dep[noun] == "conj" and tokens.head[noun] != noun:
        noun = tokens.head[noun]
    words = tokens.lower[tokens.left[noun] : frame.verb]
    chosen = "either" in words or "neither" in words
    return chosen and ("or" in words or "nor" in words) and loose(tokens, frame.verb)


def is_named_apart(tokens: Tokens, frame: Frame) -> bool:
    """ "one of which, Ober Hole, bears her name": the name has taken the place of "one of which"."""
    own = frame.own if frame.own is not None else frame.verb
    return tokens.lower[own + 1 : own + 3] in OF_WHICH and tokens.dep[own] in ("nsubj", "nsubjpass")


def is_done_again(tokens: Tokens, frame: Frame) -> bool:
    """ "if it rejected the budget, which it did": it did the rejecting, and nobody does a budget."""
    object_ = any(tokens.lower[kid] == "which" and tokens.dep[kid] == "dobj" for kid in tokens.kids[frame.verb])
    return object_ and frame.own is not None and tokens.lower[frame.verb] in ("did", "does", "do")


def is_superlative(tokens: Tokens, verb: int) -> bool:
    """ "the best thing they ever did" is not "they ever did the thing"."""
    noun = tokens.head[verb]
    best = tokens.tag[noun] == "JJS" or any(tokens.tag[kid] == "JJS" for kid in tokens.kids[noun])
    return best or any(tokens.lower[kid] == "ever" for kid in tokens.kids[verb])


WHEN = frozenset(
    ("date", "day", "time", "moment", "year", "way", "reason", "hour", "week", "month", "night", "minute")
)
"""Nouns that tell when, how or why, and what nothing is done to."""


def is_occasion(tokens: Tokens, words: list[Item]) -> bool:
    return bool(words) and isinstance(words[-1], int) and tokens.lower[words[-1]] == "time"


COUNTED = frozenset(("first", "second", "third", "fourth", "fifth"))


def tell_time(tokens: Tokens, frame: Frame, slot: Slot, words: list[Item]) -> bool:
    """ "the first time that a woman has led it" -> a woman has led it for the first time; the last is not told."""
    if any(isinstance(item, int) and tokens.lower[item] in COUNTED for item in words):
        slot.wordings, slot.late, slot.need = [["for", *words]], True, True
    else:
        frame.slots.remove(slot)
    return True


def put_back(article: Article, frame: Frame, words: list[Item]) -> bool:
    """Fills the gap of an object or place relative with the antecedent. False when no gap is found."""
    tokens = article.tokens
    for slot in frame.slots:
        wording = slot.wordings[0]
        first = wording[0] if wording else -1
        lowers = [tokens.lower[item] if isinstance(item, int) else item for item in wording]
        if len(lowers) == 1 and lowers[0] in WH and is_occasion(tokens, words):
            return tell_time(tokens, frame, slot, words)
        if len(lowers) == 1 and lowers[0] in WH:
            slot.wordings, slot.late = [words], True
            return True
        if (
            lowers == ["where"]
            and words
            and isinstance(words[-1], int)
            and tokens.entity[words[-1]] in ("DATE", "TIME")
        ):
            frame.slots.remove(slot)
            return True
        if lowers == ["when"] and is_span(tokens, frame):
            frame.slots.remove(slot)  # "after six minutes, when Hale scored": nobody scored in six minutes
            return True
        if len(lowers) == 1 and lowers[0] in ("where", "when"):
            back = settings.phrase(article, frame, lowers[0], words)
            if not back:
                frame.slots.remove(slot)
            slot.wordings, slot.late, slot.need = [back], True, True
            return True
        if len(lowers) == 1 and slot.kind == "place" and isinstance(first, int) and tokens.dep[first] == "prep":
            slot.wordings, slot.late, slot.need = [[first, *words]], True, True
            return True  # "the house they lived in"
        if len(lowers) == 2 and lowers[1] in WH and isinstance(first, int):
            slot.wordings, slot.late, slot.need = [[first, *words]], True, True
            return True
    if tokens.lower[tokens.head[frame.verb]] in WHEN:
        return False  # "the day she left": nobody leaves a day
    if not any(slot.kind in ("object", "content") for slot in frame.slots) and not frame.passive:
        frame.slots.append(Slot(frame.verb, True, "object", [words], late=True))
        return True
    return False


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.role != "relative":
            continue
        head, words = antecedent(article, frame)
        if (
            chosen_between(tokens, frame)
            or tells_which(article, frame)
            or is_of_somebody(article, frame, head)
            or is_of_all(article, frame)
            or is_of_a_statement(article, frame)
        ):
            frame.subject = []
            continue
        owned = of_owner(article, frame, words)
        if owned is not None:
            frame.subject, frame.subject_head = [owned], frame.own if frame.own is not None else -1
        elif not frame.subject:
            frame.subject, frame.subject_head = [words], head
        elif (share := share_of(tokens, frame)) is not None:
            frame.slots.remove(share)
            frame.subject = [[*wording, "of", *words] for wording in frame.subject]
        elif any(is_relative(tokens, item) for item in frame.subject[0]):
            frame.subject = [some_of(tokens, wording, words) for wording in frame.subject]
        elif is_named_apart(tokens, frame):
            continue
        elif (
            is_superlative(tokens, frame.verb) or is_done_again(tokens, frame) or not put_back(article, frame, words)
        ):
            frame.subject = []  # "the best thing they ever did" is not "they ever did the thing"
