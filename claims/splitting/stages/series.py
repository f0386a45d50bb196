"""Amounts that each have a time of their own: "recorded 48,200 thefts in 2019 and 44,900 last year".

Read by the words, for the parser takes the second amount for a second time. Each amount keeps its time, and a bare
second one is of what the first counts: 44,900 thefts last year. "from 4 million in 2019 to 6 million in 2023" keeps
both as well.
Reads the parse; changes `head`, `dep` and the edges of subtrees. A time of one amount gets the role "gapped".
"""

from typing import NamedTuple

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.attachments import MONTHS
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

JOINTS = frozenset(("and", "but", ",", "to"))
LEADING = frozenset(("in", "on", "by", "during", "at"))
OPENING = LEADING | {"the"}
ABOUT = frozenset(("about", "around", "nearly", "almost", "only", "just", "some", "roughly", "over", "under"))
NAMED = frozenset(("last", "this", "next", "previous"))
SPANS = frozenset(
    ["year", "month", "week", "quarter", "season", "decade", "spring", "summer", "autumn", "fall", "winter"]
)
DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
NOW = frozenset(("today", "now", "yesterday"))
AGO = frozenset(("earlier", "ago", "later", "before"))
STARTING = LEADING | NAMED | DAYS | NOW | MONTHS | {"the"}
LONGEST_TIME = 6  # tokens


class Told(NamedTuple):
    """An amount with its time: the head of the amount, where both begin and end, and where the time begins."""

    head: int
    start: int
    time: int
    end: int


def time_end(tokens: Tokens, start: int, end: int) -> int:
    """Where a time that begins here ends, or `start` when none does."""
    if opens_no_time(tokens, start):
        return start
    at = start + (tokens.lower[start] in LEADING)
    word = [*tokens.lower[at : at + 3], "", "", ""]
    if word[0] == "the" and word[1] in NAMED:
        at, word = at + 1, word[1:]
    if is_year(word[0]) or word[0] in DAYS or (word[0] in NOW and at == start):
        found = at + 1
    elif word[0] in MONTHS and tokens.tag[at] == "NNP":
        found = at + 1
        while found < end and (is_year(tokens.lower[found]) or tokens.tag[found] == "CD"):
            found += 1
    elif word[0] in NAMED and word[1] in SPANS:
        found = at + 2
    elif word[1].rstrip("s") in SPANS and word[2] in AGO:
        found = at + 3
    else:
        return start
    return found if found <= end else start


def opens_no_time(tokens: Tokens, start: int) -> bool:
    """Whether neither the first word nor "ago" two words on may make a time of it, as with most words."""
    lower, ago = tokens.lower, start + 2
    word = lower[start]
    if word in STARTING or (len(word) == 4 and word.isdecimal()):
        return False
    return ago >= len(lower) or lower[ago] not in AGO


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2100"


def amount_behind(tokens: Tokens, start: int, end: int) -> int:
    """Where an amount that begins here ends: figures with what they count. `start` when none does."""
    at = start
    while at < end and (tokens.lower[at] in ABOUT or tokens.tag[at] == "$"):
        at += 1
    if at >= end or tokens.tag[at] != "CD" or (is_year(tokens.lower[at]) and at == start):
        return start
    while at < end and tokens.tag[at] == "CD":
        at += 1
    while at < end and tokens.tag[at] in ("JJ", "NN", "NNS") and time_end(tokens, at, end) == at:
        at += 1
    return at


def behind(tokens: Tokens, start: int, end: int) -> Told | None:
    """The amount with its time that begins here."""
    time = amount_behind(tokens, start, end)
    stop = time_end(tokens, time, end) if start < time < end else time
    return Told(amount_head(tokens, start, time), start, time, stop) if stop > time else None


def before(tokens: Tokens, end: int, first: int) -> Told | None:
    """The amount with its time that ends here."""
    for time in range(end - 1, max(first, end - LONGEST_TIME), -1):
        if tokens.lower[time - 1] not in OPENING and time_end(tokens, time, end) == end:
            head = amount_head(tokens, max(first, time - 3), time)
            return Told(head, time, time, end) if is_counted(tokens, head, time) else None
    return None


def amount_head(tokens: Tokens, start: int, end: int) -> int:
    """What is counted, or the figure where that is not told."""
    last = end - 1
    return last if tokens.tag[last] != "$" else start


def is_counted(tokens: Tokens, head: int, end: int) -> bool:
    """Whether a figure stands on the word right before the time, or is that word."""
    figures = [head, *(kid for kid in tokens.kids[head] if kid < head)]
    return tokens.tag[head] in ("CD", "NN", "NNS", "$") and any(tokens.tag[one] in ("CD", "$") for one in figures)


