"""Clauses about some of those just told: "two bids, the higher of which was worth £33m", "none of whom had diabetes".

The parser joins them to the main verb, or takes "had" for a helper of what was had.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import mend
from claims.splitting.stages.bearers import people_word
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import hangs_on, rehung, verb_above

LOOSE = frozenset(("ROOT", "conj", "dep", "advcl", "parataxis", "ccomp"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
HAVING = frozenset(("have", "has", "had"))
OF_ANY = (["of", "which"], ["of", "whom"], ["of", "them"])
OF_WHICH = (["of", "which"], ["of", "whom"])
REACH = 25
"""Tokens between those who are meant and the clause about some of them."""


def share_of_which(tokens: Tokens, verb: int) -> int:
    """The subject of a clause that is some of those told in front, behind a comma; -1 where it is not."""
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] in SUBJECTS and kid < verb and tokens.lower[kid + 1 : kid + 3] in OF_WHICH:
            first = tokens.left[kid]
            return kid if first and tokens.form[first - 1] == "," else -1
    return -1


def had_by_some(tokens: Tokens, node: int, share: int) -> bool:
    """ "none of whom had diabetes at the start": they had it, and nobody "diabetes"."""
    helper = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "aux" and tokens.lower[kid] in HAVING), -1)
    if helper < share or tokens.tag[node] not in ("NN", "NNS"):
        return False
    above = tokens.head[node]
    moves = {kid: helper for kid in tokens.kids[node] if kid < helper}
    if not rehung(tokens, {**moves, helper: helper if above == node else above, node: helper}):
        return False
    tokens.dep[helper], tokens.dep[node] = tokens.dep[node], "dobj"
    main = verb_above(tokens, helper)
    for kid in tokens.kids[node]:
        first = tokens.left[kid]
        if main >= 0 and tokens.dep[kid] == "prep" and first and tokens.form[first - 1] == ",":
            rehung(tokens, {kid: main})  # "followed 900 adults, none of whom had it, for ten years"
    return True


def told_in_front(article: Article, share: int) -> int:
    """Those of whom some are told: the nearest several, and of people for "whom"; -1 where nobody is."""
    tokens = article.tokens
    people = tokens.lower[share + 2] == "whom"
    for place in range(tokens.left[share] - 2, max(tokens.left[share] - REACH, -1), -1):
        if tokens.opens[place + 1]:
            return -1
        several = tokens.tag[place] == "NNS" and tokens.dep[place] not in ("compound", "nmod")
        if several and (not people or people_word(article, place) or tokens.lower[place] == "adults"):
            return place
    return -1


def lifted_over(tokens: Tokens, verb: int, above: int) -> bool:
    """ "Orlo rejected two bids, the higher of which was": the first is no part of the second, but over it."""
    main = next((kid for kid in tokens.kids[verb] if kid < above and tokens.dep[kid] == "ccomp"), -1)
    if main < 0 or not hangs_on(tokens, above, main):
        return False
    tokens.head[main], tokens.dep[main] = main, "ROOT"
    tokens.head[verb], tokens.dep[verb] = above, "relcl"
    return True


def read_as_the_main(article: Article, node: int) -> bool:
    """ "heard that it had drawn 400 letters, 87% of them opposed to it": no main clause, but said in passing."""
    tokens = article.tokens
    own = next((kid for kid in tokens.kids[node] if tokens.dep[kid] in SUBJECTS and kid < node), -1)
    told = tokens.lower[own + 1 : own + 3] == ["of", "them"] and tokens.tag[node] == "VBN" and own >= 0
    if not told or any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[node]):
        return False
    main = next((kid for kid in tokens.kids[node] if kid < own and tokens.dep[kid] == "ccomp"), -1)
    if main < 0 or tokens.head[node] != node or not tokens.left[own] or tokens.form[tokens.left[own] - 1] != ",":
        return False
    tokens.head[main], tokens.dep[main] = main, "ROOT"
    tokens.head[node], tokens.dep[node] = main, "parataxis"
    return True


def some_of_them(article: Article, node: int) -> bool:
    tokens = article.tokens
    share = share_of_which(tokens, node)
    if share < 0:
        return False
    changed = had_by_some(tokens, node, share)
    verb = tokens.head[node] if changed else node
    if tokens.dep[verb] == "relcl":
        return changed
    above = told_in_front(article, share)
    if above < 0 or tokens.tag[verb][:2] != "VB":
        return changed
    if tokens.head[verb] == verb:
        if not lifted_over(tokens, verb, above):
            return changed
    elif not move(tokens, verb, above, "relcl"):
        return changed
    comma = tokens.left[share] - 1
    if tokens.head[comma] in (verb, node):
        rehung(tokens, {comma: above})
    return True


def of_a_clause(article: Article, node: int) -> bool:
    return some_of_them(article, node) or read_as_the_main(article, node)


RULES = dict.fromkeys((*LOOSE, "relcl"), of_a_clause)
WHICH = frozenset(("which", "whom", "them"))


def candidates(tokens: Tokens) -> list[int]:
    if not tokens.holds(WHICH):
        return []
    shares = [node for node in tokens.places(SUBJECTS) if tokens.lower[node + 1 : node + 3] in OF_ANY]
    return [tokens.head[node] for node in shares]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
