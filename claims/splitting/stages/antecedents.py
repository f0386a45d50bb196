"""Who and what a relative clause, a participle or a name behind a comma is about, where the nearest noun is not it.

In "a botanist at the Institute, who has kept" no institute is "who"; in "shares in Norvale, which have lost" the verb
has the number of the shares; in "the mines beneath the Harz, where" it is the mines; in "backed the plan, put forward
by Orlo" the plan was.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.referents import PEOPLE
from claims.splitting.stages.asking import mend
from claims.splitting.stages.hanging import move
from claims.splitting.stages.joints import SHARES
from claims.splitting.stages.nearest import MADE

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
STANDING = frozenset(("at", "in", "from", "for", "with", "of", "near", "outside"))
BEYOND = frozenset(
    ("beneath", "under", "underneath", "below", "above", "behind", "beside", "opposite", "near", "off")
)
"""Prepositions of what is not inside: nobody in the mines under a hill is on the hill."""
PROPOSED = MADE | frozenset(
    [
        "proposed", "drafted", "drawn", "written", "designed", "commissioned", "published", "tabled", "submitted",
        "introduced", "negotiated", "brokered", "signed", "composed", "launched", "put", "developed", "devised",
        "released", "recorded", "directed", "produced", "issued", "filed", "approved", "adopted",
    ]
)  # fmt: skip
"""What is done to plans, papers and buildings."""


def relative(tokens: Tokens, node: int, word: str) -> bool:
    """Whether a clause opens with a relative word right behind a comma."""
    first = tokens.left[node]
    return tokens.lower[first] == word and tokens.form[first - 1] == ","


def is_person(article: Article, noun: int) -> bool:
    tokens, word = article.tokens, article.tokens.lower[noun]
    known = word in article.lexicon["offices"] or word in article.lexicon["roles"] or word in PEOPLE
    described = tokens.dep[noun] == "appos" and tokens.entity[tokens.head[noun]] == "PERSON"
    return tokens.entity[noun] == "PERSON" or (tokens.tag[noun] == "NN" and (known or described))


def above_a_name(article: Article, name: int) -> int:
    """The noun that a name behind "at", "in" or "of" belongs to, or the object in front of it, or -1."""
    tokens, led = article.tokens, article.tokens.head[name]
    if tokens.dep[name] != "pobj" or tokens.lower[led] not in STANDING or tokens.tag[name] not in ("NNP", "NNPS"):
        return -1
    if tokens.lower[led] == "of" and not is_body(article, name):
        return -1  # "the captain of Leeds United, who won": the club may have
    above = tokens.head[led]
    if tokens.tag[above][:2] == "VB":
        return next((kid for kid in tokens.kids[above] if above < kid < led and tokens.dep[kid] == "dobj"), -1)
    return above


def is_body(article: Article, name: int) -> bool:
    """Whether a name is of a place or has a word for a body in it: "the University of Leeds"."""
    tokens = article.tokens
    place = tokens.entity[name] in ("GPE", "LOC", "FAC")
    words = tokens.lower[tokens.left[name] : tokens.right[name] + 1]
    return place or not article.lexicon["bodies"].isdisjoint(words)


def who_is_somebody(article: Article, node: int) -> bool:
    """ "a nurse at Larkfield Hospital, who saw it": the nurse did."""
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.lower[tokens.left[node]] != "who":
        return False
    if by_trade(article, node):
        return move(tokens, node, tokens.head[tokens.head[noun]])
    if not relative(tokens, node, "who") or is_known_person(tokens, noun):
        return False
    for _ in range(3):
        noun = above_a_name(article, noun)
        if noun < 0:
            return False
        if is_person(article, noun):
            return move(tokens, node, noun)
    return False


def by_trade(article: Article, node: int) -> bool:
    """ "a lawyer by training who led the party": no training did."""
    tokens, noun = article.tokens, article.tokens.head[node]
    led = tokens.head[noun]
    who = tokens.lower[tokens.left[node]] == "who" and tokens.dep[noun] == "pobj" and tokens.lower[led] == "by"
    return who and tokens.left[noun] == noun and not is_person(article, noun) and is_person(article, tokens.head[led])


def is_known_person(tokens: Tokens, noun: int) -> bool:
    """Whether the noun names a person where a person may stand: "at" and "in" lead to none."""
    led = tokens.lower[tokens.head[noun]]
    return tokens.entity[noun] == "PERSON" and led not in ("at", "in", "near", "outside")


def which_of_a_mass(tokens: Tokens, node: int) -> bool:
    """ "a further charge of theft, which was dropped": the charge was."""
    noun = tokens.head[node]
    led = tokens.head[noun]
    above = tokens.head[led]
    bare = tokens.tag[noun] == "NN" and tokens.left[noun] == noun and tokens.lower[led] == "of"
    if not bare or tokens.tag[above] != "NN" or not relative(tokens, node, "which"):
        return False
    if not any(tokens.lower[kid] in ("a", "an", "another") for kid in tokens.kids[above]):
        return False
    return move(tokens, node, above)


def which_is_the_fault(tokens: Tokens, node: int) -> bool:
    """ "a crack in a pipe, which causes leaks": the crack does."""
    noun = tokens.head[node]
    led = tokens.head[noun]
    fault = led - 1
    behind = tokens.lower[led] in ("in", "of") and tokens.dep[noun] == "pobj" and tokens.lower[fault] in FAULTS
    if not behind or not relative(tokens, node, "which") or tokens.lower[node] not in CAUSING:
        return False
    moved = move(tokens, led, fault)
    return move(tokens, node, fault) or moved


FAULTS = frozenset(
    [
        "mutation",
        "fault",
        "flaw",
        "error",
        "crack",
        "leak",
        "defect",
        "bug",
        "mistake",
        "change",
        "variant",
        "failure",
    ]
)
CAUSING = frozenset(
    ["makes", "made", "causes", "caused", "leads", "led", "allows", "allowed", "lets", "prevents", "prevented"]
)
"""What faults do, and seldom what has them."""


def which_are_many(tokens: Tokens, node: int) -> bool:
    """ "Shares in Norvale, which have lost 9%": the shares have."""
    noun = tokens.head[node]
    above = tokens.head[tokens.head[noun]]
    one = tokens.tag[noun] == "NNP" and tokens.dep[noun] == "pobj"
    if not one or tokens.tag[above] != "NNS" or not relative(tokens, node, "which"):
        return False
    verbs = [kid for kid in (*tokens.kids[node], node) if tokens.tag[kid] == "VBP" or tokens.lower[kid] == "were"]
    return bool(verbs) and move(tokens, node, above)


def where_beyond(tokens: Tokens, node: int) -> bool:
    """ "the mines beneath the Harz, where nobody works": in the mines."""
    noun = tokens.head[node]
    led = tokens.head[noun]
    above = tokens.head[led]
    if not relative(tokens, node, "where") or tokens.lower[led] not in BEYOND or tokens.dep[noun] != "pobj":
        return False
    return tokens.tag[above] in ("NN", "NNS") and above < led and move(tokens, node, above)


def participle_of_its_noun(article: Article, node: int) -> bool:
    """ "members backed the plan, put forward by Orlo": the plan was."""
    tokens = article.tokens
    noun = tokens.left[node] - 2
    if tokens.tag[node] != "VBN" or tokens.lower[node] not in PROPOSED:
        return False
    if tokens.form[noun + 1] != "," or noun < tokens.head[node]:
        return False
    thing = tokens.tag[noun] in ("NN", "NNS") and not tokens.entity[noun] and not is_person(article, noun)
    led = any(tokens.lower[kid] == "by" for kid in tokens.kids[node])
    behind = tokens.dep[noun] in ("pobj", "dobj")
    return thing and led and behind and move(tokens, node, noun, "acl")


def one_of_which(tokens: Tokens, node: int) -> bool:
    """ "nine caves, one of which, Ober Hole, bears her name": that one does, and not who found it."""
    of = node + 1
    if tokens.lower[of : of + 2] not in (["of", "which"], ["of", "whom"]) or tokens.dep[node] in SUBJECTS:
        return False
    noun, verb = tokens.head[node], tokens.right[node] + 1
    while verb < len(tokens) - 1 and (tokens.form[verb] == "," or tokens.tag[verb] == "RB"):
        verb += 1
    told = verb < len(tokens) and tokens.tag[verb] in ("VBZ", "VBD", "VBP") and tokens.tag[noun][:2] == "NN"
    if not told or noun > node or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    return move(tokens, verb, noun, "relcl") and move(tokens, node, verb, "nsubj")


def comma_of_a_name(tokens: Tokens, node: int) -> bool:
    """The comma in front of an apposition, hung on it, is no part of it; one between adjectives is."""
    comma, above = tokens.left[node], tokens.head[node]
    return (
        tokens.tag[comma - 1] != "JJ"
        and tokens.form[comma] == ","
        and tokens.head[comma] == node
        and above < comma
        and move(tokens, comma, above)
    )


def list_of_kin(tokens: Tokens, node: int) -> bool:
    """ "survived by Tom, two grandsons and her brother": Tom is no two grandsons."""
    above = tokens.head[node]
    many = tokens.tag[node] == "NNS" and any(tokens.dep[kid] == "nummod" for kid in tokens.kids[node])
    joined = any(tokens.dep[kid] == "conj" for kid in tokens.kids[node])
    named = (
        tokens.tag[above] == "NNP"
        and tokens.dep[above] in ("pobj", "dobj")
        and tokens.form[above + 1 : above + 2] == [","]
    )
    if not (many and joined and named):
        return False
    tokens.dep[node] = "conj"
    return True


def name_of_the_nearer(tokens: Tokens, node: int) -> bool:
    """ "the son of one patient, Ada Brook, found it": she is the patient."""
    near = tokens.left[node] - 2 + (tokens.form[tokens.left[node]] == ",")
    if near < 0 or tokens.tag[node] != "NNP" or tokens.lower[near] not in PEOPLE:
        return False
    if not any(tokens.lower[kid] == "one" and kid < near for kid in tokens.kids[near]):
        return False
    return tokens.head[node] < near and move(tokens, node, near)


def of_a_name(tokens: Tokens, node: int) -> bool:
    changed = comma_of_a_name(tokens, node)
    return list_of_kin(tokens, node) or name_of_the_nearer(tokens, node) or changed


def of_a_relative(article: Article, node: int) -> bool:
    tokens = article.tokens
    return (
        who_is_somebody(article, node)
        or which_of_a_mass(tokens, node)
        or which_are_many(tokens, node)
        or which_is_the_fault(tokens, node)
        or where_beyond(tokens, node)
    )


def of_some(article: Article, node: int) -> bool:
    tokens = article.tokens
    some = tokens.lower[node] in SHARES or tokens.tag[node] == "CD"
    return some and node + 2 < len(tokens) and one_of_which(tokens, node)


def of_a_description(article: Article, node: int) -> bool:
    return of_some(article, node) or of_a_name(article.tokens, node)


SHARED = frozenset(("npadvmod", "dobj", "conj", "dep"))
RULES = {
    "relcl": of_a_relative,
    "advcl": participle_of_its_noun,
    "appos": of_a_description,
    **dict.fromkeys(SHARED, of_some),
}
RARE = frozenset(("relcl", "advcl", "appos"))
WHICH = frozenset(("which", "whom"))


def candidates(tokens: Tokens) -> list[int]:
    found = tokens.places(RARE)
    if tokens.holds(WHICH):
        lower, tag = tokens.lower, tokens.tag
        found += [node for node in tokens.places(SHARED) if tag[node] == "CD" or lower[node] in SHARES]
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
