"""Words that limit a figure or tell a share: "only one", "at most ten", "fewer than 40", "one in five"."""

from claims.splitting.article import Tokens

ALONE = frozenset(("only", "merely", "solely", "exactly", "precisely"))
PAIRS = frozenset(
    (
        ("at", "most"),
        ("no", "more"),
        ("no", "fewer"),
        ("no", "less"),
        ("fewer", "than"),
        ("less", "than"),
        ("all", "but"),
    )
)
FIRST = ALONE | {"just"} | {one for one, _ in PAIRS}
"""Words one of which stands wherever a noun is limited."""
PARTS = frozenset(
    [
        "half",
        "third",
        "quarter",
        "fifth",
        "tenth",
        "majority",
        "minority",
        "thirds",
        "quarters",
        "fifths",
        "proportion",
    ]
)


def is_limiting(tokens: Tokens, place: int) -> bool:
    """ "only Hale and Orlo", "just three"; the "only" of "its only school" describes."""
    word = tokens.lower[place]
    return (word in ALONE and tokens.tag[place] == "RB") or (
        word == "just" and tokens.tag[place + 1 : place + 2] == ["CD"]
    )


def is_limited(tokens: Tokens, noun: int) -> bool:
    """Whether what stands in front of a noun or figure limits it: no more than this, and no other."""
    first = tokens.left[noun]
    if first == noun or FIRST.isdisjoint(tokens.lower[first:noun]):
        return False
    if tokens.tag[noun] != "CD" and tokens.tag[noun][:2] != "NN":
        return False
    for place in range(first, noun):
        if is_limiting(tokens, place) or (tokens.lower[place], tokens.lower[place + 1]) in PAIRS:
            return True
    return False


def is_share(tokens: Tokens, noun: int) -> bool:
    """ "54% of pupils", "a third of the homes", "one in five", "nine out of ten"."""
    tag = tokens.tag[noun]
    if tag == "NNS" and "out" in tokens.lower[tokens.left[noun] : noun]:
        return True  # "nine out of ten doctors"
    share = tokens.entity[noun] == "PERCENT" or tokens.lower[noun] in PARTS
    if not share and tag != "CD":
        return False
    led = [tokens.lower[kid] for kid in tokens.kids[noun] if kid > noun]
    return "in" in led or ("of" if share else "out") in led
