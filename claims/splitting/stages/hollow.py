"""What a noun phrase seems to say and does not: "sales are Asian", "services are across Wales", "she has a name".

An adjective may only tell of what sort a thing is, a phrase may belong to the verb or to an amount, and that
somebody has a name or a chairman is news to nobody.
Reads drafts; takes presupposed ones away that would be false or empty.
"""

from collections.abc import Callable

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.governed import is_governed
from claims.splitting.inflection import singular
from claims.splitting.referents import SETTLED
from claims.splitting.stages.enumerations import FIGURES
from claims.splitting.supposed import is_bare_plural
from claims.splitting.terms import HEADS
from claims.splitting.unsaid import AROUND, HAPPENING, HAPPENINGS, inner_of

Test = Callable[[Article, Draft], bool]


def says_no_trait(article: Article, draft: Draft) -> bool:
    """ "the weekly cost", "Asian sales", "Nordic Truth Watch", "more unsafe bridges than any state"."""
    tokens, adjective = article.tokens, draft.head
    noun = tokens.head[adjective]
    if tokens.lower[adjective] in article.lexicon["relating"] or "than" in worded(tokens, draft.items):
        return True
    if article.quotes[adjective] and not article.quotes[noun]:
        return True  # 'what she called "cautious" shoppers': so somebody calls them
    relates = draft.rule == "description:demonym" and not is_of_a_land(article, noun)
    return relates or is_of_a_party(tokens, adjective) or is_in_a_name(tokens, adjective, noun)


def is_of_a_land(article: Article, noun: int) -> bool:
    """Whether what the noun means may be French or Danish: a driver, a port, a firm, somebody or something named."""
    tokens, lexicon = article.tokens, article.lexicon
    one = singular(tokens.lower[noun])
    somebody = one in lexicon["roles"] or one in lexicon["offices"] or one in lexicon["people"]
    return tokens.tag[noun][:3] == "NNP" or somebody or one in SETTLED or one in lexicon["firms"]


def is_of_a_party(tokens: Tokens, adjective: int) -> bool:
    """ "Independent TD Nuala Gibney": the seat she holds."""
    return tokens.lower[adjective] == "independent" and tokens.lower[adjective + 1 : adjective + 2] in PARTISANS


PARTISANS = (["td"], ["mp"], ["msp"], ["mep"], ["senator"], ["councillor"], ["councilor"], ["candidate"])


def is_in_a_name(tokens: Tokens, adjective: int, noun: int) -> bool:
    """ "a page called Nordic Truth Watch": the capital in front is the name's own."""
    first = tokens.text[adjective][:1].isupper() and not tokens.opens[adjective]
    names = tokens.tag[adjective + 1 : noun + 1]
    return first and bool(names) and set(names) <= NAMES and tokens.lower[adjective - 1] in NAMING


NAMES = frozenset(("NNP", "NNPS"))
NAMING = frozenset(("called", "named", "dubbed", "titled", "entitled", "christened", "nicknamed", '"'))


def worded(tokens: Tokens, items: list[Item]) -> list[str]:
    return [tokens.lower[item] if isinstance(item, int) else item for item in items]


def has_the_usual(article: Article, draft: Draft) -> bool:
    """ "Castelvero has a mayor", "she has a name", "the people have homes": no more is said than that."""
    tokens = article.tokens
    noun = tokens.head[draft.head] if draft.rule == "nominal:has" else draft.head
    one = singular(tokens.lower[noun])
    if one in USUAL:
        return not any(tokens.dep[kid] in TOLD_MORE for kid in tokens.kids[noun])
    office = one in article.lexicon["offices"] or one in HEADS or one in SERVING
    named = tokens.dep[noun] == "appos" or any(tokens.dep[kid] == "appos" for kid in tokens.kids[noun])
    bare = not any(tokens.dep[kid] in TOLD_MORE for kid in tokens.kids[noun])
    return office and (named or bare) and not any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])


TOLD_MORE = frozenset(("amod", "compound", "nmod", "nummod"))
SERVING = frozenset(
    ["director", "president", "solicitor", "lawyer", "attorney", "client", "editor", "author", "coach", "secretary"]
)
USUAL = frozenset(
    [
        "name", "surname", "age", "home", "life", "lifetime", "face", "body", "heart", "head", "mind", "eye", "hand",
        "childhood", "youth", "death", "birth", "birthday", "neighbor", "neighbour", "identity", "address", "future",
        "past", "colleague", "population", "sleep", "wake", "behalf", "origin", "height", "weight", "size", "length",
        "junior", "senior", "elder",
    ]
)  # fmt: skip
"""What everybody or every place has."""


