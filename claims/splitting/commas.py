"""Commas and semicolons of the text that a claim takes over, where it leaves out nothing else between two words."""

from collections.abc import Set as AbstractSet
from itertools import pairwise

from claims.splitting.article import Item, Tokens

MARKS = frozenset((",", ";", "—", "–", "--"))


def before_marks(tokens: Tokens) -> set[Item]:
    """The tokens in front of a comma, semicolon or dash: a claim without any of them has no mark to put in again."""
    return {index for index, word in enumerate(tokens.form[1:]) if word in MARKS}


def gaps(items: list[Item], marked: set[Item]) -> list[tuple[int, int, Item]]:
    """Where a mark was left out: the place of what follows, the token in front of the mark, and what follows."""
    return [
        (place, before, item)
        for place, (before, item) in enumerate(pairwise(items), 1)
        if before in marked and isinstance(before, int) and item != before + 1
    ]


def punctuated(tokens: Tokens, items: list[Item], marked: set[Item]) -> list[Item]:
    """The pieces with the commas of the text where nothing but a comma was left out between two words."""
    joints: list[tuple[int, int]] = []
    for place, before, item in gaps(items, marked):
        if isinstance(item, int) and item == before + 2:
            joint = before + 1
            mark = tokens.form[joint]
            behind = mark == "," and tokens.form[before] != "," and goes_on(tokens, item)
            dashed = mark in DASHES and tokens.tag[item] in AFTER_DASHES
            if (behind or dashed or mark == ";") and tells_verb(tokens, items[:place]):
                joints.append((place, joint))
    return put_between(items, joints)


DASHES = frozenset(("—", "–", "--"))


def participles(tokens: Tokens) -> frozenset[Item]:
    """The participles that open a clause behind a comma: ", making him the dearest"."""
    return frozenset(
        place + 1
        for place in tokens.commas()
        if tokens.tag[place + 1 : place + 2] == ["VBG"]
        and "advcl" in (tokens.dep[place + 1], over(tokens, place + 1))
    )


def over(tokens: Tokens, item: int) -> str:
    """The role of the verb that a participle helps: "having drawn three"."""
    return tokens.dep[tokens.head[item]] if tokens.dep[item] in ("aux", "auxpass") else ""


def before_participles(tokens: Tokens, items: list[Item], opening: AbstractSet[Item]) -> list[Item]:
    """The pieces with the comma of the text in front of a participle, though what stood before it was left out.

    "signed Hale from Leeds, making him the dearest" without Leeds: "signed Hale, making him the dearest".
    """
    commas = [
        (place, item - 1)
        for place, (before, item) in enumerate(pairwise(items), 1)
        if item in opening
        and isinstance(item, int)
        and isinstance(before, int)
        and before < item - 2
        and tokens.form[before] != ","
        and tells_verb(tokens, items[:place])
    ]
    return put_between(items, commas)


def tells_verb(tokens: Tokens, items: list[Item]) -> bool:
    return any(isinstance(item, int) and tokens.tag[item][:2] == "VB" for item in items)


def put_between(items: list[Item], marks: list[tuple[int, int]]) -> list[Item]:
    """The pieces with marks of the text put in, each before the piece at its place."""
    found = items[:] if marks else items
    for place, mark in reversed(marks):
        found.insert(place, mark)
    return found


def paired(tokens: Tokens, items: list[Item], marked: set[Item]) -> list[Item]:
    """The pieces with both commas round what is put in between: "The boys, aged 12 and 14, were found"."""
    inside: set[int] = set()
    commas: list[tuple[int, int]] = []
    closing: set[int] = set()
    for place, before, item in gaps(items, marked):
        comma = before + 1
        if tokens.form[comma] != ",":
            continue
        inside = inside or {item for item in items if isinstance(item, int)}
        if comma in inside:
            continue
        begin = comma if comma - 1 in closing else opening(tokens, inside, comma - 1)
        if begin >= 0:
            commas.append((place, comma))
        elif item == comma + 1 and (end := aside_from(tokens, inside, item)) >= 0 and items[-1] != end:
            commas.append((place, comma))
            closing.add(end)
    return put_between(items, commas)


def opening(tokens: Tokens, inside: set[int], last: int) -> int:
    """The first token of an aside that ends with a token and whose opening comma is told, or -1."""
    node = last
    for _ in range(DEEPEST):
        first = tokens.left[node]
        if (
            tokens.right[node] == last
            and first - 1 in inside
            and tokens.form[first - 1] == ","
            and aside(tokens, node)
        ):
            return first
        if tokens.head[node] == node or tokens.right[node] != last:
            return -1
        node = tokens.head[node]
    return -1


def aside_from(tokens: Tokens, inside: set[int], first: int) -> int:
    """The last token of an aside that begins with a token and is told whole, or -1."""
    node = first
    for _ in range(DEEPEST):
        last = tokens.right[node]
        closed = last + 1 < len(tokens) and tokens.form[last + 1] == "," and aside(tokens, node)
        if tokens.left[node] == first and closed and all(place in inside for place in range(first, last + 1)):
            return last
        if tokens.head[node] == node or tokens.left[node] != first:
            return -1
        node = tokens.head[node]
    return -1


DEEPEST = 8
INSERTED = frozenset(("amod", "acl", "relcl", "appos", "advcl"))


def aside(tokens: Tokens, node: int) -> bool:
    return tokens.dep[node] in INSERTED


def goes_on(tokens: Tokens, item: int) -> bool:
    return tokens.tag[item] in AFTER_COMMAS or tokens.lower[item] == "against"


AFTER_DASHES = frozenset(("JJR", "RBR", "DT", "CD", "VBG", "VBN"))
AFTER_COMMAS = frozenset(("VBG", "VBN", "DT", "PRP$", "CD", "JJ", "NN", "NNS", "RB", "RBR"))
"""What may go on behind a comma once the verb is told."""
