"""The parse: tags, dependencies and entities of all articles of a batch in one go, laid out as lists.

Reads tokens and sentence starts; gives `tag`, `dep`, `head`, `entity`, `kids`, `left`, `right` and
`article.quotes`.
"""

from collections.abc import Sequence
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from thinc.types import Ints2d

from claims.splitting import model
from claims.splitting.article import Article, Tokens
from claims.splitting.unseen import put_back, shown

UNITS = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "EVENT", "LAW", "PRODUCT", "LOC", "GPE"))
TITLE = 12
"""A quoted title has at most so many words."""
CHUNK = 400
"""Tokens per parsed document: whole sentences, so that long articles stay linear and memory flat."""


def chunks(article: Article) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin = 0
    for first, end in article.sentences:
        if end - begin > CHUNK and first > begin:
            found.append((begin, first))
            begin = first
    if begin < len(article.tokens):
        found.append((begin, len(article.tokens)))
    return found


def prepare(nlp: Language, tokens: Tokens, seen: Sequence[int]) -> Doc:
    forms = [tokens.form[index] for index in seen]
    doc = Doc(nlp.vocab, words=forms, spaces=[tokens.space[index] for index in seen])
    norms = [
        tokens.norm[index] if tokens.text[index] == tokens.form[index] else nlp.vocab[tokens.form[index]].norm
        for index in seen
    ]
    starts = [OPENS if tokens.opens[index] else GOES_ON for index in seen]
    return doc.from_array(["NORM", "SENT_START"], cast(Ints2d, np.array([norms, starts], dtype=np.uint64).T))


OPENS, GOES_ON = 1, (1 << 64) - 1
"""Sentence starts as spaCy's unsigned arrays have them, 1 and -1."""
GIVEN: list[int | str] = ["TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD"]


NAMES: dict[int, str] = {}
"""Names of tags, roles and kinds of entities by their numbers, the same in every model; there are a hundred."""


def names_of(strings: StringStore, numbers: Sequence[int]) -> list[str]:
    for number in set(numbers) - NAMES.keys():
        NAMES[number] = strings[number]
    return [NAMES[number] for number in numbers]


def collect(doc: Doc, tokens: Tokens, seen: Sequence[int]) -> None:
    """Takes over what the parse says of the tokens it was shown; heads count from the token itself."""
    table = doc.to_array(GIVEN)
    heads = np.array(seen, dtype=np.int64)[table[:, 4].astype(np.int64) + np.arange(len(seen))]
    tags, deps, kinds, marks = table[:, :4].T.tolist()
    strings = doc.vocab.strings
    tokens.tag += names_of(strings, tags)
    tokens.dep += names_of(strings, deps)
    tokens.entity += names_of(strings, kinds)
    tokens.entity_begins += [mark == 3 for mark in marks]
    tokens.head += heads.tolist()
    if seen[-1] - seen[0] >= len(seen):
        put_back(tokens, seen[0], seen[-1] + 1)


def link(tokens: Tokens) -> None:
    """Children and the edges of each subtree, in two passes over the heads."""
    head = tokens.head
    kids: list[list[int]] = [[] for _ in head]
    for index, above in enumerate(head):
        if above != index:
            kids[above].append(index)
    tokens.kids = kids
    left, right = list(range(len(head))), list(range(len(head)))
    order = [index for index, above in enumerate(head) if above == index]
    for index in order:
        order.extend(kids[index])
    if len(order) < len(head):
        break_rings(head, order)
        return link(tokens)
    for index in reversed(order):
        above = head[index]
        if left[index] < left[above]:
            left[above] = left[index]
        if right[index] > right[above]:
            right[above] = right[index]
    tokens.left, tokens.right = left, right
    return None


def link_sentence(tokens: Tokens, first: int, end: int) -> None:
    """`link` for the tokens of one sentence, where no other has changed: a long article has many."""
    own = Tokens(head=[above - first for above in tokens.head[first:end]])
    if not all(0 <= above < end - first for above in own.head):
        link(tokens)
        return
    link(own)
    tokens.head[first:end] = [above + first for above in own.head]
    tokens.kids[first:end] = [[kid + first for kid in kids] for kids in own.kids]
    tokens.left[first:end] = [place + first for place in own.left]
    tokens.right[first:end] = [place + first for place in own.right]


