"""Which firm "the lender" may be: the bodies that the article has named so far and calls nothing else.

Reads the parse and `article.references`.
"""

from bisect import bisect_left

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import gather
from claims.splitting.readings.spelled import NAMES, Forms
from claims.splitting.stages.again import SIDES
from claims.splitting.stages.definites import COMPANY, FURTHER, SUFFIXES
from claims.splitting.stages.owners import own_subject

FEW = 3
MOST = 40
"""Bodies of an article that are looked at."""
KINDS = frozenset(("bank", "club", "side"))
"""Further bodies that an article names first and then calls by their kind."""
LEADERS = frozenset(
    ["executive", "director", "chairman", "chairwoman", "ceo", "founder", "co-founder", "boss", "treasurer", "owner"]
)
"""Those whom bodies have, and hardly anybody else."""
BESIDE = frozenset(("compound", "nmod", "amod"))


def readings(article: Article, node: int) -> list[Forms]:
    """The names that "the firm" may stand for; none where too many fit."""
    tokens, word = article.tokens, article.tokens.lower[node]
    firms = article.lexicon["firms"] | COMPANY | KINDS
    if word not in firms or tokens.tag[node] != "NN" or node < 1 or tokens.lower[node - 1] != "the":
        return []
    if tokens.head[node - 1] != node:
        return []
    found: dict[str, str] = {}
    for last in organizations(article, node):
        if may_be(article, last, word) and (name := named(article, last)):
            found.setdefault(name.removeprefix("the ").split()[0].lower(), name)
        if len(found) > FEW:
            return []
    return [{node - 1: "", node: name} for name in found.values()]


def organizations(article: Article, before: int) -> list[int]:
    """Where the names of bodies that are told apart first end before a place; of the first ones in the article."""
    if not article.bodies:
        named = (
            next((one for one in places if is_organization(article, one)), -1) for places in article.named.values()
        )
        article.bodies = sorted(one for one in named if one >= 0)[:MOST] or [len(article.tokens)]
    return article.bodies[: bisect_left(article.bodies, before)]


def is_organization(article: Article, index: int) -> bool:
    """Whether a name of a body ends here, and no name of somebody with that word is known."""
    tokens, first = article.tokens, article.lexicon["names_male", "names_female"]
    if goes_on(tokens, index + 1) or tokens.dep[index] in BESIDE:
        return False
    if tokens.lower[index] in SIDES:
        return tokens.entity[index] != "DATE"
    if acts_as_a_body(article, index):
        return True
    places = article.named[tokens.text[index]]
    somebody = any(tokens.entity[one] == "PERSON" or (one and tokens.lower[one - 1] in first) for one in places)
    return tokens.entity[index] == "ORG" and not somebody


def acts_as_a_body(article: Article, index: int) -> bool:
    """Whether a name the model takes for a person's is a body's: it cut "its" flights, or has a chief executive."""
    tokens, first = article.tokens, article.lexicon["names_male", "names_female"]
    if tokens.entity[index] != "PERSON" or tokens.lower[tokens.left[index]] in first:
        return False
    if tokens.dep[index] == "poss":
        return tokens.left[index] == index and tokens.lower[tokens.head[index]] in LEADERS
    verb = tokens.head[index]
    behind = range(verb + 1, min(tokens.right[verb], verb + 12) + 1) if tokens.dep[index] == "nsubj" else ()
    return any(tokens.lower[one] == "its" and own_subject(article, one) == index for one in behind)


def goes_on(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and (tokens.tag[index] in NAMES or tokens.form[index] == "&")


def may_be(article: Article, last: int, word: str) -> bool:
    """Whether a body may be a firm: no word of its name and none beside it tells of another kind."""
    tokens, lexicon = article.tokens, article.lexicon
    firms = lexicon["firms"] | COMPANY | SUFFIXES | KINDS | SIDES
    others = (lexicon["bodies", "roles", "offices", "sites"] | FURTHER) - firms
    beside = [kid for kid in tokens.kids[last] if tokens.dep[kid] in ("appos", "compound")]
    beside += [tokens.head[last]] if tokens.dep[last] in ("appos", "compound") else []
    kinds = [tokens.lower[last], *(tokens.lower[one] for one in beside)]
    traded = [one for one in kinds if one in lexicon["firms"] and one not in COMPANY and one != word]
    return others.isdisjoint(kinds) and not (traded and word not in COMPANY)


def named(article: Article, last: int) -> str:
    """The name, with "the" where the article writes it so."""
    tokens = article.tokens
    words = gather(tokens, last, {kid for kid in tokens.kids[last] if kid > last})
    words = [one for one in words if tokens.tag[one] in NAMES or tokens.lower[one] in ("the", "of", "&", "and")]
    text = " ".join(tokens.text[one] for one in words)
    return text[0].lower() + text[1:] if text.startswith("The ") else text
