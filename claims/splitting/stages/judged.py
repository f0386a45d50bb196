"""Clauses that a sentence calls true, false or a shame: "It is a myth that bulls hate red", "Orlo disputes that …".

They were read as telling which myth is meant, or a verb of doubt as a noun. "It was the dam that Hale built" is left
as it is: what he built is the dam.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
BE = frozenset(("is", "was", "'s", "be", "been"))
TRUTHS = frozenset(("case", "fact", "truth", "secret", "coincidence", "pity", "shame", "tragedy", "scandal", "irony"))
"""What is so is called these: of "it is no secret that the mill is for sale" it is."""
LIES = frozenset(
    [
        "myth", "lie", "lies", "hoax", "fallacy", "falsehood", "fiction", "nonsense", "misconception", "mistake",
        "error", "exaggeration", "fantasy", "fabrication", "rubbish", "propaganda", "disinformation",
        "misinformation", "rumor", "rumour", "legend", "tale", "illusion", "delusion", "untruth", "slander",
    ]
)  # fmt: skip
OPEN = frozenset(
    ["belief", "hope", "idea", "theory", "view", "opinion", "claim", "possibility", "question", "fear", "dream"]
)
JUDGMENTS = TRUTHS | LIES | OPEN
"""What a whole clause is called by "it is a … that"."""
HOLDING = frozenset(("disputes", "claims", "doubts", "reports", "fears", "hopes", "notes", "demands", "denies"))
"""Nouns in the plural that are verbs of saying as well."""


def is_told_of_it(tokens: Tokens, node: int) -> bool:
    """Makes "that bulls hate red" a part of the clause whose subject is "it", where a myth or a lie is called so."""
    noun = tokens.head[node]
    verb, that = tokens.head[noun], tokens.left[node]
    own = next((kid for kid in tokens.kids[node] if tokens.dep[kid] in SUBJECTS), -1)
    judged = tokens.dep[noun] == "attr" and tokens.lower[noun] in JUDGMENTS and tokens.lower[verb] in BE
    if not judged or tokens.lower[that] != "that" or own < 0 or own == that or that < noun:
        return False
    if not any(tokens.lower[kid] == "it" and tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    tokens.head[node], tokens.dep[node] = verb, "ccomp"
    tokens.head[that], tokens.dep[that], tokens.tag[that] = node, "mark", "IN"
    return True


def is_told_apart(tokens: Tokens, node: int) -> bool:
    """ "It was Hale who signed": what he did stands on Hale, and is no part of what "it" was."""
    verb, who = tokens.head[node], tokens.left[node]
    if tokens.lower[who] not in ("who", "that") or tokens.dep[who] not in SUBJECTS or tokens.lower[verb] not in BE:
        return False
    noun = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "attr" and verb < kid < who), -1)
    it = any(tokens.lower[kid] == "it" and tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb])
    if not it or noun < 0 or tokens.right[noun] != who - 1:
        return False
    tokens.head[node], tokens.dep[node] = noun, "relcl"
    return True


def is_verb(article: Article, first: int, end: int, root: int) -> bool:
    """ "Orlo disputes that the bridge was closed", read as disputes of Orlo's: Orlo does."""
    tokens = article.tokens
    own = root - 1
    told = next((kid for kid in tokens.kids[root] if kid > root and tokens.dep[kid] in ("acl", "relcl")), -1)
    if told < 0 or own < first or tokens.left[told] != root + 1 or tokens.lower[root + 1] != "that":
        return False
    named = tokens.tag[own] in NOUN_TAGS and tokens.tag[own] not in ("NNS", "NNPS") and tokens.head[own] == root
    subject = any(tokens.dep[kid] in SUBJECTS and kid != root + 1 for kid in tokens.kids[told])
    if not named or not subject or tokens.left[root] < first:
        return False
    for kid in tokens.kids[root]:
        if kid < own:
            tokens.head[kid] = own
    tokens.dep[own], tokens.dep[told], tokens.tag[root] = "nsubj", "ccomp", "VBZ"
    tokens.dep[root + 1], tokens.tag[root + 1] = "mark", "IN"
    return True


WORDS = HOLDING | {"it"}


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(WORDS):
        return
    for first, end in article.sentences:
        for node in range(first, end):
            if tokens.dep[node] in ("relcl", "acl"):
                changed = is_told_of_it(tokens, node) or changed
            elif tokens.dep[node] == "ccomp":
                changed = is_told_apart(tokens, node) or changed
            elif tokens.head[node] == node and tokens.tag[node] == "NNS" and tokens.lower[node] in HOLDING:
                changed = is_verb(article, first, end, node) or changed
    if changed:
        link(tokens)
