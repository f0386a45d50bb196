"""Lists of objects with amounts: "seized 2 kg of cocaine, a pistol and £14,000 in cash" seized three things.

The parser takes the second for another name of the first. It is one only where the figures add up, as in "two
children, a boy and a girl".
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on, rehung

ROLES = frozenset(("dobj", "pobj", "attr", "nsubj", "nsubjpass"))
WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
AMONG = frozenset(("among", "amongst", "including", "of"))
"""What makes the second a part of the first: "12 people, three children and a nurse among them"."""


def count(tokens: Tokens, noun: int) -> float:
    """How many a noun says there are: 1 for "a", 0 where it does not say."""
    if tokens.tag[noun] == "CD":
        return number(tokens.lower[noun])
    for kid in tokens.kids[noun]:
        if kid < noun and tokens.dep[kid] == "nummod":
            return number(tokens.lower[kid])
        if kid < noun and tokens.lower[kid] in ("a", "an", "another"):
            return 1
    return 0


def number(word: str) -> float:
    """A figure as a number; one that is told otherwise is more than can be added up."""
    plain = word.replace(",", "").replace(".", "", 1)
    if plain.isdecimal() and plain.isascii() and len(plain) < 12:
        return float(word.replace(",", "")) if word.replace(",", "") != "." else 0
    return float(WORDS.index(word)) if word in WORDS else 1e12


def items(tokens: Tokens, node: int) -> list[int]:
    """An item and what is joined to it behind."""
    found = [node]
    for one in found:
        found += [kid for kid in tokens.kids[one] if tokens.dep[kid] == "conj" and kid > one]
        if len(found) > 12:
            break
    return found


def is_list(tokens: Tokens, node: int) -> bool:
    above, listed = tokens.head[node], items(tokens, node)
    figures = [count(tokens, one) for one in (above, *listed)]
    if tokens.dep[above] not in ROLES or tokens.entity[above] in ("PERCENT", "DATE", "TIME"):
        return False
    if len(listed) < 2 or not all(figures) or figures[0] == 1 or tokens.entity[node] in ("PERCENT", "DATE", "TIME"):
        return False
    last = listed[-1]
    part = not AMONG.isdisjoint(tokens.lower[last + 1 : last + 3]) and "them" in tokens.lower[last + 1 : last + 4]
    closed = tokens.dep[above] in ("nsubj", "nsubjpass") and tokens.form[tokens.right[node] + 1 :][:1] == [","]
    return figures[0] != sum(figures[1:]) and not part and not closed


def join(tokens: Tokens, node: int) -> None:
    """Makes the second an item, and hangs what stands behind the last item on that one."""
    tokens.dep[node], last = "conj", items(tokens, node)[-1]
    for kid in tokens.kids[node]:
        if kid > last and tokens.dep[kid] == "prep" and not hangs_on(tokens, last, kid):
            tokens.head[kid] = last


def second_subject(article: Article, node: int) -> bool:
    """ "A man, 71, and his wife, 68, died": both died, where an age parts the second from the first."""
    tokens = article.tokens
    joint, verb = tokens.left[node] - 1, tokens.head[node]
    above = tokens.head[verb]
    aged = above < joint and tokens.tag[above] in ("NN", "NNP") and tokens.tag[joint - 2] == "CD"
    if aged and tokens.dep[verb] == "conj" and tokens.head[above] == above and tokens.form[joint - 1] == ",":
        if verb == above or not rehung(tokens, {verb: verb, above: verb, node: above}):
            return False
        tokens.dep[verb], tokens.dep[above], tokens.dep[node] = "ROOT", "nsubj", "conj"
        return True
    if joint < 1 or tokens.lower[joint] != "and":
        return False
    first = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < joint), -1)
    if first < 0 or verb < node:
        return False
    if any(tokens.tag[at][:2] == "VB" and tokens.head[at] == verb for at in range(first, node)):
        return False
    if not rehung(tokens, {node: first, joint: first}):
        return False
    tokens.dep[node], tokens.dep[joint] = "conj", "cc"
    return True


SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def listed(article: Article, node: int) -> bool:
    tokens = article.tokens
    if tokens.head[node] >= node or tokens.form[tokens.left[node] - 1] != "," or not is_list(tokens, node):
        return False
    join(tokens, node)
    return True


RULES = {"appos": listed, **dict.fromkeys(SUBJECTS, second_subject)}


def candidates(tokens: Tokens) -> list[int]:
    lower, left, found = tokens.lower, tokens.left, tokens.roles().get("appos", [])
    return found + [
        node
        for node in tokens.places(SUBJECTS)
        if lower[left[node] - 1] == "and" or tokens.form[max(left[node] - 2, 0)] == ","
    ]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
