"""Whose view a clause is without a verb of saying: "in Hale's opinion", "by its own account", "as the mayor put it".

Shares of those asked are nobody's speakers: of "54% said they would vote" no "they" would. What was ordered or
demanded is not done yet ("ordered that Hale pay"), and who "said no" said it to a question.
Reads frames; gives them their kind and speaker, mutes them, and keeps the parts they need.
"""

from claims.splitting.article import Article, Frame, Slot, Tokens
from claims.splitting.stages.posts import POSTS, is_post
from claims.splitting.stages.predicates import is_negative
from claims.splitting.stages.speech import opener

VIEWS = {
    "in": frozenset(
        ("view", "opinion", "words", "eyes", "judgment", "judgement", "assessment", "estimation", "telling", "mind")
    ),
    "by": frozenset(("account", "estimate", "estimates", "admission", "reckoning", "calculation", "calculations")),
    "from": frozenset(("perspective", "standpoint", "viewpoint")),
}
"""The nouns that make somebody's view of a clause, by the preposition in front."""
CAMPS = frozenset(
    [
        "critics",
        "supporters",
        "opponents",
        "rivals",
        "allies",
        "fans",
        "detractors",
        "admirers",
        "skeptics",
        "sceptics",
    ]
)
PUTTING = frozenset(("put", "puts", "sees", "saw", "tells", "told", "phrased", "phrases", "describes", "described"))
HELD = {"object", "content", "complement"}
FRACTIONS = frozenset(
    [
        "%", "percent", "cent", "pc", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths",
        "majority", "minority", "proportion", "plurality", "tenth",
    ]
)  # fmt: skip
ASKED = frozenset(
    [
        "respondents", "voters", "adults", "participants", "households", "consumers", "shoppers", "drivers",
        "parents", "teenagers", "pupils", "pensioners", "workers", "employers", "firms", "businesses", "people",
        "women", "men", "citizens", "readers", "viewers", "nurses", "doctors", "teachers", "students",
    ]
)  # fmt: skip
"""Those whom polls ask."""
ORDERED = frozenset(
    [
        "ordered", "orders", "demanded", "demands", "requested", "requests", "directed", "mandated",
        "stipulated", "instructed", "proposed", "proposes", "recommended", "insisted", "insists", "asked",
        "asks", "urged", "ruled",
    ]
)  # fmt: skip
ANSWERS = frozenset(("yes", "no", "nothing"))


def owner(tokens: Tokens, noun: int) -> int:
    """Who holds a view: "Hale" of "Hale's opinion" and of "the opinion of Hale", or -1."""
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "poss":
            return kid
        if tokens.lower[kid] == "of" and tokens.lower[tokens.left[noun]] == "the":
            return next((one for one in tokens.kids[kid] if tokens.dep[one] == "pobj"), -1)
    return -1


def holder(article: Article, frame: Frame, slot: Slot) -> int:
    """Who sees it as a clause tells it: "in Hale's view", "to critics", or -1."""
    tokens, word = article.tokens, article.tokens.lower[slot.head]
    led = word in ("to", "for") and slot.head <= frame.verb
    if not led and word not in VIEWS:
        return -1
    noun = next((kid for kid in tokens.kids[slot.head] if tokens.dep[kid] == "pobj"), -1)
    if noun < 0:
        return -1
    if tokens.lower[noun] in VIEWS.get(word, ()):
        return owner(tokens, noun)
    if not led or tokens.left[noun] != noun:
        return -1
    judged = any(tokens.dep[kid] in ("attr", "acomp") for kid in tokens.kids[frame.verb])
    return noun if judged and tokens.lower[noun] in CAMPS else -1


def viewed(article: Article, frame: Frame) -> None:
    """The clause is the view of whoever holds it, and no claim loses that."""
    for slot in frame.slots if frame.kind == "asserted" else ():
        if slot.kind == "place" and frame.kind == "asserted":
            who = holder(article, frame, slot)
            if who >= 0:
                frame.kind, frame.speaker = "attributed", who
                slot.need, slot.wordings = True, slot.long or slot.wordings


def as_somebody_put_it(article: Article, frame: Frame) -> None:
    """ "As the mayor put it, the town was broke": the mayor says so."""
    tokens, verb = article.tokens, frame.verb
    if frame.own is None and tokens.lower[verb - 1 : verb] == ["as"]:
        frame.mute = frame.mute or "an aside"  # "as expected", "as planned"
    if frame.own is None or opener(tokens, verb) != "as" or frame.own > verb:
        return
    kinds = {slot.kind: slot.head for slot in frame.slots}
    it = "object" in kinds and tokens.lower[kinds["object"]] == "it"
    put = it and tokens.lower[verb] in PUTTING
    open_ = {"content", "complement"} if tokens.lower[verb] in ("told", "tells") and not it else HELD
    said = tokens.lower[verb] in article.lexicon["speech"] and not kinds.keys() & open_
    if not (put or said) or tokens.tag[verb] not in ("VBD", "VBZ", "VBP") or not stands_apart(tokens, verb):
        return
    frame.mute = "an aside"
    above = article.frame_of(tokens.head[verb])
    if above is None or above is frame:
        above = article.frame_of(tokens.head[tokens.head[verb]])
    if above is None or above is frame or above.kind != "asserted":
        return
    if contradicts(article, above, frame):
        above.slots = [slot for slot in above.slots if slot.head != verb]
        return
    above.kind, above.speaker = "attributed", frame.own
    for slot in above.slots:
        slot.need = slot.need or slot.head == verb


def contradicts(article: Article, above: Frame, frame: Frame) -> bool:
    """ "The Union did not force Orlin, as the post suggests": the post says that it did."""
    tokens = article.tokens
    post = frame.own is not None and tokens.lower[frame.own] in POSTS
    supposes = tokens.lower[frame.verb] in SUGGESTING
    return (post or supposes) and frame.verb > above.verb and is_negative(tokens, above.chain)


