"""Tokens of every line, white space left out, words as a reader sees them.

Reads `article.lines`; gives `article.tokens` up to `line`.
"""

import unicodedata
from functools import lru_cache
from operator import add as plus
from typing import NamedTuple

from spacy.language import Language

from claims.splitting import model
from claims.splitting.article import Article, Tokens
from claims.splitting.stages.markup import FILL
from claims.splitting.stops import is_number_sign, is_short_title

PREFIXES = frozenset(["co", "re", "pre", "ex", "non", "anti", "un", "de", "sub", "semi", "multi", "inter", "mid"])
"""Prefixes the tokenizer cuts off at the hyphen: co-founded is one verb."""
TAILS = frozenset(["law", "chief", "residence", "waiting"])
"""What follows "-in-" in one word: brother-in-law, editor-in-chief."""
LONGEST = 4_000
"""A longer line is read in pieces of at most so many characters, cut at a space where there is one."""
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
JOINERS = "\u200c\u200d"
"""Invisible too, but letters of some scripts are written by them."""
LETTERS = {
    **dict.fromkeys(map(ord, INVISIBLE), ""),
    **{ord(one): unicodedata.normalize("NFKC", one) for one in "ﬀﬁﬂﬃﬄﬅﬆ"},
}
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "`": "'", "´": "'"})


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST:
        cut = max(text.rfind(". ", start + LONGEST // 2, start + LONGEST), 0) + 1
        if cut == 1:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found


class Word(NamedTuple):
    """A token as the tokenizer gives it, without a look at the words around it."""

    seen: str
    form: str
    lower: str
    norm: int
    written: str
    offset: int
    """Where it begins in its stretch."""
    length: int
    alone: bool
    """Whether it is looked at by itself: it may be part of one word with those before it."""
    leads: bool
    """Whether the one behind it is, as behind a hyphen."""


class Known(dict[str, tuple[Word, ...]]):
    """The words of what stood between two spaces: none reaches over a space, nor is told by what stands behind it."""

    MOST = 150_000
    """Characters remembered, so that memory stays small whatever is read."""
    BETWEEN = "\r"
    """White space that no text has any more, and no rule of the tokenizer."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.nlp, self.size = nlp, 0

    def learn(self, stretches: list[str]) -> None:
        """Takes apart the stretches not met before, all at once."""
        new = [one for one in stretches if one not in self]
        if not new:
            return
        new = [*dict.fromkeys(new)]
        size = self.size + sum(map(len, new))
        if size > self.MOST:
            self.clear()
            new = [*dict.fromkeys(stretches)]
            size = sum(map(len, new))
        self.size = size
        simple = [one for one in new if len(one.split()) == 1 and one.strip() == one]
        self.update(zip(simple, self.taken_apart(simple), strict=True))
        for one in new:
            if one not in self:  # with white space of another kind in it
                (self[one],) = self.taken_apart([one])

    def taken_apart(self, stretches: list[str]) -> list[tuple[Word, ...]]:
        found: list[tuple[Word, ...]] = []
        words: list[Word] = []
        start, vocab = 0, self.nlp.vocab
        for token in self.nlp.tokenizer(self.BETWEEN.join(stretches)):
            written = token.text
            if written == self.BETWEEN:
                start += len(stretches[len(found)]) + 1
                found.append(tuple(words))
                words = []
                continue
            seen, form, lower = look(written)
            if seen:
                norm = token.norm if seen == written else vocab[seen].norm
                size, alone = len(written), seen in STOPPED
                words.append(Word(seen, form, lower, norm, written, token.idx - start, size, alone, seen[-1] == "-"))
        return [*found, tuple(words)] if stretches else []


def read(article: Article, start: int, end: int, number: int) -> None:
    tokens, line, places = article.tokens, article.readable[start:end], None
    if FILL in line:
        places = [start + place for place, sign in enumerate(line) if sign != FILL] + [end]
        line, start = line.replace(FILL, ""), 0
    known, stretches = model.beside(article.language, Known), line.replace("\n", " ").split(" ")
    known.learn(stretches)
    text, forms, lowers, norms = tokens.text.append, tokens.form.append, tokens.lower.append, tokens.norm.append
    starts, lengths, lines = tokens.start.append, tokens.length.append, tokens.line.append
    behind = bool(tokens.text) and tokens.text[-1][-1] == "-"
    for stretch in stretches:
        for word in known[stretch]:
            seen, form, lower, norm, _, offset, length, alone, leads = word
            begin = start + offset
            if places:
                begin, length = places[begin], places[begin + length] - places[begin]
            if alone or behind:
                put(article, word, begin, length, number)
            else:
                text(seen)
                forms(form)
                lowers(lower)
                norms(norm)
                starts(begin)
                lengths(length)
                lines(number)
            behind = leads
        start += len(stretch) + 1


def put(article: Article, word: Word, begin: int, length: int, number: int) -> None:
    """Adds a word that may be part of one with those before it, or two words."""
    tokens, vocab, stop = article.tokens, model.load(article.language).vocab, begin + length
    begin, seen = joined(article, begin, stop, word.seen)
    if seen in ENDS and seen == word.written and follows_digit(tokens, begin):
        add(tokens, seen[:-1], begin, stop - 1 - begin, number)
        tokens.norm.append(vocab[seen[:-1]].norm)
        seen, begin = ".", stop - 1
    add(tokens, seen, begin, stop - begin, number)
    tokens.norm.append(word.norm if seen == word.seen else vocab[seen].norm)


def joined(article: Article, begin: int, stop: int, seen: str) -> tuple[int, str]:
    """Where a word begins and how it reads, together with the tokens before it that are part of it."""
    tokens = article.tokens
    if prefixed(tokens, begin):
        begin, seen = taken(tokens, 2, seen)
    elif seen in TAILS and is_tail(tokens, begin):
        begin, seen = taken(tokens, 4, seen)
    elif tokens.text and tokens.text[-1][-1] == "-" and is_broken(article, begin, seen):
        begin, seen = put_together(article, begin, seen)
    if seen == "." and is_short_title(tokens, begin, article.readable[stop : stop + 2]):
        return taken(tokens, 1, seen)
    if seen == "." and is_number_sign(tokens, begin, article.readable[stop : stop + 2]):
        return taken(tokens, 1, seen)
    return begin, seen


@lru_cache(maxsize=1 << 13)
def look(word: str) -> tuple[str, str, str]:
    """A word as a reader sees it, as the parser reads it, and in small letters; nothing where nothing can be seen."""
    seen = "" if word.isspace() else word if word.isascii() else visible(word)
    form = seen if seen.isascii() else seen.translate(STRAIGHT)
    return seen, form, form.lower()


def visible(word: str) -> str:
    """The word without characters that cannot be seen, ligatures as letters; nothing where nothing can be seen."""
    return word.translate(LETTERS) if word.strip(JOINERS + INVISIBLE) else ""


ENDS = frozenset(("m.", "k.", "bn.", "tn.", "km.", "kg.", "cm.", "mm.", "p.", "b."))
"""Units that swallowed the full stop of their sentence: "closed at 710m."."""
STOPPED = ENDS | {"."}


def follows_digit(tokens: Tokens, position: int) -> bool:
    """Whether a figure stands right before a position."""
    last = len(tokens.text) - 1
    return last >= 0 and tokens.text[last][-1].isdigit() and tokens.end(last) == position


def prefixed(tokens: Tokens, position: int) -> bool:
    """Whether the word at a position follows "co-" or its like, which makes one word with it."""
    if len(tokens.text) < 2 or tokens.text[-1] != "-" or tokens.lower[-2] not in PREFIXES:
        return False
    return tokens.start[-1] + 1 == position and tokens.end(len(tokens.text) - 2) == tokens.start[-1]


def is_tail(tokens: Tokens, position: int) -> bool:
    """Whether the word at a position ends "brother-in-law" or its like, one word of four signs and words."""
    return (
        len(tokens.text) > 3
        and tokens.text[-3:] == ["-", "in", "-"]
        and tokens.text[-4].isalpha()
        and tokens.end(len(tokens.text) - 4) + 4 == position
    )


def taken(tokens: Tokens, count: int, word: str) -> tuple[int, str]:
    """The last tokens taken back: where they begin, and their words with one more behind them."""
    begin, words = tokens.start[-count], "".join(tokens.text[-count:]) + word
    for column in (tokens.text, tokens.length, tokens.form, tokens.norm, tokens.start, tokens.line, tokens.lower):
        del column[-count:]
    return begin, words


def is_broken(article: Article, position: int, word: str) -> bool:
    """Whether the last token is the first half of a word that goes on in the next line."""
    tokens = article.tokens
    between = article.readable[tokens.end(len(tokens.text) - 1) : position]
    return "\n" in between and word[0].islower() and tokens.text[-1][:-1].isalpha()


def put_together(article: Article, position: int, word: str) -> tuple[int, str]:
    """ "govern-" and "ment" are one word, "second-" and "largest" are two with a hyphen between them."""
    tokens = article.tokens
    half = tokens.text[-1][:-1]
    whole = half + word
    if whole.lower() in model.known_words(article.language):
        return taken(tokens, 1, word)[0], whole
    if half.lower() in PREFIXES:
        return taken(tokens, 1, word)
    begin, line = tokens.start[-1], tokens.line[-1]
    taken(tokens, 1, "")
    strings = model.load(article.language).vocab
    for part, start in ((half, begin), ("-", begin + len(half))):
        add(tokens, part, start, len(part), line)
        tokens.norm.append(strings[part].norm)
    tokens.length[-1] = position - tokens.start[-1]
    return position, word


def add(tokens: Tokens, word: str, position: int, length: int, line: int) -> None:
    _, form, lower = look(word)
    tokens.text.append(word)
    tokens.length.append(length)
    tokens.form.append(form)
    tokens.start.append(position)
    tokens.line.append(line)
    tokens.lower.append(lower)


def close(article: Article, tokens: Tokens) -> None:
    """Notes for each token whether white space follows it."""
    form, readable = tokens.form, article.readable + " "
    tokens.space = space = [readable[end].isspace() for end in map(plus, tokens.start, tokens.length)]
    if "-" in form:
        for index in range(1, len(form)):
            if form[index] == "-" and space[index] and space[index - 1]:
                form[index] = "–"


def run(article: Article) -> None:
    with model.lock():
        for number, line in enumerate(article.lines):
            for start, end in pieces(article.readable, line.start, line.end):
                read(article, start, end, number)
    close(article, article.tokens)
