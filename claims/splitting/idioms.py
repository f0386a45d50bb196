"""Phrases that say nothing, or something else, when they lose their second half."""

from claims.splitting.article import Tokens

LEADING = {
    "protest": ("at", "against", "over", "about"),
    "response": ("to",),
    "reaction": ("to",),
    "opposition": ("to",),
    "exchange": ("for",),
    "return": ("for",),
    "preparation": ("for",),
    "connection": ("with",),
    "conjunction": ("with",),
    "collaboration": ("with",),
    "cooperation": ("with",),
    "partnership": ("with",),
    "accordance": ("with",),
    "line": ("with",),
    "keeping": ("with",),
    "contrast": ("to", "with"),
    "comparison": ("to", "with"),
    "relation": ("to",),
    "talks": ("with", "over", "on", "about"),
}
"""Nouns behind "in", and what goes on with them."""


def leads_on(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "in protest at", "in line with": nobody was in the noun; "four points behind" is one measure."""
    if tokens.lower[preposition] in APART:
        counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
        return counted and tokens.dep[noun] in MEASURING and tokens.lower[noun] in DISTANCES
    return tokens.lower[noun - 1] == "in" and tokens.lower[preposition] in LEADING.get(tokens.lower[noun], ())


APART = frozenset(("behind", "ahead", "above", "below", "off", "short", "from", "clear", "adrift"))
DISTANCES = frozenset(
    [
        "points", "seconds", "minutes", "hours", "strokes", "shots", "places", "goals", "runs", "lengths",
        "votes", "seats", "miles", "kilometers", "kilometres", "km", "meters", "metres", "feet", "yards",
        "laps", "games", "wins", "degrees", "blocks", "point", "second", "minute", "mile", "kilometer", "meter",
        "metre", "stroke", "place", "goal", "lap", "seat", "year", "years", "weeks", "months", "days",
    ]
)  # fmt: skip
MEASURING = frozenset(("attr", "npadvmod", "dobj"))
"""What a measure is of a clause: "are four points behind the leaders"."""
CRIMES = frozenset(
    ["fraud", "theft", "death", "murder", "assault", "manslaughter", "rape", "robbery", "harm", "arson", "bribery"]
)
"""What is told with how it was done: "death by careless driving", "fraud by abuse of position"."""


def is_placed(tokens: Tokens, preposition: int) -> bool:
    """ "put the party on 31%", "valued the firm at 3 million", "handed it to the chairman", "go without water"."""
    verb, word = tokens.lower[tokens.head[preposition]], tokens.lower[preposition]
    if word == "without":
        return verb in ("go", "goes", "went", "gone", "going", "do")
    if word == "until":
        return verb in ("has", "have", "had")  # "has until Friday to answer" is not "has to answer"
    if word == "for":
        return verb in ("pay", "pays", "paid", "paying") and tokens.head[preposition] == preposition - 1
    if word == "to":
        return verb in ("hand", "hands", "handed", "handing")
    if word not in ("on", "at") or verb not in VALUING:
        return False
    timed = any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[preposition])
    return not timed and "CD" in tokens.tag[preposition : tokens.right[preposition] + 1]


VALUING = frozenset(
    [
        "put", "puts", "putting", "place", "placed", "places", "value", "values", "valued", "set", "sets", "rated",
        "peg", "pegs", "pegged", "priced", "estimated", "fixed", "capped",
    ]
)  # fmt: skip


def is_turned(tokens: Tokens, preposition: int) -> bool:
    """ "came from a goal down to win": without it nobody came to win."""
    inside = tokens.lower[preposition : tokens.right[preposition] + 1]
    return inside[0] == "from" and inside[-1] in ("down", "behind")


def is_comparison(tokens: Tokens, index: int) -> bool:
    """ "rose to 9%, compared with 7% a year earlier": without the 9% nothing is compared."""
    word, last = tokens.lower[index], tokens.right[index]
    behind = tokens.lower[index + 1 : index + 2]
    if word in ("compared", "versus"):
        return True
    figured = any(tokens.tag[place] == "CD" for place in range(index, last + 1))
    if tokens.form[tokens.left[index] - 1] != "," or not figured:
        return False
    return word == "against" or (word in ("up", "down") and behind == ["from"])


CHANGES = frozenset(
    [
        "rise", "fall", "drop", "decline", "increase", "decrease", "gain", "loss", "jump", "slide", "growth",
        "record", "contraction", "expansion", "win", "defeat", "victory", "time", "high", "low",
        "premium", "discount",
    ]
)  # fmt: skip


def is_apposed_figure(tokens: Tokens, noun: int) -> bool:
    """ "fell 2.1%, the fourth decline in a row": another name for the fall, told with its figure."""
    described = any(tokens.dep[kid] == "det" for kid in tokens.kids[noun]) and not tokens.entity[noun]
    return described and tokens.lower[noun] in CHANGES and tokens.form[tokens.left[noun] - 1] == ","


def is_second_name(tokens: Tokens, noun: int) -> bool:
    """ "fell to 4.02%, its lowest level since June": another name for the figure, and nothing that is done."""
    known = any(tokens.dep[kid] == "poss" or tokens.tag[kid] == "JJS" for kid in tokens.kids[noun])
    return (
        tokens.tag[noun] == "NN" and not tokens.entity[noun] and known and tokens.form[tokens.left[noun] - 1] == ","
    )


def is_beside(tokens: Tokens, index: int) -> bool:
    """Whether a part of a clause is told only together with the figure in front of it."""
    if tokens.dep[index] == "npadvmod":
        return is_apposed_figure(tokens, index) or is_second_name(tokens, index)
    return tokens.dep[index] in ("prep", "advmod") and is_comparison(tokens, index)


def is_left(tokens: Tokens, verb: int) -> bool:
    """ "with a minute left", "has two days to go": without the verb there is no saying what of the minute."""
    noun = tokens.head[verb]
    over = tokens.lower[verb] in ("left", "remaining", "gone") or tokens.lower[verb - 1 : verb + 1] == ["to", "go"]
    return over and tokens.entity[noun] in ("TIME", "DATE", "") and tokens.lower[noun].rstrip("s") in TIMES


def is_deadline(tokens: Tokens, verb: int) -> bool:
    """ "has 10 days to name one": that she has ten days says nothing."""
    noun = tokens.head[verb]
    had = tokens.lower[tokens.head[noun]] in ("has", "have", "had", "having", "gave", "given", "gives")
    return tokens.tag[verb] == "VB" and had and tokens.lower[noun].rstrip("s") in TIMES | {"time"}


TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "game", "match", "lap", "round"))


def is_amount(tokens: Tokens, noun: int) -> bool:
    """Whether a noun only measures: "1.2 kg", "42 million euros", "2.9 times". Nothing of the sort is in a place."""
    figures = [tokens.lower[kid] for kid in tokens.kids[noun] if tokens.dep[kid] == "nummod"]
    compared = tokens.lower[tokens.head[noun]] in ("with", "against") and tokens.entity[noun] == "PERCENT"
    return compared or any(figure in ("million", "billion", "m", "bn") or "." in figure for figure in figures)
