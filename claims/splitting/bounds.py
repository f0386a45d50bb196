"""What may not be taken from a noun: amounts in two units, "the first time since", names behind "of", all or none."""

from claims.splitting.article import Tokens
from claims.splitting.idioms import CRIMES, is_placed, is_turned, leads_on

DENIALS = frozenset(("no", "neither", "nobody", "none", "nothing", "hardly", "barely", "rarely", "seldom"))
"""Words that deny: a claim without what stands behind them would deny more."""


FORBIDDEN = frozenset(("illegal", "unlawful", "forbidden", "prohibited", "impossible", "banned", "unable"))
"""What is so only as told: "illegal to leave without a pass" is not illegal to leave."""


def denied(tokens: Tokens, index: int) -> bool:
    """Whether a word or one right on it is such a word: "no decline", "nobody", "hardly", "not a single house"."""
    lower = tokens.lower
    if lower[index] in DENIALS:
        return True
    kids = tokens.kids[index]
    if not DENIALS.isdisjoint([lower[kid] for kid in kids]):
        return True
    return tokens.tag[index][:2] == "NN" and "neg" in [tokens.dep[kid] for kid in kids]


WHOLE = frozenset(("no", "any", "every", "each", "most", "all", "few", "fewer", "neither", "either", "whatever"))
ALL = WHOLE | frozenset(
    ["everyone", "everybody", "everything", "anyone", "anybody", "anything", "nobody", "none", "nothing"]
)


def sweeping(tokens: Tokens, noun: int) -> bool:
    """Whether the noun speaks of all or none: without its modifier "everyone in the room" would be everyone."""
    lower = tokens.lower
    return lower[noun] in ALL or not WHOLE.isdisjoint([lower[kid] for kid in tokens.kids[noun] if kid < noun])


UNITS = frozenset(
    [
        "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
        "minutes", "second", "seconds", "foot", "feet", "inch", "inches", "pound", "pounds", "ounce", "ounces",
        "stone",
    ]
)  # fmt: skip
"""Units one amount may be told in together: four years and two months."""
MEASURES = frozenset(("TIME", "DATE", "QUANTITY", "MONEY"))


def one_measure(tokens: Tokens, head: int, kid: int) -> bool:
    """Whether two nouns are one amount: "two hours and ten minutes"."""
    kind = tokens.entity[kid]
    if kind not in MEASURES or tokens.entity[head] != kind or head > kid:
        return False
    units = tokens.lower[head] != tokens.lower[kid] and tokens.lower[head] in UNITS and tokens.lower[kid] in UNITS
    return units or not any(tokens.entity_begins[head + 1 : kid + 1])


SOMEBODY = frozenset(("people", "those", "anyone", "everyone", "anybody", "everybody"))


def is_bound(tokens: Tokens, noun: int, preposition: int) -> bool:
    """Whether the noun says something else without the phrase: the year to May, the first time since, the most in."""
    word = tokens.lower[preposition]
    if word in ("with", "without") and tokens.lower[noun] in SOMEBODY and tokens.left[noun] == noun:
        return True  # "left out people with weak hearts": it left out no people in general
    if is_of_the_clock(tokens, noun, preposition) or is_quoted_whole(tokens, noun, preposition):
        return True
    every = tokens.lower[preposition + 1 : preposition + 2] == ["every"]
    if word == "by" or every or leads_on(tokens, noun, preposition):
        return word != "by" or tokens.lower[noun] in CRIMES
    if word == "to":
        spans = tokens.entity[noun] == "DATE" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
        return spans and tokens.entity[preposition + 1 : preposition + 2] in (["DATE"], ["CARDINAL"])
    lasting = word == "in" and any(
        tokens.dep[kid] == "pobj" and tokens.lower[kid] in SPANS for kid in tokens.kids[preposition]
    )
    if word != "since" and not lasting:
        return tokens.tag[noun] == "JJS"
    return any(tokens.tag[kid] == "JJS" or tokens.lower[kid] in ("first", "last") for kid in tokens.kids[noun])