SUGGESTING = frozenset(
    [
        "suggest", "suggests", "suggested", "claim", "claims", "claimed", "allege", "alleges", "alleged", "imply",
        "implies", "implied", "assert", "asserts", "asserted", "insinuate", "insinuates", "insinuated", "purport",
    ]
)  # fmt: skip


def stands_apart(tokens: Tokens, verb: int) -> bool:
    """Whether commas part a clause from the rest."""
    left, right = tokens.left[verb], tokens.right[verb] + 1
    before = not left or tokens.opens[left] or tokens.form[left - 1] in (",", '"')
    return before and tokens.form[right : right + 1] in ([","], ["."], ["-"], ["–"])


def is_share(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is a part of those asked: "54%", "a third of drivers", "two in five adults", "most voters"."""
    within = range(tokens.left[noun], noun + 1)
    if tokens.lower[noun] in FRACTIONS or (tokens.lower[noun] == "most" and tokens.tag[noun][:2] == "JJ"):
        return True
    counted = any(tokens.lower[one] in FRACTIONS or tokens.lower[one] in ("most", "many") for one in within)
    odds = any(tokens.tag[one] == "CD" and tokens.lower[one + 1 : one + 2] in (["in"], ["out"]) for one in within)
    return tokens.lower[noun] in ASKED and (counted or odds)


def of_a_share(article: Article, frame: Frame) -> None:
    """ "54% said they would vote for her": no claim of its own, and 54% are no speaker."""
    above = article.frame_of(article.tokens.head[frame.verb])
    if frame.kind != "attributed" or above is None or above.own is None or frame.speaker != above.own:
        return
    if is_share(article.tokens, above.own):
        frame.mute = "denied, wished or left open"
        frame.speaker = above.speaker = None
        above.kind = "asserted"


def is_ordered(article: Article, frame: Frame) -> bool:
    """ "ordered that Hale pay": he has not yet."""
    tokens, own, verb = article.tokens, frame.own, frame.verb
    if own is None or tokens.tag[verb] not in ("VB", "VBP") or opener(tokens, verb) != "that" or own > verb:
        return False
    if any(tokens.dep[kid] == "aux" for kid in tokens.kids[verb]) or tokens.lower[tokens.head[verb]] not in ORDERED:
        return False
    helped = any(tokens.lower[kid] in ("is", "was", "are", "were") for kid in tokens.kids[verb])
    return (
        not helped and tokens.tag[own] in ("NN", "NNP") and not any(tokens.dep[k] == "conj" for k in tokens.kids[own])
    )


def answered(tokens: Tokens, frame: Frame) -> None:
    """ "Asked whether the plant would close, Orlo said no": the question stays with the answer."""
    if ANSWERS.isdisjoint([tokens.lower[slot.head] for slot in frame.slots if slot.kind == "object"]):
        return
    for slot in frame.slots:
        if slot.kind == "clause" and "asked" in tokens.lower[tokens.left[slot.head] : slot.head + 1]:
            slot.need = True


def behind_a_colon(article: Article, frame: Frame) -> None:
    """'Hale's answer: "The road is open."' is Hale's, and what "The claim:" stands in front of is a claim."""
    tokens, verb = article.tokens, frame.verb
    first = article.sentences[frame.sentence][0]
    opening = tokens.form[first + 1 : min(first + 8, verb)]
    if ":" not in opening:
        return
    noun = first + opening.index(":")
    colon = noun + 1
    if tokens.lower[noun] in CLAIMED and noun - first < 3:
        frame.kind, frame.speaker = "attributed", noun
    elif article.quotes[verb] and tokens.form[colon + 1] == '"' and tokens.lower[noun] in ANSWERED:
        who = next((kid for kid in tokens.kids[noun] if tokens.dep[kid] == "poss"), noun)
        frame.kind, frame.speaker = "attributed", who


CLAIMED = frozenset(("claim", "allegation", "rumor", "rumour", "myth", "accusation", "hoax"))
ANSWERED = frozenset(("answer", "reply", "response", "verdict", "message", "comment", "advice", "warning", "tweet"))


def says_nothing(article: Article, frame: Frame) -> bool:
    """ "Police say", what they say being lost: no claim."""
    if frame.role not in ("main", "joined"):
        return False
    word = article.tokens.lower[frame.verb]
    said = word in ("says", "say", "said") or (
        word in ("claims", "finds", "warns", "suggests") and article.lines[article.tokens.line[frame.verb]].headline
    )
    if word in ("reads", "read") and frame.own is not None and is_post(article.tokens, frame.own):
        said = True  # "reads the caption, posted on Monday"
    return said and SAID.isdisjoint([slot.kind for slot in frame.slots])


SAID = frozenset(("object", "content", "complement", "adverb"))


def run(article: Article) -> None:
    tokens = article.tokens
    colons, answers = ":" in tokens.form, not ANSWERS.isdisjoint(tokens.lower)
    for frame in article.frames.values():
        if frame.role == "adverbial":
            as_somebody_put_it(article, frame)
        viewed(article, frame)
        if answers:
            answered(tokens, frame)
        if colons and frame.kind == "asserted":
            behind_a_colon(article, frame)
        if says_nothing(article, frame):
            frame.mute = frame.mute or "an aside"
        if frame.role == "content":
            of_a_share(article, frame)
            if is_ordered(article, frame):
                frame.mute = frame.mute or "denied, wished or left open"
            elif tokens.tag[frame.verb] == "MD" and len(frame.chain) == 1:
                frame.mute = frame.mute or "no verb"  # "as Hale said he would"
