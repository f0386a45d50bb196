"""Rates and bounds of figures that the parser took apart: "900 euros a head", "at most ten paintings".

No euro is a head, nothing is shown "at most ten paintings", no ban applies "longer than 10 meters", and of "lent the
firm 3 million euros" no euros are firm.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.bounds import SPANS
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on, rehung

MOST = frozenset(("most", "least"))


def is_counted(tokens: Tokens, noun: int) -> bool:
    return tokens.tag[noun] == "CD" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])


def per_one(article: Article, node: int) -> bool:
    """ "900 euros a head": how much for each."""
    tokens, noun = article.tokens, article.tokens.head[node]
    beside = tokens.left[node] == node - 1 == noun + 1 and tokens.right[node] == node
    if not beside or tokens.lower[node - 1] not in ("a", "an", "each", "per") or not is_counted(tokens, noun):
        return False
    tokens.dep[node] = "npadvmod"
    return True


def per_time(article: Article, node: int) -> bool:
    """ "150 minutes of exercise a week": so many minutes a week, and no exercise is one "a week"."""
    tokens, noun = article.tokens, max(node - 2, 0)
    over = tokens.head[noun]
    amount = tokens.head[over]
    if tokens.lower[node] not in EACH_TIME or tokens.lower[node - 1] not in ("a", "an", "each", "every"):
        return False
    if tokens.dep[noun] != "pobj" or tokens.lower[over] != "of" or not is_counted(tokens, amount):
        return False
    if tokens.head[node] == amount or hangs_on(tokens, amount, node):
        return False
    tokens.head[node], tokens.dep[node] = amount, "npadvmod"
    return True


def money_per_time(tokens: Tokens, node: int) -> bool:
    """ "raise charges by 20p an hour": so much an hour, and nothing is raised an hour."""
    noun = node - 2
    if noun < 0 or tokens.lower[node] not in EACH_TIME or tokens.lower[node - 1] not in ("a", "an"):
        return False
    figure = tokens.text[noun][0].isdigit() or is_counted(tokens, noun)
    if not figure or tokens.dep[noun] not in ("pobj", "dobj", "attr", "npadvmod") or hangs_on(tokens, noun, node):
        return False
    above = tokens.head[node]
    if above == noun or tokens.tag[above][:2] != "VB" or tokens.left[node] != node - 1:
        return False
    tokens.head[node] = noun
    return True


EACH_TIME = frozenset(("second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "season"))


def means_so_long(tokens: Tokens, node: int) -> bool:
    """ "means half an hour a day": that is what is meant."""
    verb = tokens.head[node]
    taken = any(tokens.dep[kid] in ("dobj", "ccomp", "xcomp", "attr") for kid in tokens.kids[verb])
    if tokens.lower[verb] not in MEANS or taken or tokens.left[node] != verb + 1:
        return False
    tokens.dep[node] = "dobj"
    return True


MEANS = frozenset(("mean", "means", "meant", "involve", "involves", "involved", "require", "requires", "required"))


def of_an_amount(article: Article, node: int) -> bool:
    return means_so_long(article.tokens, node) or per_time(article, node) or money_per_time(article.tokens, node)


def bound_of_a_figure(tokens: Tokens, node: int) -> bool:
    """ "will show at most ten paintings": ten paintings, or fewer, are shown."""
    verb, most = tokens.head[node], node + 1
    if tokens.lower[most] not in MOST:
        return False
    noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    if noun <= most:
        return False
    if tokens.left[noun] != most or not is_counted(tokens, noun):
        return False
    taken = any(tokens.dep[kid] in ("dobj", "attr") for kid in tokens.kids[verb])
    if tokens.tag[verb][:2] != "VB" or taken or not rehung(tokens, {noun: verb, node: noun, most: node}):
        return False
    tokens.dep[noun], tokens.dep[node], tokens.dep[most] = "dobj", "quantmod", "pobj"
    return True


def longer_than(article: Article, node: int) -> bool:
    """ "applies to boats longer than 10 meters": the boats are, and nothing applies longer."""
    tokens, than, noun = article.tokens, node + 1, node - 1
    measured = tokens.lower[than] == "than" and tokens.tag[than + 1 : than + 2] == ["CD"]
    if not measured or tokens.tag[node] not in ("JJR", "RBR") or tokens.lower[node] in ("more", "less", "later"):
        return False
    fits = tokens.tag[noun] == "NNS" and tokens.dep[noun] == "pobj"
    if not fits or tokens.tag[tokens.head[node]][:2] != "VB" or hangs_on(tokens, noun, node):
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = noun, "amod", "JJR"
    return True


def per_another(tokens: Tokens, node: int) -> bool:
    """ "rose to 40 euros per person per night": one rate."""
    before = node - 1
    over = tokens.head[before]
    if tokens.dep[before] != "pobj" or tokens.lower[over] not in ("per", "to", "of"):
        return False
    noun = tokens.head[over] if tokens.lower[over] == "per" else before
    if tokens.head[node] == noun or hangs_on(tokens, noun, node):
        return False
    tokens.head[node] = noun
    return True


def looks_back(tokens: Tokens, node: int) -> bool:
    """ "fell to its lowest level in six years": nothing fell in six years."""
    noun, inner = node - 1, tokens.right[node]
    if tokens.lower[inner] not in SPANS or not is_counted(tokens, inner):
        return False
    best = any(tokens.tag[kid] == "JJS" for kid in tokens.kids[noun] if kid < noun)
    if not best or tokens.dep[noun] not in ("pobj", "dobj") or hangs_on(tokens, noun, node):
        return False
    tokens.head[node] = noun
    return True


def given_to_a_firm(article: Article, node: int) -> bool:
    """ "lent the firm 3 million euros": no euros are firm."""
    tokens, noun = article.tokens, article.tokens.head[node]
    verb, article_ = tokens.head[noun], node - 1
    figure = tokens.tag[node + 1] in ("CD", "$")
    if tokens.lower[node] != "firm" or tokens.lower[article_] != "the" or not figure or noun < node:
        return False
    if tokens.dep[noun] != "dobj" or tokens.head[article_] != noun:
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = verb, "dative", "NN"
    tokens.head[article_] = node
    return True


BY_WORD = {"at": bound_of_a_figure, "per": per_another, "in": looks_back}


def of_a_preposition(article: Article, node: int) -> bool:
    rule = BY_WORD.get(article.tokens.lower[node])
    return rule is not None and rule(article.tokens, node)


RULES = {
    "appos": per_one,
    "npadvmod": of_an_amount,
    "prep": of_a_preposition,
    "advmod": longer_than,
    "amod": given_to_a_firm,
}
BACK = SPANS | {"at", "per"}
THAN, FIRM = frozenset(("than",)), frozenset(("firm",))


def candidates(tokens: Tokens) -> list[int]:
    roles, lower, last = tokens.roles(), tokens.lower, len(tokens) - 1
    found = [node for node in roles.get("appos", ()) if tokens.left[node] == node - 1]
    found += [
        node for node in roles.get("npadvmod", ()) if lower[node] in EACH_TIME or lower[tokens.head[node]] in MEANS
    ]
    if tokens.holds(BACK):
        found += [node for node in roles.get("prep", ()) if lower[node] in BY_WORD]
    if tokens.holds(THAN):
        found += roles.get("advmod", ())
    if tokens.holds(FIRM):
        found += [node for node in roles.get("amod", ()) if lower[node] == "firm"]
    return [node for node in found if 0 < node < last]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
