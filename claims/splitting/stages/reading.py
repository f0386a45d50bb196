"""Tokens of every line, white space left out.

Reads `article.lines`; gives `article.tokens` up to `line`.
"""

from claims.splitting import model
from claims.splitting.article import Article, Tokens

PREFIXES = frozenset(["co", "re", "pre", "ex", "non", "anti", "un", "de", "sub", "semi", "multi", "inter", "mid"])
"""Prefixes the tokenizer cuts off at the hyphen: co-founded is one verb."""
LONGEST = 4_000
"""A longer line is read in pieces of at most so many characters, cut at a space where there is one."""
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
    doc = nlp.tokenizer(article.readable[start:end])
    strings = nlp.vocab.strings
    rows = doc.to_array(["ORTH", "IDX", "NORM"]).tolist() if len(doc) else []
    for orth, offset, norm in rows:
        word = strings[orth]
        if word.isspace():
            continue
        if prefixed(tokens, start + offset):
            word = tokens.text.pop() + word
            word = tokens.text.pop() + word
            offset -= 1 + len(tokens.lower[-2])
            for column in (tokens.form, tokens.norm, tokens.start, tokens.line, tokens.lower):
                del column[-2:]
            norm = nlp.vocab[word].norm
        add(tokens, word, norm, start + offset, number)
    close(article, tokens)


def prefixed(tokens: Tokens, position: int) -> bool:
    """Whether the word at a position follows "co-" or its like, which makes one word with it."""
    if len(tokens.text) < 2 or tokens.text[-1] != "-" or tokens.lower[-2] not in PREFIXES:
        return False
    return tokens.start[-1] + 1 == position and tokens.start[-2] + len(tokens.text[-2]) == tokens.start[-1]


def add(tokens: Tokens, word: str, norm: int, position: int, line: int) -> None:
    tokens.text.append(word)
    tokens.form.append(word if word.isascii() else word.translate(STRAIGHT))
    tokens.norm.append(norm)
    tokens.start.append(position)
    tokens.line.append(line)
    tokens.lower.append(tokens.form[-1].lower())


def close(article: Article, tokens: Tokens) -> None:
    """Notes for each new token whether white space follows it."""
    readable = article.readable
    for index in range(len(tokens.space), len(tokens.text)):
        end = tokens.start[index] + len(tokens.text[index])
        tokens.space.append(end >= len(readable) or readable[end].isspace())
        if tokens.form[index] == "-" and tokens.space[index] and index and tokens.space[index - 1]:
            tokens.form[index] = "–"


def run(article: Article) -> None:
    with model.lock():
        for number, line in enumerate(article.lines):
            for start, end in pieces(article.readable, line.start, line.end):
                read(article, start, end, number)
