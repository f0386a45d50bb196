"""Descriptions and participles behind a comma, hung on the noun that they fit and not on the one the parser chose.

"the ferry between Ellis and Skerry, a service" is about the ferry: no town is a service. "the decision to close
the terminal, built in 1934" is about the terminal: no decision is built.
Reads the parse; changes `head`, `kids` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import hang

PLACES = frozenset(("GPE", "LOC", "FAC"))
WHERE = frozenset(
    [
        "across",
        "along",
        "around",
        "at",
        "behind",
        "between",
        "from",
        "in",
        "near",
        "of",
        "on",
        "outside",
        "over",
        "through",
        "to",
    ]
)
MADE = frozenset(
    [
        "bombed",
        "born",
        "built",
        "carved",
        "constructed",
        "converted",
        "damaged",
        "demolished",
        "destroyed",
        "erected",
        "established",
        "flooded",
        "founded",
        "gutted",
        "housed",
        "inhabited",
        "located",
        "occupied",
        "opened",
        "owned",
        "painted",
        "rebuilt",
        "renovated",
        "repaired",
        "restored",
        "situated",
        "used",
    ]
)
"""What is done to things and not to decisions."""


BUILT = frozenset(
    [
        "bridge",
        "building",
        "canal",
        "complex",
        "crossing",
        "dam",
        "ferry",
        "line",
        "mill",
        "mine",
        "monument",
        "pier",
        "pipeline",
        "quarry",
        "railway",
        "road",
        "route",
        "structure",
        "tower",
        "tunnel",
    ]
)
"""What no firm or party is."""


RARE = frozenset(("appos", "acl", "conj"))


def candidates(tokens: Tokens) -> list[int]:
    head, left, tag = tokens.head, tokens.left, tokens.tag
    names = [node for node in tokens.roles().get("pobj", ()) if left[node] - 1 > head[node] and tag[node] == "NNP"]
    return names + tokens.places(RARE)


def run(article: Article) -> None:
    tokens = article.tokens
    for node in sorted(candidates(tokens)):
        dep = tokens.dep[node]
        if dep in ("appos", "pobj") and tokens.tag[node] == "NNP" and name_behind_its_kind(tokens, node):
            continue
        if dep == "appos":
            thing_described(article, node)
        elif dep == "acl" and tokens.lower[node] in MADE:
            thing_made(article, node)
        elif dep == "conj" and tokens.tag[node] == "VBD":
            second_participle(article, node)


def name_behind_its_kind(tokens: Tokens, node: int) -> bool:
    """ "a singer with the rock band Silver Heron": the band is called so, and no singer is."""
    first = tokens.left[node]
    kind, above = first - 1, tokens.head[node]
    if kind <= above or above < 0 or tokens.tag[kind] != "NN" or tokens.dep[kind] != "pobj":
        return False
    known = tokens.lower[tokens.left[kind]] == "the"
    plain = all(tokens.text[place][:1].isupper() for place in range(first, node + 1))
    if not (known and plain) or tokens.entity[node] in ("DATE", "TIME"):
        return False
    if tokens.entity[node] == "PERSON" and tokens.lower[kind] not in ENSEMBLES:
        return False  # "the head of the school Ada Brook"
    move(tokens, node, kind)
    tokens.dep[node] = "appos" if tokens.head[node] == kind else tokens.dep[node]
    return True


ENSEMBLES = frozenset(("band", "group", "trio", "duo", "quartet", "quintet", "orchestra", "choir", "ensemble"))


def thing_described(article: Article, node: int) -> None:
    """ "the mill at Dunmore, a plant with 300 workers": the mill is the plant."""
    tokens = article.tokens
    place = tokens.head[node]
    if tokens.tag[node] != "NN" or tokens.form[tokens.left[node] - 1] != "," or not is_place(article, place, node):
        return
    if not is_no_place(article, node):
        return
    thing = holder(tokens, place)
    if thing < 0 or tokens.tag[thing] != "NN" or (is_named(tokens, place) and not is_person(article, thing)):
        return
    if between(tokens, place) or is_alike(article, thing, node):
        move(tokens, node, thing)


def is_named(tokens: Tokens, place: int) -> bool:
    """ "the site of Ralton, a laundry": the name is of the laundry, and tells no place where the site is."""
    return tokens.lower[tokens.head[place]] == "of"


def is_alike(article: Article, thing: int, node: int) -> bool:
    """Whether both are people, or neither is; a body may be what a name stands for ("a stake in Velora, a bank")."""
    word = article.tokens.lower
    bodies = article.lexicon["bodies"]
    if word[node] in bodies and word[thing] not in BUILT | bodies | article.lexicon["sites"]:
        return False
    return is_person(article, thing) == is_person(article, node)


def is_place(article: Article, name: int, node: int) -> bool:
    """Whether a name is of a place. Where it may be of a body, it is of none that the description could mean."""
    tokens = article.tokens
    if tokens.entity[name] in PLACES:
        return True
    if tokens.tag[name] not in ("NNP", "NNPS") or tokens.entity[name] not in ("ORG", "PERSON", ""):
        return False
    sites = article.lexicon["sites"] - article.lexicon["bodies"]
    if tokens.lower[node] in BUILT | sites:
        return True
    return tokens.entity[name] != "PERSON" and (is_person(article, node) or between(tokens, name))


def between(tokens: Tokens, name: int) -> bool:
    """Whether a name must be of a place: "the bus between Marlow and Easby"."""
    return tokens.lower[tokens.head[name]] == "between"


def is_no_place(article: Article, node: int) -> bool:
    """Whether no place is called so. Of doers ("exporter", "winner") nobody knows."""
    tokens = article.tokens
    known = tokens.lower[node] in article.lexicon["lands"] or tokens.lower[node] == "one"
    doer = tokens.lower[node].endswith(("er", "or")) and not is_person(article, node)
    return not known and not doer and tokens.tag[tokens.left[node]] == "DT"


def is_person(article: Article, node: int) -> bool:
    word = article.tokens.lower[node]
    return word in article.lexicon["offices"] or word in article.lexicon["roles"]


def holder(tokens: Tokens, place: int) -> int:
    """The noun of which a place only tells where it is, or -1: "mill" in "closed the mill at Dunmore"."""
    while tokens.dep[place] == "conj" and tokens.head[place] != place:
        place = tokens.head[place]
    above = tokens.head[place]
    if tokens.dep[place] != "pobj" or tokens.lower[above] not in WHERE:
        return -1
    noun = tokens.head[above]
    if tokens.dep[noun] == "pobj" and tokens.entity[noun] in PLACES:
        return holder(tokens, noun)
    if tokens.tag[noun][:2] != "VB":
        return noun if noun < above else -1
    return next((kid for kid in tokens.kids[noun] if noun < kid < above and tokens.dep[kid] == "dobj"), -1)


def thing_made(article: Article, node: int) -> None:
    """ "her plan to sell the hall, opened in 1921": the hall was opened."""
    tokens = article.tokens
    plan = tokens.head[node]
    if tokens.lower[plan] not in article.lexicon["plans"] or tokens.form[tokens.left[node] - 1] != ",":
        return
    inner = [kid for kid in tokens.kids[plan] if plan < kid < node and tokens.dep[kid] in ("acl", "prep")]
    things = [kid for one in inner for kid in tokens.kids[one] if tokens.dep[kid] in ("dobj", "pobj")]
    if things and tokens.right[things[-1]] == tokens.left[node] - 2 and tokens.tag[things[-1]][:2] == "NN":
        move(tokens, node, things[-1])


def second_participle(article: Article, node: int) -> None:
    """ "a hall built in 1871 and restored in 1990": it restored nothing, it was restored."""
    tokens, first = article.tokens, article.tokens.head[node]
    word = tokens.lower[node]
    passive = word.endswith("ed") or word in MADE
    if tokens.dep[first] != "acl" or tokens.tag[first] != "VBN" or not passive:
        return
    if not any(tokens.dep[kid] in ("nsubj", "nsubjpass", "dobj", "ccomp", "xcomp") for kid in tokens.kids[node]):
        tokens.tag[node] = "VBN"


def move(tokens: Tokens, node: int, above: int) -> None:
    if hang(tokens, node, above):
        while above >= 0 and tokens.right[above] < tokens.right[node]:
            tokens.right[above] = tokens.right[node]
            above = tokens.head[above] if tokens.head[above] != above else -1
