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
    forms = {noun: singular(tokens.text[noun])} if is_of_many(tokens, noun) else {}
    return ([indefinite(tokens, words), *words] if words else []), forms


def is_of_many(tokens: Tokens, noun: int) -> bool:
    """ "Three Republicans, including Dale Moss": he is one Republican."""
    return tokens.tag[noun] == "NNS" or (tokens.tag[noun] == "NNPS" and tokens.entity[noun] == "NORP")


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
        start = head
        if tokens.dep[head] in ("prep", "agent"):
            head = next((kid for kid in tokens.kids[head] if tokens.dep[kid] == "pobj"), head)
        if tokens.lower[head] in SOME:
            head = next((kid for kid in tokens.kids[head] if tokens.lower[kid] == "of"), head)
        if head == start:
            break
    return head


SOME = frozenset(("some", "many", "several", "one", "number", "range", "variety"))


def inner(tokens: Tokens, head: int) -> tuple[int, int]:
    """ "home to clubs such as Harbor": the preposition behind a word, and the noun behind that."""
    for kid in tokens.kids[head]:
        if tokens.dep[kid] == "prep" and kid > head:
            return kid, next((below for below in tokens.kids[kid] if tokens.dep[below] == "pobj"), -1)
    return -1, -1


def run(article: Article) -> None:
    tokens = article.tokens
    if TELLING.isdisjoint(tokens.lower) and "appos" not in tokens.dep:
        return
    told = {number: with_examples(tokens, first, end) for number, (first, end) in enumerate(article.sentences)}
    for number, _, _ in article.speaking():
        for noun in told[number]:
            found = examples(tokens, noun)
            if found:
                kinds(article, noun, found, number)
    for frame in article.frames.values():
        for slot in frame.slots if told[frame.sentence] else ():
            if slot.kind in PARTS:
                put_in(tokens, slot, told[frame.sentence])


def with_examples(tokens: Tokens, first: int, end: int) -> list[int]:
    """The nouns that a word which opens examples, or an apposition, hangs on; most sentences have none."""
    if TELLING.isdisjoint(tokens.lower[first:end]) and "appos" not in tokens.dep[first:end]:
        return []
    openers = [index for index, dep in enumerate(tokens.dep[first:end], first) if dep in OPENING]
    nouns = {tokens.head[index] for index in openers if opens(tokens, index)}
    return sorted(noun for noun in nouns if tokens.tag[noun] in NOUN_TAGS)


OPENING = frozenset(("prep", "appos"))


def opens(tokens: Tokens, index: int) -> bool:
    """Whether a word may open the examples of the noun it hangs on."""
    word = tokens.lower[index]
    return tokens.dep[index] == "appos" or word in OPENERS or (word == "as" and tokens.lower[index - 1] == "such")


def kinds(article: Article, noun: int, found: tuple[int, list[list[Item]]], number: int) -> None:
    opener, choices = found
    words, forms = kind_of(article.tokens, noun, opener)
    if superlative(article.tokens, noun):
        words, forms = ["one", "of", *gather(article.tokens, noun, {opener})], {}
    for choice in choices:
        last = next((item for item in reversed(choice) if isinstance(item, int)), -1)
        first = choice[0] if choice else ""
        if isinstance(first, int) and article.tokens.lower[first] in ("one", "some", "those", "several", "many"):
            continue  # "earlier trials, including one funded by Norvale"
        if last >= 0 and article.tokens.tag[last] == "NNP":
            article.drafts.append(Draft([*choice, "is", *words], "instance", number, noun, forms, kind="presupposed"))


PARTS = frozenset(("place", "object", "agent", "complement", "modifier"))
"""Parts of a clause in which examples may stand for their kind."""


def put_in(tokens: Tokens, slot: Slot, nouns: list[int]) -> None:
    """Adds the wordings of a part in which the examples stand for the kind; `nouns` are those that may have some."""
    noun = place_of(tokens, slot)
    lead: list[Item] = [slot.head] if tokens.dep[slot.head] in ("prep", "agent") else []
    found = examples(tokens, noun) if noun in nouns else None
    if found is None and not lead:
        preposition, noun = inner(tokens, slot.head)
        found = examples(tokens, noun) if noun in nouns else None
        before = gather(tokens, slot.head, {preposition}) if found else []
        lead = [*(item for item in before if item < preposition), preposition]
    if found is None or (noun >= 0 and tokens.lower[noun] in HOLDING):
        return
    slot.examples = [[*lead, *choice] for choice in found[1] if not is_owner(tokens, choice)]


def is_owner(tokens: Tokens, words: list[Item]) -> bool:
    """ "governments, including Poland's": what is Poland's stands in front."""
    return bool(words) and isinstance(words[-1], int) and tokens.tag[words[-1]] == "POS"