def is_of_the_clock(tokens: Tokens, noun: int, preposition: int) -> bool:
    """ "until midnight on Thursday": which midnight."""
    clock = tokens.entity[noun] == "TIME" and tokens.dep[noun] == "pobj" and tokens.lower[preposition] == "on"
    return clock and tokens.entity[preposition + 1 : preposition + 2] == ["DATE"]


def is_quoted_whole(tokens: Tokens, noun: int, preposition: int) -> bool:
    """'called it "a slap in the face"': the words between the marks are not cut short."""
    first, last = tokens.left[noun], tokens.right[preposition]
    opened = '"' in (tokens.form[first], tokens.form[first - 1])
    return opened and last < first + 10 and tokens.form[last + 1 : last + 2] == ['"']


def is_ranked(tokens: Tokens, noun: int, verb: int) -> bool:
    """ "the first woman to head it", "the worst storm I saw": without the rest, the first and the worst of all."""
    infinitive = any(tokens.tag[kid] == "TO" for kid in tokens.kids[verb])
    if tokens.dep[verb] == "relcl" and any(tokens.tag[kid] == "JJS" for kid in tokens.kids[noun] if kid < noun):
        return True
    return infinitive and any(
        tokens.tag[kid] == "JJS" or tokens.entity[kid] == "ORDINAL" or tokens.lower[kid] in RANKS
        for kid in tokens.kids[noun]
        if kid < noun
    )


def of_such_only(tokens: Tokens, noun: int) -> bool:
    """ "approved for people who are at risk": for such alone, and not all people are."""
    above = tokens.head[noun]
    bare = not any(tokens.dep[kid] in ("det", "poss", "nummod") for kid in tokens.kids[noun])
    return bare and tokens.dep[noun] == "pobj" and tokens.lower[above] == "for" and tokens.tag[noun] == "NNS"


RANKS = frozenset(("first", "last", "only", "next", "second", "third"))
SPANS = frozenset(
    ["years", "months", "weeks", "days", "decades", "centuries", "decade", "century", "history", "memory", "matches"]
)
"""What "the first in" looks back on: without it "the first" says more."""


def are_named(tokens: Tokens, noun: int, preposition: int) -> bool:
    """Whether "of" tells the names of several things: "the islands of Jan Mayen and Bear Island"."""
    inner = next((kid for kid in tokens.kids[preposition] if tokens.dep[kid] == "pobj"), preposition)
    named = tokens.lower[noun] in CALLED_AFTER and tokens.lower[preposition] == "of" and bool(tokens.entity[inner])
    return named or are_parts(tokens, noun, inner)


def are_parts(tokens: Tokens, noun: int, inner: int) -> bool:
    """ "a jury of seven women and five men": one whole, of which neither figure is all."""
    joined = [kid for kid in tokens.kids[inner] if tokens.dep[kid] == "conj"]
    counted = [one for one in (inner, *joined) if any(tokens.dep[kid] == "nummod" for kid in tokens.kids[one])]
    return tokens.tag[noun] == "NN" and bool(joined) and len(counted) == len(joined) + 1


PAYING = frozenset(("cash", "stock", "shares", "debt", "bonds", "kind", "equity", "loans"))


def pays(tokens: Tokens, noun: int) -> bool:
    """ "for 3 million in cash and shares": a price is of both."""
    joined = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "conj"]
    led = tokens.lower[tokens.head[noun]] == "in" and tokens.dep[noun] == "pobj"
    return led and all(tokens.lower[one] in PAYING for one in (noun, *joined))


CALLED_AFTER = frozenset(
    [
        "cities",
        "towns",
        "villages",
        "islands",
        "universities",
        "provinces",
        "states",
        "counties",
        "districts",
        "municipalities",
        "republics",
    ]
)


