"""Clauses that a word in front ties to something else than the parser thought: "whose", "that", "but only if".

In "rather than Hart, whose links have been questioned" the links are Hart's, and nobody said "whose links"; of "wrote
that Hale had left" the "that" is no thing he left; "ready to talk, but only if they stop" is ready on a condition.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link

CLAUSES = frozenset(("ccomp", "conj", "advcl", "parataxis", "dep"))
LINKING = frozenset(("but", "and", "though", "although", "albeit"))
STEPPING = frozenset(("only", "even", "just", "not"))


def owner_before(tokens: Tokens, verb: int) -> bool:
    """ "not Hart, whose links …": a clause on the noun in front of the comma."""
    whose = tokens.left[verb]
    noun = whose - 2
    if tokens.tag[whose] != "WP$" or noun < 0 or tokens.form[whose - 1] != "," or tokens.tag[noun] not in NOUN_TAGS:
        return False
    if hangs_on(tokens, noun, verb) or tokens.head[verb] == verb:
        return False
    tokens.head[verb], tokens.dep[verb] = noun, "relcl"
    return True


def that_of_a_clause(tokens: Tokens, verb: int) -> bool:
    """ "wrote that Ms Hale had voted": the "that" opens what was written, and was not voted."""
    that = tokens.left[verb]
    if tokens.tag[that] != "WDT" or tokens.lower[that] != "that" or tokens.head[that] != verb:
        return False
    if tokens.dep[that] in ("nsubj", "nsubjpass"):
        return False
    tokens.tag[that], tokens.dep[that] = "IN", "mark"
    return True


def proviso(article: Article, verb: int) -> bool:
    """ "ready to talk, but only if they stop": the second half is the condition of the first."""
    tokens, above = article.tokens, article.tokens.head[verb]
    first = tokens.left[verb]
    while first < verb and tokens.lower[first] in STEPPING:
        first += 1
    conditional = tokens.lower[first] in article.lexicon["conditions"] and tokens.tag[first] in ("IN", "VBN", "VBG")
    joint = tokens.left[verb] - 1
    if above >= joint or not conditional or joint < 1 or tokens.lower[joint] not in LINKING:
        return False
    for kid in tokens.kids[above]:
        if above < kid < verb and tokens.dep[kid] == "ccomp":
            above = kid
    if not rehung(tokens, {verb: above, joint: verb}):
        return False
    tokens.dep[verb], tokens.dep[joint] = "advcl", "advmod"
    return True


def other_reason(tokens: Tokens, verb: int) -> bool:
    """ "did not win because he cheated but because he trained": the "but" stays with the true reason."""
    because = tokens.left[verb]
    joint, above = because - 1, tokens.head[verb]
    if tokens.lower[because] != "because" or joint <= above or tokens.lower[joint] != "but":
        return False
    if tokens.head[joint] != above or "because" not in tokens.lower[above:joint]:
        return False
    return rehung(tokens, {joint: verb})


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in sorted(tokens.places(CLAUSES)):
        dep = tokens.dep[node]
        if tokens.tag[node][:2] != "VB" and tokens.tag[node] != "MD":
            continue
        if dep == "ccomp":
            changed = that_of_a_clause(tokens, node) or changed
        changed = owner_before(tokens, node) or changed
        if dep == "advcl":
            changed = other_reason(tokens, node) or changed
        if dep == "conj":
            changed = proviso(article, node) or changed
    if changed:
        link(tokens)
