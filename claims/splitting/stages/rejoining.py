"""Names, clauses and verbs that the parser joined to the wrong neighbor.

"Analysts polled by the research firm Kestrel had expected" is of a poll by Kestrel; "the novelist, whose book is out,
still bakes" bakes; who "expects to raise 3 million and will spend it" will.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
LOOSE = frozenset(("advcl", "ccomp", "conj", "dep", "parataxis"))


def firm_in_front(article: Article, name: int) -> bool:
    """ "polled by the research firm Kestrel had expected": the verb has its subject, and the name is the firm's."""
    tokens, noun, verb = article.tokens, name - 1, article.tokens.head[name]
    beside = tokens.tag[name] == "NNP" and tokens.tag[noun] == "NN" and tokens.left[name] == name
    if not beside or tokens.dep[noun] != "pobj" or tokens.lower[tokens.left[noun]] != "the":
        return False
    first = next((kid for kid in tokens.kids[verb] if kid < noun and tokens.dep[kid] in SUBJECTS), -1)
    if first < 0 or not hangs_on(tokens, noun, first):
        return False
    tokens.head[name], tokens.dep[name] = noun, "appos"
    return True


def verb_behind_whose(article: Article, whose: int) -> bool:
    """ "The novelist, whose book comes out in May, still bakes.": the book comes out, and she bakes."""
    tokens, thing = article.tokens, article.tokens.head[whose]
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


def will_behind_to(article: Article, verb: int) -> bool:
    """ "expects to raise 3 million and will spend it": behind "to" stands no "will"."""
    tokens, above = article.tokens, article.tokens.head[verb]
    over = tokens.head[above]
    if tokens.dep[above] != "xcomp":
        return False
    led = any(tokens.tag[kid] == "TO" for kid in tokens.kids[above])
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


def a_and_many(article: Article, node: int) -> bool:
    """ "on a caravan and private school fees": a caravan, and no fees of one."""
    tokens, many = article.tokens, article.tokens.head[node]
    own = tokens.lower[node - 1] in ("a", "an") and tokens.head[node - 1] == many and tokens.head[many] != many
    if tokens.tag[many] != "NNS" or not own:
        return False
    joint = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "cc" and kid > node), -1)
    if joint < 0 or many < joint or tokens.tag[node] not in ("NN", "NNP"):
        return False
    if any(tokens.head[kid] == many and kid < node - 1 for kid in tokens.kids[many]):
        return False
    tokens.head[node], tokens.dep[node] = tokens.head[many], tokens.dep[many]
    tokens.head[node - 1] = node
    tokens.head[many], tokens.dep[many] = node, "conj"
    return True


INNER = frozenset(("nmod", "compound"))
RULES = {
    "nsubj": firm_in_front,
    "poss": verb_behind_whose,
    "conj": will_behind_to,
    **dict.fromkeys(INNER, a_and_many),
}


def candidates(tokens: Tokens) -> list[int]:
    roles, dep, lower = tokens.roles(), tokens.dep, tokens.lower
    found = [node for node in standing(roles, INNER) if lower[node - 1] in ("a", "an") and node > 1]
    found += [node for node in roles.get("nsubj", ()) if dep[node - 1] == "pobj" and node]
    found += [node for node in roles.get("poss", ()) if lower[node] == "whose"]
    if "xcomp" in roles:
        found += [node for node in roles.get("conj", ()) if dep[tokens.head[node]] == "xcomp"]
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
