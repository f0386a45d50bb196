"""Sentences that the parser read as one long noun, because their verb looks like a participle.

"A drug against marsh fever reduced deaths by 64%, according to a trial." reduced them: there is no other verb.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.hanging import root_of
from claims.splitting.stages.parsing import link

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OBJECTS = frozenset(("NN", "NNS", "NNP", "DT", "JJ", "CD", "PRP$"))


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for first, end in article.sentences:
        if tokens.form[end - 1] != "." or article.lines[tokens.line[first]].headline:
            continue
        root = root_of(tokens, first, end)
        if root < 0 or tokens.tag[root] not in NOUN_TAGS or has_verb(tokens, first, end):
            continue
        verb = next((place for place in range(root + 1, end - 1) if is_hidden_verb(tokens, place)), -1)
        changed = (verb > 0 and tell(tokens, root, verb)) or changed
    if changed:
        link(tokens)


def has_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a sentence has a finite verb that was read as one."""
    return any(tokens.tag[at] in FINITE and tokens.dep[at] != "amod" for at in range(first, end))


def is_hidden_verb(tokens: Tokens, node: int) -> bool:
    """Whether a participle stands between a noun and its own object: "fever reduced deaths"."""
    before = tokens.tag[node - 1] in NOUN_TAGS or tokens.form[node - 1] == ")"
    return (
        tokens.tag[node] in ("VBN", "VBD")
        and tokens.dep[node] == "amod"
        and tokens.lower[node].endswith("ed")
        and tokens.head[node] > node
        and before
        and tokens.tag[node + 1] in OBJECTS
    )


def tell(tokens: Tokens, root: int, verb: int) -> bool:
    """Makes the participle the verb: what stands in front is its subject, what it stood on its object."""
    thing = tokens.head[verb]
    strays = [kid for kid in tokens.kids[thing] if kid < verb]
    led = tokens.head[thing] if tokens.dep[thing] == "pobj" else -1
    if strays and not root < led < strays[0]:
        return False
    for kid in strays:
        tokens.head[kid], tokens.dep[kid] = (led, "pobj") if kid == strays[-1] else (strays[-1], tokens.dep[kid])
    for kid in tokens.kids[root]:
        if kid > verb:
            tokens.head[kid] = verb
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBD"
    tokens.head[root], tokens.dep[root] = verb, "nsubj"
    tokens.head[thing], tokens.dep[thing] = verb, "dobj"
    return True
