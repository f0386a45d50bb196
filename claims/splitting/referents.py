"""Whom a modifier speaks of: the noun it stands on, or what that noun is said to be."""

from bisect import bisect_right

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import coordination, gather, loose, modifiers
from claims.splitting.stages.predicates import FINITE


def may_mean_the_nearer(article: Article, head: int, node: int) -> bool:
    """Whether a description may be of who stands right before it: "the daughter of one patient, a retired pilot,"."""
    tokens = article.tokens
    near = tokens.left[node] - 2
    people = article.lexicon["roles", "offices"] | PEOPLE
    return near > head and tokens.tag[near] == "NN" and tokens.tag[head] == "NN" and tokens.lower[near] in people


PEOPLE = frozenset(
    [
        "victim",
        "patient",
        "child",
        "man",
        "woman",
        "boy",
        "girl",
        "person",
        "resident",
        "passenger",
        "neighbor",
        "neighbour",
        "friend",
        "colleague",
    ]
)


CLAUSAL = frozenset(
    [
        "omission", "move", "step", "decision", "feat", "gesture", "tactic", "practice", "sign", "change",
        "shift", "result", "allegation", "accusation", "claim", "suggestion", "margin", "outcome", "reminder",
        "setback",
    ]
)  # fmt: skip
"""What a whole clause is called behind a comma, and no noun in it: "sold it without her name, an omission"."""


RENAMING = frozenset(("conj", "appos", "fronted", "attr"))


def referent(article: Article, noun: int) -> int:
    """The noun itself, or what it renames: "Ada, a pilot who …" and "Ada is a pilot who …" speak of Ada."""
    tokens = article.tokens
    if tokens.dep[noun] not in RENAMING:
        return noun
    if (
        tokens.dep[noun] == "conj"
        and tokens.dep[tokens.head[noun]] in ("attr", "appos")
        and not is_other(tokens, noun)
        and not is_somebody_else(tokens, noun)
    ):
        noun = tokens.head[noun]
    if tokens.dep[noun] == "appos" and loose(tokens, noun):
        renames = tokens.entity[noun] == "PERSON" and tokens.lower[tokens.head[noun]] in PEOPLE
        if renames or tokens.lower[noun] in CLAUSAL:
            return noun  # "the son of one patient, 77-year-old Ada Brook,"
        return noun if may_mean_the_nearer(article, tokens.head[noun], noun) else tokens.head[noun]
    if tokens.dep[noun] == "fronted":
        verb = tokens.head[noun]
        own = (kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("nsubj", "nsubjpass"))
        return next(own, noun)
    if tokens.dep[noun] == "attr":
        frame = article.frame_of(tokens.head[noun])
        may_be = frame is not None and any(isinstance(one, int) and tokens.tag[one] == "MD" for one in frame.group)
        if (
            frame
            and not may_be
            and frame.own is not None
            and frame.role != "relative"
            and tokens.dep[frame.own] != "expl"
        ):
            return frame.own
    return noun


def is_somebody_else(tokens: Tokens, noun: int) -> bool:
    """ "two directors, Ada Brook and Tom Hale, and an accountant, who": the accountant is neither."""
    beside = tokens.entity[tokens.head[noun]] == "PERSON" and tokens.dep[tokens.head[noun]] == "appos"
    return beside and tokens.tag[noun] in ("NN", "NNS")


def is_other(tokens: Tokens, noun: int) -> bool:
    """ "The heir is Hale rather than Brook": Brook is not the heir."""
    return tokens.lower[tokens.left[noun] - 1] in ("than", "not")


def naming(tokens: Tokens, noun: int, modifier: int) -> list[Item]:
    """The noun phrase without the modifier that is turned into a claim, and without its conjuncts."""
    _, joints = coordination(tokens, noun)
    case = {kid for kid in tokens.kids[noun] if tokens.dep[kid] == "case" or is_not(tokens, kid)}
    return list(gather(tokens, noun, joints | case | {modifier}))


def is_not(tokens: Tokens, kid: int) -> bool:
    """The "not" of "but not the prize, which": what is said of the prize is said of it."""
    return tokens.dep[kid] == "neg" and tokens.lower[kid] == "not"


