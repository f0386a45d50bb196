"""Characters that XML may hold."""

import re

# XML 1.0, section 2.2, less the C1 controls, which it allows and nobody can read.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def speakable(text: str) -> str:
    """The text without what no XML document can carry, in whatever way it is written."""
    return UNSPEAKABLE.sub("", text)
