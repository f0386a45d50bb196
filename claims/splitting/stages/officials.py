"""Names behind an office, and what somebody is declared to be: on the office, the place, the verb they go with.

Of "a driver from Cork, Declan Ford, complained" the driver is called so, and not Cork; of "mayor of the capital,
Orlin," the capital is; who is "born in Cork, the only child of a tailor," is that child; "declared its candidate,
Ada Brook, winner of the poll" declares the candidate winner.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.offices import is_office as is_titled
from claims.splitting.referents import SETTLED
from claims.splitting.stages.appositions import BORN
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.colleagues import CLIMBED, NAMED, begin_of, is_office, office_before
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import hangs_on, rehung, verb_above
from claims.splitting.stages.parsing import link

LOOSE = NAMED - {"nsubj", "nsubjpass", "attr"}
"""What a name is taken for that is the last word of its clause."""
PLACES = frozenset(("GPE", "LOC", "FAC"))
DECLARING = frozenset(
    [
        "declare", "declared", "declares", "declaring", "proclaim", "proclaimed", "proclaims", "name", "named",
        "names", "elect", "elected", "elects", "appoint", "appointed", "appoints", "crown", "crowned", "crowns",
        "pronounced", "nominated", "voted", "made",
    ]
)  # fmt: skip
RESULTS = frozenset(("winner", "winners", "champion", "victor", "loser", "runner-up"))
"""What somebody is declared to be besides an office."""


def is_agent(article: Article, node: int) -> bool:
    """ "the petition filed by the runner-up, Mr Ivor Dane": the runner-up is he, and no petition."""
    tokens, noun = article.tokens, tokens_before(article.tokens, node)
    above = tokens.head[node]
    if noun < 1 or tokens.tag[noun] != "NN" or tokens.dep[noun] != "pobj" or not above < tokens.head[noun]:
        return False
    if tokens.lower[tokens.head[noun]] != "by" or is_office(article, above):
        return False
    if tokens.tag[above] != "NN" and tokens.dep[node] == "appos":
        return False
    known = any(tokens.dep[kid] in ("det", "poss") for kid in tokens.kids[noun])
    return known and move(tokens, node, noun, "appos")


LISTED = frozenset(("cc", "conj"))


def office_near(article: Article, comma: int) -> int:
    """The office whose phrase ends right before a comma, also "the Auditor-General of Orlin"; or -1."""
    tokens, node = article.tokens, comma - 1
    if (found := office_before(article, comma, 0)) >= 0:
        return found
    for _ in range(4):
        if is_titled(article, node):
            return node
        above = tokens.head[node]
        if tokens.dep[node] not in CLIMBED or not above < node:
            return -1
        node = above
    return -1


def is_holder(article: Article, node: int) -> bool:
    """ "a driver from Cork, Declan Ford,": hangs the name on the driver."""
    tokens = article.tokens
    opens = begin_of(tokens, node)
    while opens > 1 and tokens.head[opens - 1] == node and tokens.dep[opens - 1] == "compound":
        opens -= 1
    closed = tokens.form[tokens.right[node] + 1 : tokens.right[node] + 2]
    if opens < 2 or tokens.form[opens - 1] != "," or closed not in ([","], ["."]):
        return False
    office, above = office_near(article, opens - 1), tokens.head[node]
    near = [kid for kid in (*tokens.kids[above], *tokens.kids[node]) if kid != node]
    if tokens.dep[node] == "conj" and not LISTED.isdisjoint([tokens.dep[kid] for kid in near]):
        return False
    if office < 0 or office == above or tokens.dep[office] in ("conj", "appos"):
        return False
    nearer = tokens.dep[node] != "appos" or (tokens.dep[above] == "pobj" and above > office)
    if not nearer or not rehung(tokens, {node: office, opens - 1: office}):
        return False
    tokens.dep[node] = "appos"
    return True


def is_led(article: Article, node: int) -> bool:
    """The same where "Cork, Declan Ford" was read as one name."""
    tokens, led = article.tokens, article.tokens.head[node]
    place = tokens.left[node]
    if not led < place < node or tokens.form[place + 1] != "," or tokens.head[place] != node:
        return False
    office, closed = tokens.head[led], tokens.form[tokens.right[node] + 1 : tokens.right[node] + 2] == [","]
    if tokens.dep[place] != "nmod" or tokens.dep[led] != "prep" or not is_office(article, office) or not closed:
        return False
    if not rehung(tokens, {place: led, place + 1: office, node: office}):
        return False
    tokens.dep[place], tokens.dep[node] = "pobj", "appos"
    return True


def is_place(article: Article, node: int) -> bool:
    """ "mayor of the capital, Orlin,": hangs the name on the capital."""
    tokens, near = article.tokens, tokens_before(article.tokens, node)
    office = tokens.head[node]
    if near < 0 or tokens.lower[near] not in SETTLED or tokens.tag[near] != "NN" or not office < near:
        return False
    if tokens.tag[office] not in ("NN", "NNP") or tokens.head[tokens.head[near]] != office or near + 2 != node:
        return False
    joined = any(
        tokens.dep[kid] in ("cc", "conj") and kid != node for kid in (*tokens.kids[office], *tokens.kids[node])
    )
    return not joined and move(tokens, node, near, "appos")


def tokens_before(tokens: Tokens, node: int) -> int:
    """The word right before the comma in front of a name, or -1."""
    first = tokens.left[node]
    return first - 2 if first > 1 and tokens.form[first - 1] == "," else -1


def is_declared(article: Article, node: int) -> bool:
    """ "declared its candidate, Ada Brook, winner of the poll": hangs what she is declared on the verb."""
    tokens = article.tokens
    verb, last = verb_above(tokens, node), tokens_before(tokens, node)
    if verb < 0 or last < 0 or tokens.lower[verb] not in DECLARING or tokens.left[node] != node:
        return False
    if tokens.lower[node] not in RESULTS and tokens.lower[node] not in article.lexicon["offices"]:
        return False
    thing = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "dobj"), -1)
    beside = [kid for kid in (*tokens.kids[thing], *tokens.kids[verb]) if tokens.right[kid] >= last >= kid > thing]
    name = next((kid for kid in beside if tokens.tag[kid] == "NNP" and tokens.dep[kid] in ("appos", "oprd")), -1)
    if not 0 <= thing < name < node:
        return False
    commas = [place for place in (node - 1, tokens.left[name] - 1) if place > 0 and tokens.form[place] == ","]
    if not rehung(tokens, {**dict.fromkeys(commas, thing), name: thing, node: verb}):
        return False
    tokens.dep[node], tokens.dep[name] = "oprd", "appos"
    return True


def is_born_so(article: Article, node: int) -> bool:
    """ "She was born in Cork, the only child of a tailor": no town is a child."""
    tokens, place = article.tokens, article.tokens.head[node]
    child = tokens.lower[node] in CHILDREN or "children" in tokens.lower[node : tokens.right[node] + 1]
    if not child or tokens.dep[place] != "pobj" or tokens.lower[tokens.head[place]] not in ("in", "at", "near"):
        return False
    verb = verb_above(tokens, node)
    if (
        verb < 0
        or (tokens.entity[place] == "PERSON" and tokens.lower[verb] != "born")
        or tokens_before(tokens, node) < 0
        or not verb < place
    ):
        return False
    own = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    somebody = own >= 0 and (tokens.entity[own] == "PERSON" or tokens.lower[own] in ("he", "she"))
    return somebody and move(tokens, node, verb, "fronted")


CHILDREN = BORN | {"child", "heir", "grandson", "granddaughter"}


def is_the_same(article: Article, node: int) -> bool:
    """ "The bill's sponsor, Senator Ada Brook of Ohio, called it a scandal": one subject, and who it is."""
    tokens, verb, last = article.tokens, article.tokens.head[node], tokens_before(article.tokens, node)
    behind = tokens.right[node] + (tokens.form[tokens.right[node]] != ",")
    if last < 1 or tokens.form[behind : behind + 1] != [","] or not behind < verb or tokens.tag[node] != "NNP":
        return False
    if any(tokens.dep[kid] == "cc" and tokens.lower[kid] != "&" for kid in tokens.kids[node]):
        return False
    first = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < node), -1)
    noun = last
    while noun > 0 and tokens.tag[noun] != "NN" and tokens.head[noun] < noun:
        noun = tokens.head[noun]
    told = any(tokens.dep[kid] in ("det", "poss") for kid in tokens.kids[noun])
    between = any(tokens.dep[kid] in ("cc", "conj") and kid > noun for kid in tokens.kids[noun])
    if first < 0 or not told or between or tokens.tag[noun] != "NN" or not hangs_on(tokens, noun, first):
        return False
    if not rehung(tokens, {tokens.left[node] - 1: noun, node: noun}):
        return False
    tokens.dep[node] = "appos"
    return True


SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def rule(article: Article, node: int) -> bool:
    tokens = article.tokens
    if tokens.dep[node] in SUBJECTS:
        return is_the_same(article, node)
    if tokens.dep[node] == "pobj":
        return is_led(article, node)
    if tokens.entity[node] == "PERSON":
        return (tokens.dep[node] != "conj" and is_agent(article, node)) or is_holder(article, node)
    if tokens.entity[node] in PLACES:
        return is_place(article, node)
    return tokens.dep[node] == "appos" and (is_born_so(article, node) or is_declared(article, node))


def candidates(tokens: Tokens) -> list[int]:
    entity, tag = tokens.entity, tokens.tag
    named = [node for node in tokens.places(LOOSE) if entity[node] == "PERSON" and tag[node] == "NNP"]
    listed = [
        node
        for node in tokens.places(("conj",))
        if (entity[node] in PLACES or entity[node] == "PERSON") and tokens.form[tokens.left[node] - 1] == ","
    ]
    led = [node for node in tokens.places(("pobj",)) if entity[node] == "PERSON" and tokens.left[node] < node - 1]
    subjects = [node for node in tokens.places(SUBJECTS) if tokens.form[tokens.left[node] - 1] == ","]
    return [*named, *listed, *led, *subjects, *tokens.places(("appos",))]


def run(article: Article) -> None:
    if article.tokens.commas() and ask_of_each(article, rule, candidates):
        link(article.tokens)
