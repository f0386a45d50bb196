"""How much two strings differ, and where a string is most nearly found.

Edit distance by bit vectors: Myers, "A fast bit-vector algorithm for approximate string matching based on
dynamic programming", Journal of the ACM 46 (1999), in the form of Hyyrö (2003). Python's integers are as
wide as the pattern, so one step per character of the text does for any length.
"""

from typing import NamedTuple


class Occurrence(NamedTuple):
    """Where a pattern is most nearly found, in half-open code points, and how many edits lie between."""

    start: int
    end: int
    errors: int


def likeness(one: str, other: str) -> float:
    """Return 1.0 for equal strings, 0.0 when half of the characters differ or more, as by chance."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    return max(0.0, 1.0 - 2.0 * _distance(one, other) / longest)


def nearest_occurrence(text: str, pattern: str, *, start: int, end: int) -> Occurrence:
    """Return the occurrence of `pattern` in `text[start:end]` with the fewest errors, the first of equals.

    Takes time proportional to the window for patterns of usual length. `pattern` must not be empty.
    """
    window = text[start:end]
    last, errors = _best_end(window, pattern)
    # The same search backwards from there finds where it begins.
    length, _ = _best_end(window[:last][::-1], pattern[::-1], anchored=True)
    return Occurrence(start + last - length, start + last, errors)


def _distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    return _errors_by_end(other, one, anchored=True)[-1]


def _best_end(text: str, pattern: str, *, anchored: bool = False) -> tuple[int, int]:
    errors = _errors_by_end(text, pattern, anchored=anchored)
    fewest = min(errors)
    return errors.index(fewest), fewest


def _errors_by_end(text: str, pattern: str, *, anchored: bool) -> list[int]:
    """Return the errors of the best match of `pattern` ending at each position 0..len(text).

    A match may begin anywhere, or with `anchored` only at the text's start.
    """
    size = len(pattern)
    ones = (1 << size) - 1
    top = 1 << (size - 1)
    places: dict[str, int] = {}
    for position, char in enumerate(pattern):
        places[char] = places.get(char, 0) | 1 << position
    more, less = ones, 0  # where the column grows by one downwards, and where it shrinks
    score = size
    scores = [score]
    for char in text:
        equal = places.get(char, 0)
        vertical = equal | less
        diagonal = (((equal & more) + more) ^ more) | equal
        up = less | (ones & ~(diagonal | more))
        down = more & diagonal
        score += bool(up & top) - bool(down & top)
        scores.append(score)
        up = (up << 1) & ones | anchored
        down = (down << 1) & ones
        more = down | (ones & ~(vertical | up))
        less = up & vertical
    return scores