def is_idiom(tokens: Tokens, preposition: int) -> bool:
    """Whether the verb says little without the phrase: came to power, went on trial, put on hold."""
    verb, noun = tokens.lower[tokens.head[preposition]], preposition + 1
    if tokens.right[preposition] < noun:
        return False
    if verb in DEEMED and tokens.lower[preposition] == "as":
        return True
    if is_placed(tokens, preposition) or is_turned(tokens, preposition):
        return True
    if tokens.lower[preposition : preposition + 2] == ["out", "of"]:
        return True  # "pulled out of the deal", "ran out of cash"
    if tokens.lower[preposition] == "into" and verb in BURSTING:
        return True
    if tokens.lower[preposition] == "off" and tokens.lower[preposition + 1 : preposition + 3] == ["the", "job"]:
        return True
    if tokens.lower[preposition] == "to" and (verb in AMOUNTING or tokens.lower[preposition - 1] == "up"):
        return True
    if tokens.lower[preposition] == "to" and tokens.lower[noun : noun + 1] == ["the"] and verb in CLIMBING:
        return tokens.lower[noun + 1 : noun + 2] in ([end] for end in ENDS)
    still = tokens.lower[noun : noun + 2] in (["an", "end"], ["a", "halt"], ["a", "standstill"], ["a", "close"])
    return (verb in LIGHT or verb in GRIND) and (still or (verb in LIGHT and tokens.lower[noun] in IDIOMS))


CLIMBING = frozenset(
    ("move", "moves", "moved", "moving", "climb", "climbs", "climbed", "went", "go", "goes", "return")
)
ENDS = ("top", "bottom", "head", "summit", "brink", "verge", "foot", "end")
GRIND = frozenset(("grind", "grinds", "ground", "grinding", "brings", "bring", "bringing", "drew", "draw", "draws"))
BURSTING = frozenset(
    (
        "burst",
        "bursts",
        "broke",
        "breaks",
        "broken",
        "turned",
        "turns",
        "plunged",
        "descended",
        "slid",
        "slipped",
        "ran",
    )
)
DEEMED = frozenset(
    [
        "listed",
        "described",
        "regarded",
        "seen",
        "known",
        "hailed",
        "dismissed",
        "treated",
        "classified",
        "viewed",
        "branded",
        "portrayed",
        "recognized",
        "recognised",
        "classed",
        "rated",
        "diagnosed",
    ]
)
"""Verbs that say little without what somebody is deemed: listed as delayed, known as Red."""


AMOUNTING = frozenset(("amount", "amounts", "amounted", "add", "adds", "added", "equates", "belongs", "belonged"))
"""Verbs that say nothing without what it comes to."""


LIGHT = frozenset(
    (
        "rose",
        "rise",
        "rises",
        "risen",
        "rising",
        "fell",
        "came",
        "come",
        "comes",
        "coming",
        "went",
        "gone",
        "go",
        "put",
        "brought",
        "taken",
        "took",
    )
)
IDIOMS = frozenset(
    (
        "power",
        "light",
        "force",
        "effect",
        "sale",
        "trial",
        "strike",
        "hold",
        "office",
        "custody",
        "account",
        "life",
        "fame",
        "prominence",
        "stardom",
        "victim",
        "prey",
    )
)


def is_as_long(tokens: Tokens, index: int) -> bool:
    """Whether the word is that of "as long as": a condition when a clause hangs on it."""
    if tokens.lower[index] != "long" or not index or tokens.lower[index - 1] not in ("as", "so"):
        return False
    return any(tokens.dep[kid] == "advcl" for kid in tokens.kids[index])


def shares_out(tokens: Tokens, preposition: int) -> bool:
    """ "opened three shops, in Leeds, Hull and York": three in none of them."""
    noun = preposition - 2
    if noun <= 0 or tokens.form[preposition - 1] != "," or tokens.tag[noun] != "NNS":
        return False
    return any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])


AGENTED = frozenset(
    [
        "survived", "caused", "followed", "preceded", "accompanied", "surrounded", "dominated", "triggered",
        "sparked", "prompted", "bordered", "succeeded", "replaced",
    ]
)  # fmt: skip
"""What is done says little without who or what did it."""
