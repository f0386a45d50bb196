"""Who is meant by "the company", "the foreign minister", "the council": the name that the article gives them.

Only where one name alone was told to be one ("Halden Foods, a maker of …", "Foreign Minister Jana Belik", "Corby Town
Council"), nothing else of the kind was spoken of before, and no other body was named since. What somebody becomes or
is called is left as it stands.
Reads the parse and `article.references`; gives `article.references` and `article.covered`.
"""

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
    named: dict[str, str] = {}
    for node in kinds.open:
        found = meant(article, kinds, spans, node)
        phrase = " ".join(tokens.lower[tokens.left[node] : node + 1])
        if found is not None:
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
    lexicon, lower = article.lexicon, article.tokens.lower
    known = lexicon["offices"] | lexicon["roles"] | lexicon["bodies"] | lexicon["firms"] | lexicon["sites"]
    known = (known | SUFFIXES) - VAGUE
    return (index for index, word in enumerate(lower) if word in known)


def sort(article: Article, spans: dict[int, tuple[int, int]]) -> Kinds:
    """Tells apart, for each noun, what names it, what is bare ("the company") and what is something else."""
    tokens, kinds = article.tokens, Kinds({}, {}, [])
    for node in nouns(article):
        span = told_of(article, spans, node)
        if span is not None:
            kinds.told.setdefault(tokens.lower[node], []).append(name(article, span, node))
        elif tokens.tag[node] != "NN" or tokens.dep[node] in ("compound", "nmod", "amod"):
            continue
        elif is_bare(tokens, node):
            kinds.open.append(node)
        else:
            kinds.others.setdefault(tokens.lower[node], []).append(node)
    return kinds


def told_of(article: Article, spans: dict[int, tuple[int, int]], node: int) -> tuple[int, int] | None:
    """The name a noun is told of: by a title, an apposition, "is", or as a word of the name itself."""
    tokens, head = article.tokens, article.tokens.head[node]
    span = spans.get(node)
    if span is not None:
        own = node == span[1] - 1 or tokens.lower[node + 1] in ("of", "for")
        person = tokens.entity[node] == "PERSON"
        return span if own and not person and span[1] - span[0] > 1 else titled(tokens, spans, node)
    if tokens.dep[node] == "appos" and head in spans:
        return spans[head]
    if tokens.dep[node] == "attr":
        own_subject = next((kid for kid in tokens.kids[head] if tokens.dep[kid] == "nsubj"), -1)
        return spans.get(own_subject) if tokens.lower[head] in ("is", "was") else None
    renamed = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "appos" and kid in spans), -1)
    return spans[renamed] if renamed >= 0 else titled(tokens, spans, node)


def titled(tokens: Tokens, spans: dict[int, tuple[int, int]], node: int) -> tuple[int, int] | None:
    """The name right behind a title: "Foreign Minister Jana Belik", "developer Harbor & Stone"."""
    after = spans.get(node + 1)
    if after is None or after[0] != node + 1:
        own = spans.get(node)
        return (node + 1, own[1]) if own is not None and node == own[0] < own[1] - 1 else None
    return after if after[0] <= tokens.head[node] < after[1] or tokens.head[after[1] - 1] == node else None


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


def meant(article: Article, kinds: Kinds, spans: dict[int, tuple[int, int]], node: int) -> Name | None:
    """The one name that was told before to be what the noun says, or None."""
    tokens, word = article.tokens, article.tokens.lower[node]
    firm = word in COMPANY
    words = article.lexicon["firms"] | SUFFIXES if firm else frozenset((word,))
    asked = frozenset(tokens.lower[tokens.left[node] + 1 : node])
    told = [
        one
        for alike in sorted(words & kinds.told.keys())
        for one in kinds.told[alike]
        if (not asked if firm else asked <= one.office)
    ]
    if len({one.key for one in told}) != 1 or min(one.place for one in told) > node:
        return None
    if any(place < node for alike in (COMPANY if firm else words) for place in kinds.others.get(alike, ())):
        return None
    best = max((one for one in told if one.place < node), key=lambda one: len(one.text))
    if article.quotes[node] or is_another_since(article, spans, best, node):
        return None
    return best


def is_another_since(article: Article, spans: dict[int, tuple[int, int]], best: Name, node: int) -> bool:
    """Whether another body was named since the one that may be meant was named last; of people titles tell."""
    tokens, lexicon = article.tokens, article.lexicon
    if tokens.lower[node] in lexicon["offices"] | lexicon["roles"]:
        return False
    for index in range(node - 1, best.place, -1):
        span = spans.get(index)
        if span is not None and is_body(tokens, span):
            return tokens.lower[span[0]] != best.key
    return False


def is_body(tokens: Tokens, span: tuple[int, int]) -> bool:
    """Whether a name is of a body that may do something: no adjective ("Nordic") and no place ("in Kolvik")."""
    start, end = span
    named = tokens.entity[start] in BODIES and tokens.dep[end - 1] not in ("amod", "compound", "nmod")
    return named and tokens.lower[start - 1] not in ("in", "at")
