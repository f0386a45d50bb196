"""Who is charged, who is meant by an amount, and how many are: words hung on the nearest noun.

Of "appeared before magistrates charged with theft" whoever appeared was charged; of "every vehicle over 3.5 tonnes
entering" the vehicle enters; "nine in ten of them have" is one amount with a verb of its own.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.stages.adverbials import borrow_subject, finite_be
from claims.splitting.stages.judgments import JUDGED, states
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

BENCH = frozenset(
    [
        "magistrates", "magistrate", "judge", "judges", "court", "courts", "jury", "jurors", "tribunal",
        "panel", "sheriff", "bench", "justices", "dock", "commission", "committee", "hearing", "prosecutor",
        "prosecutors",
    ]
)  # fmt: skip
CHARGED = frozenset(
    (
        "charged",
        "accused",
        "facing",
        "suspected",
        "indicted",
        "convicted",
        "wearing",
        "looking",
        "flanked",
        "pleading",
    )
)
BEFORE = frozenset(("before", "in", "at", "of"))
APPEARING = frozenset(
    [
        "appear", "appears", "appeared", "appearing", "stand", "stands", "stood", "standing", "go", "goes",
        "went", "gone", "come", "comes", "came", "coming", "brought", "taken", "hauled", "sat", "sit", "sits",
        "due", "remanded", "produced", "led",
    ]
)  # fmt: skip
OVER = frozenset(("over", "under", "above", "below", "than", "of"))
UNITS = frozenset(
    [
        "tonnes", "tons", "tonne", "ton", "kilograms", "kilos", "kg", "pounds", "metres", "meters", "feet",
        "miles", "kilometers", "kilometres", "km", "acres", "hectares", "years", "months", "litres", "liters",
        "inches", "degrees", "mph", "knots", "euros", "dollars", "volts", "watts", "megawatts", "employees",
        "storeys",
    ]
)  # fmt: skip


def charged(tokens: Tokens, node: int) -> bool:
    """ "appeared before magistrates charged with theft": whoever appeared was charged, and not the magistrates."""
    bench = tokens.head[node]
    if tokens.dep[node] != "acl" or tokens.lower[bench] not in BENCH or tokens.dep[bench] != "pobj" or node < bench:
        return False
    before = tokens.head[bench]
    above = tokens.head[before]
    if tokens.lower[before] == "of" and tokens.lower[above] == "front":
        before = tokens.head[above]
        above = tokens.head[before]
    if tokens.lower[before] not in BEFORE or tokens.lower[above] not in APPEARING:
        return False
    if not rehung(tokens, {node: above}):
        return False
    tokens.dep[node] = "advcl"
    return True


def facing(tokens: Tokens, node: int) -> bool:
    """ "came before the court facing three counts", read as "before the court faced them"."""
    bench = node - 1
    above, before = tokens.head[node], tokens.left[bench] - 1
    if tokens.dep[node] != "advcl" or tokens.tag[node] not in ("VBG", "VBN") or tokens.head[bench] != node:
        return False
    if tokens.lower[bench] not in BENCH or tokens.lower[before] != "before" or tokens.head[before] != node:
        return False
    if before < 0 or tokens.lower[above] not in APPEARING or not rehung(tokens, {before: above, bench: before}):
        return False
    tokens.dep[before], tokens.tag[before], tokens.dep[bench] = "prep", "IN", "pobj"
    return True


def measured(tokens: Tokens, node: int) -> bool:
    """ "every vehicle over 3.5 tonnes entering": the vehicle enters, and no weight does."""
    unit = tokens.head[node]
    over = tokens.head[unit]
    noun = tokens.head[over]
    if tokens.lower[unit] not in UNITS or tokens.dep[unit] != "pobj" or tokens.lower[over] not in OVER:
        return False
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[unit])
    if not counted or tokens.tag[noun][:2] != "NN" or not noun < over < unit < node:
        return False
    return rehung(tokens, {node: noun})


def untrue(article: Article, node: int) -> bool:
    """ "said that the wells had failed, which is wrong": the article's word on what was said, and no part of it."""
    tokens = article.tokens
    which = tokens.left[node]
    if tokens.lower[which] != "which" or tokens.form[which - 1] != "," or tokens.right[node] > node + 4:
        return False
    judged = [node, *(kid for kid in tokens.kids[node] if tokens.dep[kid] in ("acomp", "attr"))]
    if JUDGED.isdisjoint([tokens.lower[word] for word in judged]) or states(article, tokens.head[node]):
        return False
    inner = tokens.head[node]
    for _ in range(4):
        if tokens.dep[inner] == "ccomp" and tokens.lower[tokens.head[inner]] in article.lexicon["speech"]:
            if not rehung(tokens, {node: tokens.head[inner]}):
                return False
            tokens.dep[node] = "relcl"
            return True
        inner = tokens.head[inner]
    return False


