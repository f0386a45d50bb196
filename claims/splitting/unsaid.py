"""Phrases behind a noun that say nothing of it: "a game in hand", "the shot before Brook", "trust with greed"."""

from claims.splitting.article import Article, Tokens
from claims.splitting.governed import is_dated
from claims.splitting.inflection import singular
from claims.splitting.sidelong import stands_beside
from claims.splitting.supposed import is_bare_plural
from claims.splitting.together import BUREAUS

IDIOMS = {
    "in": frozenset(
        ["hand", "history", "memory", "question", "general", "total", "fact", "turn", "particular", "person", "mind"]
    ),
    "on": frozenset(["average", "aggregate", "balance", "paper", "record", "purpose", "condition"]),
    "at": frozenset(["least", "most", "random", "large", "length", "will"]),
    "by": frozenset(["hand", "mistake", "name", "far"]),
    "with": frozenset(["hindsight", "immediate"]),
}
"""Nouns that a preposition makes a fixed phrase with: nothing is "in history" or "on average"."""
TIMES = frozenset(("time", "occasion", "month", "year", "week", "day", "straight"))
KNOWN = frozenset(("det", "poss", "nummod"))
AROUND = frozenset(("before", "after"))
HAPPENING = ("ion", "ment", "ing", "al", "ance", "ence")
"""Endings of nouns for what happens, which may be before or after something."""
HAPPENINGS = frozenset(
    [
        "war", "storm", "flood", "fire", "attack", "match", "game", "vote", "talk", "visit", "meeting", "summit",
        "year", "month", "week", "day", "hour", "minute", "night", "period", "crash", "march", "rally", "strike",
        "speech", "event", "goal", "race", "walk", "trip", "stop", "show", "concert", "break", "rise", "fall", "drop",
    ]
)  # fmt: skip


def inner_of(tokens: Tokens, preposition: int) -> int:
    for kid in tokens.kids[preposition]:
        if tokens.dep[kid] == "pobj":
            return kid
    return -1


def is_idiomatic(tokens: Tokens, preposition: int) -> bool:
    """ "a game in hand", "beings in history": the two words are one."""
    inner = preposition + 1
    return tokens.right[preposition] == inner and tokens.lower[inner] in IDIOMS.get(tokens.lower[preposition], ())


def is_measure(tokens: Tokens, noun: int, *, dated: bool) -> bool:
    """ "40% of adults in the survey", "from 3 euros in 2020", "on record in the valley": nothing that is anywhere."""
    if tokens.entity[noun] == "PERCENT" or tokens.dep[noun] != "pobj":
        return tokens.entity[noun] == "PERCENT"
    over = tokens.head[noun]
    if tokens.lower[noun] in IDIOMS.get(tokens.lower[over], ()):
        return True
    changed = dated and tokens.lower[over] in ("from", "to", "at")
    return changed and "nummod" in [tokens.dep[kid] for kid in tokens.kids[noun]]


