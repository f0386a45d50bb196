"""Lines of the article: page furniture is dropped, headlines are told from sentences.

A line is a paragraph: what mail or a text file broke into short lines is put together first. Gives `article.lines`.
"""

import re

from claims.splitting.article import Article, Line
from claims.splitting.furniture import furniture, is_row, what_follows
from claims.splitting.stages.announced import announced, checks, claimant, led_back
from claims.splitting.stages.markup import readable
from claims.splitting.stages.transcripts import QUOTED, voices
from claims.text.paragraphs import CLOSED, Stretch, paragraphs

LABEL = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+(?=\S)")
"""Who speaks in an interview, in front of a question or an answer: no word of either."""
PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
DATELINE = re.compile(
    rf"(?:[A-Z]{{2,}}(?:[ .'’/-]{{1,2}}[A-Z]+)*\.?(?:, {PLACE})?(?:, {DAY})?(?: \([\w .]{{2,30}}\))?"
    rf"|{PLACE}(?:, {PLACE})?(?:, {DAY}(?: \([\w .]{{2,30}}\))?| \([A-Z]\w+\)))\s?(?:-|–|—|--)\s+(?=[\"'“‘A-Z0-9])"
)
"""Where and when a report was written, or the call above a release: no word of its first sentence."""
CREDIT = re.compile(
    r"\s+[(\[](?:photo|picture|image|pictured|video|credit|source|file photo)s?\s?[:/][^()]{0,160}[)\]]$", re.I
)
"""A caption or credit in brackets at the end of a line."""
DASH = re.compile(r" [-–—]{1,2} ")
STOP = re.compile(r"[.!?][\"'”’)]* ")
STAMPED = re.compile(
    r"(?:\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?|\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\.?)\s?"
    r"(?:[A-Z]{3,4}\b)?\s?[:|–—-]?\s+(?=[\"'“‘A-Z0-9])"
)
"""The time of an entry in front of it, as in a live blog."""
DOTTED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?:\s?[ap]m)?\s?[:|–—-]?\s+(?=[\"'“‘A-Z0-9])")
"""The same with a dot, which alone may be an amount: only where several lines begin with one."""
ALONE = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?[A-Z]{3,4})?:?")
"""A time that stands alone in its line."""
KICKER = re.compile(
    r"(?:[^:.!?]{0,50}\b(?:live|live updates|live blog|as it happened)|transcript|explainer|explained|analysis|"
    r"opinion|comment|editorial|watch|video|listen|podcast|update|breaking(?: news)?|exclusive|interview|"
    r"thread|obituary|profile|fact[ -]check|in pictures|just in|latest)\s?(?::|\s[|–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""What kind of piece a headline stands over."""
MARK = re.compile(r"(?:[-–—*•·‣◦>]|\d{1,2}/(?:\d{1,2})?|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
"""What an item of a list begins with."""
HEADLINE_WORDS = 22
LEAST_STAMPS = 2


def run(article: Article) -> None:
    article.readable = readable(article.text)
    lexicon, told = article.lexicon, []

    def stands_alone(words: str) -> bool:
        return furniture(words, lexicon) not in ("", "no words")

    follows, stamps = "", 0
    for line in paragraphs(article.readable, stands_alone):
        # The readable text has spaces for tabs.
        row = is_row(article.text[line.start : line.end])
        reason = furniture(line.words, lexicon) or ("row of a table" if row else "")
        kept = follows if follows and (reason or is_headline(line.words)) else ""
        follows = what_follows(line.words, lexicon) or kept
        if reason or follows:
            article.drop(line.start, line.end, "lines", reason or follows)
            stamps += bool(ALONE.fullmatch(line.words))
        else:
            told.append(line)
    words = [line.words for line in told]
    said = led_back(voices(words), words) or announced(words, lexicon)
    voice = claimant(words)
    clock = sum(bool(DOTTED.match(line.words) or STAMPED.match(line.words)) for line in told) + stamps >= LEAST_STAMPS
    for place, line in enumerate(told):
        one = [spoken(line, *said[place])] if place in said else checks(line, voice)
        article.lines += one or credited(line, clock)


def credited(line: Stretch, clock: bool) -> list[Line]:
    """The lines of one; two where words in quotation marks stand with who said them."""
    found = QUOTED.match(line.words)
    if not found:
        return [read(line, clock)]
    said = Line(line.start + found.start("said"), line.start + found.end("said"), spoken=True, voice=found["name"])
    return [said, Line(line.start + found.start("name"), line.end, headline=True)]


def spoken(line: Stretch, voice: str, label: int) -> Line:
    """A line of a transcript, without the label that tells who speaks."""
    return Line(line.start + label, line.end, spoken=True, voice=voice)


def read(line: Stretch, clock: bool) -> Line:
    """A line of the story, without the label ("Q:"), dateline, time or kind of piece in front of it."""
    asked = LABEL.match(line.words)
    headline = is_headline(line.words)
    start = line.start + (asked.end() if asked else front(line.words, headline=headline, clock=clock))
    credit = CREDIT.search(line.words) if line.words[-1:] in (")", "]") else None
    end = line.end - (len(line.words) - credit.start() if credit and len(line.words) == line.end - line.start else 0)
    return Line(start, max(start, end), headline=headline, spoken=bool(asked))


def is_headline(words: str) -> bool:
    return len(words.split(None, HEADLINE_WORDS)) <= HEADLINE_WORDS and not CLOSED.search(words)


def front(words: str, *, headline: bool, clock: bool) -> int:
    """How many characters in front of a line are no words of its first sentence."""
    for pattern in (MARK, STAMPED, *([DOTTED] if clock else []), DATELINE):
        found = pattern.match(words)
        if found and (pattern is not DATELINE or not is_parenthesis(words, found.group())):
            return found.end()
    kicker = KICKER.match(words) if headline else None
    return kicker.end() if kicker else 0


def is_parenthesis(words: str, opening: str) -> bool:
    """Whether the dash behind a bare name opens what a second one closes: "NATO – founded in 1949 – has"."""
    sentence = STOP.split(words, maxsplit=1)[0]
    bare = "," not in opening and "(" not in opening
    return bare and len(DASH.findall(sentence)) % 2 == 0
