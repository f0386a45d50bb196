"""Who says it, put between the parts of what is said: "The dam was, the ministry says, inspected in May".

Of '"If we lose," Brook warned, "the port will close"' the "if" is part of the warning; "no" behind "said" is what
was said.
Reads the parse and `article.quotes`; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
BE = frozenset(("is", "was", "are", "were", "'s", "'re", "be", "been"))


def verb_behind_an_aside(article: Article, node: int) -> bool:
    """ "was, the ministry says, inspected": it was inspected, and the ministry says so."""
    tokens, helper = article.tokens, article.tokens.head[node]
    said = next((kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] == "parataxis"), -1)
    if said < helper or tokens.lower[helper] not in BE or tokens.tag[node] not in ("VBN", "VBG") or node < helper:
        return False
    if tokens.lower[said] not in article.lexicon["speech"] or tokens.left[node] != helper + 1:
        return False
    passive, root = tokens.tag[node] == "VBN", tokens.head[helper] == helper
    tokens.head[node], tokens.dep[node] = node if root else tokens.head[helper], tokens.dep[helper]
    for kid in tokens.kids[helper]:
        if kid != node:
            tokens.head[kid] = node
            if passive and tokens.dep[kid] == "nsubj":
                tokens.dep[kid] = "nsubjpass"
    tokens.head[helper], tokens.dep[helper] = node, "auxpass" if passive else "aux"
    return True


def opening_of_what_is_said(article: Article, node: int) -> bool:
    """ "If we lose, Brook warned, the port will close": what stands in front is part of what was said."""
    tokens, said = article.tokens, article.tokens.head[node]
    own = next((kid for kid in tokens.kids[said] if node < kid < said and tokens.dep[kid] in SUBJECTS), -1)
    told = next((kid for kid in tokens.kids[said] if kid > said and tokens.dep[kid] == "ccomp"), -1)
    if own < 0 or told < 0 or tokens.lower[said] not in article.lexicon["speech"] or article.quotes[said]:
        return False
    quoted = bool(article.quotes[node]) and bool(article.quotes[told])
    apart = tokens.form[said + 1 : said + 2] == [","] and tokens.form[tokens.left[own] - 1] in (",", '"')
    if not apart or bool(article.quotes[node]) != quoted:
        return False
    if tokens.lower[tokens.left[told]] == "that":
        return False
    tokens.head[node] = told
    comma = tokens.right[node] + 1
    if tokens.form[comma] == "," and tokens.dep[comma] == "punct":
        tokens.head[comma] = told
    return True


def answer(article: Article, node: int) -> bool:
    """ "said no": what was said."""
    tokens, said = article.tokens, article.tokens.head[node]
    if tokens.lower[node] not in ("yes", "no") or node != said + 1 or tokens.lower[said] not in ("said", "says"):
        return False
    tokens.dep[node] = "dobj"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node, dep in enumerate(tokens.dep):
        if dep == "advcl":
            changed = verb_behind_an_aside(article, node) or opening_of_what_is_said(article, node) or changed
        elif dep == "intj":
            changed = answer(article, node) or changed
    if changed:
        link(tokens)
