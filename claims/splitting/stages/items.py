"""Things side by side: "money for a footbridge, a play area and 20 houses" is for three things.

The parser often reads the second as what the first is. A footbridge is no 20 houses, and Lisbon no two vineyards; of
"holidays in Portugal, a horsebox and online bingo" the holidays are the first.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

COMMON = frozenset(("NN", "NNS"))
JOINING = frozenset(("and", "or"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
OPEN = frozenset(("a", "an", "counted", "bare"))
SEATS = frozenset(
    [
        "capital", "center", "centre", "home", "city", "town", "village", "country", "state", "port", "region",
        "island", "district", "suburb", "club", "seat", "base", "birthplace", "part", "member", "gateway", "hub",
        "stronghold", "nation", "power", "ally", "neighbor", "neighbour", "rival", "democracy", "republic", "kingdom",
    ]
)  # fmt: skip
"""What a place is said to be."""


CASH = frozenset(("cash",))


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    cash = tokens.holds(CASH)
    for node in range(2, len(tokens)) if cash else sorted(tokens.places(("appos", "conj"))):
        if node < 2:
            continue
        if tokens.dep[node] in ("appos", "conj") and tokens.form[tokens.left[node] - 1] == ",":
            changed = (side_by_side(article, node) if tokens.dep[node] == "appos" else seat(tokens, node)) or changed
        elif cash and tokens.lower[node] == "in":
            changed = in_cash(tokens, node) or changed
    if changed:
        link(tokens)


def side_by_side(article: Article, node: int) -> bool:
    """Hangs what the parser took for an apposition beside the thing in front."""
    tokens, first = article.tokens, article.tokens.head[node]
    items = row(tokens, node)
    near = tokens.left[node] - 2
    if near > first and tokens.entity[near] in PLACES:
        first = near
    if len(items) < 2 or not all(is_thing(article, item) for item in items):
        return False
    if tokens.tag[first] in ("NNP", "NNPS"):
        told = are_no_place(tokens, first, items)
    else:
        told = is_thing(article, first) and are_alike(tokens, [first, *items])
    above = holder(tokens, first)
    if not told or not rehung(tokens, {node: above} if above == first else {node: above, above + 1: above}):
        return False
    tokens.dep[node] = "conj"
    return True


def in_cash(tokens: Tokens, node: int) -> bool:
    """ "a pistol and £14,000 in cash": the money was, and no pistol."""
    money, cash = node - 1, node + 1
    joined = tokens.entity[money] == "MONEY" and tokens.dep[money] == "conj" and tokens.dep[node] == "prep"
    if not joined or tokens.lower[cash : cash + 1] != ["cash"] or tokens.head[cash] != node:
        return False
    if not rehung(tokens, {node: money}):
        return False
    tokens.dep[node] = "nmod"
    return True


def seat(tokens: Tokens, node: int) -> bool:
    """ "toured Bern, the capital and a center of trade": what the town is."""
    place = tokens.head[node]
    named = tokens.tag[place] == "NNP" and tokens.entity[place] in PLACES | {"ORG"}
    near = named and tokens.left[node] == place + 2
    if not near or tokens.lower[node] not in SEATS or opening(tokens, node) not in ("the", "a", "an"):
        return False
    joined = [kid for kid in tokens.kids[node] if tokens.dep[kid] == "conj"]
    if not joined or any(tokens.lower[one] not in SEATS for one in joined):
        return False
    tokens.dep[node] = "appos"
    return True


def row(tokens: Tokens, node: int) -> list[int]:
    """The noun and what "and" joins to it; nothing where no "and" does."""
    items, joined = [node], False
    for item in items:
        joined = joined or any(tokens.lower[kid] in JOINING for kid in tokens.kids[item] if tokens.dep[kid] == "cc")
        items += [kid for kid in tokens.kids[item] if tokens.dep[kid] == "conj" and kid > item]
    return items if joined and len(items) < 10 else []


def is_thing(article: Article, item: int) -> bool:
    """Whether a noun is neither somebody nor a firm nor what places are said to be."""
    tokens, lexicon, word = article.tokens, article.lexicon, article.tokens.lower[item]
    if tokens.entity[item] == "MONEY":
        return True
    known = any(word in lexicon[kind] for kind in ("roles", "offices", "people", "firms", "bodies"))
    common = tokens.tag[item] in COMMON or tokens.text[item].islower()
    return common and tokens.tag[item][:2] == "NN" and not known and word not in SEATS


def opening(tokens: Tokens, noun: int) -> str:
    """ "a", "the", "its", "counted" or "bare": how a noun is spoken of."""
    kids = [kid for kid in tokens.kids[noun] if kid < noun]
    if tokens.tag[noun] == "CD" or any(tokens.dep[kid] == "nummod" for kid in kids):
        return "counted"
    return next((tokens.lower[kid] for kid in kids if tokens.dep[kid] in ("det", "poss")), "bare")


def are_no_place(tokens: Tokens, first: int, items: list[int]) -> bool:
    """Whether one of the things is many, or without an article: no place and no body is "two vineyards"."""
    if tokens.entity[first] not in PLACES | {"ORG"} or tokens.tag[first] == "NNPS":
        return False
    openings = [opening(tokens, item) for item in items]
    many = any(tokens.tag[item] == "NNS" for item in items)
    return openings[0] in OPEN and (many or "bare" in openings) and "the" not in openings


def are_alike(tokens: Tokens, items: list[int]) -> bool:
    """Whether all are new to the reader, and each has its own article or some are one and some many."""
    openings = [opening(tokens, item) for item in items]
    if not OPEN.issuperset(openings):
        return False
    several = len({tokens.tag[item] for item in items}) > 1
    return several or "bare" not in openings


def holder(tokens: Tokens, first: int) -> int:
    """What the list goes on with: the holidays of "holidays in Portugal, a horsebox", else the first thing itself."""
    above = tokens.head[first]
    noun = above - 1
    if noun < 0:
        return first
    inside = tokens.dep[first] == "pobj" and tokens.entity[first] in PLACES and tokens.lower[above] in ("in", "at")
    return noun if inside and tokens.tag[noun] in COMMON and tokens.dep[noun] in ("dobj", "pobj") else first
