"""Several people told with what they are: "its chief executive, Lena Ortiz, and its chairman, Paul Reyes, resigned".

The parser makes the second office a colleague of the first name, another description of it, or part of a list with
the names. Here every name is what its own office is called, and the offices stand side by side.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.phrases import conjuncts
from claims.splitting.referents import PEOPLE
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import hangs_on, rehung, verb_above
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
NAMED = SUBJECTS | {"npadvmod", "attr", "intj", "dep"}
"""Parts of a clause that the name beside a subject is taken for."""
LONGEST = 12
"""Tokens between a name and the next office: an age, a description, commas and "and"."""
CLIMBED = frozenset(("pobj", "prep", "compound", "nmod", "amod", "poss", "case", "det"))


class Holder(NamedTuple):
    """Somebody with an office: its noun, where its phrase begins, the first and the last token of the name."""

    office: int
    start: int
    opens: int
    name: int


def is_office(article: Article, noun: int) -> bool:
    tokens, lexicon, word = article.tokens, article.lexicon, article.tokens.lower[noun]
    if tokens.tag[noun] != "NN" or (word not in lexicon["roles", "offices", "people"] and word not in PEOPLE):
        return False
    return any(tokens.dep[kid] in ("det", "poss") and kid < noun for kid in tokens.kids[noun])


def office_before(article: Article, comma: int, first: int) -> int:
    """The office whose phrase ends right before a comma: "mayor" of "the mayor of Leeds,"; or -1."""
    tokens, node = article.tokens, comma - 1
    for _ in range(6):
        if is_office(article, node):
            return node
        above = tokens.head[node]
        if tokens.dep[node] not in CLIMBED or not first <= above < node:
            return -1
        node = above
    return -1


def holders(article: Article, first: int, end: int) -> Iterator[Holder]:
    tokens = article.tokens
    for node in range(first + 3, end):
        if tokens.entity[node] != "PERSON" or not tokens.entity_begins[node] or tokens.form[node - 1] != ",":
            continue
        name = node
        while name + 1 < end and tokens.entity[name + 1] == "PERSON" and not tokens.entity_begins[name + 1]:
            name += 1
        office = office_before(article, node - 1, first)
        if office >= 0 and tokens.tag[name] in ("NNP", "NNPS") and tokens.form[name + 1 : name + 2] != ["'s"]:
            kids = [kid for kid in tokens.kids[office] if kid < office and tokens.dep[kid] not in ("cc", "punct")]
            yield Holder(office, min([office, *(tokens.left[kid] for kid in kids)]), node, name)


def go_on(tokens: Tokens, one: Holder, other: Holder) -> bool:
    """Whether the second follows the first in one list: nothing but commas, an age and a description between."""
    between = range(one.name + 1, other.start)
    if not 0 < len(between) <= LONGEST or tokens.form[one.name + 1] not in (",", "and"):
        return False
    if tokens.lower[other.start - 1] not in (",", "and"):
        return False
    return not any(
        tokens.tag[place][:2] in ("VB", "MD", "WP", "WD") or tokens.form[place] == ";" for place in between
    )


def rows(article: Article, first: int, end: int) -> Iterator[list[Holder]]:
    """Those who follow one another in one list, "and" before the last."""
    tokens = article.tokens
    row: list[Holder] = []
    for one in [*holders(article, first, end), None]:
        if one is not None and row and go_on(tokens, row[-1], one):
            row.append(one)
            continue
        while len(row) > 1 and tokens.lower[row[-1].start - 1] != "and":
            row.pop()
        if len(row) > 1:
            yield row
        row = [] if one is None else [one]


def stand_side_by_side(article: Article, row: list[Holder]) -> bool:
    tokens, first = article.tokens, row[0]
    later = [node for one in row[1:] for node in (one.office, one.name)]
    if any(hangs_on(tokens, first.office, node) for node in (*later, first.name)):
        return False
    moves: dict[int, int] = {}
    for one in row:
        moves |= dict.fromkeys(range(one.opens, one.name), one.name)
        moves |= {one.name: one.office, one.opens - 1: one.office}
    moves |= {one.office: first.office for one in row[1:]}
    between = [pair for one, other in pairwise(row) for pair in described(tokens, one, other)]
    moves |= {node: first.office if role != "appos" else name for node, name, role in between}
    if not rehung(tokens, moves):
        return False
    roles = {one.name: "appos" for one in row} | {one.office: "conj" for one in row[1:]}
    for node, role in (roles | {node: role for node, _, role in between}).items():
        tokens.dep[node] = role
    return True


def described(tokens: Tokens, one: Holder, other: Holder) -> list[tuple[int, int, str]]:
    """What stands between two of them: the token, the name of the first of the two, and its role.

    A description hangs on that name, what joins the two on the top of the list.
    """
    between = range(one.name + 1, other.start)
    roles = {node: "punct" if tokens.form[node] == "," else "appos" for node in between}
    roles |= {node: "cc" for node in between if tokens.lower[node] == "and"}
    return [(node, one.name, role) for node, role in roles.items() if tokens.head[node] not in between]


def behind_the_last(tokens: Tokens, last: Holder) -> None:
    """ ", Nora Lind, a lawyer,": the description is of the name, though it hangs on the office."""
    for kid in tokens.kids[last.office]:
        near = tokens.left[kid] - 2 == last.name and tokens.form[last.name + 1] == ","
        if near and tokens.dep[kid] in ("appos", "relcl", "acl"):
            rehung(tokens, {kid: last.name})
        elif kid > last.name and tokens.dep[kid] == "prep" and tokens.form[kid - 1] == ",":
            verb = verb_above(tokens, kid)  # "arrested his brother, Ian Kerr, in Leeds": there he was arrested
            tokens.head[kid] = verb if 0 <= verb < kid else tokens.head[kid]


def without_a_name(article: Article, node: int) -> bool:
    """ "The director, Ada Moss, and her husband live": they stand side by side, and he is no Moss."""
    tokens, name = article.tokens, article.tokens.head[node]
    office = tokens.head[name]
    if tokens.dep[node] in SUBJECTS:
        return second_subject(tokens, node)
    told = tokens.entity[name] == "PERSON" and tokens.dep[name] == "appos" and office < name < node
    common = tokens.tag[node] in ("NN", "NNS") and tokens.entity[node] != "PERSON"
    if not told or not common or not is_office(article, office):
        return False
    if not move(tokens, node, office):
        return False
    for kid in tokens.kids[name]:
        if name < kid < node and tokens.dep[kid] in ("cc", "punct"):
            rehung(tokens, {kid: office})
    return True


def who_they_are(tokens: Tokens, node: int) -> bool:
    """ "and two engineers, a Belgian and a Dane,": the two, and nobody besides them."""
    some = tokens.head[node]
    if tokens.tag[some] != "NNS" or tokens.lower[tokens.left[some] - 1] != "and":
        return False
    count = next((COUNTS.get(tokens.lower[kid], 0) for kid in tokens.kids[some] if tokens.dep[kid] == "nummod"), 0)
    listed = conjuncts(tokens, node)
    single = all(tokens.lower[tokens.left[one]] in ("a", "an", "one") for one in listed)
    if len(listed) != count or not single or tokens.left[node] != some + 2:
        return False
    tokens.dep[node] = "appos"
    return True


COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def called_beside(article: Article, node: int) -> bool:
    """ "Among the injured was the captain, Leo Marsh, 52.": one subject, and his name."""
    tokens, opens = article.tokens, -1
    if tokens.entity[node] == "PERSON":
        opens = begin_of(tokens, node)
    if opens < 2 or tokens.form[opens - 1] != ",":
        return False
    office = office_before(article, opens - 1, 0)
    alike = office >= 0 and tokens.head[office] == tokens.head[node] and tokens.dep[office] in SUBJECTS
    if not alike or not move(tokens, node, office, "appos"):
        return False
    rehung(tokens, {opens - 1: office})
    return True


def begin_of(tokens: Tokens, name: int) -> int:
    while name > 0 and tokens.entity[name] and not tokens.entity_begins[name]:
        name -= 1
    return name


def second_subject(tokens: Tokens, node: int) -> bool:
    """ "The president, Omar Said, and his wife fled": both did."""
    joint, verb = tokens.left[node] - 1, tokens.head[node]
    first = next((kid for kid in tokens.kids[verb] if kid < node and tokens.dep[kid] in SUBJECTS), -1)
    if first < 0 or tokens.lower[joint] != "and" or not hangs_on(tokens, joint, first) or verb < node:
        return False
    if tokens.right[first] > joint or joint == first:
        return False
    tokens.head[joint] = first
    return move(tokens, node, first, "conj")


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for _, first, end in article.speaking() if len(tokens.commas()) > 1 else ():
        if tokens.form[first:end].count(",") < 2 or "PERSON" not in tokens.entity[first:end]:
            continue
        for row in rows(article, first, end):
            if stand_side_by_side(article, row):
                behind_the_last(tokens, row[-1])
                changed = True
    if changed:
        link(tokens)
    if ask_of_each(article, mend, candidates):
        link(tokens)


def candidates(tokens: Tokens) -> set[int]:
    """The tokens that may be somebody beside those with offices, or what they are."""
    dep, form, left, entity, head = tokens.dep, tokens.form, tokens.left, tokens.entity, tokens.head
    roles, tag = tokens.roles(), tokens.tag
    found = {node for node in roles.get("appos", ()) if form[left[node]] == ","}
    found.update([node for node in standing(roles, SUBJECTS) if tokens.lower[left[node] - 1] == "and"])
    found.update([node for node in standing(roles, NAMED) if entity[node] == "PERSON" or dep[head[node]] == "appos"])
    found.update([node for node in roles.get("conj", ()) if dep[head[node]] == "appos" or tag[head[node]] == "NNS"])
    return found


def mend(article: Article, node: int) -> bool:
    tokens, dep, tag = article.tokens, article.tokens.dep[node], article.tokens.tag[node]
    if dep == "appos":
        comma = tokens.left[node]
        inside = tokens.form[comma] == "," and comma != node
        # The comma opens the description, and is none of it.
        return inside and rehung(tokens, {comma: tokens.head[node]})
    if tag == "NNP" and dep in NAMED and called_beside(article, node):
        return True
    if (tag in ("NN", "NNS") or (tag == "CD" and dep in SUBJECTS)) and without_a_name(article, node):
        return True
    return dep == "conj" and who_they_are(tokens, node)
