"""How long before or after: "The army retook the town, it said, two days after rebels took it".

The days belong to "after" and not to what happened then, and who says it is said of the whole.
Reads the parse; changes `head` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.asking import mend
from claims.splitting.stages.finite import STRONG
from claims.splitting.stages.mending import rehung

TIMED = frozenset(("DATE", "TIME"))
APART = frozenset(("after", "before", "since"))
AROUND = APART | {"during", "despite", "amid", "until", "following"}


def measure_of_a_time(tokens: Tokens, node: int) -> bool:
    """ "It closed two years after it opened": two years after, and nothing opened for two years."""
    mark, verb = node + 1, tokens.head[node]
    if tokens.entity[node] not in TIMED or tokens.lower[mark] not in APART or tokens.head[mark] != verb:
        return False
    return tokens.dep[mark] == "mark" and rehung(tokens, {node: mark})


def said_of_the_whole(article: Article, said: int) -> bool:
    """ "They took the town, the army said, two days after rebels fled": said of what stands in front as well."""
    tokens, inner = article.tokens, article.tokens.head[said]
    mark = next((kid for kid in tokens.kids[inner] if tokens.dep[kid] == "mark"), -1)
    above = tokens.head[inner]
    if tokens.dep[inner] != "advcl" or not above < said < mark or tokens.lower[said] not in article.lexicon["speech"]:
        return False
    first = tokens.left[said]
    return "," in tokens.form[max(first - 1, 0) : first + 1] and rehung(tokens, {said: above})


def behind_the_aside(article: Article, node: int) -> bool:
    """ "The plant closed, the firm said, three months after a fire": closed then, and not said then."""
    tokens, said = article.tokens, article.tokens.head[node]
    if tokens.dep[said] != "parataxis" or tokens.lower[said] not in article.lexicon["speech"]:
        return False
    if tokens.lower[node] not in AROUND or tokens.left[node] != said + 2 or tokens.form[said + 1] != ",":
        return False
    return rehung(tokens, {kid: tokens.head[said] for kid in tokens.kids[said] if kid > said + 1})


def subject_behind_the_mark(tokens: Tokens, noun: int) -> bool:
    """ "fell after the maker of pumps warned": who stands behind "after" warned, and not the shares."""
    mark = tokens.head[noun]
    verb = tokens.head[mark]
    if tokens.dep[mark] != "mark" or not mark < noun < verb or tokens.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    if not rehung(tokens, {noun: verb}):
        return False
    tokens.dep[noun] = "nsubj"
    return True


SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def fell_after(tokens: Tokens, node: int) -> bool:
    """ "Shares in Orlo fell after the maker of pumps warned": they fell, and warned nobody."""
    noun = tokens.head[node]
    verb = tokens.head[noun]
    if tokens.lower[node] not in STRONG or tokens.dep[noun] != "nsubj" or not noun < node < verb:
        return False
    when = max((kid for kid in tokens.kids[node] if node < kid < verb), default=-1)
    own = next((kid for kid in tokens.kids[when] if tokens.dep[kid] == "pobj"), -1) if when >= 0 else -1
    if own < 0 or tokens.lower[when] not in APART or tokens.right[own] != verb - 1 or tokens.tag[verb] != "VBD":
        return False
    above = tokens.head[verb]
    moves = {node: node if above == verb else above, noun: node, verb: node, when: verb, own: verb}
    if not rehung(tokens, moves):
        return False
    tokens.dep[node], tokens.tag[node] = tokens.dep[verb], "VBD"
    tokens.dep[verb], tokens.dep[when], tokens.dep[own] = "advcl", "mark", "nsubj"
    return True


def of_an_object(article: Article, node: int) -> bool:
    return subject_behind_the_mark(article.tokens, node)


def of_a_measure(article: Article, node: int) -> bool:
    return measure_of_a_time(article.tokens, node)


def of_a_participle(article: Article, node: int) -> bool:
    return fell_after(article.tokens, node)


RULES = {
    "npadvmod": of_a_measure,
    "parataxis": said_of_the_whole,
    "prep": behind_the_aside,
    "pobj": of_an_object,
    "acl": of_a_participle,
}


def candidates(tokens: Tokens) -> list[int]:
    roles, last = tokens.roles(), len(tokens) - 2
    found = [node for node in roles.get("npadvmod", ()) if node < last and tokens.lower[node + 1] in APART]
    found += [node for node in roles.get("pobj", ()) if tokens.dep[tokens.head[node]] == "mark"]
    found += [node for node in roles.get("acl", ()) if tokens.lower[node] in STRONG]
    asides = roles.get("parataxis")
    if asides:
        found += [node for node in standing(roles, ("prep",)) if tokens.dep[tokens.head[node]] == "parataxis"]
        found += asides
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
