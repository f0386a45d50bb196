"""The second verb behind "after" is its clause's: "Shares in Orlo fell after the brewer cut its forecast and said".

Shares, prices and sales say and decide nothing; whoever cut the forecast said the rest as well.
Reads the parse; changes `head` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.rows import CALLING, CHANGES, DECIDING, DEEDS, SUBJECTS, is_thing

OPENERS = frozenset(("after", "when", "because", "while", "as", "since", "once", "before", "until"))
TRADED = CHANGES | frozenset(
    [
        "share", "stock", "sale", "order", "price", "bond", "yield", "turnover", "export", "import", "earnings",
        "revenue", "dividend", "margin", "visitor", "traffic", "output", "production", "tax", "rent", "wage", "fare",
    ]
)  # fmt: skip
"""What rises and falls, and neither says nor does anything."""
BOUGHT = frozenset(
    [
        "hired", "sacked", "fired", "appointed", "bought", "sold", "acquired", "unveiled", "launched", "announced",
        "signed", "closed", "opened", "recalled", "halted", "sued", "filed", "hires", "sacks", "buys", "sells",
        "launches", "announces", "signs", "closes", "opens", "recalls", "halts", "sues", "files", "shut", "shuts",
    ]
)  # fmt: skip
SHOWING = frozenset(("showed", "shows", "show", "suggested", "suggests", "indicated", "indicates", "meant", "means"))
"""What a figure does as well as a person."""


def own_of(tokens: Tokens, verb: int) -> int:
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] in SUBJECTS and kid < verb:
            return kid
    return -1


def is_deed(article: Article, verb: int) -> bool:
    """Whether a verb is of saying, or of what people and firms do to something."""
    tokens, word = article.tokens, article.tokens.lower[verb]
    if word in article.lexicon["speech"] or word in CALLING:
        return word not in SHOWING
    taken = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "dobj" and kid > verb), -1)
    if taken < 0 or word not in DEEDS | DECIDING | BOUGHT:
        return False
    return word not in DECIDING or any(tokens.tag[kid] == "PRP$" for kid in tokens.kids[taken])


def may_say(article: Article, noun: int) -> bool:
    """Whether the subject of the clause behind "after" is somebody, a body or a firm."""
    tokens = article.tokens
    if tokens.tag[noun] in ("NNP", "NNPS"):
        return True
    if tokens.tag[noun] == "PRP":
        return True
    return singular(tokens.lower[noun]) not in TRADED and not is_thing(article, noun)


def clause_between(article: Article, node: int) -> int:
    """The verb of the clause between two verbs whose deed the second is, or -1."""
    tokens, above = article.tokens, article.tokens.head[node]
    for verb in tokens.kids[above]:
        if tokens.dep[verb] != "advcl" or not above < verb < node or tokens.tag[verb] != tokens.tag[node]:
            continue
        own = own_of(tokens, verb)
        opened = above < own and tokens.lower[tokens.left[verb]] in OPENERS
        if opened and may_say(article, own) and is_joined(tokens, verb, node):
            return verb
    return -1


def is_joined(tokens: Tokens, verb: int, node: int) -> bool:
    """Whether no comma parts two verbs, unless they stand in a row: "cut output, closed a pit and said"."""
    commas = [place for place in range(verb, node) if tokens.form[place] == ","]
    row = any(tokens.dep[kid] == "conj" for kid in tokens.kids[node])
    return not commas or (row and commas == [node - 1])


def done_by_the_nearer(article: Article, node: int) -> bool:
    """ "fell after the brewer cut its forecast and said": who cut it said it."""
    tokens, above = article.tokens, article.tokens.head[node]
    own = own_of(tokens, above)
    if own < 0 or singular(tokens.lower[own]) not in TRADED or own_of(tokens, node) >= 0 or above > node:
        return False
    verb = clause_between(article, node) if is_deed(article, node) else -1
    if verb < 0 or hangs_on(tokens, verb, node):
        return False
    tokens.head[node] = verb
    for kid in tokens.kids[above]:
        if tokens.dep[kid] in ("cc", "punct") and verb < kid < node:
            tokens.head[kid] = verb
    return True


RULES = {"conj": done_by_the_nearer}


def candidates(tokens: Tokens) -> list[int]:
    if not tokens.holds(OPENERS):
        return []
    return [node for node in tokens.roles().get("conj", ()) if tokens.tag[node] in ("VBD", "VBZ", "VBP")]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
