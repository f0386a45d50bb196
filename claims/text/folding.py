"""Words as a search compares them: without accents and capitals."""

import re
import unicodedata

# Letters of their own that people type without the stroke or the ligature.
APART = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """The text in small letters, without accents, with one blank between words (NFKD, marks dropped, case folded)."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(APART)
    plain = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return re.sub(r"\s+", " ", plain).strip()
