"""Where a part belongs that the parser hung on the wrong word: lists read as descriptions, what follows an age.

"lost its school, its post office and two routes" lost three things; "followed adults aged 35 to 75 in Oslo" followed
them there.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import link

OBJECTS = frozenset(("dobj", "pobj", "attr"))
NOUNS = frozenset(("NN", "NNS"))


def determiner(tokens: Tokens, noun: int) -> str:
    """ "a" for a and an, the word itself for another, nothing without one."""
    found = next((tokens.lower[kid] for kid in tokens.kids[noun] if tokens.dep[kid] in ("det", "poss")), "")
    return "a" if found == "an" else found


def list_as_apposition(tokens: Tokens, node: int) -> bool:
    """ "its school, its post office and two of its routes": the school is no post office."""
    above = tokens.head[node]
    if tokens.dep[above] not in OBJECTS or tokens.tag[above] not in NOUNS or tokens.tag[node] not in NOUNS:
        return False
    joined = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "conj"), -1)
    same = determiner(tokens, node) if joined >= 0 else ""
    if (
        not same
        or not (determiner(tokens, above) == same or of_many(tokens, above, node, same))
        or any(tokens.form[place] == "," for place in range(tokens.left[node], joined))
    ):
        return False
    own = determiner(tokens, joined) or tokens.tag[joined] == "CD"
    tokens.dep[node] = "conj" if own else tokens.dep[node]
    return bool(own)


def of_many(tokens: Tokens, above: int, node: int, same: str) -> bool:
    """ "spent it on trips, a boat and a deposit": no trips are a boat. "Twins, a boy and a girl, came" are both."""
    bare = tokens.tag[above] == "NNS" and tokens.left[above] == above and tokens.tag[node] == "NN"
    return bare and same == "a" and tokens.form[tokens.right[node] + 1 : tokens.right[node] + 2] != [","]


def behind_an_age(tokens: Tokens, verb: int) -> bool:
    """ "followed adults aged 35 to 75 years in Lausanne": nobody is aged in a place."""
    noun = tokens.head[verb]
    if tokens.dep[noun] != "dobj":
        return False
    loose = [
        kid
        for kid in tokens.kids[verb]
        if tokens.dep[kid] == "prep" and tokens.lower[kid] in ("in", "at", "from", "for", "with", "over", "during")
    ]
    for kid in loose:
        tokens.head[kid] = tokens.head[noun]
    return bool(loose)


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in sorted(tokens.places(("appos", "acl"))):
        if tokens.dep[node] == "appos":
            changed = list_as_apposition(tokens, node) or changed
        elif tokens.lower[node] == "aged":
            changed = behind_an_age(tokens, node) or changed
    if changed:
        link(tokens)
