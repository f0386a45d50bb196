"""Who and what a relative clause is about, told by what people and bodies do and places and names do not.

Of "3,400 nurses in nine towns, half of whom were" no town is "whom"; of "a biologist at Larkfield College who was
away" no college is "who"; of "the union at Orlin, which speaks for 900 workers" the union does; what "covers the
road, but not the bridge, and which ends in May" is one contract.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.inflection import singular
from claims.splitting.stages.antecedents import above_a_name, is_person
from claims.splitting.stages.asking import mend
from claims.splitting.stages.hanging import joined_to, move
from claims.splitting.stages.mending import verb_above

NAMES = frozenset(("NNP", "NNPS"))
MANY = frozenset(("are", "were", "have"))
THINGS_OF = frozenset(("with", "in", "of", "from", "at", "across", "on", "without"))


def people_word(article: Article, noun: int) -> bool:
    """Whether a noun is a word for people, be it one or many: nurse, nurses, people."""
    lexicon, word = article.lexicon, article.tokens.lower[noun]
    known = lexicon["roles", "people"]
    return word in known or singular(word) in known or word in ("those", "children", "residents", "members")


def bearer_in_front(tokens: Tokens, noun: int) -> int:
    """The noun a prepositional phrase stands on, or the object in front of it, or -1."""
    led = tokens.head[noun]
    if tokens.dep[noun] != "pobj" or tokens.lower[led] not in THINGS_OF:
        return -1
    above = tokens.head[led]
    if tokens.tag[above][:2] != "VB":
        return above
    return max((kid for kid in tokens.kids[above] if above < kid < led and tokens.dep[kid] == "dobj"), default=-1)


def opens_with(tokens: Tokens, node: int, *words: str) -> bool:
    first = tokens.left[node]
    return tokens.form[first - 1] == "," and any(
        tokens.lower[place] in words for place in range(first, min(first + 4, len(tokens)))
    )


def people_in_places(article: Article, node: int) -> bool:
    """ "3,400 nurses in nine towns, half of whom were" and "people with weak hearts, who are": the people."""
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.tag[noun] not in ("NNS", "NN") or people_word(article, noun) or node < noun:
        return False
    near = tokens.left[node] == noun + 1 and tokens.lower[noun + 1] == "who"
    if not (near or opens_with(tokens, node, "who", "whom")) or tokens.entity[noun] == "PERSON":
        return False
    if singular(tokens.lower[noun]) in GROUPS:
        return False
    bearer = bearer_in_front(tokens, noun)
    if bearer < 0 or not (people_word(article, bearer) or tokens.entity[bearer] == "PERSON"):
        return False
    return move(tokens, node, bearer)


GROUPS = frozenset(
    [
        "family", "couple", "team", "group", "crew", "band", "class", "generation", "gang", "crowd", "squad",
        "minority", "majority", "side", "club", "audience", "panel", "jury", "household", "tribe", "party",
    ]
)  # fmt: skip
"""Groups that may be "who" themselves."""


def who_works_there(article: Article, node: int) -> bool:
    """ "a biologist at Larkfield College who was away": no college was."""
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.lower[tokens.left[node]] != "who" or tokens.left[node] != noun + 1 or tokens.tag[noun] not in NAMES:
        return False
    if tokens.entity[noun] not in ("ORG", "FAC", "GPE", "LOC") or tokens.lower[tokens.head[noun]] not in THINGS_OF:
        return False
    bearer = above_a_name(article, noun)
    known = bearer >= 0 and (is_person(article, bearer) or people_word(article, bearer))
    return known and move(tokens, node, bearer)


def body_at_a_name(article: Article, node: int) -> bool:
    """ "the union at Norvik Mills, which speaks for 900 workers": a body of people, and no firm it is at."""
    tokens, noun = article.tokens, article.tokens.head[node]
    led = tokens.head[noun]
    body = tokens.head[led]
    if tokens.lower[led] != "at" or tokens.dep[noun] != "pobj" or tokens.tag[noun] not in NAMES:
        return False
    if not opens_with(tokens, node, "which") or tokens.tag[body] != "NN":
        return False
    return tokens.lower[body] in article.lexicon["bodies"] and move(tokens, node, body)


def and_which(tokens: Tokens, node: int) -> bool:
    """ "a contract that covers the road, but not the bridge, and which ends in May": the contract ends."""
    which = tokens.left[node]
    joint = which - 1
    if tokens.lower[which] not in ("which", "who", "that") or tokens.tag[which] not in ("WDT", "WP"):
        return False
    inner = tokens.head[node]
    if tokens.lower[joint] not in ("and", "but") or joint < inner:
        return False
    above = inner
    while tokens.head[above] != above and tokens.dep[above] != "relcl":
        above = tokens.head[above]
    if tokens.dep[above] != "relcl" or above == node or tokens.right[above] < node:
        return False
    noun = tokens.head[above]
    for kid in (joint, joint - 1):
        if tokens.head[kid] == inner and (kid == joint or tokens.form[kid] == ","):
            tokens.head[kid] = above
    return noun < above and move(tokens, node, above, "conj")


def who_was_meant(article: Article, node: int) -> bool:
    """ "women and people with weak hearts": the hearts belong to the people, who are nobody without."""
    tokens, noun = article.tokens, node - 1
    open_ = tokens.lower[noun] in ("people", "those", "anyone", "everyone") and tokens.left[noun] == noun
    return open_ and tokens.lower[node] in ("with", "without") and move(tokens, node, noun)


def finite_behind_an_aside(article: Article, node: int) -> bool:
    """ "expects sales of 40 million, a third of them from exports, and plans to shut": who expects plans."""
    tokens, aside = article.tokens, article.tokens.head[node]
    if tokens.dep[aside] not in ("aside", "appos") or tokens.tag[node] not in ("VBZ", "VBD", "VBP"):
        return False
    joint = tokens.left[node] - 1
    if tokens.lower[joint] not in ("and", "but") or tokens.form[joint - 1] != "," or node < aside:
        return False
    verb = aside
    while tokens.head[verb] != verb and tokens.tag[verb][:2] != "VB":
        verb = tokens.head[verb]
    alike = tokens.tag[verb] == tokens.tag[node] and verb < aside
    own = any(tokens.dep[kid] in ("nsubj", "nsubjpass") for kid in tokens.kids[node])
    return alike and not own and joined_to(tokens, node, verb)


def amount_expected(article: Article, verb: int) -> bool:
    """ "above the $2.86 billion analysts had expected": they expected the amount, and it is no statement."""
    tokens = article.tokens
    own = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "nsubj" and kid < verb), -1)
    amount = own - 1
    if own < 0 or tokens.tag[own] not in ("NNS", "NNPS") or tokens.tag[amount] != "CD" or verb < own:
        return False
    above = tokens.head[verb]
    money = any(tokens.tag[kid] == "$" for kid in (*tokens.kids[amount], *tokens.kids[own]))
    led = any(tokens.lower[kid] == "the" for kid in tokens.kids[own])
    taken = any(tokens.dep[kid] in ("dobj", "ccomp", "xcomp") and kid > verb for kid in tokens.kids[verb])
    if not (money and led) or taken or above > amount or above == verb or tokens.head[amount] != own:
        return False
    for kid in tokens.kids[own]:
        if kid < amount:
            tokens.head[kid] = amount
    dep = "pobj" if tokens.tag[above] in ("IN", "TO") else "dobj"
    tokens.head[amount], tokens.dep[amount] = above, dep
    tokens.head[verb], tokens.dep[verb] = amount, "relcl"
    return True


def deal_for_a_price(article: Article, node: int) -> bool:
    """ "bought it for $3 billion, a deal that …": the buying is the deal, and no price is one."""
    tokens, price = article.tokens, article.tokens.head[node]
    if tokens.tag[price] != "CD" or tokens.lower[node] not in DEALS:
        return False
    verb = verb_above(tokens, price)
    return 0 <= verb < price and move(tokens, node, verb, "npadvmod")


DEALS = frozenset(("deal", "acquisition", "takeover", "merger", "purchase", "sale"))


def people_over_an_age(article: Article, node: int) -> bool:
    """ "among participants over 80 it was": they are over 80."""
    tokens, over, noun = article.tokens, node - 1, node - 2
    aged = tokens.lower[over] in ("over", "under", "aged") and tokens.tag[node] == "CD" and tokens.head[over] == node
    return aged and people_word(article, noun) and move(tokens, node, noun, "nmod")


def of_a_relative(article: Article, node: int) -> bool:
    return (
        and_which(article.tokens, node)
        or people_in_places(article, node)
        or who_works_there(article, node)
        or body_at_a_name(article, node)
    )


RULES = {
    "relcl": of_a_relative,
    **dict.fromkeys(("ccomp", "pcomp"), amount_expected),
    "conj": finite_behind_an_aside,
    "appos": deal_for_a_price,
    "npadvmod": people_over_an_age,
    "prep": who_was_meant,
}
RARE = frozenset(("relcl", "ccomp", "pcomp", "npadvmod"))
WITH = frozenset(("with", "without"))


def candidates(tokens: Tokens) -> list[int]:
    roles, lower = tokens.roles(), tokens.lower
    found = standing(roles, RARE)
    found += [node for node in roles.get("appos", ()) if lower[node] in DEALS]
    found += [node for node in roles.get("conj", ()) if tokens.tag[node][0] == "V"]
    if tokens.holds(WITH):
        found += [node for node in roles.get("prep", ()) if lower[node] in WITH]
    return [node for node in found if node]


def run(article: Article) -> None:
    mend(article, RULES, candidates)
