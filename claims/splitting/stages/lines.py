"""Lines of the article: page furniture is dropped, headlines are told from sentences.

A line is a paragraph: what mail or a text file broke into short lines is put together first. Gives `article.lines`.
"""

import re

from claims.splitting.article import Article, Line
from claims.splitting.stages.markup import readable
from claims.text.paragraphs import CLOSED, Stretch, paragraphs

BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: (?:and )?[A-Z][\w.'’-]+){0,5}$")
STAMP = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified)|first published)\b.{0,60}$|"
    r"(?:photo(?:graph)?s?|image|picture|video|credit|caption|source)s?\s*(?:by|:|/|credit)\s?.{0,120}$",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+(?=\S)")
"""Who speaks in an interview, in front of a question or an answer: no word of either."""
MARK = re.compile(r"(?:[-–—*•·‣◦>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
"""What an item of a list begins with."""
RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b)\s.{0,100}$", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?\.?$")
BARE = re.compile(r"^[\W\d_]*$|^https?://\S+$|^\S+@\S+$")
HEADLINE_WORDS = 22


def furniture(line: str, phrases: frozenset[str]) -> str:
    """Why the line is no part of the story, or an empty string."""
    if BARE.match(line):
        return "no words"
    if line.lower().strip(" :.!>»|-–—*•") in phrases:
        return "page furniture"
    if BYLINE.match(line):
        return "byline"
    if RIGHTS.match(line):
        return "page furniture"
    if len(line) < 140 and (STAMP.match(line) or CLOCK.match(line)):
        return "caption or time stamp"
    return ""


def run(article: Article) -> None:
    article.readable = readable(article.text)
    phrases = article.lexicon["furniture"]

    def stands_alone(words: str) -> bool:
        return furniture(words, phrases) not in ("", "no words")

    for line in paragraphs(article.readable, stands_alone):
        reason = furniture(line.words, phrases)
        if reason:
            article.drop(line.start, line.end, "lines", reason)
        else:
            article.lines.append(read(line))


def read(line: Stretch) -> Line:
    """A line of the story, a label in front of what somebody says ("Q:") left out."""
    label = LABEL.match(line.words)
    mark = label or MARK.match(line.words)
    start = line.start + (mark.end() if mark else 0)
    short = len(line.words.split(None, HEADLINE_WORDS)) <= HEADLINE_WORDS
    return Line(start, line.end, headline=short and not CLOSED.search(line.words), spoken=bool(label))