def tells_how(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "repaid his trust with greed": with that it was done, and the trust has none of it."""
    inner = inner_of(tokens, preposition) if tokens.lower[preposition] == "with" else -1
    if inner < 0:
        return False
    bare = tokens.tag[inner] == "NN" and tokens.left[inner] == inner
    return bare and not tokens.entity[inner] and tokens.dep[noun] == "dobj"


def tells_which(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "except in towns with fewer than 500 people", told neither how many nor which: not all towns are meant."""
    inner = inner_of(tokens, preposition) if tokens.lower[preposition] == "with" else -1
    if inner < 0:
        return False
    if tokens.lower[preposition + 1] == "no" and is_bare_plural(tokens, noun):
        return True
    if tokens.tag[inner] != "NNS":
        return False
    return tokens.dep[noun] in ("pobj", "nsubj", "nsubjpass") and is_bare_plural(tokens, noun)


def tells_when(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "the shot before Brook", "for the second time in a week": no shot and no time is so."""
    word = tokens.lower[preposition]
    if word in AROUND:
        one = singular(tokens.lower[noun])
        return one not in HAPPENINGS and not one.endswith(HAPPENING)
    return word in ("in", "since", "for", "during") and singular(tokens.lower[noun]) in ("time", "occasion")


def is_aside(tokens: Tokens, preposition: int) -> bool:
    """ "The team, with a game in hand, is third": said of how things stand."""
    return tokens.lower[preposition] == "with" and tokens.form[preposition - 1] == ","


def is_headline_noun(article: Article, noun: int) -> bool:
    """ "Death toll in ferry disaster rises": a headline leaves out what would tell which toll."""
    tokens = article.tokens
    if tokens.tag[noun] != "NN" or not article.lines[tokens.line[noun]].headline:
        return False
    return KNOWN.isdisjoint([tokens.dep[kid] for kid in tokens.kids[noun]])


def asked_by(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "pressed on the difference by presenter Anna Toll": she pressed, and the difference is not by her."""
    above = tokens.head[noun]
    if tokens.lower[preposition] != "by" or tokens.dep[noun] != "pobj" or tokens.dep[above] != "prep":
        return False
    verb = tokens.head[above]
    person = any(tokens.entity[kid] == "PERSON" for kid in tokens.kids[preposition])
    done = person and any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    staged = done and singular(tokens.lower[noun]) in SCENES  # "signed at a hotel in Leeds by Ada Toll"
    partly = tokens.lower[above : noun + 1] in (["in", "part"], ["in", "full"], ["in", "turn"])
    asked = tokens.tag[verb] == "VBN" and (partly or tokens.lower[verb] in ASKED or staged)
    return asked and not any(tokens.dep[kid] == "agent" for kid in tokens.kids[verb])


SCENES = frozenset(
    [
        "hotel", "hall", "palace", "castle", "ceremony", "meeting", "summit", "auction", "church", "restaurant",
        "office", "court", "hospital", "studio", "gala", "reception", "dinner", "press", "event", "conference",
        "airport", "station", "school", "villa", "embassy", "mansion", "stadium", "theater", "theatre", "museum",
        "basis", "notice",
    ]
)  # fmt: skip
"""Where something is done by somebody, who has not made the place."""
ASKED = frozenset(
    [
        "asked", "pressed", "questioned", "quizzed", "challenged", "grilled", "confronted", "interviewed", "told",
        "warned", "briefed", "pushed", "urged", "lobbied", "tackled", "criticized", "criticised", "advised",
    ]
)  # fmt: skip


def is_reply(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "in retaliation for the ban", "in response to it": why something was done, and nothing said of a response."""
    bare = tokens.tag[noun] in ("NN", "NNS") and tokens.left[noun] == noun and tokens.dep[noun] == "pobj"
    led = tokens.lower[noun - 1]
    if bare and led == "under":
        return True  # "is under investigation by prosecutors in Skerry for fraud"
    if not bare or preposition != noun + 1:
        return False
    return (led == "in" and tokens.lower[noun] in REPLIES) or (tokens.lower[noun] in ENGAGED.get(led, ()))


ENGAGED = {
    "at": ("war", "odds", "peace", "risk", "loggerheads", "work"),
    "in": ("talks", "line", "touch", "contact", "love", "debt", "trouble", "conflict", "partnership", "competition"),
    "under": ("pressure", "fire", "attack", "threat", "contract", "investigation"),
    "on": ("course", "track", "trial", "loan", "duty", "sale", "behalf", "top"),
    "out": ("of",),
}
"""Where somebody is with somebody, so that the phrase behind is not of the war or the talks."""
REPLIES = frozenset(
    ["retaliation", "response", "reply", "return", "exchange", "revenge", "compensation", "protest", "preparation"]
)


def is_in_a_title(article: Article, noun: int, preposition: int) -> bool:
    """ "the Minister for the Interior", "the Institute for Fiscal Research": one title, of nothing that is for it."""
    tokens, inner = article.tokens, inner_of(article.tokens, preposition)
    if tokens.lower[noun] not in article.lexicon["offices"] and tokens.lower[noun] not in BUREAUS:
        return False
    named = inner >= 0 and tokens.tag[inner] == "NNP" and tokens.tag[noun] == "NNP"
    return named and tokens.lower[preposition] == "for" and not tokens.opens[inner]


def only_counts(tokens: Tokens, noun: int) -> bool:
    """ "There were 12 deaths from flu in the treated group": a count of there, which no phrase is said of alone."""
    dep = tokens.dep
    counted = "nummod" in [dep[kid] for kid in tokens.kids[noun]]
    return counted and "expl" in [dep[kid] for kid in tokens.kids[tokens.head[noun]]]


PICTURES = frozenset(
    [
        "image", "picture", "photo", "photograph", "clip", "video", "footage", "film", "portrait", "painting", "map",
        "recording", "drawing", "sculpture", "statue", "bust",
    ]
)  # fmt: skip


def depicts(tokens: Tokens, noun: int) -> bool:
    """ "the image of a fox": it is of a fox, which no sale, no series and no member is."""
    return singular(tokens.lower[noun]) in PICTURES


PROJECTED = frozenset(("proposed", "planned", "suggested", "mooted", "intended", "future", "would-be", "envisaged"))


def is_projected(tokens: Tokens, noun: int) -> bool:
    """ "the proposed tunnel under the river": nothing is there yet."""
    return not PROJECTED.isdisjoint([tokens.lower[kid] for kid in tokens.kids[noun] if tokens.dep[kid] == "amod"])


def names_nothing(article: Article, noun: int, preposition: int) -> bool:
    """Whether the noun alone would speak of all such things: "ferries between", "analysts at", "sales in Spain".

    Only where somebody or something is may be said of some without a number: "protesters in Kabul".
    """
    tokens, word = article.tokens, article.tokens.lower[preposition]
    inner = inner_of(tokens, preposition)
    named = inner >= 0 and tokens.tag[inner] == "NNP"
    if word == "within" or (word == "between" and named and tokens.tag[noun] == "NNS"):
        return True
    deps = [tokens.dep[kid] for kid in tokens.kids[noun]]
    if "det" in deps or "poss" in deps:
        return generic(tokens, noun)
    if "nummod" in deps:  # "won six seats on the council": not any six
        return tokens.dep[noun] == "dobj" and tokens.tag[noun] == "NNS" and word in LOCATING
    if tokens.lower[noun] in article.lexicon["mass"] or singular(tokens.lower[noun]) in TRADED:
        return True
    if tokens.tag[noun] == "NN":
        return word in ("to", "between") and not tokens.entity[noun]
    if tokens.tag[noun] == "NNS" and word == "to" and named and not tokens.entity[noun]:
        return True  # "Visits to Kent rose": not all visits are to Kent
    if tokens.tag[noun] != "NNS" or word not in LOCATING:
        return False
    at_place = inner >= 0 and tokens.entity[inner] in ("GPE", "LOC", "FAC")
    held = word == "in" and inner >= 0 and tokens.entity[inner] == ""
    return not (at_place or held)


LOCATING = frozenset(("in", "at", "on", "from", "into", "among", "near", "under", "inside", "outside"))
TRADED = frozenset(
    [
        "sale", "profit", "revenue", "export", "import", "order", "share", "price", "earning", "loss", "income",
        "turnover", "stake", "right", "investment", "death", "case", "interest", "confidence", "rent", "wage",
        "increase", "decrease", "rise", "fall", "drop", "decline", "change", "cut", "reduction", "improvement",
        "reform", "gain", "delay", "advance", "progress", "trade", "demand", "output", "growth", "inflation",
    ]
)  # fmt: skip
"""What is told of a place or thing in figures: sales in Spain are not all sales."""


def generic(tokens: Tokens, noun: int) -> bool:
    """ "A nurse on a median wage pays a third in rent": any such nurse."""
    present = tokens.dep[noun] in ("nsubj", "nsubjpass") and tokens.tag[tokens.head[noun]] in ("VBZ", "VBP")
    return present and any(tokens.lower[kid] in ("a", "an") for kid in tokens.kids[noun])


def says_nothing(article: Article, noun: int, head: int, preposition: int) -> bool:
    """Whether the phrase would say nothing, or something else, behind "is"."""
    tokens = article.tokens
    if is_reply(tokens, noun, preposition):
        return True
    if is_idiomatic(tokens, preposition) or tells_how(tokens, noun, preposition):
        return True
    if stands_beside(article, noun, preposition):
        return True
    if (
        tells_which(tokens, noun, preposition)
        or tells_when(tokens, noun, preposition)
        or is_aside(tokens, preposition)
    ):
        return True
    if is_headline_noun(article, noun) or asked_by(tokens, noun, preposition) or only_counts(tokens, noun):
        return True
    if tokens.dep[noun] == "oprd" or is_in_a_title(article, noun, preposition):
        return True
    if is_projected(tokens, noun) or (head == noun and names_nothing(article, noun, preposition)):
        return True
    dated = is_dated(tokens, preposition)
    if is_measure(tokens, noun, dated=dated):
        return True
    if head == noun:
        return False
    return (dated and tokens.entity[head] in ("PERSON", "ORG")) or tokens.lower[preposition] == "to"
