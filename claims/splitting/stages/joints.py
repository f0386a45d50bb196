"""What is joined to what: verbs, lists and "that" clauses behind "and", "but" or a comma, hung where they belong.

"expected to move and weaken" expects both; of "who spent it on trips, a tub and dogs has been jailed" the verb tells
that one person was jailed; in "said prices would rise but that demand was weak" "that" opens a clause.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. Who of several something holds for in passing
("six, two of them badly") gets the role "aside", a role of no model.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.asking import mend
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.units import among_them, hyphenated, in_a_row, numbered, rate

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBJECTS = frozenset(("pobj", "dobj"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
HELPERS = SUBJECTS | {"aux", "auxpass"}


def infinitive_joined(article: Article, node: int) -> bool:
    """ "expected to move east and weaken", "will close and sell": what is joined to an infinitive is one."""
    tokens = article.tokens
    above, word = tokens.head[node], tokens.lower[node]
    if tokens.tag[above] != "VB" or tokens.tag[node] not in ("VBN", "VBP", "VBD"):
        return False
    if not any(tokens.tag[kid] in ("TO", "MD") for kid in tokens.kids[above]):
        return False
    if any(tokens.dep[kid] in HELPERS for kid in tokens.kids[node]) or is_past_form(word, article.lexicon):
        return False
    tokens.tag[node] = "VB"
    return True


def list_read_as_subjects(tokens: Tokens, node: int) -> bool:
    """ "who spent it on trips, a tub and dogs has been jailed": one was, so the list is of what he paid for."""
    subject = tokens.head[node]
    if tokens.tag[node] not in NOUNS:
        return False
    if tokens.dep[node] in SUBJECTS:  # two subjects of one verb
        subject = first_subject(tokens, subject, node)
    if subject >= node or tokens.dep[subject] not in SUBJECTS:
        return False
    verb = tokens.head[subject]
    near = tokens.left[node] - 1
    near -= tokens.form[near] == ","
    inner = near
    while tokens.tag[inner] in NOUNS and inner > subject and tokens.dep[inner] not in OBJECTS:
        above = tokens.head[inner]
        if above == inner:
            return False
        inner = above
    if (
        not subject < inner < node
        or tokens.dep[inner] not in OBJECTS
        or not hangs_on(tokens, inner, subject)
        or not tells_of_one(tokens, verb, node)
    ):
        return False
    for kid in (*tokens.kids[subject], *tokens.kids[verb]):
        if tokens.dep[kid] in ("cc", "punct") and inner < kid < node:
            tokens.head[kid] = inner
    tokens.head[node], tokens.dep[node] = inner, "conj"
    return True


def first_subject(tokens: Tokens, verb: int, subject: int) -> int:
    """The first of a verb's subjects, one of which is given."""
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] in SUBJECTS:
            return kid
    return subject


def list_behind_an_amount(tokens: Tokens, node: int) -> bool:
    """ "has a debt of 3 million crowns, two halls and a bus": a debt is of money, and of no halls."""
    amount = tokens.head[node]
    of = tokens.head[amount]
    if tokens.lower[of] != "of":
        return False
    noun = tokens.head[of]
    figure = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[amount]) or tokens.tag[amount] == "CD"
    own = any(tokens.dep[kid] in ("det", "nummod", "poss") for kid in tokens.kids[node])
    if (
        tokens.dep[noun] not in OBJECTS | {"attr"}
        or not figure
        or not own
        or tokens.tag[node] not in ("NN", "NNS")
        or tokens.lower[noun] not in SUMS
        or tokens.form[tokens.left[node] - 1] != ","
    ):
        return False
    for kid in tokens.kids[amount]:
        if tokens.dep[kid] in ("cc", "punct") and kid < node:
            tokens.head[kid] = noun
    tokens.head[node] = noun
    return True


SUMS = frozenset(
    ("debt", "deficit", "budget", "surplus", "loss", "profit", "salary", "fortune", "fine", "cost", "price")
)
"""Nouns that are of an amount of money."""


def tells_of_one(tokens: Tokens, verb: int, after: int) -> bool:
    """Whether the form of the verb, or of the first helper, is that of one person or thing."""
    helper = next((kid for kid in tokens.kids[verb] if kid > after and tokens.dep[kid] in ("aux", "auxpass")), verb)
    return helper > after and (tokens.tag[helper] == "VBZ" or tokens.lower[helper] == "was")


def that_in_front(article: Article, node: int) -> bool:
    """ "said prices rose but that demand was weak", "found that morning light mattered": "that" opens the clause."""
    tokens = article.tokens
    noun = tokens.head[node]
    verb = tokens.head[noun]
    if tokens.lower[node] != "that" or tokens.dep[noun] not in SUBJECTS or tokens.left[verb] != node:
        return False
    above = tokens.head[verb]
    told = tokens.lower[above] in article.lexicon["speech", "factives"] and above < node
    joined = tokens.dep[verb] == "conj" and tokens.dep[above] == "ccomp" and tokens.tag[node - 1] == "CC"
    if not (joined or (tokens.dep[verb] == "ccomp" and told)):
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = verb, "mark", "IN"
    return True


