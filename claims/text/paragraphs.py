"""Paragraphs of a text, also of one broken into short lines as mail and text files are.

Nothing in the characters tells such a break from the end of a headline. Three things together do: most of the short
lines that stop without a full stop go on with a small letter, most breaks come where the next word would not have
fitted any more, and no empty line lies between. A text of one line for each paragraph stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from claims.text.characters import is_visible

WIDEST = 120
"""Characters. Whoever breaks lines breaks them before that; a longer line is a paragraph of its own."""
ROOM = 0.85
"""A break is one of width where its line, with the next word, reaches this share of the widest line of its block."""
LINE = re.compile(r"[^\n\u2028\u2029\x0b\x0c\x85]+")
CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
ITEM = re.compile(r"(?:[-–—*•·‣▪◦>#]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)` of the text, without white space around it; `words` is what stands there."""

    start: int
    end: int
    words: str


def stretches(text: str) -> list[Stretch]:
    """Each line that is not empty, without the white space around it."""
    found = []
    for match in LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Stretch(start, start + len(words), words))
    return found


def soft_breaks(text: str) -> frozenset[int]:
    """Where a line ends inside a paragraph: the positions of those line ends."""
    return frozenset(
        stretch.start + found.start()
        for stretch in paragraphs(text)
        for found in re.finditer("\n", text[stretch.start : stretch.end])
    )


def first_paragraph(text: str) -> str:
    """The words of the first line that shows something, and of those it runs on in; empty where there is none."""
    return next((stretch.words for stretch in paragraphs(text) if is_visible(stretch.words)), "")


def paragraph_around(text: str, start: int, end: int, soft: frozenset[int]) -> tuple[int, int]:
    """The paragraphs that hold `[start, end)`, from the first one's start to the last one's end."""
    low, high = text.rfind("\n", 0, start), text.find("\n", end)
    while low in soft:
        low = text.rfind("\n", 0, low)
    while high in soft:
        high = text.find("\n", high + 1)
    return low + 1, len(text) if high < 0 else high


def paragraphs(text: str, stands_alone: Callable[[str], bool] = lambda line: False) -> list[Stretch]:
    """Each line that is not empty; those of one paragraph joined where the text is broken into short lines.

    `stands_alone` tells a line that is joined to none, such as a byline.
    """
    lines = stretches(text)
    blocks = [block for block in _blocks(text, lines) if len(block) > 1 and _width(block) <= WIDEST]
    joined = {(one.start, other.start) for block in blocks for one, other in _breaks(block, stands_alone)}
    if not joined or not _is_wrapped(blocks):
        return lines
    groups = [lines[:1]]
    for before, line in pairwise(lines):
        if (before.start, line.start) in joined:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Stretch(group[0].start, group[-1].end, " ".join(line.words for line in group)) for group in groups]


def _blocks(text: str, lines: list[Stretch]) -> list[list[Stretch]]:
    """Lines that follow one another without an empty line between."""
    blocks: list[list[Stretch]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1].end, line.start) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _width(block: list[Stretch]) -> int:
    return max(len(line.words) for line in block)


def _breaks(block: list[Stretch], stands_alone: Callable[[str], bool]) -> list[tuple[Stretch, Stretch]]:
    """The pairs of lines with a break of width between them, or one inside a sentence."""
    room = ROOM * _width(block)
    return [
        (one, other)
        for one, other in pairwise(block)
        if (len(one.words) + 1 + len(other.words.split()[0]) >= room or _goes_on(one.words, other.words))
        and not ITEM.match(other.words)
        and not (_is_drawn(one.words) or _is_drawn(other.words))
        and not (stands_alone(one.words) or stands_alone(other.words))
    ]


def _is_drawn(line: str) -> bool:
    """Whether a line is a stroke of signs, as under the headlines of plain text."""
    return not any(character.isalnum() for character in line)


def _goes_on(before: str, after: str) -> bool:
    """Whether a line stops in the middle of a sentence, by its end and the small letter after it."""
    return not CLOSED.search(before) and after[0].islower()


def _is_wrapped(blocks: list[list[Stretch]]) -> bool:
    """Whether most lines that stop in the middle of a sentence go on with a small letter, all blocks together."""
    after = [other.words for block in blocks for one, other in pairwise(block) if not CLOSED.search(one.words)]
    letters = [words[0] for words in after if words[0].isalpha()]
    small = sum(letter.islower() for letter in letters)
    return small > 0 and 2 * small >= len(letters)