def break_rings(head: list[int], reached: Sequence[int]) -> None:
    """Makes a root of one word of each ring: a rule that hangs words on what hangs on them must never end in a loop.

    No rule may do so; tests and fuzz runs hold that this is never called.
    """
    seen = set(reached)
    for index in range(len(head)):
        trail: set[int] = set()
        node = index
        while node not in seen:
            seen.add(node)
            trail.add(node)
            node = head[node]
            if node in trail:
                head[node] = node


OPEN = frozenset(("(", "["))


def bracket(article: Article) -> None:
    """Numbers the brackets of each sentence; one without its partner holds nothing."""
    tokens = article.tokens
    tokens.inside = inside = [0] * len(tokens)
    if OPEN.isdisjoint(tokens.form):
        return
    for first, end in article.sentences:
        opened = [index for index in range(first, end) if tokens.form[index] in OPEN]
        for number in opened:
            if inside[number]:
                continue
            mate = ")" if tokens.form[number] == "(" else "]"
            close = next((index for index in range(number + 1, end) if tokens.form[index] == mate), -1)
            for index in range(number, close + 1):
                inside[index] = number + 1


def unite(article: Article) -> None:
    """Numbers names and quoted titles: "Sin and Punishment" is one thing."""
    tokens = article.tokens
    tokens.unit = unit = [0] * len(tokens)
    number = 0
    for index, kind in enumerate(tokens.entity):
        if kind:
            number += tokens.entity_begins[index]
            unit[index] = number if kind in UNITS else 0
    if MARKS.isdisjoint(tokens.form):
        return
    for first, end in article.sentences:
        quotes = [index for index in range(first, end) if tokens.form[index] in MARKS]
        for opening, close in zip(quotes[::2], quotes[1::2], strict=False):
            if close - opening <= TITLE and all(is_title_word(tokens, index) for index in range(opening + 1, close)):
                number += 1
                unit[opening + 1 : close] = [number] * (close - opening - 1)


def is_title_word(tokens: Tokens, index: int) -> bool:
    word = tokens.text[index]
    return not word[0].islower() or word in (
        "of",
        "the",
        "and",
        "a",
        "an",
        "in",
        "on",
        "to",
        "for",
        "with",
        "at",
        "by",
        "from",
        "or",
        "vs",
        "'s",
    )


MARKS = frozenset(('"', "``", "''"))
OPENING, CLOSING = frozenset(("“", "«", "``")), frozenset(("”", "»", "''"))


def number_quotes(tokens: Tokens) -> list[int]:
    """For each token the number of the quotation it stands in, 0 outside; a quotation ends with its line."""
    found, current, number, line = [0] * len(tokens), 0, 0, -1
    if MARKS.isdisjoint(tokens.form):
        return found
    for index, form in enumerate(tokens.form):
        if tokens.line[index] != line:
            line, current = tokens.line[index], 0
        if form in MARKS:
            mark = tokens.text[index]
            opens = mark in OPENING or (mark not in CLOSING and not current)
            number += opens
            found[index] = number if opens else current
            current = number if opens else 0
        else:
            found[index] = current
    return found


def always_capital(article: Article) -> set[str]:
    """Words that have their capital inside sentences as well, and never go without: a club called Athletic."""
    tokens = article.tokens
    heads = {number for number, line in enumerate(article.lines) if line.headline}
    inside: set[str] = set()
    small: set[str] = set()
    for index, word in enumerate(tokens.text):
        if word[0].islower():
            small.add(word)
        elif word[0].isupper() and not tokens.opens[index] and tokens.line[index] not in heads:
            inside.add(tokens.lower[index])
    return inside - small


def run(articles: Sequence[Article]) -> None:
    work = [
        (article.tokens, shown(article.tokens, first, end)) for article in articles for first, end in chunks(article)
    ]
    if not work:
        return
    language = articles[0].language
    with model.lock():
        nlp = model.load(language)
        docs = model.parse(language, [prepare(nlp, tokens, seen) for tokens, seen in work])
        for doc, (tokens, seen) in zip(docs, work, strict=True):
            collect(doc, tokens, seen)
    for article in articles:
        link(article.tokens)
        bracket(article)
        unite(article)
        article.quotes = number_quotes(article.tokens)
        demonyms = article.lexicon["demonyms"]
        always = always_capital(article)
        article.tokens.capital = [word in demonyms or word in always for word in article.tokens.lower]
