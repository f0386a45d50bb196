"""Who is meant by "the company", "the foreign minister", "the council": the name that the article gives them.

Only where one name alone was told to be one ("Halden Foods, a maker of …", "Foreign Minister Jana Belik", "Corby Town
Council"), nothing else of the kind was spoken of before, and no other body was named since. What somebody becomes or
is called is left as it stands.
Reads the parse and `article.references`; gives `article.references` and `article.covered`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import loose
from claims.splitting.stages.meeting import spelled
from claims.splitting.stages.titles import is_possessive, mentions

BODIES = frozenset(("ORG", "FAC"))
NAMES = BODIES | {"PERSON"}
COMPANY = frozenset(("company", "firm", "group", "business"))
SUFFIXES = frozenset(
    [
        "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "plc", "llc", "ag", "gmbh", "holdings", "group", "co.",
        "foods", "motors", "airlines", "airways", "pharmaceuticals", "technologies", "industries",
        "enterprises", "consulting",
    ]
)  # fmt: skip
"""Last words of the names of companies."""
VAGUE = frozenset(
    [
        "house", "times", "state", "post", "press", "news", "records", "systems", "services", "general",
        "media", "office", "officer", "justice", "home", "street", "streets", "town", "towns", "village",
        "villages", "square", "team", "center", "centre", "service", "station", "stations", "studios",
        "network", "member", "star", "great", "guard", "major", "friend", "resident", "player", "winner",
        "victim", "suspect", "witness", "student",
    ]
)  # fmt: skip
"""Words of names and roles that mean too much else."""
SEATS = frozenset(("city", "town", "village", "county", "state", "bank", "court", "church", "school", "college"))
"""Words that are the first of a name and no title of it: City Hall."""
OTHERS = frozenset(("charity", "watchdog", "regulator", "nonprofit", "newspaper", "broadcaster"))
"""Further kinds of bodies."""
FURTHER = SUFFIXES | OTHERS
ASIDES = frozenset(("research", "law", "polling", "accounting", "audit", "data", "security", "consulting"))
"""Firms that a story asks or quotes, and that it is not about."""
SAID_OF = frozenset(("attr", "oprd", "appos"))
CALLING = frozenset(
    ("become", "became", "becoming", "elect", "elected", "appointed", "named", "replaced", "replace", "succeed")
)


class Name(NamedTuple):
    """A name told to be of a kind: where it was told, its first or last word, the words of the office, the name."""

    place: int
    key: str
    office: frozenset[str]
    text: str


class Kinds(NamedTuple):
    """What the article calls by a common noun: the names told to be one, what is not told, and who is meant."""

    told: dict[str, list[Name]]
    others: dict[str, list[int]]
    open: list[int]


def run(article: Article) -> None:
    tokens = article.tokens
    spans = {index: span for span in spans_of(tokens) for index in range(*span)}
    kinds = sort(article, spans)
    bodies = [start for start, span in sorted(spans.items()) if start == span[0] and is_body(tokens, span)]
    named: dict[str, str] = {}
    told: dict[str, Name | None] = {}
    for node in kinds.open:
        phrase = " ".join(tokens.lower[tokens.left[node] : node + 1])
        if phrase not in told:
            told[phrase] = only_name(article, kinds, node)
        found = told[phrase]
        if found is not None and not is_another(article, kinds, bodies, found, node):
            article.references[node] = named[phrase] = found.text
            article.covered[node] = range(tokens.left[node], node)
        else:
            named.pop(phrase, None)
    rename(article, named)


def rename(article: Article, named: dict[str, str]) -> None:
    """Puts the name in where "its" was led back to "the company"."""
    for index, text in article.references.items():
        phrase = text.removesuffix("'s")
        if index not in article.covered and phrase.lower() in named:
            article.references[index] = named[phrase.lower()] + text[len(phrase) :]


def spans_of(tokens: Tokens) -> list[tuple[int, int]]:
    """Token ranges of the names of people and bodies, without a leading "the" and a possessive ending."""
    found = []
    for start, end in mentions(tokens, 0, len(tokens), NAMES):
        start += tokens.tag[start] == "DT" and end - start > 1
        end -= end - start > 1 and is_possessive(tokens, end - 1)
        found.append((start, end))
    return found


def nouns(article: Article) -> Iterator[int]:
    """The nouns that people, offices and bodies are called by."""
    known = article.lexicon["offices", "roles", "bodies", "firms", "sites"]
    return (
        index
        for index, word in enumerate(article.tokens.lower)
        if (word in known or word in FURTHER) and word not in VAGUE
    )


def sort(article: Article, spans: dict[int, tuple[int, int]]) -> Kinds:
    """Tells apart, for each noun, what names it, what is bare ("the company") and what is something else."""
    tokens, kinds = article.tokens, Kinds({}, {}, [])
    for index, word in enumerate(tokens.lower):
        listed = next((spans[kid] for kid in held(tokens, index) if kid in spans), None) if word in HELD else None
        listed = listed if tokens.dep[index] == "nsubj" else None
        if listed is not None:
            kinds.told.setdefault("company", []).append(name(article, listed, index))
    for node in nouns(article):
        span = told_of(article, spans, node)
        if span is not None and tokens.lower[node - 1] in ASIDES:
            continue
        if span is not None:
            kinds.told.setdefault(tokens.lower[node], []).append(name(article, span, node))
        elif tokens.tag[node] != "NN" or tokens.dep[node] in ("compound", "nmod", "amod"):
            continue
        elif is_bare(tokens, node):
            kinds.open.append(node)
        else:
            kinds.others.setdefault(tokens.lower[node], []).append(node)
    return kinds


HELD = frozenset(("shares", "stock", "shareholders"))


def held(tokens: Tokens, node: int) -> list[int]:
    """What shares are in: "shares in Norvik Tools" makes that a company."""
    behind = [kid for kid in tokens.kids[node] if kid == node + 1 and tokens.lower[kid] in ("in", "of")]
    return [inner for kid in behind for inner in tokens.kids[kid] if tokens.dep[inner] == "pobj"]


def told_of(article: Article, spans: dict[int, tuple[int, int]], node: int) -> tuple[int, int] | None:
    """The name a noun is told of: by a title, an apposition, "is", or as a word of the name itself."""
    tokens, head = article.tokens, article.tokens.head[node]
    span = spans.get(node)
    if span is not None:
        own = node == span[1] - 1 or tokens.lower[node + 1] in ("of", "for")
        person = tokens.entity[node] == "PERSON"
        return span if own and not person and span[1] - span[0] > 1 else titled(tokens, spans, node)
    if tokens.dep[node] == "appos" and (head in spans or is_unseen_name(tokens, head)):
        return spans.get(head, (head, head + 1))
    if tokens.dep[node] == "attr":
        own_subject = next((kid for kid in tokens.kids[head] if tokens.dep[kid] == "nsubj"), -1)
        return spans.get(own_subject) if tokens.lower[head] in ("is", "was") else None
    renamed = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "appos" and kid in spans), -1)
    return spans[renamed] if renamed >= 0 else titled(tokens, spans, node)


def is_unseen_name(tokens: Tokens, head: int) -> bool:
    """Whether a name of one word that the model did not see stands before an apposition: "Norvale, a steel firm,"."""
    bare = tokens.left[head] == head and not tokens.entity[head] and tokens.form[head + 1] == ","
    return tokens.tag[head] == "NNP" and bare and tokens.dep[head] in ("nsubj", "nsubjpass")


def titled(tokens: Tokens, spans: dict[int, tuple[int, int]], node: int) -> tuple[int, int] | None:
    """The name right behind a title: "Foreign Minister Jana Belik", "developer Harbor & Stone"."""
    after = spans.get(node + 1)
    if after is None or after[0] != node + 1:
        own = spans.get(node)
        title = own is not None and node == own[0] < own[1] - 1 and tokens.lower[node] not in SEATS
        return (node + 1, own[1]) if own is not None and title else None
    beside = tokens.head[after[1] - 1] == tokens.head[node] and tokens.dep[after[1] - 1] == tokens.dep[node]
    inside = after[0] <= tokens.head[node] < after[1]
    return after if inside or beside or tokens.head[after[1] - 1] == node else None  # "the charity Blue Door runs"


def name(article: Article, span: tuple[int, int], node: int) -> Name:
    """A name as it is put in, with "the" where the article writes it so."""
    tokens, (start, end) = article.tokens, span
    known = next((article.references[one] for one in range(start, end) if one in article.references), "")
    text = known.removesuffix("'s") or spelled(tokens, start, end)
    if start and tokens.lower[start - 1] == "the" and not known and tokens.entity[start] != "PERSON":
        text = "the " + text
    person = tokens.entity[start] == "PERSON"
    key = text.rsplit(" ", 1)[-1] if person else tokens.lower[start]
    return Name(start, key.lower(), frozenset(tokens.lower[tokens.left[node] : node + 1]), text)


def is_bare(tokens: Tokens, node: int) -> bool:
    """Whether nothing but "the" and what is part of an office stands around a noun: "the foreign minister"."""
    first = tokens.left[node]
    before = all(tokens.dep[kid] in ("det", "amod", "compound") for kid in tokens.kids[node] if kid < node)
    behind = all(adds_nothing(tokens, kid) for kid in tokens.kids[node] if kid > node)
    above = tokens.lower[tokens.head[node]]
    called = tokens.dep[node] in SAID_OF or above == "as" or above in CALLING
    return tokens.lower[first] == "the" and before and behind and not called


def adds_nothing(tokens: Tokens, kid: int) -> bool:
    """Whether what stands behind a noun does not tell which one is meant: "the company, which has two plants,"."""
    aside = tokens.dep[kid] in ("relcl", "acl") and loose(tokens, kid)
    return aside or tokens.dep[kid] == "punct" or tokens.lower[kid] in ITSELF or is_possessive(tokens, kid)


ITSELF = frozenset(("himself", "herself", "itself"))


def alike(article: Article, node: int) -> frozenset[str]:
    """The words by which a name may have been told to be what a noun says: any trade is a company's."""
    word = article.tokens.lower[node]
    return article.lexicon["firms"] | SUFFIXES if word in COMPANY else frozenset((word,))


