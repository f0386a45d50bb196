"""Prepositional phrases on a noun: "the show on the fifth channel" -> the show is on the fifth channel.

Reads the parse; gives presupposed drafts.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.bounds import denied, is_bound
from claims.splitting.governed import is_dated
from claims.splitting.idioms import is_amount
from claims.splitting.inflection import is_plural, singular
from claims.splitting.phrases import NOUN_TAGS, alternatives, gather, indefinite, phrase
from claims.splitting.referents import referent, slim, speaks_of_past, still_stands
from claims.splitting.saying import says
from claims.splitting.stages.possessives import owned
from claims.splitting.stages.predicates import is_negative
from claims.splitting.supposed import are_people_in_general, is_supposed
from claims.splitting.terms import is_some, speaks_for, tells_a_margin
from claims.splitting.unplaced import is_unplaced
from claims.splitting.unsaid import depicts, inner_of, says_nothing

UNSAID = frozenset(("including", "as", "than", "like", "per", "except", "versus", "since", "until", "till"))
"""Prepositions that say nothing behind "is"."""


def of_phrase(article: Article, noun: int, index: int, number: int) -> None:
    """ "the Emperor of Japan" -> Japan has an Emperor; "the picture of a fox" -> the picture is of a fox."""
    tokens = article.tokens
    inner = inner_of(tokens, index)
    if (
        inner < 0
        or (tokens.unit[noun] and tokens.unit[noun] == tokens.unit[inner])
        or tokens.lower[noun] in article.lexicon["quantities"]
        or tokens.entity[noun] in ("PERSON", "CARDINAL", "PERCENT")  # "a third of the schools": none has a third
        or is_planned(tokens, noun)
        or tokens.tag[inner] == "CD"  # "a mother of six" is not of six
        or (tokens.dep[noun] == "appos" and referent(article, noun) != noun)
        or is_one_name(article, noun, inner)
        or only_leads(tokens, noun)
        or tokens.lower[noun] in DIRECTIONS
    ):
        return
    named = tokens.tag[inner] in ("NNP", "NNPS") or "det" in [tokens.dep[kid] for kid in tokens.kids[inner]]
    if not named and (not depicts(tokens, noun) or is_some(tokens, noun) or tokens.dep[noun] == "attr"):
        return  # "a cause of cancer", "the sale of used cars": nobody says "the cause is of cancer"
    if not named:
        says(
            article,
            slim(tokens, noun, index),
            noun,
            list(gather(tokens, index)),
            "nominal:of",
            number,
            about=index,
            in_past=speaks_of_past(article, noun),
        )
        return
    if names_a_place(article, noun, inner):
        word = singular(tokens.text[noun])
        kind: list[Item] = [*gather(tokens, noun, {kid for kid in tokens.kids[noun] if kid > noun})]
        kind = [indefinite(tokens, kind[1:]), *kind[1:]]
        for words in alternatives(tokens, inner):
            made = says(article, words, inner, kind, "nominal:kind", number, verb="is", about=index)
            made.forms = {noun: word}
        return
    if tokens.lower[noun] == "members" and "nummod" in [tokens.dep[kid] for kid in tokens.kids[noun]]:
        return  # "two members of the League": it has more
    for words in alternatives(tokens, inner):
        verb = "have" if is_plural(tokens, inner, words) else "has"
        says(article, words, inner, owned(article, noun, index), "nominal:has", number, verb=verb, about=index)


DIRECTIONS = frozenset(
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside", "inside"]
)
"""Where something lies, seen from a place that has none of them."""


def only_leads(tokens: Tokens, noun: int) -> bool:
    """ "in charge of the home", "on behalf of the firm": no home has a charge."""
    bare = tokens.tag[noun] == "NN" and tokens.left[noun] == noun
    return bare and tokens.dep[noun] == "pobj" and tokens.lower[noun - 1] in ("in", "on", "at", "under", "by")


def is_share(tokens: Tokens, index: int) -> bool:
    """ "one child in six": no child is in six."""
    inner = tokens.right[index]
    return tokens.lower[index] == "in" and inner == index + 1 and tokens.tag[inner] == "CD" and counted(tokens, inner)


def counted(tokens: Tokens, figure: int) -> bool:
    return tokens.entity[figure] in ("CARDINAL", "") or tokens.lower[figure].isalpha()


def is_one_name(article: Article, noun: int, inner: int) -> bool:
    """ "City of Brenna doubles its budget": a capital where none is needed tells a name, and Brenna has no city."""
    tokens, lexicon, word = article.tokens, article.lexicon, article.tokens.lower[noun]
    if not (tokens.text[noun][0].isupper() and tokens.text[inner][0].isupper()):
        return False
    return word in SETTLED or word in REALMS or word in lexicon["bodies"] or singular(word) in lexicon["sites"]


SETTLED = frozenset(
    ("city", "town", "island", "islands", "village", "cities", "towns", "villages", "archipelago", "port", "resort")
)
REALMS = frozenset(("state", "kingdom", "republic", "province", "county", "prefecture", "states", "provinces"))


def names_a_place(article: Article, noun: int, inner: int) -> bool:
    """Whether "of" tells a name and no owner: "the coastal city of Mombasa", but "the second city of Kenya"."""
    tokens, word = article.tokens, article.tokens.lower[noun]
    if tokens.tag[inner] != "NNP" or (word not in SETTLED and word not in REALMS):
        return False
    if word not in REALMS and tokens.lower[inner] in article.lexicon["countries"]:
        return False
    before = [kid for kid in tokens.kids[noun] if kid < noun]
    plain = all(
        tokens.tag[kid] in ("DT", "JJ", "NN") and tokens.entity[kid] in ("", "NORP") for kid in before
    )  # "the Syrian city of Aleppo"
    return plain and bool(before) and tokens.lower[before[0]] == "the"


def is_owned(article: Article, noun: int, index: int) -> bool:
    """Whether "with" tells what somebody or something has: "a firm with a plant", but "a deal with a firm"."""
    tokens, lexicon = article.tokens, article.lexicon
    thing = inner_of(tokens, index)
    if thing < 0 or tokens.tag[thing] not in ("NN", "NNS") or tokens.entity[thing]:
        return False
    one, other = singular(tokens.lower[noun]), singular(tokens.lower[thing])
    holds = tokens.entity[noun] in HOLDERS or any(one in lexicon[name] for name in ("roles", "holders", "sites"))
    if not holds or is_acted_on(tokens, noun) or any(other in lexicon[name] for name in ("roles", "holders")):
        return False
    words = [tokens.lower[kid] for kid in tokens.kids[thing] if tokens.dep[kid] in ("det", "poss")]
    return all(word in ("a", "an", "no") for word in words)


def is_acted_on(tokens: Tokens, noun: int) -> bool:
    """ "replaced the valves with plastic parts": with those it was done."""
    return tokens.dep[noun] in ("dobj", "conj") and tokens.lower[tokens.head[noun]].startswith(ACTING)


def counts(tokens: Tokens, index: int) -> bool:
    """Whether "with" tells a figure: "a shareholder with 9.3%"."""
    return not FIGURES.isdisjoint([tokens.entity[kid] for kid in tokens.kids[index]])


FIGURES = frozenset(("PERCENT", "MONEY", "QUANTITY"))
HOLDERS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT"))
ACTING = (
    "attack", "beat", "charg", "combin", "compar", "cover", "equip", "fill", "help", "hit", "kill", "mix", "open",
    "present", "provid", "replac", "shoot", "shot", "stab", "struck", "strik", "suppl", "threaten", "treat", "wound",
)  # fmt: skip
"""Beginnings of verbs by which "with" tells what something is done with: "hit the man with a stick"."""


def has(article: Article, noun: int, index: int, subject: list[Item], head: int, number: int) -> None:
    """ "a firm with a plant" -> the firm has a plant."""
    tokens = article.tokens
    verb = "had" if speaks_of_past(article, noun) else "have" if is_plural(tokens, head, subject) else "has"
    for words in phrase(tokens, index):
        says(article, subject, head, words[1:], "nominal:with", number, verb=verb, about=index)


def is_planned(tokens: Tokens, noun: int) -> bool:
    """Whether the thing need not exist yet: "plans to build homes in Leeds", "would open a school in Hull"."""
    verb = tokens.head[noun]
    if tokens.dep[noun] != "dobj" or tokens.tag[verb] != "VB" or tokens.tag[noun] == "NNP":
        return False
    if any(tokens.lower[kid] in KNOWN or tokens.dep[kid] == "poss" for kid in tokens.kids[noun]):
        return False
    return any(tokens.lower[kid] in ("to", "would", "will", "could", "may", "might") for kid in tokens.kids[verb])


KNOWN = frozenset(("the", "this", "that", "these", "those"))


def is_foremost(tokens: Tokens, noun: int) -> bool:
    """Whether what follows says among what it is foremost: "the largest port in Europe" is not just in Europe."""
    said = tokens.dep[noun] == "attr"
    for kid in tokens.kids[noun]:
        if kid > noun:
            return False
        if tokens.tag[kid] == "JJS" or (
            said and (tokens.entity[kid] == "ORDINAL" or tokens.lower[kid] in ("first", "last"))
        ):
            return True
        if tokens.kids[kid] and not MOST.isdisjoint([tokens.lower[below] for below in tokens.kids[kid]]):
            return True
    return False


MOST = frozenset(("most", "least"))


def is_trade(tokens: Tokens, index: int) -> bool:
    """ "a lawyer by training": nobody is by training."""
    return tokens.lower[index] == "by" and tokens.right[index] == index + 1 and tokens.tag[index + 1] == "NN"


def lasts(tokens: Tokens, index: int) -> bool:
    """Whether "for" or "between" tells a time: in "under water for weeks" no water is for weeks."""
    return any(tokens.dep[kid] == "pobj" and tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[index])


def is_work(tokens: Tokens, noun: int, index: int) -> bool:
    """Whether a time hangs on a quoted title: in 'She sang "Red" in 1999' it belongs to the singing."""
    quoted = noun + 1 < len(tokens) and tokens.form[noun + 1] in ('"', "''")
    if not quoted and tokens.entity[noun] not in ("WORK_OF_ART", "PERSON"):
        return False
    return is_dated(tokens, index)


def is_denied(article: Article, noun: int) -> bool:
    """ "They did not have a role in the design": there was none that could be in it."""
    tokens = article.tokens
    frame = article.frame_of(tokens.head[noun]) if tokens.dep[noun] in ("dobj", "attr") else None
    if frame is None or not is_negative(tokens, frame.chain):
        return False
    return not any(tokens.lower[kid] in KNOWN or tokens.dep[kid] == "poss" for kid in tokens.kids[noun])


def joined_to(tokens: Tokens, index: int) -> frozenset[int]:
    """What another preposition joins: in "spoke of the visit in May and of peace" it belongs to the speaking."""
    others = [kid for kid in tokens.kids[index] if tokens.dep[kid] == "conj" and tokens.tag[kid] in ("IN", "TO")]
    if not others:
        return NONE
    return frozenset([*others, *[kid for kid in tokens.kids[index] if tokens.dep[kid] == "cc"]])


NONE: frozenset[int] = frozenset()


def is_in_a_place(tokens: Tokens, index: int) -> bool:
    return any(tokens.dep[kid] == "pobj" and tokens.entity[kid] in ("GPE", "LOC") for kid in tokens.kids[index])


def run(article: Article) -> None:
    tokens = article.tokens
    tag, head = tokens.tag, tokens.head
    for number, first, end in article.speaking():
        for index, dep in enumerate(tokens.dep[first:end], first):
            if dep != "prep" or tag[head[index]] not in NOUN_TAGS:
                continue
            noun, word = head[index], tokens.lower[index]
            if word in UNSAID or denied(tokens, noun):
                continue
            if tokens.dep[noun] == "ROOT" and article.lines[tokens.line[noun]].headline:
                continue  # a headline that was read as one long name
            if is_unplaced(article, noun, index):
                continue
            if word == "of":
                of_phrase(article, noun, index, number)
            elif not is_told_otherwise(article, noun, index, word):
                where(article, noun, index, number)


def is_told_otherwise(article: Article, noun: int, index: int, word: str) -> bool:
    """Whether a phrase without "of" tells a time, a measure or what is not there, and nothing of the noun."""
    tokens = article.tokens
    if is_trade(tokens, index) or (word in ("for", "between") and lasts(tokens, index)) or is_foremost(tokens, noun):
        return True
    if "pcomp" in [tokens.dep[kid] for kid in tokens.kids[index]]:
        return True  # "released the album before taking a break": no album was before that
    if tokens.right[index] == index or tokens.entity[noun] in MOMENTS or is_work(tokens, noun, index):
        return True
    if is_amount(tokens, noun) or is_share(tokens, index) or is_bound(tokens, noun, index):
        return True
    if is_planned(tokens, noun) or tells_a_margin(tokens, noun) or speaks_for(tokens, noun, index):
        return True
    if is_denied(article, noun) or are_people_in_general(article, noun) or is_supposed(article, noun):
        return True
    return word in ("under", "over") and tokens.tag[noun] == "NNS"


MOMENTS = frozenset(("DATE", "TIME", "ORDINAL"))


def where(article: Article, noun: int, index: int, number: int) -> None:
    """ "the show on the fifth channel" -> the show is on the fifth channel."""
    tokens, word = article.tokens, article.tokens.lower[index]
    head = referent(article, noun)
    if says_nothing(article, noun, head, index):
        return
    if word == "with" and (is_owned(article, noun, index) or counts(tokens, index)):
        has(article, noun, index, slim(tokens, head, index), head, number)
        return
    if word == "with" and is_acted_on(tokens, noun):
        return
    placed = word == "in" and is_in_a_place(tokens, index)
    since = tokens.lower[tokens.head[noun]] == "since" and tokens.tag[noun] == "NN"
    in_past = (since or speaks_of_past(article, noun)) and not (placed and still_stands(article, noun))
    subject, rule = slim(tokens, head, index), "nominal:" + word
    for words in phrase(tokens, index, joined_to(tokens, index)):
        says(article, subject, head, words, rule, number, about=index, in_past=in_past)
