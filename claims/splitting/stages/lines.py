"""Lines of the article: page furniture is dropped, headlines are told from sentences.

Gives `article.lines`.
"""

import re
import unicodedata

from claims.splitting.article import Article, Line

LINE = re.compile(r"[^\n\u2028\u2029\x0b\x0c\x85]+")
CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: (?:and )?[A-Z][\w.'’-]+){0,5}$")
STAMP = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified)|first published)\b.{0,60}$|"
    r"(?:photo(?:graph)?s?|image|picture|video|credit|caption|source)s?\s*(?:by|:|/|credit)\s?.{0,120}$",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+(?=\S)")
"""Who speaks in an interview, in front of a question or an answer: no word of either."""
BARE = re.compile(r"^[\W\d_]*$|^https?://\S+$|^\S+@\S+$")
HEADLINE_WORDS = 22


def readable(text: str) -> str:
    """The text, position by position, with what no tokenizer should see replaced by a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cs", "Cc", "Co", "Cn") else " "
        for character in text
    )


def furniture(line: str, phrases: frozenset[str]) -> str:
    """Why the line is no part of the story, or an empty string."""
    if BARE.match(line):
        return "no words"
    if line.lower().strip(" :.!>»|-–—*•") in phrases:
        return "page furniture"
    if BYLINE.match(line):
        return "byline"
    if len(line) < 140 and STAMP.match(line):
        return "caption or time stamp"
    return ""


def run(article: Article) -> None:
    article.readable = readable(article.text)
    phrases = article.lexicon["furniture"]
    for match in LINE.finditer(article.readable):
        line = match.group().strip()
        if not line:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = start + len(line)
        reason = furniture(line, phrases)
        if reason:
            article.drop(start, end, "lines", reason)
        else:
            label = LABEL.match(line)
            start += label.end() if label else 0
            short = len(line.split(None, HEADLINE_WORDS)) <= HEADLINE_WORDS
            article.lines.append(Line(start, end, headline=short and not CLOSED.search(line), spoken=bool(label)))