def odds(tokens: Tokens, node: int) -> bool:
    """ "nine in ten of them have type 2": so many have it, be "have" a verb or not."""
    first, ten = node - 1, node + 1
    if first < 1 or tokens.tag[first] != "CD" or tokens.tag[ten] != "CD":
        return False
    subject = first if tokens.dep[first] in SUBJECTS else ten
    verb, of = tokens.head[subject], ten + 1
    if tokens.dep[subject] not in SUBJECTS or verb < ten or tokens.lower[of : of + 1] != ["of"]:
        return False
    if max(tokens.right[first : of + 1]) >= verb:
        return False  # the verb hangs on the amount
    moves: dict[int, int] = {}
    helper = -1
    if tokens.tag[verb][:2] == "NN" and tokens.dep[verb] == "conj":
        helper = tokens.right[of] + 1
        if tokens.lower[helper] not in ("have", "has", "had") or tokens.head[helper] != verb:
            return False
        moves = around_the_helper(tokens, helper, verb)
    moves |= {first: verb if helper < 0 else helper, node: first, ten: node, of: first}
    role = tokens.dep[subject]
    if not rehung(tokens, moves):
        return False
    if helper >= 0:
        noun_for_a_verb(tokens, helper, verb)
    tokens.dep[first], tokens.dep[node], tokens.dep[ten], tokens.dep[of] = role, "prep", "pobj", "prep"
    return True


SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def walk_after_meals(article: Article, mark: int) -> bool:
    """ "Daily walk after meals may cut risk", a headline: the walk may, and no meals do."""
    tokens, verb, front = article.tokens, article.tokens.head[mark], mark - 1
    noun = next((kid for kid in tokens.kids[verb] if mark < kid < verb and tokens.dep[kid] in SUBJECTS), -1)
    if noun < 0 or tokens.left[noun] != mark + 1 or tokens.dep[mark] != "mark" or front < 0:
        return False
    if not article.lines[tokens.line[mark]].headline or not any(tokens.tag[kid] == "MD" for kid in tokens.kids[verb]):
        return False
    if (
        tokens.dep[verb] == "advcl"
        and tokens.head[verb] == front
        and not any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[front])
    ):
        top = tokens.head[front]
        if not rehung(tokens, {verb: verb if top == front else top, front: verb, mark: front, noun: mark}):
            return False
        tokens.dep[verb], tokens.dep[front], tokens.tag[front] = tokens.dep[front], "nsubj", "NN"
    elif tokens.dep[front] not in SUBJECTS or tokens.head[front] != verb:
        return False
    if not rehung(tokens, {mark: front, noun: mark}):
        return False
    tokens.dep[mark], tokens.tag[mark], tokens.dep[noun] = "prep", "IN", "pobj"
    return True


AFTER = frozenset(("after", "before", "since", "until"))


