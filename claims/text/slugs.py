"""Words in an address: lower-case Latin letters, digits and hyphens, for people who read links."""

import re
import unicodedata

LONGEST = 80
NAMELESS = "claim"


def slug(text: str) -> str:
    """The first words of a text that fit, as one part of an address. Never empty: without any, `claim`.

    Accents go (NFKD); letters that are not Latin go too, since half the programs that carry links break them.
    """
    text = re.sub(r"[\u2010-\u2015]", "-", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = "-".join(words)
    if len(name) > LONGEST:
        name = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    return name or NAMELESS
