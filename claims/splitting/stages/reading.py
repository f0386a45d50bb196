"""Tokens of every line, white space left out, words as a reader sees them.

Reads `article.lines`; gives `article.tokens` up to `line`.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from claims.splitting import model
from claims.splitting.article import Article, Tokens
from claims.splitting.stages.markup import FILL

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


def read(article: Article, start: int, end: int, number: int) -> None:
    nlp, tokens = model.load(article.language), article.tokens
    line = article.readable[start:end]
    at: Sequence[int] = range(start, end + 1)
    if FILL in line:
        at = [start + place for place, sign in enumerate(line) if sign != FILL] + [end]
        line = line.replace(FILL, "")
    doc, strings, text = nlp.tokenizer(line), nlp.vocab.strings, tokens.text
    for orth, offset, norm in doc.to_array(["ORTH", "IDX", "NORM"]).tolist() if len(doc) else ():
        word = strings[orth]
        seen, form, lower = look(word)
        if not seen:
            continue
        begin, stop = at[offset], at[offset + len(word)]
        if seen in STOPPED or (text and text[-1][-1] == "-"):
            begin, seen = joined(article, begin, stop, seen)
            if seen in ENDS and seen == word and follows_digit(tokens, begin):
                add(tokens, word[:-1], begin, stop - 1 - begin, number)
                tokens.norm.append(nlp.vocab[word[:-1]].norm)
                seen, begin = ".", stop - 1
            _, form, lower = look(seen)
        text.append(seen)
        tokens.length.append(stop - begin)
        tokens.form.append(form)
        tokens.start.append(begin)
        tokens.line.append(number)
        tokens.lower.append(lower)
        tokens.norm.append(norm if seen == word else nlp.vocab[seen].norm)
    close(article, tokens)


def joined(article: Article, begin: int, stop: int, seen: str) -> tuple[int, str]:
    """Where a word begins and how it reads, together with the tokens before it that are part of it."""
    tokens = article.tokens
    if prefixed(tokens, begin):
        begin, seen = taken(tokens, 2, seen)
    elif seen in TAILS and is_tail(tokens, begin):
        begin, seen = taken(tokens, 4, seen)
    elif tokens.text and tokens.text[-1][-1] == "-" and is_broken(article, begin, seen):
        begin, seen = put_together(article, begin, seen)
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


NUMBERED = frozenset(
    (
        "(", "[", "act", "article", "bill", "bus", "case", "circular", "contract", "decision", "decree",
        "directive", "docket", "document", "exhibit", "file", "flight", "highway", "invoice", "law", "line",
        "order", "ordinance", "paper", "patent", "platform", "protocol", "regulation", "report", "resolution",
        "road", "room", "route", "rule", "section", "statute", "train", "treaty",
    )
)  # fmt: skip
"""What has a number: "law no. 12" goes on, where "He said no. 12 people left." begins anew."""


def is_number_sign(tokens: Tokens, position: int, following: str) -> bool:
    """Whether a full stop is that of "No. 40"; a "No." that answers begins its sentence."""
    if not following.strip()[:1].isdigit() or len(tokens.text) < 2 or tokens.lower[-1] not in ("no", "nos"):
        return False
    if tokens.end(len(tokens.text) - 1) != position or tokens.line[-2] != tokens.line[-1]:
        return False
    before = tokens.lower[-2]
    return before in NUMBERED or (tokens.text[-1][0] == "N" and before[-1].isalpha())


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
    form = word if word.isascii() else word.translate(STRAIGHT)
    tokens.text.append(word)
    tokens.length.append(length)
    tokens.form.append(form)
    tokens.start.append(position)
    tokens.line.append(line)
    tokens.lower.append(form.lower())


def close(article: Article, tokens: Tokens) -> None:
    """Notes for each new token whether white space follows it."""
    readable, space, form, first = article.readable, tokens.space, tokens.form, len(tokens.space)
    size = len(readable)
    for begin, length in zip(tokens.start[first:], tokens.length[first:], strict=True):
        end = begin + length
        space.append(end >= size or readable[end].isspace())
    for index in range(first, len(form)):
        if form[index] == "-" and space[index] and index and space[index - 1]:
            form[index] = "–"


def run(article: Article) -> None:
    with model.lock():
        for number, line in enumerate(article.lines):
            for start, end in pieces(article.readable, line.start, line.end):
                read(article, start, end, number)
