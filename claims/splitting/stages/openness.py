"""Nouns of a claim that only the article explains: "the deal", "the van", "half were asked", "no such ban".

Reads drafts, the parse and `article.firsts`; asked by `finishing`.
"""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.definites import COMPANY
from claims.splitting.stages.names import BODIES

NOUNS = frozenset(("NN", "NNS"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
MEASURES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))
BETWEEN = frozenset(("amod", "nmod", "compound", "nummod", "advmod"))
SORTING = BETWEEN - {"advmod"}
TELLING = frozenset(("JJS", "RBS", "NNP", "NNPS", "POS"))
CHOOSING = frozenset(("first", "second", "third", "last", "next", "only", "sole", "same", "main", "latest"))
EVERYDAY = frozenset(
    [
        "time", "year", "day", "week", "month", "morning", "evening", "night", "afternoon", "weekend", "end", "start",
        "beginning", "middle", "world", "public", "sun", "moon", "sea", "internet", "web", "past", "future", "way",
        "rest", "number", "amount", "fact", "ground", "air", "weather", "police", "media", "economy",
        "people", "poor", "rich", "elderly", "young", "north", "south", "east", "west", "streets", "street", "law",
    ]
)  # fmt: skip
"""Nouns that need nobody to tell which one is meant."""
ASKING = (COMPANY | BODIES).union(
    [
        "post", "claim", "accord", "incident", "attack", "crash", "accident", "site", "area", "building", "case",
        "move", "decision", "proposal", "finding", "result", "problem", "effect", "victim", "suspect", "team",
        "theft", "walkout", "operator", "sale", "work", "research", "benefit", "trophy", "board", "cash", "disease",
        "road", "school", "fighting", "figure", "photo", "image", "video", "bookkeeper", "defendant", "applicant",
        "criticism", "allegation", "accusation", "clash", "stock", "update", "remark", "ceasefire", "amendment",
        "region", "district", "village", "town", "city", "country",
    ]
)  # fmt: skip
"""Nouns that ask which one, though the article spoke of none by that word."""
MEASURED = frozenset(
    [
        "profit", "profits", "sales", "revenue", "revenues", "turnover", "earnings", "turnout", "unemployment",
        "inflation", "orders", "margins", "income", "losses", "membership", "attendance", "repairs", "output", "debt",
    ]
)  # fmt: skip
"""What is somebody's, or some place's."""
COUNTS = frozenset(("half", "most", "some", "many", "several", "few", "both", "all", "none", "another", "others"))
ASKED = COUNTS | MEASURED | {"the", "such", "there", "either", "neither"}
COUNTING = frozenset(("CD", "JJS"))
BEFALLING = frozenset(
    [
        "killed", "injured", "wounded", "hurt", "died", "arrested", "detained", "missing", "evacuated", "rescued",
        "displaced", "dead", "drowned", "survived", "charged",
    ]
)  # fmt: skip
"""What is said of people alone, so that "12 were injured" leaves nothing open."""


def open_noun(article: Article, draft: Draft, nodes: frozenset[Item]) -> int | None:
    """The first noun of the claim that only the article explains, of those that may be; None where there is none."""
    tokens, forms, items = article.tokens, draft.forms, draft.items
    told_of = "the" in items  # put in by a rule, in front of any noun
    if not forms and not told_of and nodes.isdisjoint(items):
        return None
    for place, item in enumerate(items):
        if not (item in nodes or item in forms or told_of) or not isinstance(item, int):
            continue
        if forms and (put_in := forms.get(item)):
            if asks(article, put_in):
                return item
        elif (item in nodes or tokens.tag[item] in NOUNS) and leaves_open(article, draft, place, item):
            return item
    return None


def may_be_open(tokens: Tokens) -> frozenset[Item]:
    """The tokens that leave something open in some claims: nouns behind an article, what may count, and the like."""
    head = tokens.head
    found = [head[node] if word == "the" else node for node, word in enumerate(tokens.lower) if word in ASKED]
    return frozenset([*found, *[node for node, tag in enumerate(tokens.tag) if tag in COUNTING]])