def pairs(tokens: Tokens, first: int, end: int) -> list[tuple[Told, int, Told]]:
    found = []
    for joint in range(first + 2, end - 1):
        if tokens.lower[joint] not in JOINTS:
            continue
        start = joint + 1 + (tokens.form[joint] == "," and tokens.lower[joint + 1] == "and")
        other = behind(tokens, start, end)
        one = before(tokens, joint, first) if other is not None else None
        if one is not None and other is not None and is_pair(tokens, one, joint, other):
            found.append((one, joint, other))
    return found


def is_pair(tokens: Tokens, one: Told, joint: int, other: Told) -> bool:
    if tokens.lower[joint] == "to":
        above = tokens.head[one.head]
        return tokens.lower[above] == "from" and tokens.dep[one.head] == "pobj"
    bare = tokens.tag[other.head] == "CD" or tokens.tag[one.head] not in ("CD", "$")
    subject = tokens.dep[one.head] in ("nsubj", "nsubjpass")
    return bare and not subject


def hang_time(tokens: Tokens, told: Told, head: int) -> None:
    """Hang what makes up the time on its amount."""
    for index in range(told.time, told.end):
        if not told.time <= tokens.head[index] < told.end or tokens.head[index] == index:
            tokens.head[index], tokens.dep[index] = head, "gapped"


def join(tokens: Tokens, one: Told, joint: int, other: Told) -> bool:
    """Give each amount its time; whether anything was changed. A tree that would close to a ring stays."""
    inner = range(one.time, other.end)
    above = tokens.head[one.head]
    if above in inner or any(hangs_on(tokens, one.head, index) for index in inner):
        return False
    hang_time(tokens, one, one.head)
    hang_time(tokens, other, other.head)
    for index in range(other.start, other.time):
        if index != other.head and not other.start <= tokens.head[index] < other.time:
            tokens.head[index] = other.head
    if tokens.lower[joint] != "to":
        tokens.head[other.head], tokens.dep[other.head] = one.head, "conj"
        for index in range(joint, other.start):
            tokens.head[index], tokens.dep[index] = one.head, "punct" if tokens.form[index] == "," else "cc"
    else:
        tokens.head[other.head], tokens.dep[other.head] = joint, "pobj"
        tokens.head[joint], tokens.dep[joint] = tokens.head[above], "prep"
    return True


def release(tokens: Tokens, one: Told, other: Told, end: int) -> None:
    """What stands behind and is said of both: ", a drop of 7 percent" is no part of either."""
    verb = tokens.head[tokens.head[one.head]] if tokens.dep[one.head] == "pobj" else tokens.head[one.head]
    for index in range(other.end, end):
        above, noun = tokens.head[index], tokens.tag[index][:2] in ("NN", "JJ")
        of_time = one.time <= above < other.end and tokens.dep[index] not in ("punct", "cc")
        of_both = above == verb and tokens.dep[index] in ("dobj", "npadvmod", "appos", "conj") and verb < index
        right_behind = tokens.left[index] - 1 in (other.end, other.end + 1) and tokens.form[other.end] == ","
        if of_time or (of_both and noun and right_behind):
            tokens.head[index], tokens.dep[index] = verb, "parataxis" if noun else tokens.dep[index]


def keep_whole(tokens: Tokens, joint: int, first: int, end: int) -> bool:
    """ "300 people came in 2021 and 500 in 2022": told of those who came, so nobody came in 500."""
    other = behind(tokens, joint + 1, end)
    if other is None:
        return False
    near = range(joint - 1, max(first, joint - LONGEST_TIME), -1)
    starts = (time for time in near if time_end(tokens, time, joint) == joint)
    time = max(starts, default=-1, key=lambda start: tokens.lower[start] in LEADING)
    if time < 0 or tokens.tag[time - 1][:2] != "VB":
        return False
    counted = [kid for kid in tokens.kids[time - 1] if tokens.dep[kid] in ("nsubj", "nsubjpass")]
    if not counted or not is_counted(tokens, counted[0], time) or tokens.head[time] != time - 1:
        return False
    if any(hangs_on(tokens, time, index) for index in range(joint, other.end)):
        return False
    for index in range(joint, other.end):
        if not other.start <= tokens.head[index] < other.end or index == other.head:
            tokens.head[index], tokens.dep[index] = time, "gapped"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.commas() and not tokens.holds(JOINTS):
        return
    for _, first, end in article.speaking():
        if "CD" not in tokens.tag[first:end]:
            continue
        for one, joint, other in pairs(tokens, first, end):
            if join(tokens, one, joint, other):
                release(tokens, one, other, end)
                changed = True
        for joint in range(first + 3, end - 2):
            if tokens.lower[joint] == "and" and keep_whole(tokens, joint, first, end):
                changed = True
    if changed:
        link(tokens)
