"""Text broken into short lines, as mail and text files have it, is read paragraph by paragraph.

Nothing in the characters tells such a break from the end of a headline. Three things together do: most of the short
lines that stop without a full stop go on with a small letter, most breaks come where the next word would not have
fitted any more, and no empty line lies between. A text of one line for each paragraph stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

WIDEST = 120
"""Characters. Whoever breaks lines breaks them before that; a longer line is a paragraph of its own."""
ROOM = 0.85
"""A break is one of width where its line, with the next word, reaches this share of the widest line of its block."""
CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
ITEM = re.compile(r"(?:[-–—*•·‣▪◦>#]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)` of the text, without white space around it; `words` is what stands there."""

    start: int
    end: int
    words: str


def paragraphs(text: str, lines: list[Stretch], stands_alone: Callable[[str], bool]) -> list[Stretch]:
    """The lines, those of one paragraph joined where the text is broken into short lines.

    `stands_alone` tells a line that is joined to none, such as a byline.
    """
    blocks = [block for block in _blocks(text, lines) if len(block) > 1 and _width(block) <= WIDEST]
    joined = {(one.start, other.start) for block in blocks for one, other in _breaks(block, stands_alone)}
    if not joined or not _is_wrapped(blocks):
        return lines
    done = lines[:1]
    for before, line in pairwise(lines):
        if (before.start, line.start) in joined:
            start = done.pop().start
            line = Stretch(start, line.end, " ".join(text[start : line.end].split()))
        done.append(line)
    return done


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
        and not (stands_alone(one.words) or stands_alone(other.words))
    ]


def _goes_on(before: str, after: str) -> bool:
    """Whether a line stops in the middle of a sentence, by its end and the small letter after it."""
    return not CLOSED.search(before) and after[0].islower()


def _is_wrapped(blocks: list[list[Stretch]]) -> bool:
    """Whether most lines that stop in the middle of a sentence go on with a small letter, all blocks together."""
    after = [other.words for block in blocks for one, other in pairwise(block) if not CLOSED.search(one.words)]
    letters = [words[0] for words in after if words[0].isalpha()]
    small = sum(letter.islower() for letter in letters)
    return small > 0 and 2 * small >= len(letters)