def is_unowned(tokens: Tokens, draft: Draft, node: int) -> bool:
    """ "Operating profit rose", "Turnout was the highest since 1998": whose, and where, the claim does not say."""
    if tokens.lower[node] not in MEASURED or tokens.dep[node] not in SUBJECTS:
        return False
    first = draft.items[0]
    whole = isinstance(first, int) and tokens.left[node] == first and not is_told(tokens, draft, node)
    kids = [kid for kid in tokens.kids[node] if kid < node]
    return whole and not any(
        tokens.dep[kid] in ("poss", "det") or tokens.tag[kid] in TELLING or tokens.capital[kid] for kid in kids
    )


def is_of_them(tokens: Tokens, figure: int) -> bool:
    """ "87% of them were opposed": of whom, the claim does not say."""
    noun = tokens.head[figure] if tokens.dep[figure] == "nummod" else figure
    return tokens.dep[noun] in SUBJECTS and tokens.lower[noun + 1 : noun + 3] == ["of", "them"]


def is_a_number(tokens: Tokens, node: int) -> bool:
    """ "The number is projected to reach 783 million": of what, the claim does not say."""
    if tokens.lower[node] not in ("number", "total", "toll") or tokens.dep[node] not in SUBJECTS:
        return False
    return [tokens.lower[kid] for kid in tokens.kids[node] if tokens.dep[kid] != "punct"] == ["the"]


def asks(article: Article, words: str) -> bool:
    """Whether what was put in for a pronoun is itself open: "the deal" for "it"."""
    first, _, noun = words.lower().partition(" ")
    return first == "the" and needs_telling(article, singular(noun.removesuffix("'s").removesuffix("'")))


def needs_telling(article: Article, word: str) -> bool:
    """Whether "the" and the noun leave open which one is meant, whatever was said before."""
    lexicon = article.lexicon
    return word in ASKING or any(word in lexicon[kind] for kind in ("matters", "firms", "roles", "offices"))


def leaves_open(article: Article, draft: Draft, place: int, node: int) -> bool:
    tokens = article.tokens
    if tokens.lower[node] == "such":
        return tokens.lower[node + 1 : node + 2] != ["as"] and tokens.lower[node - 1 : node] != ["as"]
    if tokens.lower[node] == "there" and tokens.tag[node] == "RB":
        return not any(one.__class__ is int and tokens.entity[one] in PLACES for one in draft.items[:place])
    if tokens.tag[node] == "CD" and is_of_them(tokens, node):
        return True
    if tokens.lower[node] in ("either", "neither"):
        return tokens.dep[node] == "det" and tokens.tag[node + 1 : node + 2] == ["NN"]
    if is_unowned(tokens, draft, node) or is_a_number(tokens, node):
        return True
    if tokens.tag[node] in NOUNS and tokens.lower[node] not in COUNTS and tokens.entity[node] not in MEASURES:
        return is_open_definite(article, draft, place, node)
    return is_bare_count(tokens, draft, node)


def is_open_definite(article: Article, draft: Draft, place: int, node: int) -> bool:
    tokens, first = article.tokens, determiner(article.tokens, draft.items, place, node)
    if first is None or (first if isinstance(first, str) else tokens.lower[first]) != "the":
        return False
    if is_general(tokens, node) or is_told(tokens, draft, node):
        return False
    if isinstance(first, str):
        return True  # told of a noun that the article met with "a"
    word, lexicon = singular(tokens.lower[node]), article.lexicon
    if word in EVERYDAY or tokens.lower[node] in EVERYDAY:
        return False
    if word in lexicon["roles"] or word in lexicon["offices"] or (first == node - 1 and needs_telling(article, word)):
        return True
    before = article.firsts.get(word, node)
    if before < node and before not in draft.items and tokens.dep[node] != "attr":
        return True
    return first == node - 1 and is_about_one(article, draft, node)


