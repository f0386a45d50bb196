"""Line ends, made one kind once, at the door, before any position into the text exists."""

import re

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_BOM = "\ufeff"


def normalize(text: str) -> str:
    """Return `text` with every line end as LF and without byte order marks at its start.

    CR LF, CR, U+0085, U+2028 and U+2029 become LF. A byte order mark inside the text stays, and so does
    every other character: no trimming, no Unicode normalization. Normalizing twice changes nothing more.
    """
    return _LINE_END.sub("\n", text.lstrip(_BOM))
