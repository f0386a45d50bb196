"""Words that are one with those beside them: "a night" behind an amount, "Lindau-Harr". Used by `joints`."""

from claims.splitting.article import Tokens
from claims.splitting.stages.mending import hangs_on

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PERIODS = frozenset(
    ["second", "minute", "hour", "day", "night", "week", "month", "season", "quarter", "year", "decade", "head"]
)


def rate(tokens: Tokens, node: int) -> bool:
    """ "carried 211 people a night last year": the amount is one a night."""
    before = tokens.left[node] - 1
    if tokens.lower[node] not in PERIODS or before != node - 2 or tokens.lower[node - 1] not in ("a", "an"):
        return False
    counted = before > 0 and any(tokens.dep[kid] == "nummod" for kid in tokens.kids[before])
    if not counted or tokens.tag[before] not in NOUNS or tokens.head[before] != tokens.head[node]:
        return False
    tokens.head[node] = before
    return True


def numbered(tokens: Tokens, node: int) -> bool:
    """ "Buses 7 and 9": the number behind "and" is another bus's, and no bus is two of them."""
    if tokens.tag[node] != "CD":
        return False
    noun = tokens.head[node]
    first = noun + 1
    many = tokens.tag[noun] in ("NNS", "NNPS") or (tokens.opens[noun] and tokens.lower[noun][-1] == "s")
    if not many or first >= node or tokens.tag[first] != "CD":
        return False
    if tokens.head[first] != noun or tokens.dep[first] not in ("nummod", "appos", "npadvmod"):
        return False
    tokens.head[node] = first
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] in ("cc", "punct") and first < kid < node:
            tokens.head[kid] = first
    return True


def hyphenated(tokens: Tokens, node: int) -> bool:
    """ "Lindau-Harr has two stations": one town, whatever the parser makes of its first half."""
    last = node + 2
    if (
        tokens.tag[node] != "NNP"
        or tokens.space[node]
        or last >= len(tokens)
        or tokens.form[node + 1] != "-"
        or tokens.space[node + 1]
    ):
        return False
    if tokens.tag[last] != "NNP" or tokens.head[node] != tokens.head[last]:
        return False
    if tokens.head[last] == last or hangs_on(tokens, last, node + 1):
        return False
    for kid in (node, node + 1):
        tokens.head[kid] = last
    tokens.dep[node] = "compound"
    tokens.unit[node : last + 1] = [tokens.unit[last] or tokens.unit[node]] * 3
    return True


def in_a_row(tokens: Tokens, node: int) -> bool:
    """ "failed for three years in a row": the years stood in a row."""
    noun = node - 1
    if tokens.lower[node + 1 : node + 3] != ["a", "row"] or tokens.tag[noun] != "NNS" or tokens.head[node] == noun:
        return False
    if hangs_on(tokens, noun, node):
        return False
    tokens.head[node], tokens.dep[node] = noun, "nmod"
    return True


def among_them(tokens: Tokens, node: int) -> bool:
    """ "went to friends, among them a cousin,": an aside, and nothing went among them."""
    them = node + 1
    comma = node - 1
    if tokens.lower[them : them + 1] not in (["them"], ["whom"]):
        return False
    if comma < 1 or tokens.form[comma] not in (",", "–", "—"):
        return False
    tokens.dep[node] = "aside"
    for other in range(them + 1, min(them + 8, len(tokens))):
        behind = tokens.left[other] == them + 1 or tokens.left[other] == node
        if behind and tokens.dep[other] in ("dobj", "appos", "npadvmod", "attr", "dep", "conj"):
            tokens.dep[other] = "aside"
    return True
