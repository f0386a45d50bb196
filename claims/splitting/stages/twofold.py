"""Two offices of one person in front of the name: "Norvale founder and chief executive Ida Jansson".

The parser makes two people of them, or of the first one somebody without a name.
Reads the parse; hangs both offices on the name: changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link
from claims.splitting.stages.titles import people, run_before

ONE = frozenset(("NN", "NNP"))
OWNED = frozenset(("DT", "PRP$", "POS"))
BOTH = frozenset(("are", "were", "have", "between", "both"))
"""Words that tell of more people than one."""


def office_in_front(article: Article, name: int, first: int) -> int:
    """The first of two offices that stand in front of a name, or -1."""
    tokens, known = article.tokens, article.lexicon["offices", "roles"]
    second = name - 1
    joint = run_before(tokens, name, first) - 1
    office = joint - 1
    if office < first or joint >= second or tokens.form[joint] != "and" or tokens.entity[office] == "PERSON":
        return -1
    if any(tokens.tag[one] not in ONE or tokens.lower[one] not in known for one in (office, second)):
        return -1
    return office if is_one(article, run_before(tokens, joint, first), office, second, first) else -1


def is_one(article: Article, start: int, office: int, second: int, first: int) -> bool:
    """Whether two offices are one person's: "the mayor and Prime Minister Hale" are two people."""
    tokens, offices = article.tokens, article.lexicon["offices"]
    before = tokens.lower[max(first, start - 2) : start]
    if not BOTH.isdisjoint(before) or tokens.tag[start] == "CD":
        return False
    if tokens.lower[start - 1 : start] in (["his"], ["her"], ["my"]):
        return True
    owned = start > first and tokens.tag[start - 1] in OWNED
    owned = owned or "POS" in tokens.tag[start:office] or "PRP$" in tokens.tag[start:office]
    return not owned or (tokens.lower[office] not in offices and tokens.lower[second] not in offices)


def is_told_of_two(tokens: Tokens, verb: int) -> bool:
    words = (verb, *(kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass")))
    return any(tokens.tag[word] == "VBP" or tokens.lower[word] == "were" for word in words)


def hang_both(tokens: Tokens, start: int, office: int, name: tuple[int, int]) -> bool:
    """Makes the name the head of both offices, and hangs on it what hung on them."""
    inside, head = range(start, name[1]), name[1] - 1
    top = next((one for one in inside if tokens.head[one] == one or tokens.head[one] not in inside), -1)
    if top < 0 or is_told_of_two(tokens, tokens.head[top]):
        return False
    root, dep = tokens.head[top] == top, tokens.dep[top]
    moved = [kid for one in (office, name[0] - 1, *range(*name)) for kid in tokens.kids[one] if kid not in inside]
    moved += [one for one in inside if tokens.head[one] == one or tokens.head[one] not in inside]
    moved += [*range(*name), office, office + 1, name[0] - 1]
    if not rehung(tokens, {**dict.fromkeys(moved, head), head: head if root else tokens.head[top]}):
        return False
    for one in range(*name):
        tokens.dep[one] = "compound"
    tokens.dep[head] = dep
    tokens.dep[office], tokens.dep[office + 1], tokens.dep[name[0] - 1] = "nmod", "cc", "compound"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(article.lexicon["offices", "roles"]):
        return
    for _, first, end in article.speaking():
        for name in people(tokens, first, end):
            office = office_in_front(article, name[0], first)
            if office >= first:
                start = run_before(tokens, office + 1, first)
                changed = hang_both(tokens, start, office, name) or changed
    if changed:
        link(tokens)
