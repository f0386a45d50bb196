"""Lists of names, told by their marks: "Candy (2006), Moon Street and A Long Way Home" are three things side by side.

The parser often reads the items of a long list as appositions, or hangs one on a verb that stands behind it. Commas,
brackets and "and" say more surely where each begins.
Reads the parse; hangs every item on the first as its conjunct, each item a unit of its own.
"""

from itertools import pairwise

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import link

Item = tuple[int, int]
LEAST = 3
"""Two names with "and" are the parser's; from three on the marks decide."""
JOINING = frozenset(("and", "or", "&"))
QUOTES = frozenset(('"', "``", "''", "'"))
MARKS = frozenset((",", '"', "``", "''"))
SMALL = frozenset(
    ("of", "the", "a", "an", "'s", "'", "-", ":", "for", "in", "to", "on", "de", "von", "van", "&", ".")
)
"""Words a name may hold besides its capitalized ones."""
NO_NAME = frozenset(("VBD", "VBZ", "VBP", "MD", "PRP", "WDT", "WP", "WRB"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
UNFIT = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"))


def is_name_word(tokens: Tokens, index: int) -> bool:
    word = tokens.text[index]
    return (word[0].isupper() and tokens.tag[index] not in NO_NAME) or (
        word[0].isdigit() and tokens.tag[index] == "CD" and tokens.entity[index] not in UNFIT
    )


def separators(tokens: Tokens, first: int, end: int) -> list[int]:
    """Commas and joining words that stand outside brackets and quotes."""
    found, quoted = [], False
    for index, form in enumerate(tokens.form[first:end], first):
        if form not in MARKS and tokens.lower[index] not in JOINING:
            continue
        if form != "," and form in MARKS:
            quoted = not quoted
        elif not tokens.inside[index] and (
            (form == "," and (not quoted or tokens.form[min(index + 1, end - 1)] in ('"', "''")))
            or (not quoted and tokens.lower[index] in JOINING and not in_one_name(tokens, index))
        ):
            found.append(index)
    return found


def in_one_name(tokens: Tokens, index: int) -> bool:
    """Whether the words on both sides of an "and" are one name with it."""
    unit = tokens.unit
    return bool(unit[index]) and index + 1 < len(unit) and unit[index - 1] == unit[index] == unit[index + 1]


def bare(tokens: Tokens, start: int, end: int) -> Item:
    """The words of an item without the quotes, brackets and commas around it."""
    while start < end and (tokens.form[start] in QUOTES or tokens.form[start] == ","):
        start += 1
    while end > start and (tokens.form[end - 1] in QUOTES or tokens.inside[end - 1] or tokens.form[end - 1] == ","):
        end -= 1
    return start, end


def is_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words are nothing but one name."""
    if start >= end or not is_name_word(tokens, end - 1):
        return False
    if not (is_name_word(tokens, start) or (tokens.lower[start] == "the" and end - start > 1)):
        return False
    for index in range(start + 1, end - 1):
        if not (is_name_word(tokens, index) or tokens.lower[index] in SMALL or tokens.inside[index]):
            return False
    return True


def tail(tokens: Tokens, first: int, end: int) -> Item:
    """The name that ends right before the list's first mark."""
    start, end = bare(tokens, first, end)
    begin = end
    while begin > start and (is_name_word(tokens, begin - 1) or tokens.lower[begin - 1] in SMALL):
        begin -= 1
    while begin < end and not is_name_word(tokens, begin) and not opens_name(tokens, begin, end):
        begin += 1
    return begin, end


def opens_name(tokens: Tokens, index: int, end: int) -> bool:
    return tokens.lower[index] == "the" and index + 1 < end and is_name_word(tokens, index + 1)


def start_of(tokens: Tokens, first: int, end: int) -> Item:
    """The name right behind the list's last mark."""
    start, _ = bare(tokens, first, end)
    stop = start
    while stop < end and (is_name_word(tokens, stop) or (tokens.lower[stop] in SMALL and tokens.form[stop] != ".")):
        stop += 1
    while stop > start and not is_name_word(tokens, stop - 1):
        stop -= 1
    return start, stop


def between(tokens: Tokens, marks: list[int], first: int, end: int) -> list[list[Item]]:
    """The lists of a sentence: runs of names between marks, "and" before the last."""
    found: list[list[Item]] = []
    items: list[Item] = []
    previous = first
    for place, mark in enumerate(marks):
        if not items:
            items = fitting(tokens, tail(tokens, previous, mark))
        elif is_name(tokens, *bare(tokens, previous, mark)):
            items.append(bare(tokens, previous, mark))
        elif mark > previous:
            items = fitting(tokens, tail(tokens, previous, mark))
        previous = mark + 1
        stop = marks[place + 1] if place + 1 < len(marks) else end
        if items and tokens.lower[mark] in JOINING:
            last = start_of(tokens, mark + 1, stop)
            if is_name(tokens, *last):
                found.append([*items, last])
            items = []
    return found


def fitting(tokens: Tokens, item: Item) -> list[Item]:
    return [item] if is_name(tokens, *item) else []


def alike(article: Article, items: list[Item]) -> list[Item]:
    """Items without an opening one of another kind ("In Oslo, Ada, Tom and Nora"); none where one explains one."""
    tokens, lexicon = article.tokens, article.lexicon
    kinds = [tokens.entity[end - 1] if tokens.entity[start] else "" for start, end in items]
    if len(items) > LEAST and kinds[0] != kinds[1] and kinds[1] == kinds[2]:
        items, kinds = items[1:], kinds[1:]
    names = [" ".join(tokens.lower[start:end]) for start, end in items]
    explained = any(tokens.lower[end - 1] in lexicon["roles", "offices", "suffixes"] for _, end in items[1:])
    placed = any(outer in lexicon["regions"] and inner not in lexicon["regions"] for inner, outer in pairwise(names))
    others = set(kinds[1:]) - {""}
    one_kind = kinds[0] not in PLACES or "PERSON" not in others or not PLACES.isdisjoint(others)
    told = any(names_members(tokens, top(tokens, item), items[0][0]) for item in items[1:])
    fits = one_kind and not explained and not placed and not told and UNFIT.isdisjoint(kinds)
    return items if fits and len(items) >= LEAST else []


def names_members(tokens: Tokens, node: int, first: int) -> bool:
    """ "two members of the League, Anton Hale and Greta Holt": who the two are, and no list with the League."""
    many = tokens.head[node]
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[many])
    return tokens.dep[node] == "appos" and many < first and tokens.tag[many] == "NNS" and counted


def top(tokens: Tokens, item: Item) -> int:
    """The word of an item that the rest hangs on."""
    start, end = item
    outside = [index for index in range(start, end) if not start <= tokens.head[index] < end]
    return outside[-1] if outside else end - 1


def above(tokens: Tokens, first: int, stop: int) -> tuple[int, str] | None:
    """Where the whole list hangs: the first word of it with a head outside, unless that head hangs on the list."""
    for index in range(first, stop):
        head = tokens.head[index]
        if head == index or not first <= head < stop:
            node, steps = head, 0
            while tokens.head[node] != node and steps < 200:
                node, steps = tokens.head[node], steps + 1
                if first <= node < stop:
                    return None
            return (head, tokens.dep[index]) if head != index and steps < 200 else None
    return None


def hang(tokens: Tokens, items: list[Item]) -> bool:
    first, stop = items[0][0], items[-1][1]
    place = above(tokens, first, stop)
    if place is None:
        return False
    tops = [top(tokens, item) for item in items]
    owner = {index: head for item, head in zip(items, tops, strict=True) for index in range(*item)}
    behind = tops[0]
    for index in range(first, stop):
        mine = owner.get(index)
        if index in tops:
            tokens.head[index], tokens.dep[index] = (tops[0], "conj") if index != tops[0] else place
            behind = index
        elif mine is not None:
            if owner.get(tokens.head[index]) != mine:
                tokens.head[index], tokens.dep[index] = mine, "compound"
        elif tokens.inside[index]:
            if not first <= tokens.head[index] < stop or not tokens.inside[tokens.head[index]]:
                tokens.head[index] = behind
        else:
            tokens.head[index] = tops[0]
            tokens.dep[index] = "cc" if tokens.lower[index] in JOINING else "punct"
    separate(tokens, items)
    return True


def separate(tokens: Tokens, items: list[Item]) -> None:
    """Each item is a name of its own, whatever the model joined."""
    number = max(tokens.unit)
    for start, end in items:
        number += 1
        tokens.unit[start:end] = [number] * (end - start)
        if tokens.entity[start]:
            tokens.entity_begins[start] = True
        if end < len(tokens) and tokens.entity[end]:
            tokens.entity_begins[end] = True


def is_plain(tokens: Tokens, items: list[Item]) -> bool:
    """Whether the parser has read the list so already."""
    heads = [top(tokens, item) for item in items]
    return all(
        tokens.dep[node] == "conj" and tokens.head[node] in heads and tokens.unit[node] != tokens.unit[heads[0]]
        for node in heads[1:]
    )


def may_end_a_list(tokens: Tokens, marks: list[int]) -> bool:
    """Whether a name stands between an "and" and the mark before it, as in every list of three."""
    for place, mark in enumerate(marks):
        if tokens.lower[mark] in JOINING:
            while place and mark == marks[place - 1] + 1:  # ", and"
                place, mark = place - 1, mark - 1
            if place and is_name(tokens, *bare(tokens, marks[place - 1] + 1, mark)):
                return True
    return False


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.commas() or not tokens.holds(JOINING):
        return
    for _, first, end in article.speaking():
        if JOINING.isdisjoint(tokens.lower[first:end]) or "," not in tokens.form[first:end]:
            continue
        marks = separators(tokens, first, end)
        if not may_end_a_list(tokens, marks):
            continue
        for found in between(tokens, marks, first, end):
            items = alike(article, found) if len(found) >= LEAST else []
            if items and is_plain(tokens, items):
                separate(tokens, items)
            elif items:
                changed = hang(tokens, items) or changed
    if changed:
        link(tokens)
