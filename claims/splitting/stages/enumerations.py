"""Lists and asides read as what the first thing is, and what a name or a figure behind a comma belongs to.

"The railings, the tower on the left bank and the bus are identical" says nothing of what railings are; "a figure
disputed by the union" is the figure just told; "the maker of the trackers, Pulseline" is one maker; "the shortbread
and whisky maker" makes both; "told deputies that" goes on with what they were told.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.items import row
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link_sentence

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
COMMON = frozenset(("NN", "NNS"))
AMOUNTS = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))
FIGURES = frozenset(("figure", "sum", "amount", "total", "number", "estimate", "price", "cost", "level", "rate"))
TOLD = frozenset(
    [
        "told", "tell", "tells", "telling", "informed", "informs", "assured", "assures", "reminded", "reminds",
        "warned", "warns", "persuaded", "convinced", "notified", "advised", "promised",
    ]
)  # fmt: skip
DOERS = frozenset(
    [
        "maker", "producer", "manufacturer", "retailer", "group", "firm", "company", "giant", "chain", "seller",
        "operator", "supplier", "importer", "exporter", "distributor", "brand", "wholesaler", "trader", "grower",
        "vaccine", "vaccines", "jab", "jabs", "shop", "store", "plant", "factory", "market", "industry", "merchant",
    ]
)  # fmt: skip


def railings_and_bus(tokens: Tokens, node: int) -> bool:
    """ "The railings, the tower on the bank and the bus are": a row of subjects, for no comma closes an aside."""
    first, items = tokens.head[node], row(tokens, node)
    verb = tokens.head[first]
    if len(items) < 2 or tokens.dep[first] not in SUBJECTS or verb < node or tokens.entity[first] == "PERSON":
        return False
    last = max(tokens.right[item] for item in items)
    if tokens.form[last + 1 : last + 2] == [","] or tokens.left[verb] > first:
        return False
    if agrees_with_the_last(tokens, items[-1], verb):
        return alone_behind(tokens, first, items[-1], verb)
    if not verb_follows(tokens, last + 1, verb):
        return False
    tokens.dep[node] = "conj"
    return True


def house_and_mill(tokens: Tokens, node: int) -> bool:
    """ "The house, a mill and two barns were burned", read with two subjects: it has three."""
    verb = tokens.head[node]
    first = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS), node)
    near = first < node and tokens.left[node] - 3 < tokens.right[first] < tokens.left[node]
    common = tokens.tag[first] in COMMON and tokens.tag[node] in COMMON
    if not near or not common or len(row(tokens, node)) < 2 or not verb_follows(tokens, tokens.right[node] + 1, verb):
        return False
    if not rehung(tokens, {node: first}):
        return False
    tokens.dep[node] = "conj"
    return True


def verb_follows(tokens: Tokens, place: int, verb: int) -> bool:
    """Whether nothing but helpers and small words stands before the verb."""
    between = range(place, verb)
    return all(tokens.head[one] == verb and tokens.dep[one] in ("aux", "auxpass", "neg", "advmod") for one in between)


def agrees_with_the_last(tokens: Tokens, last: int, verb: int) -> bool:
    """ "Forty trucks, no checks, and Warsaw is silent": the verb has one subject, and it is the last."""
    joint = tokens.left[last] - 1
    single = tokens.tag[verb] == "VBZ" and tokens.tag[last] in ("NN", "NNP") and tokens.form[joint - 1] == ","
    return single and tokens.lower[joint] == "and" and verb_follows(tokens, tokens.right[last] + 1, verb)


def alone_behind(tokens: Tokens, first: int, last: int, verb: int) -> bool:
    if not rehung(tokens, {last: verb}):
        return False
    for kid in tokens.kids[first]:
        if tokens.dep[kid] == "appos":
            tokens.dep[kid] = "conj"
    tokens.dep[last], tokens.dep[first] = "nsubj", "dep"
    return True


def figure_told(tokens: Tokens, node: int) -> bool:
    """ "would cost €95m a year, a figure disputed by the union": the €95m are that figure."""
    near = tokens.left[node] - 2
    if near < 0 or tokens.lower[node] not in FIGURES or tokens.lower[tokens.left[node]] not in ("a", "an"):
        return False
    amount = near
    while amount >= 0 and tokens.entity[amount] not in AMOUNTS:
        amount = amount - 1 if near - amount < 3 else -1
    while (
        amount >= 0 and amount < tokens.head[amount] <= near and tokens.tag[tokens.head[amount]][:2] in ("NN", "CD")
    ):
        amount = tokens.head[amount]
    if amount < 0 or tokens.right[amount] < near or amount == tokens.head[node]:
        return False
    if hangs_on(tokens, amount, node):
        return False
    tokens.head[node] = amount
    return True


def maker_of(article: Article, node: int) -> bool:
    """ "the maker of the trackers, Pulseline": one name is no trackers."""
    tokens, many = article.tokens, article.tokens.head[node]
    one = tokens.head[tokens.head[many]]
    name = tokens.tag[node] == "NNP" and tokens.left[node] > many and tokens.form[tokens.left[node] - 1] == ","
    if not name or tokens.tag[many] != "NNS" or tokens.dep[many] != "pobj" or tokens.lower[tokens.head[many]] != "of":
        return False
    if any(tokens.dep[kid] in ("conj", "appos") for kid in tokens.kids[node]):
        return False
    led = any(tokens.lower[kid] == "the" or tokens.dep[kid] == "poss" for kid in tokens.kids[one] if kid < one)
    word = tokens.lower[one]
    doer = word.endswith(("er", "or")) or word in article.lexicon["roles"] or word in article.lexicon["offices"]
    if tokens.tag[one] != "NN" or not led or not doer:
        return False
    tokens.head[node] = one
    return True


def both_made(tokens: Tokens, maker: int) -> bool:
    """ "The Scottish shortbread and whisky maker", "the measles, mumps and rubella vaccine": one maker of all."""
    first, thing = tokens.head[maker], maker - 1
    while tokens.dep[first] == "conj" and tokens.tag[tokens.head[first]] in COMMON and tokens.head[first] != first:
        first = tokens.head[first]
    if tokens.lower[maker] not in DOERS or tokens.tag[first] not in COMMON or tokens.head[thing] != maker:
        return False
    if tokens.dep[thing] not in ("compound", "amod", "nmod") or tokens.left[maker] != thing:
        return False
    if tokens.lower[thing - 1] != "and" or not are_bare(tokens, first, thing):
        return False
    moves = {kid: maker for kid in tokens.kids[first] if kid < first or kid > maker}
    moves |= dict.fromkeys(range(first + 1, maker), first) | {maker: tokens.head[first], first: maker}
    if not rehung(tokens, moves):
        return False
    for item in range(first + 1, maker):
        tokens.dep[item] = "cc" if tokens.lower[item] == "and" else "punct" if tokens.form[item] == "," else "conj"
    tokens.dep[maker], tokens.dep[first] = tokens.dep[first], "compound"
    return True


def are_bare(tokens: Tokens, first: int, thing: int) -> bool:
    """Whether only the first of the things has an article, and each is one word."""
    led = any(tokens.dep[kid] in ("det", "poss") for kid in tokens.kids[first] if kid < first)
    between = range(first + 1, thing)
    plain = all((tokens.form[one] in (",", "and")) == ((one - first) % 2 == 1) for one in between)
    above = tokens.head[first]
    return led and plain and above != first and not first < above <= thing + 1


def a_tub_and_tuition(tokens: Tokens, node: int) -> bool:
    """ "a hot tub and private tuition": two things, and no tuition of a tub."""
    other = tokens.head[node]
    joint = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "cc" and kid > node), -1)
    bare = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "conj" and kid > joint), -1)
    if (
        joint != node + 1
        or bare < 0
        or tokens.tag[bare] != "JJ"
        or not bare < other
        or tokens.tag[other] not in COMMON
        or tokens.head[other] == other
    ):
        return False
    first = tokens.left[other]
    if tokens.tag[node] not in COMMON or tokens.head[first] != other or tokens.lower[first] not in ("a", "an"):
        return False
    if not rehung(tokens, {node: tokens.head[other], other: node, first: node, bare: other}):
        return False
    tokens.dep[node], tokens.dep[other], tokens.dep[bare] = tokens.dep[other], "conj", "amod"
    return True


def what_they_were_told(article: Article, verb: int) -> bool:
    """ "told deputies that one man had frozen": what they were told."""
    tokens, heard = article.tokens, article.tokens.head[verb]
    teller = tokens.head[heard]
    if tokens.dep[heard] not in ("dobj", "dative") or tokens.lower[teller] not in TOLD:
        return False
    kids = tokens.kids[verb]
    led = any(tokens.lower[kid] == "that" and tokens.dep[kid] == "mark" and kid == heard + 1 for kid in kids)
    word, lexicon = singular(tokens.lower[heard]), article.lexicon
    somebody = tokens.tag[heard] in ("NNS", "PRP", "NNP") or word in lexicon["roles"] or word in lexicon["people"]
    if not led or not somebody or not any(tokens.dep[kid] in SUBJECTS for kid in kids):
        return False
    tokens.head[verb], tokens.dep[verb] = teller, "ccomp"
    return True


def is_behind_a_comma(tokens: Tokens, node: int) -> bool:
    return tokens.form[tokens.left[node] - 1] == ","


def aside(article: Article, node: int) -> bool:
    tokens = article.tokens
    if not is_behind_a_comma(tokens, node):
        return False
    return railings_and_bus(tokens, node) or figure_told(tokens, node) or maker_of(article, node)


def mend(article: Article, node: int, dep: str) -> bool:
    if dep == "appos":
        return aside(article, node)
    if dep in SUBJECTS:
        return is_behind_a_comma(article.tokens, node) and house_and_mill(article.tokens, node)
    if dep == "conj":
        return both_made(article.tokens, node)
    if dep in ("nmod", "compound"):
        return a_tub_and_tuition(article.tokens, node)
    return dep in ("acl", "relcl") and what_they_were_told(article, node)


LOOKED_AT = frozenset(("appos", "conj", "nmod", "compound", "acl", "relcl", "nsubj", "nsubjpass"))


def run(article: Article) -> None:
    tokens = article.tokens
    for first, end in article.sentences:
        if LOOKED_AT.isdisjoint(tokens.dep[first:end]):
            continue
        for node in range(first, end):
            if tokens.dep[node] in LOOKED_AT and mend(article, node, tokens.dep[node]):
                link_sentence(tokens, first, end)  # the next may be looked at through the one just mended
