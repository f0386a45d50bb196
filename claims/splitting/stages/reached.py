"""Words that the parser hung too far off, told by what stands right beside them.

"has died aged 91" tells the age; in "a town in the hills north of Bern" the hills are north; of "designed by Moss and
opened in 1931" both were done to one thing; "claims, denied by her, that marks were changed" are claims, and denied.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.antecedents import PROPOSED
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.hanging import move, root_of
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOUNS = frozenset(("NN", "NNS"))
DIRECTIONS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))


def aged(tokens: Tokens, node: int) -> bool:
    """ "has died aged 91": his age, and no time."""
    return tokens.lower[node - 1] == "aged" and tokens.head[node] != node - 1 and move(tokens, node, node - 1)


def age_in_a_list(tokens: Tokens, node: int) -> bool:
    """ "Paul and Ian Webb, 19 and 22": ages, and nobody is called 19."""
    if tokens.dep[node] != "conj":
        return False
    name = tokens.head[node]
    while tokens.dep[name] == "conj" and tokens.tag[name] == "CD" and tokens.head[name] != name:
        name = tokens.head[name]
    short = tokens.text[node].isdigit() and len(tokens.text[node]) < 3
    if tokens.entity[name] != "PERSON" or not short:
        return False
    tokens.dep[node] = "aside"
    return True


def direction(tokens: Tokens, node: int) -> bool:
    """ "a town in the hills north of Bern": the hills are."""
    near = node - 1
    led = tokens.lower[node + 1 : node + 2] == ["of"] and tokens.tag[near] in NOUNS and tokens.dep[near] == "pobj"
    above = tokens.head[node]
    return led and above < near and tokens.tag[above][:2] == "NN" and move(tokens, node, near)


def done_as_well(tokens: Tokens, node: int) -> bool:
    """ "a hall designed by Moss and opened in 1931": it was opened, and nobody opened."""
    joint = node - 1
    if tokens.tag[node] != "VBD" or tokens.lower[node] not in PROPOSED or tokens.lower[joint] != "and":
        return False
    if any(tokens.dep[kid] in ("dobj", "nsubj", "ccomp") for kid in tokens.kids[node]):
        return False
    first = next((one for one in range(joint - 1, max(joint - 12, 0), -1) if tokens.dep[one] == "acl"), -1)
    led = first >= 0 and any(tokens.lower[kid] == "by" for kid in tokens.kids[first])
    if not led or tokens.tag[first] != "VBN" or tokens.right[first] != joint - 1 or tokens.head[node] > first:
        return False
    if not move(tokens, node, first, "conj"):
        return False
    tokens.head[joint], tokens.tag[node] = first, "VBN"
    return True


def denied_in_between(article: Article, node: int) -> bool:
    """ "over claims, denied by her, that marks had been changed": the claims were denied, and that they were."""
    tokens, verb = article.tokens, article.tokens.head[node]
    if tokens.tag[node] != "VBN":
        return False
    noun, that = tokens.left[node] - 2, tokens.right[node] + 2
    if noun < 0 or tokens.lower[noun] not in article.lexicon["said_nouns"]:
        return False
    if tokens.lower[that : that + 1] != ["that"] or tokens.head[that] != verb or tokens.form[that - 1] != ",":
        return False
    if tokens.dep[that] != "mark" or verb < that or hangs_on(tokens, noun, verb):
        return False
    tokens.head[verb], tokens.dep[verb] = noun, "acl"
    tokens.head[node], tokens.dep[node] = noun, "acl"
    return True


def verb_of_a_carrier(article: Article, first: int, end: int) -> bool:
    """ "A lorry carrying pigs overturned on the A9.": a sentence has a verb, and no pigs are overturned ones."""
    tokens = article.tokens
    root = root_of(tokens, first, end) if tokens.form[end - 1] == "." else -1
    if root < 0 or tokens.tag[root] not in NOUNS or tokens.left[root] == root:
        return False
    inner = next((kid for kid in tokens.kids[root] if kid > root and tokens.dep[kid] == "acl"), -1)
    if inner < 0 or tokens.tag[inner] != "VBG" or inner != root + 1:
        return False
    if any(tokens.tag[one] in FINITE and tokens.dep[one] != "relcl" for one in range(first, end)):
        return False
    verb = next((one for one in range(inner, tokens.right[inner] + 1) if is_taken_in(article, one, inner)), -1)
    if verb < 0:
        return False
    trailing = next((kid for kid in tokens.kids[root] if kid > verb and tokens.dep[kid] == "acl"), verb)
    for kid in tokens.kids[root]:
        near = tokens.left[kid] - 2
        if kid > verb and tokens.dep[kid] == "appos" and tokens.tag[near] in NOUNS and near > verb:
            tokens.head[kid] = near
        elif kid > verb:
            joined = tokens.dep[kid] in ("cc", "conj") and kid > trailing and tokens.tag[kid] in ("CC", "VBG")
            tokens.head[kid] = trailing if joined else verb
            tokens.dep[kid] = "advcl" if tokens.dep[kid] == "acl" else tokens.dep[kid]
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBD"
    tokens.head[root], tokens.dep[root] = verb, "nsubj"
    return True


def is_taken_in(article: Article, verb: int, above: int) -> bool:
    """Whether a past form right behind its noun is read as what was done to it."""
    tokens, noun = article.tokens, article.tokens.head[verb]
    close = tokens.dep[verb] == "acl" and tokens.tag[verb] == "VBN" and noun == verb - 1 and noun > above
    agent = any(tokens.lower[kid] == "by" for kid in tokens.kids[verb])
    return close and not agent and is_past_form(tokens.lower[verb], article.lexicon)


def mend(article: Article, node: int) -> bool:
    tokens = article.tokens
    if tokens.tag[node] == "CD":
        return aged(tokens, node) or age_in_a_list(tokens, node)
    if tokens.lower[node] in DIRECTIONS:
        return direction(tokens, node)
    if tokens.dep[node] == "conj":
        return done_as_well(tokens, node)
    return tokens.dep[node] in ("advcl", "acl") and denied_in_between(article, node)


MENDED = frozenset(("conj", "advcl", "acl"))
WIDELY = DIRECTIONS | {"aged"}
"""With one of these words in the article, a token of any role may be mended."""


def candidates(tokens: Tokens) -> list[int]:
    found, last = {*tokens.places(MENDED)}, len(tokens) - 1
    if tokens.holds(WIDELY):
        found.update(at for at in range(last) if tokens.tag[at] == "CD" or tokens.lower[at] in DIRECTIONS)
    return [node for node in found if 1 < node < last]


def run(article: Article) -> None:
    tokens = article.tokens
    if ask_of_each(article, mend, candidates):
        link(tokens)
    more = False
    if not any(tokens.tag[node] == "VBG" for node in tokens.roles().get("acl", ())):
        return
    for _, first, end in article.speaking():
        if not article.lines[tokens.line[first]].headline:
            more = verb_of_a_carrier(article, first, end) or more
    if more:
        link(tokens)