def is_about_one(article: Article, draft: Draft, node: int) -> bool:
    """ "The hoard was valued", "The closures had saved 4 million": what was done by or to one thing asks which one.

    In the first sentence and in the present it may be any, or the only one: "The axolotl is a salamander".
    """
    tokens = article.tokens
    if tokens.dep[node] not in SUBJECTS or tokens.lower[node] in UNIQUE:
        return False
    verb = tokens.head[node]
    told = [verb, *(kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass"))]
    past = any(tokens.tag[one] == "VBD" for one in told)
    asked = singular(tokens.lower[node]) in TAKEN_UP
    return (past and node > article.sentences[0][1]) or asked


TAKEN_UP = frozenset(
    [
        "measure", "search", "hoard", "pair", "couple", "newlywed", "duo", "trio", "vessel", "closure", "family",
        "bride", "groom", "smelter", "plant", "factory", "track", "song", "ban", "rule", "law", "change", "threat",
        "plan", "opening", "closing", "discovery", "theory", "method", "device", "vehicle", "car", "driver",
        "trial", "study", "hearing", "verdict", "sentence", "strike", "protest", "rally", "vote", "election",
        "dispute", "row", "merger", "takeover", "tariff", "gang", "brothers", "sisters", "men", "women", "boy",
        "girl", "man", "woman",
    ]
)  # fmt: skip
"""Nouns by which an article takes up what it told in other words."""
UNIQUE = frozenset(
    [
        "government", "president", "king", "queen", "pope", "euro", "dollar", "pound", "yen", "universe", "earth",
        "moon", "sun", "brain", "heart", "body", "climate", "sky", "war", "state", "church", "bible", "left",
        "right",
    ]
)  # fmt: skip
"""Nouns of which there is one, or one in each place."""


def is_general(tokens: Tokens, node: int) -> bool:
    """ "51 percent of the vote", "the drivers' union"."""
    owners = tokens.dep[node] == "poss" and tokens.tag[node] == "NNS"
    above = tokens.head[tokens.head[node]]
    return owners or (tokens.dep[node] == "pobj" and tokens.entity[above] == "PERCENT")


def determiner(tokens: Tokens, items: list[Item], place: int, node: int) -> Item | None:
    """What opens the noun's phrase in the claim, "the" as a string where the rule put it in; None where a word tells
    which one is meant: a name, a superlative, an owner."""
    for item in reversed(items[:place]):
        if isinstance(item, str) or tokens.tag[item] == "DT":
            return item if isinstance(item, str) or tokens.head[item] == node else None
        beside = tokens.head[item] == node and tokens.dep[item] in BETWEEN
        if not beside or tokens.tag[item] in TELLING or tokens.capital[item] or tokens.lower[item] in CHOOSING:
            return None
    return None


def is_told(tokens: Tokens, draft: Draft, node: int) -> bool:
    """Whether what stands behind the noun in the claim may tell which one is meant: "the van that was seen"."""
    if tokens.right[node] == node:
        return False
    verb = draft.head if node < draft.head <= tokens.right[node] else -1  # "the deal was brokered", of one that was
    own = range(tokens.left[verb], tokens.right[verb] + 1) if verb >= 0 else range(0)
    dep, form, last = tokens.dep, tokens.form, tokens.right[node]
    return any(
        isinstance(item, int)
        and node < item <= last
        and item not in own
        and dep[item] not in TELLING_NOTHING
        and not form[item].startswith(("'", "’"))
        for item in draft.items
    )


TELLING_NOTHING = frozenset(("punct", "case", "cc", "conj"))


def is_bare_count(tokens: Tokens, draft: Draft, node: int) -> bool:
    """ "Half were asked", "the four backed it": of whom, the claim does not say."""
    counted, best = tokens.tag[node] == "CD" or tokens.lower[node] in COUNTS, tokens.tag[node] == "JJS"
    if tokens.dep[node] not in SUBJECTS or not (counted or best) or is_told(tokens, draft, node):
        return False
    if tokens.tag[node + 1 : node + 2] == ["DT"] or tokens.entity[node] in MEASURES:  # "half the town voted"
        return False
    sort = any(tokens.dep[kid] in SORTING for kid in tokens.kids[node] if kid < node)  # the first half
    if sort or tokens.lower[tokens.head[node]] in BEFALLING:
        return False
    return counted or any(tokens.lower[kid] == "the" for kid in tokens.kids[node])
