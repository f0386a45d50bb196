"""What is only thought, rumored, denied as a reason or hoped for, and what may be only so far as it is told.

"One fear is that the dam breaks" and "rumor has it that he left" claim neither; who "did not sell because they needed
cash" need not have needed it; of "may be tried in rats" nothing may lose the rats; what "allegedly" stands before the
first of joined verbs holds for all.
Reads frames; mutes them, and gives them the parts they need.
"""

from dataclasses import replace

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.stages.predicates import BE, has_subject
from claims.splitting.stages.speech import is_negated

HEARSAY = frozenset(
    ("rumor", "rumors", "rumour", "rumours", "word", "gossip", "legend", "talk", "speculation", "lore")
)
HEDGES = frozenset(
    ["allegedly", "reportedly", "apparently", "supposedly", "purportedly", "reputedly", "seemingly", "presumably"]
)
MAY = frozenset(("may", "might", "could"))
ANOTHER = frozenset(("another", "one", "other", "others", "second", "third"))
HELD = "what a noun holds"
DENIED = "denied, wished or left open"
PARTLY = frozenset(("half", "twice", "double", "triple", "thrice", "quarter"))
ANYBODY = frozenset(("anyone", "anybody", "anything"))


def is_hearsay(article: Article, above: Frame) -> bool:
    """Whether the subject of the clause around is an idea, a fear or a rumor: "one theory is that …"."""
    tokens, own = article.tokens, above.own
    if own is not None and tokens.lower[own] in ANOTHER and tokens.lower[above.verb] in BE:
        return True  # "Another, raised by Hale, is that bacteria do it": another idea
    if own is None or tokens.tag[own][:2] != "NN":
        return False
    word, verb = tokens.lower[own], tokens.lower[above.verb]
    thought = word in article.lexicon["said_nouns"] and word not in article.lexicon["facts"]
    if verb in BE:
        return thought or word in HEARSAY
    return word in HEARSAY and (
        verb in ("has", "had", "goes", "went") or thought or verb in article.lexicon["speech"]
    )


def thought_of(article: Article, frame: Frame) -> None:
    """ "One fear is that the dam breaks": nobody says that it will."""
    above = article.frame_of(article.tokens.head[frame.verb])
    if above is not None and is_hearsay(article, above) and frame.kind != "presupposed":
        frame.mute = frame.mute or HELD


def amount_of(tokens: Tokens, frame: Frame) -> bool:
    """ "earns half what she would earn in Oster": how much, and no clause of its own."""
    first = tokens.left[frame.verb]
    return tokens.lower[first] in PARTLY and tokens.lower[first + 1 : first + 2] == ["what"]


def reason_denied(article: Article, frame: Frame) -> bool:
    """ "They did not leave because they wanted to": the reason is denied as much as the leaving."""
    tokens, verb = article.tokens, article.tokens.head[frame.verb]
    first = tokens.left[frame.verb]
    if tokens.lower[first : first + 2] == ["not", "because"]:
        return True
    if first < 1 or not (tokens.lower[first] == "because" or tokens.lower[first : first + 2] == ["just", "because"]):
        return False
    if tokens.lower[first - 1] in ("not", "n't"):
        return True
    return verb < first and tokens.form[first - 1] != "," and is_negated(tokens, verb)


def of_anybody(tokens: Tokens, frame: Frame) -> bool:
    """ "before anyone says so": somebody may."""
    return frame.own is not None and tokens.lower[frame.own] in ANYBODY


def tells_which(article: Article, frame: Frame) -> bool:
    """ "people who read a treaty only after they have signed it": it is not said that such people did."""
    tokens, above = article.tokens, article.frame_of(article.tokens.head[frame.verb])
    only = tokens.lower[tokens.left[frame.verb]] == "only"
    return only and above is not None and above.role == "relative" and not above.subject


def is_bare_setting(article: Article, frame: Frame) -> bool:
    """ "Prosecuting, Hale said": in what part he spoke, and nothing without those he prosecutes."""
    tokens, verb = article.tokens, frame.verb
    if (
        tokens.tag[verb] != "VBG"
        or tokens.left[verb] != verb
        or tokens.right[verb] != verb
        or has_subject(tokens, verb)
    ):
        return False
    return tokens.form[verb + 1 : verb + 2] == [","] and tokens.lower[tokens.head[verb]] in article.lexicon["speech"]


def mute(article: Article, frame: Frame) -> None:
    tokens = article.tokens
    if frame.role == "content":
        thought_of(article, frame)
    if frame.role in ("content", "adverbial") and amount_of(tokens, frame):
        frame.mute = frame.mute or "thing"
    if frame.role == "adverbial":
        if reason_denied(article, frame):
            frame.mute = DENIED
        elif is_bare_setting(article, frame):
            frame.mute = frame.mute or "a part played"
            above = article.frame_of(tokens.head[frame.verb])
            if above is not None:
                above.slots = [slot for slot in above.slots if slot.head != frame.verb]
    if frame.role == "adverbial" and (of_anybody(tokens, frame) or tells_which(article, frame)):
        frame.mute = frame.mute or "may be"


def that_clause(article: Article, frame: Frame) -> None:
    """ "One idea is that a protein …", a protein taken for the idea: all behind "that" is the content."""
    tokens, verb = article.tokens, frame.verb
    that = verb + 1
    if frame.own is None or tokens.lower[verb] not in BE or tokens.tag[that : that + 1] != ["IN"]:
        return
    if tokens.lower[that] != "that" or tokens.head[that] != verb:
        return
    end = tokens.right[verb]
    last = end - 1 if tokens.form[end][-1:] in ".!" else end
    frame.slots = [slot for slot in frame.slots if slot.head < that]
    frame.slots.append(Slot(that, True, "content", [[*range(that, last + 1)]]))
    for inner in range(that, end + 1):
        if inner in article.frames:
            article.frames[inner].mute = HELD


def may_be(tokens: Tokens, frame: Frame) -> None:
    """ "could be tested in rats by 2030": of what may be, no place may be lost."""
    if not MAY.isdisjoint([tokens.lower[item] for item in frame.group if isinstance(item, int)]):
        for slot in frame.slots:
            if slot.kind == "place" and slot.head > frame.verb:
                slot.need, slot.wordings = True, slot.long or slot.wordings


def led(tokens: Tokens, frame: Frame) -> None:
    """ "but only because demand fell": not only demand did."""
    if "adverb" not in [slot.kind for slot in frame.slots]:
        return
    mark = next((kid for kid in tokens.kids[frame.verb] if tokens.dep[kid] == "mark"), -1)
    frame.slots = [slot for slot in frame.slots if slot.kind != "adverb" or slot.head > mark]


def share_hedge(article: Article, frame: Frame) -> None:
    """ "allegedly had a story and pulled it": the pulling is alleged as well."""
    tokens, model = article.tokens, article.frame_of(article.tokens.head[frame.verb])
    if frame.own is not None or model is None or model is frame:
        return
    for slot in model.slots:
        if slot.kind == "adverb" and tokens.lower[slot.head] in HEDGES and slot.head < model.verb:
            frame.slots.insert(0, replace(slot, need=True))


def run(article: Article) -> None:
    tokens, frames = article.tokens, article.frames.values()
    may = not MAY.isdisjoint(tokens.lower)
    for frame in frames:
        role = frame.role
        if role in ("content", "adverbial"):
            mute(article, frame)
        if may:
            may_be(tokens, frame)
        if role in ("adverbial", "joined"):
            led(tokens, frame)
    for frame in frames:
        that_clause(article, frame)
        if frame.role == "joined":
            share_hedge(article, frame)
