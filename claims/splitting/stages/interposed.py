"""Who says it, put between the parts of what is said: "The dam was, the ministry says, inspected in May".

Of '"If we lose," Brook warned, "the port will close"' the "if" is part of the warning; "no" behind "said" is what
was said.
Reads the parse and `article.quotes`; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import rehung

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
BE = frozenset(("is", "was", "are", "were", "'s", "'re", "be", "been"))


def verb_behind_an_aside(article: Article, node: int) -> bool:
    """ "was, the ministry says, inspected": it was inspected, and the ministry says so."""
    tokens, helper = article.tokens, article.tokens.head[node]
    if tokens.lower[helper] not in BE:
        return False
    said = next((kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] == "parataxis"), -1)
    if said < helper or tokens.tag[node] not in ("VBN", "VBG") or node < helper:
        return False
    if tokens.lower[said] not in article.lexicon["speech"] or tokens.left[node] != helper + 1:
        return False
    passive, root = tokens.tag[node] == "VBN", tokens.head[helper] == helper
    moves = dict.fromkeys((*tokens.kids[helper], helper), node)
    if not rehung(tokens, {**moves, node: node if root else tokens.head[helper]}):
        return False
    for kid in tokens.kids[helper]:
        if passive and tokens.dep[kid] == "nsubj":
            tokens.dep[kid] = "nsubjpass"
    tokens.dep[node], tokens.dep[helper] = tokens.dep[helper], "auxpass" if passive else "aux"
    return True


def opening_of_what_is_said(article: Article, node: int) -> bool:
    """ "If we lose, Brook warned, the port will close": what stands in front is part of what was said."""
    tokens, said = article.tokens, article.tokens.head[node]
    if tokens.lower[said] not in article.lexicon["speech"] or article.quotes[said]:
        return False
    own = next((kid for kid in tokens.kids[said] if node < kid < said and tokens.dep[kid] in SUBJECTS), -1)
    told = next((kid for kid in tokens.kids[said] if kid > said and tokens.dep[kid] == "ccomp"), -1)
    if own < 0 or told < 0:
        return False
    quoted = bool(article.quotes[node]) and bool(article.quotes[told])
    before = tokens.left[own] - 1
    apart = tokens.form[said + 1 : said + 2] == [","] and before >= 0 and tokens.form[before] in (",", '"')
    if not apart or bool(article.quotes[node]) != quoted:
        return False
    if tokens.lower[tokens.left[told]] == "that":
        return False
    moves, comma = {node: told}, tokens.right[node] + 1
    if tokens.form[comma : comma + 1] == [","] and tokens.dep[comma] == "punct":
        moves[comma] = told
    return rehung(tokens, moves)


def aside_on_a_helper(article: Article, node: int) -> bool:
    """'"The road," he said, "is closed"': hung on "is", which is no verb of its own."""
    tokens, helper = article.tokens, article.tokens.head[node]
    if tokens.dep[helper] not in ("aux", "auxpass") or tokens.lower[node] not in article.lexicon["speech"]:
        return False
    tokens.head[node] = tokens.head[helper]
    return True


def subject_in_the_first_half(article: Article, said: int) -> bool:
    """'"The road," said Hale, "is closed"': the road is."""
    tokens, quotes, verb = article.tokens, article.quotes, article.tokens.head[said]
    if tokens.lower[said] not in article.lexicon["speech"] or quotes[said] or not quotes[verb] or verb < said:
        return False
    if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    noun = next((kid for kid in tokens.kids[said] if kid < said and quotes[kid] and tokens.dep[kid] in HALVES), -1)
    if noun < 0 or tokens.tag[noun] not in NOUN_TAGS or quotes[noun] == quotes[verb]:
        return False
    if not rehung(tokens, {noun: verb}):
        return False
    tokens.dep[noun] = "nsubj"
    return True


HALVES = frozenset(("dep", "nsubj", "npadvmod", "dobj", "nsubjpass", "ccomp"))


def adding(article: Article, node: int) -> bool:
    """'"We won," she said, adding that 400 came': she added it, and "we" did not."""
    tokens, quotes, inner = article.tokens, article.quotes, article.tokens.head[node]
    said = tokens.head[inner]
    goes_on = tokens.tag[node] == "VBG" and tokens.lower[node] in article.lexicon["speech"] and not quotes[node]
    if not goes_on or not quotes[inner] or quotes[said] or not inner < said < node:
        return False
    if tokens.dep[inner] != "ccomp" or tokens.lower[said] not in article.lexicon["speech"]:
        return False
    tokens.head[node] = said
    return True


def day_it_was_said(article: Article, node: int) -> bool:
    """ "The bank said on Monday it will cut jobs": said so on Monday."""
    tokens, told, said = article.tokens, article.tokens.head[node], node - 1
    if said < 0 or tokens.head[told] != said or tokens.dep[told] != "ccomp" or tokens.lower[node] != "on":
        return False
    noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    if noun < 0 or tokens.entity[noun] != "DATE" or tokens.lower[said] not in article.lexicon["speech"]:
        return False
    behind = tokens.right[node] + 1
    if tokens.form[behind : behind + 1] == [","]:
        return False
    tokens.head[node] = said
    return True


def answer(article: Article, node: int) -> bool:
    """ "said no": what was said."""
    tokens, said = article.tokens, article.tokens.head[node]
    if tokens.lower[node] not in ("yes", "no") or node != said + 1 or tokens.lower[said] not in ("said", "says"):
        return False
    tokens.dep[node] = "dobj"
    return True


def mark_before_who_said_it(article: Article, node: int) -> bool:
    """'"We trained twice," Hale said': the mark that closes what is said is no part of the name."""
    tokens, name = article.tokens, article.tokens.head[node]
    if node < 1 or not article.quotes[node] or article.quotes[name] or tokens.form[node - 1] not in (",", "?", "!"):
        return False
    if tokens.lower[tokens.head[name]] not in article.lexicon["speech"] or tokens.head[name] == name:
        return False
    tokens.head[node] = tokens.head[name]
    return True


def run(article: Article) -> None:
    mend(article, RULES, candidates)


def of_a_clause(article: Article, node: int) -> bool:
    return verb_behind_an_aside(article, node) or opening_of_what_is_said(article, node) or adding(article, node)


def of_an_aside(article: Article, node: int) -> bool:
    return aside_on_a_helper(article, node) or subject_in_the_first_half(article, node)


RULES = {
    "advcl": of_a_clause,
    "parataxis": of_an_aside,
    "prep": day_it_was_said,
    "intj": answer,
    "punct": mark_before_who_said_it,
}
MARKS = frozenset(('"', "“", "”"))
RARE = frozenset(("advcl", "parataxis", "intj"))


def candidates(tokens: Tokens) -> list[int]:
    roles, head = tokens.roles(), tokens.head
    found = standing(roles, RARE)
    if tokens.holds(MARKS):
        found += [node for node in roles.get("punct", ()) if tokens.form[node] == '"' and head[node] == node + 1]
    if "ccomp" in roles:
        found += [node for node in roles.get("prep", ()) if head[head[node]] == node - 1]
    return found
