"""A long text in a few words, for places that have room for no more."""

from claims.text.graphemes import is_boundary

ELLIPSIS = "…"


def shorten(text: str, most: int) -> str:
    """`text` on one line in at most `most` code points: cut after a whole word where that keeps half of the room.

    What is cut ends in an ellipsis; no character that a reader sees as one is cut in two.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = most - len(ELLIPSIS)
    space = line.rfind(" ", end // 2, end + 1)
    if space >= 0:
        return line[:space].rstrip(",;:–—- ") + ELLIPSIS
    while not is_boundary(line, end):
        end -= 1
    return line[:end] + ELLIPSIS
