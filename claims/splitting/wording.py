"""From pieces to words: a claim's sentence, its anchor and its exact spans."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.document import Span

CLINGING = frozenset(
    (",", ".", ";", ":", "!", "?", "%", ")", "]", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "’")
)
PAIRS = {")": "(", "]": "["}
MARKS = ",;:–—-.!?…/"
EDGES: frozenset[Item] = frozenset(
    MARKS[first:end] for first in range(len(MARKS)) for end in range(first, len(MARKS) + 1)
)
"""Marks, and what is made of those that follow one another here, as "!?" is."""


def spaced(tokens: Tokens, before: Item, after: Item) -> bool:
    """Whether a space belongs between two pieces that follow one another in a claim."""
    if before.__class__ is int and after.__class__ is int and after == before + 1:
        return tokens.space[before]
    word = tokens.form[after] if after.__class__ is int else after
    if word in CLINGING or (word in ('"', "”") and after.__class__ is str):
        return False
    last = tokens.text[before] if before.__class__ is int else before
    return last not in ("(", "[", "$", "£", "€", "#", "“")


def balanced(words: list[str]) -> set[int]:
    """Positions of brackets and double quotes that have no partner."""
    odd: set[int] = set()
    open_brackets: list[int] = []
    quotes: list[int] = []
    for index, word in enumerate(words):
        if word in ("(", "["):
            open_brackets.append(index)
        elif word in PAIRS:
            if open_brackets and words[open_brackets[-1]] == PAIRS[word]:
                open_brackets.pop()
            else:
                odd.add(index)
        elif word in ('"', "``", "''", "“", "”"):
            quotes.append(index)
    odd.update(open_brackets)
    for one, other in pairwise(quotes):
        if other == one + 1 and other not in odd and one not in odd and quotes.index(one) % 2 == 0:
            odd.update((one, other))
    if len(quotes) % 2:
        odd.add(quotes[-1] if quotes[-1] == len(words) - 1 or len(quotes) > 1 else quotes[0])
    return odd


class Marks(NamedTuple):
    """What `trimmed` looks at among an article's tokens."""

    partnered: frozenset[Item]
    """Brackets and double quotes, also as words put in between."""
    edges: frozenset[Item]
    """What stands at no end of a claim."""


def marks_of(tokens: Tokens) -> Marks:
    found = [(index, word) for index, word in enumerate(tokens.form) if word in MARKED]
    edges = frozenset([index for index, word in found if word in EDGES])
    if len(edges) == len(found):
        return Marks(PARTNERED, edges)
    return Marks(PARTNERED.union([index for index, word in found if word in PARTNERED]), edges)


def trimmed(tokens: Tokens, items: list[Item], marks: Marks) -> list[Item]:
    """The pieces without marks at either end and without brackets or quotes that lost their partner."""
    partnered, edges = marks
    if not partnered.isdisjoint(items):
        odd = balanced(words_of(tokens, items))
        items = [item for index, item in enumerate(items) if index not in odd]
    first, last = 0, len(items)
    while first < last and (items[first] in edges or items[first] in EDGES):
        first += 1
    while last > first and (items[last - 1] in edges or items[last - 1] in EDGES):
        last -= 1
    if last - first > 2 and items[last - 1] in partnered:
        comma, quote = words_of(tokens, items[last - 2 : last])
        if quote in QUOTES and comma == ",":
            return [*items[first : last - 2], '"']
    return items[first:last]


def words_of(tokens: Tokens, items: list[Item]) -> list[str]:
    return [tokens.form[item] if isinstance(item, int) else item for item in items]


QUOTES = frozenset(('"', "``", "''"))
PARTNERED: frozenset[Item] = QUOTES | {"(", "[", ")", "]", "“", "”"}
MARKED = EDGES | PARTNERED


def direct(article: Article, items: list[Item]) -> list[Item]:
    """The pieces with the quotation marks of direct speech around it: Hale said "I never promised that"."""
    form, quotes = article.tokens.form, article.quotes
    for place in range(1, len(items)):
        item = items[place]
        if not isinstance(item, int) or not item or items[place - 1] == item - 1 or not quotes[item]:
            continue
        goes_on = article.tokens.opens[item] and quotes[item - 1] == quotes[item]
        if form[item - 1] not in QUOTES and not goes_on:
            continue
        if len(parts := quoted_parts(article, items, place)) > 1:
            close = "”" if article.tokens.text[item - 1] == "“" else '"'
            if quoted_parts(article, items[:place], 0):
                return items
            return [*items[:place], item - 1, *put_together(article, items[place:]), close]
        if parts and quoted_parts(article, items[:place], 0) - parts:
            return items
        rest = run_from(items, place)
        inside = quotes[item] and quotes[item] == quotes[rest[-1]]
        if inside and (closes(article, rest[-1]) or place + len(rest) == len(items)):
            return [
                *items[:place],
                "“" if goes_on else item - 1,
                *rest,
                "”" if goes_on or article.tokens.text[item - 1] == "“" else '"',
                *items[place + len(rest) :],
            ]
    return items


