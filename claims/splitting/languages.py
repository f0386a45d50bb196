"""Whether a text is in the language it is said to be in: rules for one make nonsense of another."""

import re
from functools import cache
from itertools import islice
from string import ascii_letters

from claims.splitting.words import lexicon

NAMES = {"en": "English"}
WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 2_000
"""Words from the start of the text."""
FEWEST = 12
"""Of fewer words nothing can be said."""
COMMON = 0.12
"""Of the words of a text in a language, the grammatical ones make up at least this share, nearly always."""
SHARED = frozenset(("a", "an", "as", "do", "for", "i", "in", "is", "no", "on", "or", "so", "was", "will"))
"""Grammatical words of English that are as frequent in other languages."""
NONE = 0.03
"""Running text with fewer of them than this is in another language, known or not."""


def primary(tag: str) -> str:
    """The language of a tag, without its country or script: pages say `en-GB`, the rules are for `en` (BCP 47)."""
    return tag.strip().replace("_", "-").partition("-")[0].lower()


def reads_like(text: str, language: str) -> bool:
    """False only where other languages' small words outnumber this one's, or most letters are of another script.

    Texts of names and figures have few small words of any language, and are left alone.
    """
    return is_plain(text, language) or is_judged(text, language)


def is_plain(text: str, language: str) -> bool:
    """Whether the language's small words between spaces are enough, however the signs around them part the words.

    No text has more words than signs that part them and one; each sign beyond ASCII may be a word of another script.
    """
    signs = text.encode("ascii", "ignore")
    beyond = len(text) - len(signs)
    most = len(signs.translate(None, LETTERS)) + beyond + 1
    own = sum(map(small(language).__contains__, text.lower().split()))
    return most <= LOOKED_AT and own >= beyond and own / most >= COMMON


LETTERS = ascii_letters.encode()


@cache
def small(language: str) -> frozenset[str]:
    """The grammatical words by which a language is told from others, those of letters alone."""
    return frozenset(filter(str.isalpha, lexicon(language)["function"] - SHARED))


def is_judged(text: str, language: str) -> bool:
    """`reads_like` by every word looked at."""
    written = [found.group() for found in islice(WORD.finditer(text), LOOKED_AT)]
    words = [word.lower() for word in written]
    if len(words) < FEWEST:
        return True
    known = lexicon(language)
    if 2 * sum(is_latin(word[0]) for word in words) < len(words):
        return False
    own = sum(map(small(language).__contains__, words)) / len(words)
    other = sum(map(known["foreign"].__contains__, written)) / len(words)  # "Los Angeles", "La Coruña" are names
    if own < NONE and len(words) >= 3 * FEWEST and 2 * sum(map(str.islower, written)) > len(words):
        return False
    return own >= COMMON or other < COMMON or other < 2 * own


def is_latin(letter: str) -> bool:
    return letter.isascii() or "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"