def only_name(article: Article, kinds: Kinds, node: int) -> Name | None:
    """The one name that the article tells to be what the noun says, in full; None where there are several or none."""
    tokens, word = article.tokens, article.tokens.lower[node]
    asked = frozenset(tokens.lower[tokens.left[node] + 1 : node]) - seat(tokens, node)
    told = [
        one
        for other in sorted(alike(article, node) & kinds.told.keys())
        for one in kinds.told[other]
        if (not asked if word in COMPANY else asked <= one.office)
    ]
    told = told or of_no_trade(article, kinds, word)
    if len({one.key for one in told}) != 1:
        return None
    longest = max(told, key=lambda one: len(one.text))
    return longest._replace(place=min(one.place for one in told))


def of_no_trade(article: Article, kinds: Kinds, word: str) -> list[Name]:
    """The names of companies whose trade nobody told: "Tarnfield Group fell after the furniture maker cut"."""
    firms, own = article.lexicon["firms"], SUFFIXES | COMPANY
    if word not in firms or word in own:
        return []
    traded = {one.key for other, names in kinds.told.items() if other in firms - own for one in names}
    return [one for other in own & kinds.told.keys() for one in kinds.told[other] if one.key not in traded]


def seat(tokens: Tokens, node: int) -> frozenset[str]:
    """The words that tell where a company is at home: "the Leeds-based company", "the German firm"."""
    words = range(tokens.left[node] + 1, node)
    based = tokens.left[node - 1] if tokens.lower[node - 1] == "based" else node
    return frozenset(tokens.lower[one] for one in words if one >= based or tokens.entity[one] == "NORP")


def is_another(article: Article, kinds: Kinds, bodies: list[int], found: Name, node: int) -> bool:
    """Whether something else may be meant: the name comes later, another of the kind came before, or another body.

    Of people titles tell, whoever was named since.
    """
    tokens, lexicon, word = article.tokens, article.lexicon, article.tokens.lower[node]
    words = COMPANY if word in COMPANY else frozenset((word,))
    others = [kinds.others[one][0] for one in words if one in kinds.others]
    if found.place > node or article.quotes[node] or any(place < node for place in others):
        return True
    if word in lexicon["offices", "roles"]:
        return False
    last = bisect_left(bodies, node) - 1
    return last >= 0 and bodies[last] > found.place and tokens.lower[bodies[last]] != found.key


def is_body(tokens: Tokens, span: tuple[int, int]) -> bool:
    """Whether a name is of a body that may do something: no adjective ("Nordic") and no place ("in Kolvik")."""
    start, end = span
    named = tokens.entity[start] in BODIES and tokens.dep[end - 1] not in ("amod", "compound", "nmod")
    return named and tokens.lower[start - 1] not in ("in", "at") and tokens.dep[end - 1] != "appos"
