"""Words between the others that mislead the parser, so it is shown the sentence without them: "(RSV)" behind a name,
the "and over" of "people aged 65 and over".

With them the parser takes the verb behind for a description: "a vaccine against the virus (RSV) reduced deaths".
Reads the tokens; gives the stretches, and puts them back into the tree.
"""

from collections.abc import Sequence

from claims.splitting.article import Tokens

LONGEST_ACRONYM = 8  # letters
BEYOND = frozenset(("over", "older", "above", "under", "younger", "up"))
BEGUN_BY = frozenset(("(", "and"))
AGES = frozenset(("aged", "older", "younger"))


def is_acronym(tokens: Tokens, opening: int) -> bool:
    """Whether "(RSV)" begins here, right behind a word."""
    letters = tokens.text[opening + 1]
    return (
        tokens.form[opening] == "("
        and tokens.form[opening + 2] == ")"
        and letters.isalpha()
        and letters.isupper()
        and 1 < len(letters) < LONGEST_ACRONYM
        and tokens.text[opening - 1].isalpha()
    )


def goes_on_beyond(tokens: Tokens, joint: int) -> bool:
    """Whether "and over" begins here, right behind an age."""
    aged = tokens.lower[joint - 2] == "aged" or tokens.lower[joint + 1] in ("older", "younger")
    follows = tokens.text[joint + 2]
    return (
        aged
        and tokens.lower[joint] == "and"
        and tokens.lower[joint + 1] in BEYOND
        and tokens.text[joint - 1].isdecimal()
        and not follows[0].isdecimal()
    )


def stretches(tokens: Tokens, first: int, end: int) -> list[tuple[int, int]]:
    """What the parser is not shown, as half-open ranges in text order."""
    found: list[tuple[int, int]] = []
    words = tokens.lower[first:end]
    if "(" not in words and AGES.isdisjoint(words):
        return found
    for start in [place for place, word in enumerate(words[2:-3], first + 2) if word in BEGUN_BY]:
        length = 3 if is_acronym(tokens, start) else 2 if goes_on_beyond(tokens, start) else 0
        if length and not any(tokens.opens[start : start + length + 1]):
            found.append((start, start + length))
    return found


def shown(tokens: Tokens, first: int, end: int) -> Sequence[int]:
    """The tokens that the parser sees, most often all."""
    out = {index for start, stop in stretches(tokens, first, end) for index in range(start, stop)}
    return [index for index in range(first, end) if index not in out] if out else range(first, end)


def put_back(tokens: Tokens, first: int, end: int) -> None:
    """Puts each stretch, in text order, behind the word it belongs to."""
    for start, stop in stretches(tokens, first, end):
        if stop - start == 3:
            noun = abbreviated(tokens, start - 1)
            insert(tokens, start, ["-LRB-", "NNP", "-RRB-"], ["punct", "appos", "punct"], [noun, noun, start + 1])
            tokens.entity[start + 1], tokens.entity_begins[start + 1] = "ORG", True
        else:
            age = start - 1
            insert(tokens, start, ["CC", "JJR"], ["cc", "conj"], [age, age])
            tokens.entity[start:stop] = [tokens.entity[age]] * 2


def insert(tokens: Tokens, start: int, tags: list[str], deps: list[str], heads: list[int]) -> None:
    tokens.tag[start:start] = tags
    tokens.dep[start:start] = deps
    tokens.head[start:start] = heads
    tokens.entity[start:start] = [""] * len(tags)
    tokens.entity_begins[start:start] = [False] * len(tags)


def abbreviated(tokens: Tokens, noun: int) -> int:
    """The head of the name that ends here: "Department" of "the Department of Health (DOH)"."""
    above = noun
    while tokens.dep[above] == "pobj" and tokens.lower[tokens.head[above]] == "of":
        above = tokens.head[tokens.head[above]]
        if not tokens.entity[above]:
            return noun
    return above
