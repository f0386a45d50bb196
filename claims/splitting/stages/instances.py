"""Examples of a kind: "in films such as Candy" -> Candy is a film, and in Candy.

Reads the parse; gives presupposed drafts, and wordings of clause parts with the example in place of the kind.
"""

from claims.splitting.article import Article, Draft, Item, Slot, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import NOUN_TAGS, alternatives, gather, indefinite, loose

VAGUE = frozenset(
    [
        "many",
        "several",
        "various",
        "numerous",
        "some",
        "multiple",
        "few",
        "other",
        "certain",
        "different",
        "such",
        "both",
        "all",
        "these",
        "those",
    ]
)
OPENERS = frozenset(("including", "like"))
TELLING = OPENERS | {"such"}
"""Words one of which stands in front of examples, where these are in no apposition."""


def examples(tokens: Tokens, noun: int) -> tuple[int, list[list[Item]]] | None:
    """The preposition that opens the examples of a kind, and the examples."""
    kids = tokens.kids[noun]
    if not kids or kids[-1] < noun:
        return None
    for kid in kids:
        if kid <= noun or tokens.dep[kid] != "prep":
            continue
        word = tokens.lower[kid]
        if word in OPENERS or (word == "as" and tokens.lower[kid - 1] == "such"):
            named = next((below for below in tokens.kids[kid] if tokens.dep[below] == "pobj"), -1)
            if named >= 0 and (word != "like" or tokens.tag[named] in ("NNP", "NNPS")):
                return kid, alternatives(tokens, named)
    return listed_after(tokens, noun)


def listed_after(tokens: Tokens, noun: int) -> tuple[int, list[list[Item]]] | None:
    """ "two departments, Energy and Education": a list in apposition to a plural noun."""
    if tokens.tag[noun] != "NNS":
        return None
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "appos" and kid > noun and tokens.tag[kid] in ("NNP", "NNPS") and loose(tokens, kid):
            choices = alternatives(tokens, kid)
            if len(choices) > 1:
                return kid, choices
    return None


def kind_of(tokens: Tokens, noun: int, opener: int) -> tuple[list[Item], dict[int, str]]:
    """The kind in the singular, with its article: "several popular films" -> "a popular film"."""
    skip = {opener} | {
        kid
        for kid in tokens.kids[noun]
        if tokens.dep[kid] in ("det", "nummod", "punct", "cc", "conj", "relcl", "poss") or tokens.lower[kid] in VAGUE
    }
    words: list[Item] = [item for item in gather(tokens, noun, skip) if tokens.lower[item] not in ("such",)]
    forms = {noun: singular(tokens.text[noun])} if tokens.tag[noun] == "NNS" else {}
    return ([indefinite(tokens, words), *words] if words else []), forms


HOLDING = frozenset(
    [
        "reports",
        "complaints",
        "claims",
        "allegations",
        "records",
        "accounts",
        "calls",
        "plans",
        "proposals",
        "threats",
    ]
)
"""What is of something else: who had "reports of faults, including nine fires" had no fires."""


def superlative(tokens: Tokens, noun: int) -> bool:
    return any(tokens.tag[kid] in ("JJS", "RBS") for kid in tokens.kids[noun])


def place_of(tokens: Tokens, slot: Slot) -> int:
    """The noun of a clause part, behind its preposition if it has one, and behind "some of"."""
    head = slot.head
    for _ in range(3):
        if tokens.dep[head] in ("prep", "agent"):
            head = next((kid for kid in tokens.kids[head] if tokens.dep[kid] == "pobj"), head)
        if tokens.lower[head] in ("some", "many", "several", "one", "number", "range", "variety"):
            head = next((kid for kid in tokens.kids[head] if tokens.lower[kid] == "of"), head)
    return head


def inner(tokens: Tokens, head: int) -> tuple[list[Item], int]:
    """ "home to clubs such as Harbor": the words up to the preposition, and the noun behind it."""
    for kid in tokens.kids[head]:
        if tokens.dep[kid] == "prep" and kid > head:
            noun = next((below for below in tokens.kids[kid] if tokens.dep[below] == "pobj"), -1)
            return [*(item for item in gather(tokens, head, {kid}) if item < kid), kid], noun
    return [], -1


def run(article: Article) -> None:
    tokens = article.tokens
    if TELLING.isdisjoint(tokens.lower) and "appos" not in tokens.dep:
        return
    for number, first, end in article.speaking():
        for noun in range(first, end):
            if tokens.tag[noun] not in NOUN_TAGS:
                continue
            found = examples(tokens, noun)
            if found:
                kinds(article, noun, found, number)
    for frame in article.frames.values():
        for slot in frame.slots:
            put_in(tokens, slot)


def kinds(article: Article, noun: int, found: tuple[int, list[list[Item]]], number: int) -> None:
    opener, choices = found
    words, forms = kind_of(article.tokens, noun, opener)
    if superlative(article.tokens, noun):
        words, forms = ["one", "of", *gather(article.tokens, noun, {opener})], {}
    for choice in choices:
        last = next((item for item in reversed(choice) if isinstance(item, int)), -1)
        if last >= 0 and article.tokens.tag[last] == "NNP":
            article.drafts.append(Draft([*choice, "is", *words], "instance", number, noun, forms, kind="presupposed"))


def put_in(tokens: Tokens, slot: Slot) -> None:
    """Adds the wordings of a part in which the examples stand for the kind."""
    if slot.kind not in ("place", "object", "agent", "complement", "modifier"):
        return
    noun = place_of(tokens, slot)
    lead: list[Item] = [slot.head] if tokens.dep[slot.head] in ("prep", "agent") else []
    found = examples(tokens, noun) if tokens.tag[noun] in NOUN_TAGS else None
    if found is None and not lead:
        lead, noun = inner(tokens, slot.head)
        found = examples(tokens, noun) if noun >= 0 and tokens.tag[noun] in NOUN_TAGS else None
    if found is None or (noun >= 0 and tokens.lower[noun] in HOLDING):
        return
    slot.examples = [[*lead, *choice] for choice in found[1]]
