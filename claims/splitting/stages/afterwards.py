"""What somebody did behind "after" and "before": "was found dead after a friend called police".

The parser reads the verb as a description, a friend who is called so; but nobody is called "police".
Reads the parse; changes `head`, `dep` and `tag`.
"""

from claims.splitting.article import Article
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.hanging import object_of
from claims.splitting.stages.hidden import WHEN
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.stages.parsing import link

OBJECTS = frozenset(("oprd", "dobj", "attr", "dative"))
GIVEN = frozenset(
    [
        "given", "offered", "sent", "shown", "told", "paid", "awarded", "handed", "taught", "left", "denied", "made",
        "elected", "appointed", "declared", "considered", "deemed", "named", "granted", "refused", "fined", "charged",
        "dubbed", "nicknamed", "termed", "titled", "entitled", "labeled", "labelled", "known", "worth", "born",
    ]
)  # fmt: skip
"""Participles that keep an object: "after a boy given a gun fired it"."""


def is_done(article: Article, verb: int) -> bool:
    """Whether a "participle" right behind a noun has an object that no participle has: "a friend called police"."""
    tokens, word = article.tokens, article.tokens.lower[verb]
    thing = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] in OBJECTS), -1)
    if thing < 0 or word in GIVEN or not is_past_form(word, article.lexicon) or tokens.left[thing] != verb + 1:
        return False
    common = tokens.tag[thing] in ("NN", "NNS", "PRP") and not tokens.entity[thing]
    led = any(tokens.lower[kid] == "by" for kid in tokens.kids[verb])
    bare = tokens.tag[thing] == "NN" and tokens.left[thing] == thing
    known = not bare or word != "called" or tokens.lower[thing] in article.lexicon["bodies"]
    return common and not led and known  # "after a drug called aspirin"


def clause_behind(article: Article, node: int) -> bool:
    tokens, noun = article.tokens, article.tokens.head[node]
    when = tokens.head[noun]
    if tokens.dep[noun] != "pobj" or tokens.lower[when] not in WHEN or node != noun + 1 or not is_done(article, node):
        return False
    above = tokens.head[when]
    above = above if tokens.tag[above][:2] == "VB" else verb_above(tokens, when)
    if above < 0 or tokens.entity[noun] in ("DATE", "TIME") or hangs_on(tokens, above, when):
        return False
    for kid in tokens.kids[node]:
        tokens.dep[kid] = "dobj" if tokens.dep[kid] in OBJECTS else tokens.dep[kid]
    tokens.head[node], tokens.dep[node], tokens.tag[node] = above, "advcl", "VBD"
    tokens.head[when], tokens.dep[when] = node, "mark"
    tokens.head[noun], tokens.dep[noun] = node, "nsubj"
    return True


def clause_within(article: Article, node: int) -> bool:
    """ "after passers-by called the coast guard": read as those who were called so."""
    tokens, when = article.tokens, article.tokens.head[node]
    if tokens.lower[when] not in WHEN:
        return False
    own = next((kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    helped = any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[node])
    if own < 0 or helped or not is_done(article, node):
        return False
    for kid in tokens.kids[node]:
        tokens.dep[kid] = "dobj" if tokens.dep[kid] in OBJECTS else tokens.dep[kid]
    tokens.dep[own], tokens.tag[node] = "nsubj", "VBD"
    return True


def clause_of_a_share(article: Article, node: int) -> bool:
    """ "shut since part of its roof collapsed": that part did, and nothing was shut since a part."""
    tokens, above = article.tokens, article.tokens.head[node]
    if tokens.tag[node] != "VBD" or tokens.left[node] != node or tokens.tag[above][:2] != "VB" or above > node:
        return False
    when = next(
        (kid for kid in tokens.kids[above] if tokens.right[kid] == node - 1 and tokens.lower[kid] in WHEN), -1
    )
    noun = object_of(tokens, when) if when >= 0 and tokens.dep[when] == "prep" else -1
    if noun < 0 or tokens.tag[noun] not in ("NN", "NNS") or tokens.entity[noun] in ("DATE", "TIME"):
        return False
    tokens.head[node], tokens.dep[node] = above, "advcl"
    tokens.head[when], tokens.dep[when] = node, "mark"
    tokens.head[noun], tokens.dep[noun] = node, "nsubj"
    return True


CLAUSES = frozenset(("acl", "pcomp", "advcl"))


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(WHEN):
        return
    for node in sorted(tokens.places(CLAUSES)):
        if node < 2 or tokens.tag[node] not in ("VBN", "VBD"):
            continue
        if tokens.dep[node] == "advcl" and clause_of_a_share(article, node):
            changed = True
        elif tokens.dep[node] == "acl":
            changed = clause_behind(article, node) or changed
        elif tokens.dep[node] in ("pcomp", "advcl"):
            clause_within(article, node)
    if changed:
        link(tokens)
