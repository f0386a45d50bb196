"""Sentence starts by punctuation, set before the parser so that no wrong parse can cut a sentence.

Reads tokens; gives `tokens.opens` and `article.sentences`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.attachments import MONTHS
from claims.splitting.stages.series import DAYS

STOPS = frozenset((".", "?", "!", "…", "...", "?!", "!!", "!?", "??", "!!!", "????", "....", '."', ".'"))
CLOSERS = frozenset(('"', "'", "''", ")", "]", "”", "’", "»"))
OPENERS = frozenset(('"', "'", "``", "(", "[", "“", "‘", "«"))
LONGEST = 150
"""A stretch without any full stop is cut after so many tokens, at a comma or semicolon where there is one."""


def begins(tokens: Tokens, index: int) -> bool:
    """Whether a sentence may start at the token: a capital, a digit or an opening quote."""
    word = tokens.text[index]
    first = word[0]
    return first.isupper() or first.isdigit() or word in OPENERS or (not first.islower() and first.isalpha())


def ends(tokens: Tokens, index: int, starters: frozenset[str]) -> bool:
    """Whether the token closes a sentence, judged with the one that follows."""
    word = tokens.form[index]
    if word in STOPS:
        return True
    if word[-1] != "." or len(word) < 2 or index + 1 >= len(tokens):
        return False
    return tokens.text[index + 1] in starters


READERS = frozenset(("you", "we", "us", "everyone", "everybody", "people", "readers"))
KNOWING = frozenset(
    ("know", "knows", "see", "saw", "hear", "heard", "remember", "recall", "imagine", "guess", "seen")
)
"""What readers are told they do: "As most of you know," tells them nothing."""


def aside(tokens: Tokens, first: int, end: int) -> int:
    """The comma that ends an "As most of you know," at the start of a sentence, or -1."""
    if tokens.lower[first] != "as":
        return -1
    comma = next((place for place in range(first + 3, min(first + 9, end - 2)) if tokens.form[place] == ","), -1)
    words = tokens.lower[first + 1 : comma] if comma > 0 else []
    told = not READERS.isdisjoint(words) and not KNOWING.isdisjoint(words[-2:])
    return comma if told else -1


def parted(tokens: Tokens, starts: list[int], end: int) -> list[int]:
    """The starts, and those behind a word to the reader, which is no part of what follows."""
    found = []
    for first, stop in zip(starts, [*starts[1:], end], strict=True):
        comma = aside(tokens, first, stop)
        found += [first] if comma < 0 else [first, comma + 1]
    return found


def closes_a_time(tokens: Tokens, first: int, index: int) -> bool:
    """ "… left at 2 a.m. Security footage shows …": a sentence that has told something by then may end here."""
    following = tokens.text[index + 1]
    return (
        tokens.lower[index] in ("a.m.", "p.m.")
        and index - first >= SOMETHING
        and not following.isupper()
        and following.lower() not in DATED
    )


SOMETHING = 6  # tokens
DATED = MONTHS | DAYS | {"eastern", "central", "pacific", "mountain", "greenwich"}


def cut(tokens: Tokens, first: int, end: int, starters: frozenset[str]) -> list[int]:
    """Where sentences start in one line of tokens."""
    starts, index = [first], first
    while index < end - 1:
        last_char = tokens.form[index][-1]
        if last_char in ".?!…" and (ends(tokens, index, starters) or closes_a_time(tokens, starts[-1], index)):
            after = index + 1
            while after < end and tokens.form[after] in CLOSERS and not tokens.space[after - 1]:
                after += 1
            if after < end and tokens.space[after - 1] and begins(tokens, after):
                starts.append(after)
            index = max(after, index + 1)
        else:
            index += 1
    return starts


def shorten(tokens: Tokens, starts: list[int], end: int) -> list[int]:
    """Adds starts inside stretches that are too long for one sentence."""
    result = []
    for first, stop in zip(starts, [*starts[1:], end], strict=True):
        result.append(first)
        while stop - first > LONGEST:
            marks = (i for i in range(first + LONGEST, first + LONGEST // 2, -1) if tokens.text[i] in ";,:–—")
            first = next(marks, first + LONGEST - 1) + 1
            result.append(first)
    return result


def run(article: Article) -> None:
    tokens, starters = article.tokens, article.lexicon["starters"]
    size = len(tokens)
    tokens.opens = [False] * size
    first = 0
    while first < size:
        end = first
        while end < size and tokens.line[end] == tokens.line[first]:
            end += 1
        starts = shorten(tokens, parted(tokens, cut(tokens, first, end, starters), end), end)
        for start in starts:
            tokens.opens[start] = True
        article.sentences += list(zip(starts, [*starts[1:], end], strict=True))
        first = end