def says_no_place(article: Article, draft: Draft) -> bool:
    """Whether a phrase behind a noun tells nothing of that noun."""
    tokens, index = article.tokens, draft.head
    noun, word = tokens.head[index], tokens.lower[index]
    if tokens.dep[index] != "prep":
        return False
    if word in ("across", "throughout", "following", "by") and is_loosely_meant(tokens, noun, index):
        return True
    return (
        is_compared(tokens, noun)
        or is_one_in_so_many(tokens, noun)
        or is_left_behind(tokens, noun, index)
        or is_counted_there(tokens, noun, index)
        or is_passing(tokens, noun, index)
        or is_of_the_verb(article, noun, index)
        or under_words(tokens, index)
    )


def is_loosely_meant(tokens: Tokens, noun: int, index: int) -> bool:
    """ "60% of services across Wales", "side effects following a jab", "a cut by any other name"."""
    word = tokens.lower[index]
    if word == "by":
        return tokens.lower[index + 1] in ("any", "far", "definition")
    many = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])  # "employs 8,200 people across Kent"
    return word == "following" or is_bare_plural(tokens, noun) or many


def is_compared(tokens: Tokens, noun: int) -> bool:
    """ "are paid less than teachers in Kentucky"."""
    over = tokens.head[noun]
    return tokens.dep[noun] == "pobj" and tokens.lower[over] in ("than", "unlike")


def is_counted_there(tokens: Tokens, noun: int, index: int) -> bool:
    """ "a study of 21,000 adults in Canada": a count of what is told elsewhere."""
    counted = any(tokens.dep[kid] == "nummod" and tokens.lower[kid] != "one" for kid in tokens.kids[noun])
    under = tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] == "of"
    return counted and under and tokens.tag[noun] == "NNS" and tokens.lower[index] in ("in", "at", "across", "on")


def is_one_in_so_many(tokens: Tokens, noun: int) -> bool:
    """ "one in six families in the valley": there are more than six families in it."""
    led = tokens.head[noun]
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
    return counted and tokens.lower[led] == "in" and tokens.tag[tokens.head[led]] == "CD"


def is_left_behind(tokens: Tokens, noun: int, index: int) -> bool:
    """ "signed the midfielder Ivo Brandt from Norvale": from there he was signed."""
    person = tokens.entity[noun] == "PERSON" and tokens.dep[noun] in ("dobj", "nsubjpass")
    return person and tokens.lower[index] in ("from", "to") and tokens.lower[tokens.head[noun]] in DEALING


DEALING = frozenset(
    [
        "signed", "sign", "signs", "signing", "bought", "buy", "buys", "buying", "sold", "sell", "sells", "selling",
        "poached", "hired", "hire", "lured", "loaned", "recruited", "recalled", "transferred", "freed", "rescued",
    ]
)  # fmt: skip


def is_passing(tokens: Tokens, noun: int, index: int) -> bool:
    """ "given in Youngstown on Saturday", "the flow of the river in summer": no time at which a thing is."""
    inner = inner_of(tokens, index)
    if inner < 0 or tokens.lower[index] in AROUND:
        return False
    if tokens.lower[index + 1] == "age":
        return False
    timed = tokens.entity[inner] in ("DATE", "TIME") or tokens.lower[inner] in SEASONS
    one = singular(tokens.lower[noun])
    lasting = one in HAPPENINGS or one.endswith(HAPPENING) or tokens.lower[index] == "from"
    return timed and not lasting and tokens.lower[noun] not in EVENTS


SEASONS = frozenset(("summer", "winter", "spring", "autumn", "fall", "january", "weekend", "weekends", "evenings"))
EVENTS = frozenset(
    [
        "debate", "hearing", "meeting", "release", "election", "referendum", "ballot", "trial", "inquest", "festival",
        "launch", "debut", "derby", "final", "tour", "ceremony", "protest", "collapse", "blast", "wedding",
        "funeral", "murder", "raid", "merger", "takeover", "appearance", "visit", "report", "treaty", "interview",
        "earthquake", "death", "birth", "service", "attack", "bombing", "opening", "arrest", "premiere", "battle",
        "match", "game", "conference", "summit", "vote", "war", "strike", "loss", "profit", "concert", "crash",
        "shooting", "invasion", "resignation", "coup", "riot", "race", "championship", "tournament", "publication",
    ]
)  # fmt: skip


