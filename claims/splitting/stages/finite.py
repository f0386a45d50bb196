"""Main verbs that the parser read as infinitives or as descriptions of their subject.

"Half of the pupils walk to school" says that they do; "The committee named Orlo as its head." is a sentence and no
committee; of "Patients given the drug slept longer" the patients slept, and were given it.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.hanging import root_of
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
HELPERS = frozenset(("aux", "auxpass"))
ALONE = frozenset(
    [
        "arrived", "climbed", "collapsed", "competed", "crashed", "declined", "died", "disappeared", "erupted",
        "exploded", "happened", "improved", "lasted", "marched", "protested", "remained", "reopened", "resigned",
        "retired", "returned", "stayed", "survived", "talked", "trained", "vanished", "voted", "waited", "worked",
    ]
)  # fmt: skip
"""Past forms that tell of no deed done to anybody: behind their subject they are verbs and no descriptions."""
STRONG = frozenset(
    [
        "fell", "rose", "grew", "sank", "shrank", "went", "came", "became", "began", "sprang", "flew", "drew", "gave",
        "took", "saw", "wrote", "spoke", "broke", "chose", "drove", "froze", "withdrew", "ran", "swam", "sang",
    ]
)  # fmt: skip
"""Past forms that no participle has."""


def subject_of(tokens: Tokens, verb: int) -> int:
    for kid in tokens.kids[verb]:
        if kid >= verb:
            break
        if tokens.dep[kid] in SUBJECTS:
            return kid
    return -1


def is_finite(tokens: Tokens, verb: int) -> bool:
    """Whether a verb, or its helper, has a tense of its own."""
    helpers = (kid for kid in tokens.kids[verb] if tokens.dep[kid] in HELPERS)
    return tokens.tag[verb] in FINITE or any(tokens.tag[kid] in FINITE for kid in helpers)


def bare_with_a_subject(tokens: Tokens, root: int) -> None:
    """ "Half of the pupils walk to school": an infinitive has no subject."""
    if tokens.tag[root] != "VB":
        return
    helped = any(tokens.dep[kid] in HELPERS or tokens.tag[kid] in ("TO", "MD") for kid in tokens.kids[root])
    if not helped and subject_of(tokens, root) >= 0:
        tokens.tag[root] = "VBP"


def does(tokens: Tokens, root: int) -> bool:
    """Whether a "noun" has a subject in the singular and an object."""
    subject = subject_of(tokens, root)
    behind = any(tokens.dep[kid] == "dobj" and kid > root for kid in tokens.kids[root])
    return behind and subject >= 0 and tokens.tag[subject] in ("NN", "NNP")


def described_by_its_verb(tokens: Tokens, root: int, first: int, end: int) -> bool:
    """ "The committee named Orlo as its head.": the one verb of a sentence is no description."""
    if tokens.form[end - 1] != ".":
        return False
    verb = next((kid for kid in tokens.kids[root] if kid > root and tells(tokens, kid)), -1)
    if verb < 0:
        return False
    others = any(tokens.tag[place] in FINITE and tokens.head[place] in (root, place) for place in range(first, verb))
    if others or tokens.left[verb] != verb or subject_of(tokens, verb) >= 0:
        return False
    lead(tokens, root, verb)
    return True


def tells(tokens: Tokens, verb: int) -> bool:
    past = tokens.tag[verb] == "VBD" or (tokens.tag[verb] == "VBN" and tokens.lower[verb] in ALONE)
    return past and tokens.dep[verb] == "acl"


def lead(tokens: Tokens, subject: int, verb: int) -> None:
    """Makes a word the verb of the sentence, with what stands behind it, and the old root its subject."""
    for kid in tokens.kids[subject]:
        if kid > verb:
            tokens.head[kid] = verb
    tokens.head[subject], tokens.dep[subject] = verb, "nsubj"
    tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
    tokens.tag[verb] = "VBD" if tokens.tag[verb] == "VBN" else tokens.tag[verb]


def garden_path(article: Article, root: int) -> bool:
    """ "Patients given the drug slept longer", "Anyone caught fishing is fined": the second verb tells, the first
    tells who."""
    tokens = article.tokens
    subject = subject_of(tokens, root)
    if subject < 0 or tokens.right[subject] != root - 1:
        return False
    if not HELPERS.isdisjoint([tokens.dep[kid] for kid in tokens.kids[root]]):
        return False
    verb = next((kid for kid in tokens.kids[root] if kid > root and is_second(tokens, root, kid)), -1)
    if verb < 0 or tokens.tag[subject] in ("NNP", "PRP") or tokens.lower[root] in article.lexicon["speech"]:
        return False
    for kid in tokens.kids[root]:
        if kid > verb or (kid < root and kid != subject):
            tokens.head[kid] = verb
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
    tokens.head[subject], tokens.dep[subject] = verb, "nsubjpass" if passive else "nsubj"
    tokens.head[root], tokens.dep[root], tokens.tag[root] = subject, "acl", "VBN"
    return True


def is_second(tokens: Tokens, root: int, verb: int) -> bool:
    """Whether a clause without a subject follows that nothing joins to the verb before: no "and", "that" or comma."""
    if tokens.dep[verb] not in ("ccomp", "conj", "dep") or verb < root or not is_finite(tokens, verb):
        return False
    opened = any(kid < verb and tokens.dep[kid] in SUBJECTS | {"mark", "cc", "expl"} for kid in tokens.kids[verb])
    between = range(root + 1, tokens.left[verb])
    joined = any(tokens.form[place] in ",;:–—" or tokens.dep[place] == "cc" for place in between)
    return not opened and not joined and tokens.tag[verb][:2] == "VB"


def more_than_others(tokens: Tokens, root: int) -> bool:
    """ "More women than men applied": both did, and the sentence says who did more often."""
    verb = next((kid for kid in tokens.kids[root] if tokens.dep[kid] == "advcl" and kid > root), -1)
    if verb < 0 or not any(tokens.tag[kid] == "JJR" for kid in tokens.kids[root]):
        return False
    others, than = subject_of(tokens, verb), root + 1
    if others < 0 or tokens.lower[than] != "than" or tokens.head[than] != verb or tokens.left[others] != than + 1:
        return False
    lead(tokens, root, verb)
    tokens.head[than], tokens.dep[than] = root, "prep"
    tokens.head[others], tokens.dep[others] = than, "pobj"
    return True


def subjects_of_helpers(tokens: Tokens) -> bool:
    """ "The bridge is closed to trucks", the bridge hung on "is": a helper's subject is that of its verb."""
    changed = False
    for node in sorted(node for node in tokens.places(SUBJECTS) if tokens.dep[tokens.head[node]] in HELPERS):
        helper = tokens.head[node]
        verb = tokens.head[helper]
        if verb != helper and not hangs_on(tokens, verb, node):
            if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
                continue
            tokens.head[node] = verb
            if tokens.dep[helper] == "auxpass":
                tokens.dep[node] = "nsubjpass"
            changed = True
    return changed


def run(article: Article) -> None:
    tokens = article.tokens
    changed = subjects_of_helpers(tokens)
    if changed:
        link(tokens)
    for first, end in article.sentences:
        if article.lines[tokens.line[first]].headline:
            continue
        root = root_of(tokens, first, end)
        if root >= 0 and root + 1 < end:
            changed = mend(article, root, first, end) or changed
    if changed:
        link(tokens)


def mend(article: Article, root: int, first: int, end: int) -> bool:
    tokens, tag = article.tokens, article.tokens.tag[root]
    if tag == "VBD" or tag == "VBN":
        return garden_path(article, root)
    if tag == "NNS" and does(tokens, root):
        tokens.tag[root] = "VBZ"  # "Built in 2019, the farm supplies 900 homes"
        return False
    if tag in NOUN_TAGS:
        compared = more_than_others(tokens, root)
        return described_by_its_verb(tokens, root, first, end) or compared
    bare_with_a_subject(tokens, root)
    return False
