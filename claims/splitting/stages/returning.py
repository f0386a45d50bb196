"""The verb behind an "after" that is the first subject's: "Prices rose after the ministry lifted its cap and fell".

No ministry falls; nobody "have doubled", which a city would not; who died married nobody afterwards, and who "missed
a game and fined him" was fined himself.
Reads the parse; changes `head` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_plural, singular
from claims.splitting.stages.asking import mend
from claims.splitting.stages.hanging import joined_to
from claims.splitting.stages.misplaced import somebody
from claims.splitting.stages.shared import OPENERS, TRADED, own_of

FINITE = frozenset(("VBD", "VBZ", "VBP"))
FIGURES = TRADED | frozenset(
    [
        "attendance", "pound", "euro", "dollar", "yen", "currency", "index", "inflation", "unemployment",
        "temperature", "employment", "interest", "support", "membership", "circulation", "viewer", "passenger",
        "death", "case", "infection", "crime", "bill", "premium", "fee", "water", "level", "income", "spending",
        "lending", "approval",
    ]
)  # fmt: skip
"""What rises and falls, and is no body."""
MOVING = frozenset(
    [
        "rose", "fell", "dropped", "climbed", "recovered", "rebounded", "slipped", "dipped", "declined",
        "doubled", "tripled", "halved", "peaked", "eased", "soared", "plunged", "slumped", "surged", "jumped",
        "stabilized", "rallied", "dwindled", "tumbled", "risen", "fallen", "rises", "falls", "drops", "climbs",
        "recovers", "averaged", "totaled", "quadrupled", "leveled",
    ]
)  # fmt: skip
"""What figures do, and bodies seldom."""
DEADLY = frozenset(("died", "drowned", "perished"))
LAST_DEEDS = frozenset(("left", "bequeathed", "willed", "went", "leaving", "lost", "fell"))
"""What is told of those who died as well."""
OBJECTS = {"he": "him", "she": "her", "they": "them", "it": "it"}


def finite_of(tokens: Tokens, verb: int) -> int:
    """The word that has the tense: the verb or its first helper, or -1."""
    helpers = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass") and kid < verb]
    word = helpers[0] if helpers else verb
    return word if tokens.tag[word] in FINITE else -1


def agrees_with_the_first(tokens: Tokens, word: int, first: int, near: int) -> bool:
    """ "Rents climbed when the city ended its freeze and have doubled": the rents have."""
    plural = tokens.tag[word] == "VBP" or tokens.lower[word] == "were"
    single = tokens.tag[word] == "VBZ" or tokens.lower[word] == "was"
    if plural == single or any(
        tokens.dep[kid] in ("conj", "nummod") for kid in (*tokens.kids[first], *tokens.kids[near])
    ):
        return False
    if tokens.tag[first] == "PRP" or tokens.tag[near] in ("PRP", "CD", "DT"):
        return False
    return plural == is_plural(tokens, first) != is_plural(tokens, near)


def moves_as_a_figure(article: Article, node: int, first: int, near: int) -> bool:
    """ "Prices rose after the ministry lifted its cap and fell": the prices did."""
    tokens = article.tokens
    known = singular(tokens.lower[first]) in FIGURES and singular(tokens.lower[near]) not in FIGURES
    taken = any(tokens.dep[kid] in ("dobj", "prt") for kid in tokens.kids[node])
    return known and tokens.lower[node] in MOVING and not taken


def outlives(article: Article, node: int, verb: int, first: int) -> bool:
    """ "She moved to Leeds after her father died and married a baker": he did not."""
    tokens = article.tokens
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[node])
    alive = tokens.lower[node] not in LAST_DEEDS and not passive
    return tokens.lower[verb] in DEADLY and alive and (tokens.tag[first] == "PRP" or somebody(article, first))


def done_to_the_nearer(tokens: Tokens, node: int, above: int, near: int) -> bool:
    """ "sacked him after he missed a game and fined him": he did not fine himself."""
    him = OBJECTS.get(tokens.lower[near])
    return him is not None and all(
        any(tokens.dep[kid] in ("dobj", "dative") and tokens.lower[kid] == him for kid in tokens.kids[verb])
        for verb in (above, node)
    )


def is_the_first_ones(article: Article, node: int) -> bool:
    tokens, verb = article.tokens, article.tokens.head[node]
    above = tokens.head[verb]
    if tokens.dep[verb] != "advcl" or not above < verb < node or own_of(tokens, node) >= 0:
        return False
    first, near, word = own_of(tokens, above), own_of(tokens, verb), finite_of(tokens, node)
    if min(first, near, word) < 0 or near < above or tokens.lower[tokens.left[verb]] not in OPENERS:
        return False
    theirs = (
        agrees_with_the_first(tokens, word, first, near)
        or moves_as_a_figure(article, node, first, near)
        or outlives(article, node, verb, first)
        or done_to_the_nearer(tokens, node, above, near)
    )
    return theirs and joined_to(tokens, node, above)


RULES = {"conj": is_the_first_ones}


def candidates(tokens: Tokens) -> list[int]:
    if not tokens.holds(OPENERS):
        return []
    return [node for node in tokens.roles().get("conj", ()) if tokens.dep[tokens.head[node]] == "advcl"]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