def is_of_the_verb(article: Article, noun: int, index: int) -> bool:
    """ "compared stills from the clip with images": the phrase is what they were compared with."""
    tokens, node = article.tokens, noun
    for _ in range(3):
        if tokens.dep[node] != "pobj" or tokens.dep[tokens.head[node]] != "prep":
            break
        node = tokens.head[tokens.head[node]]
    verb = tokens.head[node]
    return node != noun and tokens.dep[node] == "dobj" and is_governed(article.language, tokens, verb, index)


def under_words(tokens: Tokens, index: int) -> bool:
    """'a photograph under the words "…"': without the words nothing is said."""
    return tokens.lower[tokens.right[index]] in ("words", "headline", "caption", "title", "name", "heading")


def is_told_somebody(article: Article, draft: Draft) -> bool:
    """ "told deputies that one had frozen": what they were told, and nothing that deputies are."""
    one = singular(article.tokens.lower[draft.head])
    return one in article.lexicon["offices"] or one in article.lexicon["roles"] or one in article.lexicon["people"]


def is_a_port(article: Article, draft: Draft) -> bool:
    """ "the port of Newport": Newport has one, and is a city."""
    tokens, kind = article.tokens, draft.head
    return tokens.lower[tokens.head[kind]] == "port"


def holds_nothing(article: Article, draft: Draft) -> bool:
    """Whether a noun is given no content: "a claim that Paris denies" is not that Paris denies."""
    last = draft.items[-1]
    taken = isinstance(last, int) and article.tokens.lower[last] in TAKING
    return taken or is_told_somebody(article, draft)


TAKING = frozenset(
    [
        "deny", "denies", "denied", "dispute", "disputes", "disputed", "reject", "rejects", "rejected", "contest",
        "contests", "contested", "dismiss", "dismisses", "dismissed", "made", "makes", "repeat", "repeats",
        "oppose", "opposes", "opposed", "back", "backs", "backed", "support", "supports", "supported", "share",
        "repeated", "shares", "shared", "echoed", "endorsed", "endorses",
    ]
)  # fmt: skip
"""Verbs whose object is what is denied or made; where they end a clause, it was the noun in front."""

TESTS: dict[str, Test] = {
    "description": says_no_trait,
    "description:renamed": says_no_trait,
    "description:demonym": says_no_trait,
    "possessive": has_the_usual,
    "possessive:pronoun": has_the_usual,
    "nominal:has": has_the_usual,
    "nominal:kind": is_a_port,
    "noun:that": holds_nothing,
}


def is_of_the_article(article: Article, draft: Draft) -> bool:
    """ "He said it cost €9m, a figure disputed by the union": he did not say that it is."""
    tokens = article.tokens
    noun = tokens.head[draft.head]
    told = draft.kind == "attributed" and draft.rule.startswith("participle")
    return told and tokens.dep[noun] == "appos" and tokens.lower[noun] in FIGURES


def was_once(article: Article, draft: Draft) -> bool:
    """ "wool, once the town's main trade,": no trade now, and of "long the town's trade" nobody can tell."""
    tokens = article.tokens
    if not draft.rule.startswith(("description", "possessive")):
        return False
    firsts = [tokens.left[node] for node in (draft.head, tokens.head[draft.head])]
    return any(tokens.lower[first] in ONCE and tokens.form[first - 1] == "," for first in firsts)


ONCE = frozenset(("once", "formerly", "previously", "long"))


def is_hollow(article: Article, draft: Draft) -> bool:
    if draft.kind != "presupposed":
        return is_of_the_article(article, draft)
    if was_once(article, draft):
        return True
    test = TESTS.get(draft.rule)
    if test is not None:
        return test(article, draft)
    return draft.rule.startswith("nominal:") and says_no_place(article, draft)


def run(article: Article) -> None:
    article.drafts = [draft for draft in article.drafts if not is_hollow(article, draft)]