def around_the_helper(tokens: Tokens, helper: int, noun: int) -> dict[int, int]:
    """The heads that make "have" the verb of a clause, and what was read as its verb the object."""
    moves = {kid: helper for kid in tokens.kids[noun] if tokens.dep[kid] == "punct" or tokens.dep[kid] in CLAUSE}
    return moves | {helper: tokens.head[noun], noun: helper}


def noun_for_a_verb(tokens: Tokens, helper: int, noun: int) -> None:
    """ "have type 2", read as "have typed 2": what they have."""
    tokens.dep[helper], tokens.dep[noun], tokens.tag[noun] = "conj", "dobj", "NN"
    for kid in tokens.kids[noun]:
        clause = tokens.dep[kid] == "punct" or tokens.dep[kid] in CLAUSE
        if not clause and tokens.tag[kid] == "CD" and kid > noun:
            tokens.dep[kid] = "nummod"


CLAUSE = frozenset(("nsubj", "advmod", "neg", "npadvmod", "cc", "mark"))


def settle(article: Article) -> None:
    """What a clause of its own tells is no part of the clause around: the charge, and "which is wrong"."""
    said_apart(article)
    charged_apart(article)


def said_apart(article: Article) -> None:
    """ "said that the wells had failed, which is wrong": said that they had, and it is wrong that they had."""
    tokens, speech = article.tokens, article.lexicon["speech"]
    if "which" not in tokens.lower or not tokens.holds(JUDGED):
        return
    for frame in article.frames.values():
        verb = tokens.head[frame.verb]
        above = article.frame_of(verb) if frame.role == "relative" and tokens.lower[verb] in speech else None
        judged = [slot for slot in frame.slots if tokens.lower[slot.head] in JUDGED]
        if above is None or above is frame or not (judged or tokens.lower[frame.verb] in JUDGED):
            continue
        told = next((slot for slot in above.slots if slot.kind == "content"), None)
        above.slots = [slot for slot in above.slots if slot.head != frame.verb]
        if told is not None:
            words = told.wordings[0]
            that: list[Item] = [] if tokens.lower[tokens.left[told.head]] == "that" else ["that"]
            called = [item for slot in judged for item in slot.wordings[0]]
            items = ["it", *frame.group, *called, *that, *words]
            article.drafts.append(Draft(items, "which:judged", frame.sentence, frame.verb))


def charged_apart(article: Article) -> None:
    """That somebody "appeared charged with theft" is told by "was charged with theft"."""
    tokens = article.tokens
    if not tokens.holds(CHARGED) or not tokens.holds(BENCH):
        return
    for frame in article.frames.values():
        above = article.frame_of(tokens.head[frame.verb]) if tokens.lower[frame.verb] in CHARGED else None
        if above is None or frame.role != "adverbial" or tokens.lower[tokens.head[frame.verb]] not in APPEARING:
            continue
        above.slots = [slot for slot in above.slots if slot.head != frame.verb]
        if not frame.subject and not above.mute:  # "will appear before a judge charged with theft"
            borrow_subject(article, frame, above)
            finite_be(article, frame, above)


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    lower = tokens.lower
    if tokens.holds(BENCH):
        for node in range(2, len(tokens)):
            if lower[node] in CHARGED:
                changed = charged(tokens, node) or facing(tokens, node) or changed
    if tokens.holds(UNITS):
        for node in tokens.places(("acl", "relcl")):
            changed = measured(tokens, node) or changed
    if "which" in lower and tokens.holds(JUDGED):
        for node in tokens.places(("relcl", "advcl", "ccomp")):
            changed = untrue(article, node) or changed
    for node in tokens.places(("prep", "quantmod")):
        if lower[node] == "in" and tokens.tag[node + 1 : node + 2] == ["CD"] and node + 2 < len(tokens):
            changed = odds(tokens, node) or changed
    for node in tokens.places(("mark",)) if tokens.holds(AFTER) else ():
        if lower[node] in AFTER:
            changed = walk_after_meals(article, node) or changed
    if changed:
        link(tokens)