def object_of_a_particle(article: Article, node: int) -> bool:
    """ "running down their stocks": the stocks are what is run down."""
    tokens = article.tokens
    noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    if noun < 0:
        return False
    tokens.head[noun], tokens.dep[noun] = tokens.head[node], "dobj"
    return True


SHARES = frozenset(
    [
        "some", "most", "many", "all", "none", "both", "half", "several", "few", "one", "each", "neither", "third",
        "thirds", "quarter", "quarters", "fifth", "tenth", "majority",
    ]
)  # fmt: skip


def some_of_them(tokens: Tokens, node: int) -> bool:
    """ "Six were hurt, two of them badly": what follows is said of the two, and not of the six."""
    if tokens.tag[node] != "CD" and tokens.lower[node] not in SHARES:
        return False
    comma, of = tokens.left[node] - 1, node + 1
    if comma < 1 or tokens.form[comma] not in (",", "–", "—") or tokens.lower[of : of + 1] != ["of"]:
        return False
    verb = tokens.head[node]
    if tokens.lower[of + 1 : of + 2] not in (["them"], ["these"], ["those"]) or verb > node or verb == node:
        return False
    tokens.dep[node] = "aside"
    around = tokens.head[verb] if tokens.tag[verb][:2] == "NN" else verb  # "employs 400 people, half of them in Bern"
    for kid in sorted({*tokens.kids[verb], *tokens.kids[around]}):
        if kid > node and tokens.dep[kid] in ("prep", "advmod", "npadvmod", "agent", "acomp"):
            tokens.head[kid] = node
    return True


def gerund_in_a_list(article: Article, node: int) -> bool:
    """ "spoke about wells, leaking pipes and why she left": a thing spoken of, and nothing she did."""
    tokens, near = article.tokens, article.tokens.left[node] - 2
    if tokens.tag[node] != "VBG":
        return False
    asking = any(
        tokens.dep[kid] == "conj" and tokens.tag[tokens.left[kid]] in ("WRB", "WP") for kid in tokens.kids[node]
    )
    if not asking or near < 0 or tokens.form[near + 1] != "," or tokens.dep[near] != "pobj":
        return False
    tokens.head[node], tokens.dep[node] = near, "conj"
    return True


def of_a_conjunct(article: Article, node: int) -> bool:
    tokens = article.tokens
    return (
        infinitive_joined(article, node)
        or list_read_as_subjects(tokens, node)
        or list_behind_an_amount(tokens, node)
        or numbered(tokens, node)
    )


def of_a_subject(article: Article, node: int) -> bool:
    return hyphenated(article.tokens, node) or list_read_as_subjects(article.tokens, node)


def of_a_preposition(article: Article, node: int) -> bool:
    word = article.tokens.lower[node]
    if word == "in":
        return in_a_row(article.tokens, node)
    return word == "among" and among_them(article.tokens, node)


def of_some(article: Article, node: int) -> bool:
    return some_of_them(article.tokens, node)


def of_a_time(article: Article, node: int) -> bool:
    return some_of_them(article.tokens, node) or rate(article.tokens, node)


OBJECTLIKE = frozenset(("dobj", "appos", "dep"))
RULES = {
    "conj": of_a_conjunct,
    "det": that_in_front,
    "advcl": gerund_in_a_list,
    **dict.fromkeys(SUBJECTS, of_a_subject),
    "prep": of_a_preposition,
    "prt": object_of_a_particle,
    "npadvmod": of_a_time,
    **dict.fromkeys(OBJECTLIKE, of_some),
}
RARE = frozenset(("advcl", "prt", "npadvmod"))
ROWS = frozenset(("row", "among"))


def candidates(tokens: Tokens) -> list[int]:
    roles, dep, head = tokens.roles(), tokens.dep, tokens.head
    found = standing(roles, RARE)
    lower, tag, space = tokens.lower, tokens.tag, tokens.space
    found += [
        node
        for node in roles.get("conj", ())
        if dep[head[node]] in SUBJECTS
        or tag[head[node]] == "VB"
        or tag[node] == "CD"
        or lower[head[head[node]]] == "of"
    ]
    found += [node for node in roles.get("det", ()) if lower[node] == "that"]
    if tokens.holds(ROWS):
        found += [node for node in roles.get("prep", ()) if lower[node] in ("in", "among")]
    subjects = standing(roles, SUBJECTS)
    if len({tokens.head[node] for node in subjects}) < len(subjects):
        found += subjects
    else:
        found += [node for node in subjects if tag[node] == "NNP" and not space[node]]
    found += [node for node in standing(roles, OBJECTLIKE) if tag[node] == "CD" or lower[node] in SHARES]
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
