"""Names, clauses and verbs that the parser joined to the wrong neighbor.

"Analysts polled by the research firm Kestrel had expected" is of a poll by Kestrel; "the novelist, whose book is out,
still bakes" bakes; who "expects to raise 3 million and will spend it" will.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
LOOSE = frozenset(("advcl", "ccomp", "conj", "dep", "parataxis"))


def firm_in_front(tokens: Tokens, name: int) -> bool:
    """ "polled by the research firm Kestrel had expected": the verb has its subject, and the name is the firm's."""
    noun, verb = name - 1, tokens.head[name]
    first = next((kid for kid in tokens.kids[verb] if kid < noun and tokens.dep[kid] in SUBJECTS), -1)
    beside = tokens.tag[name] == "NNP" and tokens.tag[noun] == "NN" and tokens.left[name] == name
    if first < 0 or not beside or tokens.dep[noun] != "pobj" or tokens.lower[tokens.left[noun]] != "the":
        return False
    if not hangs_on(tokens, noun, first):
        return False
    tokens.head[name], tokens.dep[name] = noun, "appos"
    return True


def verb_behind_whose(tokens: Tokens, whose: int) -> bool:
    """ "The novelist, whose book comes out in May, still bakes.": the book comes out, and she bakes."""
    thing = tokens.head[whose]
    owner = tokens.head[thing]
    told = tokens.head[owner]
    if tokens.dep[thing] != "appos" or tokens.dep[owner] not in SUBJECTS or tokens.head[told] != told or told < thing:
        return False
    verb = next((kid for kid in tokens.kids[told] if kid > told and goes_on(tokens, kid)), -1)
    if verb < 0:
        return False
    for kid in [*tokens.kids[told]]:
        if kid > verb or kid == tokens.left[verb] - 1:
            tokens.head[kid] = verb
    tokens.head[owner] = tokens.head[verb] = verb
    tokens.head[told], tokens.dep[told] = owner, "relcl"
    tokens.head[thing], tokens.dep[thing], tokens.dep[verb] = told, "nsubj", "ROOT"
    return True


def goes_on(tokens: Tokens, verb: int) -> bool:
    """Whether a verb without a subject stands right behind a comma, or with a small word between them."""
    finite = tokens.tag[verb] in ("VBZ", "VBD", "VBP") or any(tokens.tag[kid] == "MD" for kid in tokens.kids[verb])
    bare = not any(tokens.dep[kid] in SUBJECTS or tokens.dep[kid] == "mark" for kid in tokens.kids[verb])
    return finite and bare and tokens.dep[verb] in LOOSE and tokens.form[tokens.left[verb] - 1] == ","


def will_behind_to(tokens: Tokens, verb: int) -> bool:
    """ "expects to raise 3 million and will spend it": behind "to" stands no "will"."""
    above = tokens.head[verb]
    over = tokens.head[above]
    led = any(tokens.tag[kid] == "TO" for kid in tokens.kids[above]) and tokens.dep[above] == "xcomp"
    will = any(tokens.tag[kid] == "MD" and kid > above for kid in tokens.kids[verb])
    if not led or not will or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    if tokens.tag[over] not in ("VBZ", "VBD", "VBP") or over > above:
        return False
    for kid in tokens.kids[above]:
        if tokens.dep[kid] == "cc" and above < kid < verb:
            tokens.head[kid] = over
    tokens.head[verb] = over
    return True


def a_and_many(tokens: Tokens, node: int) -> bool:
    """ "on a caravan and private school fees": a caravan, and no fees of one."""
    many = tokens.head[node]
    own = tokens.lower[node - 1] in ("a", "an") and tokens.head[node - 1] == many and tokens.head[many] != many
    joint = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "cc" and kid > node), -1)
    if not own or joint < 0 or tokens.tag[many] != "NNS" or many < joint or tokens.tag[node] not in ("NN", "NNP"):
        return False
    if any(tokens.head[kid] == many and kid < node - 1 for kid in tokens.kids[many]):
        return False
    tokens.head[node], tokens.dep[node] = tokens.head[many], tokens.dep[many]
    tokens.head[node - 1] = node
    tokens.head[many], tokens.dep[many] = node, "conj"
    return True


def mend(tokens: Tokens, node: int, dep: str) -> bool:
    if dep == "nsubj" and node:
        return firm_in_front(tokens, node)
    if dep == "poss":
        return tokens.lower[node] == "whose" and verb_behind_whose(tokens, node)
    if dep == "conj":
        return will_behind_to(tokens, node)
    return dep in ("nmod", "compound") and node > 1 and a_and_many(tokens, node)


MENDED = frozenset(("nsubj", "poss", "conj", "nmod", "compound"))


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node, dep in enumerate(tokens.dep):
        if dep in MENDED and mend(tokens, node, dep):
            changed = True
    if changed:
        link(tokens)