def quoted_parts(article: Article, items: list[Item], place: int) -> set[int]:
    """The quotations that the pieces from a place on are of; none where one of them stands in no quotation."""
    found = {article.quotes[item] for item in items[place:] if isinstance(item, int)}
    return set() if 0 in found and place else found - {0}


def put_together(article: Article, items: list[Item]) -> list[Item]:
    """Two quotations as one: the comma that closed the first is in, and who spoke in between is not."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else ""
        if isinstance(last, int) and isinstance(item, int) and article.quotes[last] != article.quotes[item]:
            found.append(",")
        found.append(item)
    return found


def run_from(items: list[Item], place: int) -> list[int]:
    """The article's words that stand side by side from a place on."""
    found: list[int] = []
    for item in items[place:]:
        if not isinstance(item, int) or (found and item != found[-1] + 1):
            break
        found.append(item)
    return found


def closes(article: Article, last: int) -> bool:
    """Whether a quotation, or its sentence, ends right behind a word."""
    tokens = article.tokens
    after = last + 1
    while after < len(tokens) and tokens.form[after] in (",", ".", "!", "?", "…", "-", "–", "—"):
        after += 1
    return after >= len(tokens) or tokens.form[after] in QUOTES or tokens.opens[after]


def following(tokens: Tokens) -> list[str]:
    """Each token as it is written right behind the one before it."""
    words = [" " + word if apart else word for word, apart in zip(tokens.text, [False, *tokens.space], strict=False)]
    for index, opens in enumerate(tokens.opens):
        if opens and index:
            words[index] = " " * tokens.space[index - 1] + inner(tokens, index, tokens.text[index])
    return words


def render(tokens: Tokens, items: list[Item], forms: dict[int, str], behind: Sequence[str] = ()) -> str:
    """The claim's sentence, its first letter a capital, without a full stop; `forms` words some tokens otherwise.

    With `following(tokens)` for `behind`, what stands side by side is written at once.
    """
    parts: list[str] = []
    before: Item = ""
    goes_on = -1
    for item in items:
        if item == goes_on and item not in forms:
            parts.append(behind[goes_on])
        else:
            if isinstance(item, int):
                word = forms.get(item, tokens.text[item])
                if not word:
                    continue
                word = inner(tokens, item, word) if parts and tokens.opens[item] else word
            else:
                word = item
            if parts and spaced(tokens, before, item):
                parts.append(" ")
            parts.append(word)
        before = item
        goes_on = item + 1 if behind and isinstance(item, int) else -1
    sentence = "".join(parts)
    return sentence[:1].upper() + sentence[1:] if sentence[:1].islower() and not mixed(sentence) else sentence


PLAIN_ENTITIES = frozenset(("", "CARDINAL", "ORDINAL", "DATE", "TIME", "PERCENT", "QUANTITY"))


def inner(tokens: Tokens, item: int, word: str) -> str:
    """A sentence's first word as it is written inside a sentence."""
    # "The Calder Bridge" is "the Calder Bridge" there, unless the article says otherwise.
    named = tokens.tag[item] in ("NNP", "NNPS") or tokens.capital[item]
    named = named or (tokens.entity[item] not in PLAIN_ENTITIES and tokens.tag[item] != "DT")
    if named or word != tokens.text[item] or not word.istitle() or word == "I":
        return word
    return word.lower()


def mixed(sentence: str) -> bool:
    """Whether the first word has capitals inside ("iPhone") and must stay as it is."""
    word = sentence.split(" ", 1)[0]
    return not word.islower() and any(character.isupper() for character in word)


def spans(article: Article, indexes: list[int]) -> tuple[Span, ...]:
    """The exact pieces of the article the tokens stand on, neighbors joined."""
    start, length = article.tokens.start, article.tokens.length
    found: list[Span] = []
    begin = previous = indexes[0]
    for index in indexes[1:]:
        if index != previous + 1:
            found.append((start[begin], start[previous] + length[previous]))
            begin = index
        previous = index
    return (*found, (start[begin], start[previous] + length[previous]))