def slim(tokens: Tokens, noun: int, modifier: int) -> list[Item]:
    """The noun phrase without what stands behind its noun, named as something known: "the hedge"."""
    kids, skip = tokens.kids[noun], {modifier}
    if kids and (kids[-1] > noun or not JOINING.isdisjoint([tokens.dep[kid] for kid in kids])):
        _, joints = coordination(tokens, noun)
        skip |= joints
        skip.update([kid for kid in kids if tokens.dep[kid] == "case"])
        skip.update(modifiers(tokens, noun))
    words: list[Item] = [*gather(tokens, noun, skip)]
    if tokens.tag[noun] == "NNP" and modifier < noun and goes_without_article(tokens, noun):
        words = [item for item in words if not (isinstance(item, int) and tokens.lower[item] in ("the", "a", "an"))]
    return definite(tokens, words)


def goes_without_article(tokens: Tokens, name: int) -> bool:
    """Whether only the adjective brings the article: "the suspended Brandt" is Brandt, the new Senate the Senate."""
    if tokens.entity[name] == "PERSON":
        return True
    word = tokens.text[name]
    return any(
        place not in (0, name)
        and tokens.lower[place - 1] != "the"
        and tokens.dep[place] in FREE
        and LEADING.isdisjoint([tokens.dep[kid] for kid in tokens.kids[place]])
        for place in [place for place, text in enumerate(tokens.text) if text == word]
    )


JOINING = frozenset(("conj", "appos", "cc", "preconj", "case"))
"""What a noun phrase named again leaves out even in front of its noun."""
LEADING = frozenset(("det", "poss", "amod"))
FREE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj"))


def definite(tokens: Tokens, words: list[Item]) -> list[Item]:
    """ "a hedge" spoken of again: "the hedge"."""
    if words and isinstance(words[0], int) and tokens.lower[words[0]] in ("a", "an"):
        return ["the", *words[1:]]
    return words


SETTLED = frozenset(
    [
        "port",
        "city",
        "town",
        "village",
        "resort",
        "island",
        "capital",
        "region",
        "province",
        "river",
        "lake",
        "mountain",
    ]
)


def still_stands(article: Article, noun: int) -> bool:
    """Whether a place or a body is told of in a story of today: the port that shut on Monday is Danish still."""
    tokens, one = article.tokens, singular(article.tokens.lower[noun])
    lasting = one in SETTLED or (one in article.lexicon["bodies"] and one not in ("house", "hotel", "museum"))
    if not lasting or tokens.tag[noun] not in ("NN", "NNP"):
        return False
    first, end = sentence_around(article, noun)
    return not any(tokens.tag[place] == "CD" and is_year(tokens.text[place]) for place in range(first, end))


def sentence_around(article: Article, index: int) -> tuple[int, int]:
    place = bisect_right(article.sentences, index, key=lambda pair: pair[0]) - 1
    return article.sentences[place]


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and text[0] in "12"


def speaks_of_past(article: Article, index: int) -> bool:
    """Whether the clause around a token is told in the past; what a person is said to be in passing, they are."""
    tokens = article.tokens
    tag, head, dep = tokens.tag, tokens.head, tokens.dep
    if tag[index] == "NNP" and "based" in [tokens.lower[kid] for kid in tokens.kids[index]]:
        return False  # "the Leeds-based firm Norda"
    if dep[index] == "appos" and (tokens.entity[head[index]] == "PERSON" or tag[head[index]] == "NNP"):
        return False
    for _ in range(40):
        if tag[index] == "VBD":
            return True
        for kid in tokens.kids[index]:
            if tag[kid] == "VBD" and dep[kid] in HELPING:
                return True
        if tag[index] in FINITE or head[index] == index:
            return False
        index = head[index]
    return False


HELPING = frozenset(("aux", "auxpass"))


def known(tokens: Tokens, words: list[Item]) -> list[Item]:
    """ "six witnesses" spoken of again: the six witnesses."""
    first = words[0] if words else ""
    if not isinstance(first, int):
        return words
    counted = tokens.tag[first] == "CD" and tokens.dep[first] == "nummod"
    common = tokens.tag[first] == "NNS" or (tokens.dep[first] == "amod" and tokens.tag[first] == "JJ")
    return ["the", *words] if counted or common else definite(tokens, words)
