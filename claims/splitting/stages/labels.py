"""Labels, ages and roles that were read as clauses or lost from them, and verbs that stand before their subject.

"dies aged 71" keeps the figure; of "Ilse Brandt, lead author of the study, warned" nobody leads an author; in "The
coach, 44, joined in May" he did; "This angered unions" is no kind of union; "before equalised Joe Hale" has a verb.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from collections.abc import Iterable

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.hanging import be_verb_of
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBJECTS = frozenset(("NN", "NNS", "NNP", "DT", "PRP$", "PRP", "CD", "JJ", "IN", "TO", "RB"))
INVERTED = frozenset(
    [
        "equalised", "equalized", "stepped", "came", "went", "stood", "sat", "lay", "walked", "arrived", "appeared",
        "emerged", "stands", "sits", "lies", "comes", "goes",
    ]
)  # fmt: skip
"""Verbs that may stand before their subject: "next came Joe Stannard"."""
BEFORE = frozenset(("before", "after", "until", "as"))


def age(tokens: Tokens, node: int) -> bool:
    """ "dies aged 71": the figure is part of what is told."""
    figure = node + 1
    if tokens.dep[node] not in ("acomp", "advcl", "oprd") or tokens.tag[figure] != "CD":
        return False
    if tokens.head[figure] != tokens.head[node] or not rehung(tokens, {figure: node}):
        return False
    tokens.dep[figure] = "npadvmod"
    return True


def lead(tokens: Tokens, node: int) -> bool:
    """ "Ilse Brandt, lead author of the study, warned": who she is."""
    noun, name = node + 1, node - 2
    if tokens.tag[node] not in ("VBP", "VB", "VBD") or tokens.form[node - 1] != "," or name < 0:
        return False
    if tokens.tag[noun] != "NN" or tokens.head[noun] != node or tokens.tag[name] != "NNP":
        return False
    over = tokens.head[node]
    if over in (noun, name, node) or tokens.head[name] not in (node, over):
        return False
    kids = tokens.kids[node]
    moves = {kid: noun if kid > noun and tokens.dep[kid] == "prep" else over for kid in kids}
    if not rehung(tokens, moves | {name: over, noun: name, node: noun}):
        return False
    tokens.dep[name], tokens.dep[noun] = "nsubj", "appos"
    tokens.dep[node], tokens.tag[node] = "compound", "NN"
    return True


def verb_behind_an_age(article: Article, node: int) -> bool:
    """ "The coach, 44, joined in May": he joined, and was not joined."""
    tokens, noun = article.tokens, article.tokens.head[node]
    known = tokens.lower[noun] in article.lexicon["roles", "offices"] or tokens.entity[noun] == "PERSON"
    aged = tokens.tag[node - 2] == "CD" and tokens.form[node - 1] == "," and tokens.form[node - 3] == ","
    if not known or tokens.head[noun] != noun or not aged or tokens.head[node - 2] != noun or node - 4 != noun:
        return False
    if tokens.left[node] != node or article.lines[tokens.line[node]].headline:
        return False
    if any(tokens.dep[kid] == "agent" for kid in tokens.kids[node]):
        return False
    be_verb_of(tokens, noun, node)
    return True


def verb_of_the_sentence(article: Article, node: int) -> bool:
    """ "The senator boasted of it", read as a senator who was boasted: nobody is."""
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.head[noun] != noun or tokens.tag[noun] not in ("NN", "NNS", "NNP") or tokens.left[node] != node:
        return False
    if article.lines[tokens.line[node]].headline or noun > node:
        return False
    be_verb_of(tokens, noun, node)
    return True


INTRANSITIVE = frozenset(
    [
        "boasted", "complained", "lied", "resigned", "died", "arrived", "insisted", "apologized", "apologised",
        "objected", "protested", "bragged", "testified", "wept", "laughed", "disappeared", "collapsed", "vanished",
    ]
)  # fmt: skip
"""Verbs that have no passive."""


THIS = frozenset(("this", "that"))


def this_did(tokens: Tokens, node: int) -> bool:
    """ "This angered unions", read as unions of a kind: "this" goes with no plural."""
    noun, this = tokens.head[node], node - 1
    if tokens.lower[this] not in THIS or tokens.head[this] != noun or tokens.tag[noun] != "NNS":
        return False
    if not tokens.lower[node].endswith("ed") or tokens.head[noun] != noun or not tokens.opens[this]:
        return False
    own = ("cc", "conj", "relcl", "acl")
    kids = [
        kid for kid in tokens.kids[noun] if tokens.dep[kid] == "punct" or (kid > noun and tokens.dep[kid] not in own)
    ]
    if not rehung(tokens, dict.fromkeys((*kids, node, this, noun), node)):
        return False
    tokens.dep[node], tokens.tag[node] = "ROOT", "VBD"
    tokens.dep[this], tokens.dep[noun] = "nsubj", "dobj"
    return True


def verb_first(tokens: Tokens, verb: int) -> bool:
    """ "In the 63rd minute equalised Joe Stannard", "before equalised Joe Stannard": he did."""
    if tokens.dep[verb] == "amod":
        return verb_of_a_clause(tokens, verb)
    if tokens.dep[verb] not in ("ROOT", "advcl") or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    name = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "dobj"), -1)
    if tokens.tag[verb - 1] == "RP":
        return False  # "Up stepped Hale" would be no sentence the other way round
    if name < 0 or tokens.entity[name] != "PERSON" or tokens.left[name] != verb + 1 or tokens.tag[verb][:3] == "VBG":
        return False
    tokens.dep[name] = "nsubj"
    return True


def verb_of_a_clause(tokens: Tokens, verb: int) -> bool:
    """The verb in front of a name was read as a description of whom it names."""
    name = tokens.head[verb]
    led = tokens.head[name]
    if tokens.entity[name] != "PERSON" or tokens.lower[led] not in BEFORE or led != verb - 1:
        return False
    if tokens.dep[name] != "pobj" or tokens.head[led] == led:
        return False
    above = tokens.head[led]
    moves = {kid: verb for kid in tokens.kids[above] if kid > name and tokens.dep[kid] == "prep"}
    if not rehung(tokens, moves | {verb: above, name: verb, led: verb}):
        return False
    tokens.dep[verb], tokens.tag[verb] = "advcl", "VBD"
    tokens.dep[name], tokens.dep[led] = "nsubj", "mark"
    return True


def both_of_them(tokens: Tokens, node: int) -> bool:
    """ "Both Hale and Orlo left": it opens the pair, and neither of them is both."""
    noun = tokens.head[node]
    paired = any(tokens.dep[kid] == "conj" for kid in tokens.kids[noun]) and tokens.tag[noun] not in ("NNS", "NNPS")
    if paired:
        tokens.dep[node] = "preconj"
    return paired


def kind_of_a_name(tokens: Tokens, node: int) -> bool:
    """ "The charity Blue Door runs shelters": one subject, which is called so."""
    verb, name = tokens.head[node], node + 1
    while name < verb and tokens.dep[name] == "compound" and tokens.head[name] > name:
        name = tokens.head[name]
    if not node < name < verb or tokens.head[name] != verb or tokens.dep[name] not in SUBJECTS:
        return False
    if tokens.tag[name] != "NNP" or tokens.left[name] != node + 1 or tokens.tag[node] != "NN":
        return False
    if not rehung(tokens, dict.fromkeys((*tokens.kids[node], node), name)):
        return False
    tokens.dep[node] = "compound"
    return True


def mend(article: Article, node: int) -> bool:
    tokens, word = article.tokens, article.tokens.lower[node]
    if word == "aged":
        return age(tokens, node)
    if word == "both" and tokens.dep[node] in ("det", "predet"):
        return both_of_them(tokens, node)
    if word in ("lead", "co-lead"):
        return lead(tokens, node)
    if word in INVERTED:
        return verb_first(tokens, node)
    if tokens.dep[node] in SUBJECTS and tokens.tag[node] == "NN":
        return kind_of_a_name(tokens, node)
    if tokens.dep[node] == "amod":
        return this_did(tokens, node)
    if tokens.dep[node] == "acl" and word in INTRANSITIVE:
        return verb_of_the_sentence(article, node)
    if tokens.dep[node] == "acl" and tokens.tag[node] == "VBN" and node > 3:
        return verb_behind_an_age(article, node)
    return False


MENDED = SUBJECTS | {"amod", "acl"}
WORDS = INVERTED | {"aged", "both", "lead", "co-lead"}


def candidates(tokens: Tokens) -> Iterable[int]:
    """The tokens that a rule may be about, in text order."""
    if tokens.holds(WORDS):
        return range(len(tokens) - 1)
    roles, tag, last = tokens.roles(), tokens.tag, len(tokens) - 1
    found = [node for node in standing(roles, SUBJECTS) if tag[node] == "NN"]
    found += [node for node in roles.get("amod", ()) if tokens.lower[node - 1] in THIS]
    return sorted(node for node in found + roles.get("acl", []) if node < last)


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in candidates(tokens):
        if tokens.dep[node] in MENDED or tokens.lower[node] in WORDS:
            changed = mend(article, node) or changed
    if changed:
        link(tokens)
