"""The text as a reader sees it, position by position: what only decorates or refers is read as white space.

Footnote marks ("[2]"), tags of HTML, stars and addresses of Markdown, and pictures (emoji) stand between an article's
words without being any of them. "&quot;" in pasted source is the mark it stands for, with `FILL` behind it. The
length stays, so that every position is the article's own.
"""

import re
import unicodedata
from html import unescape

SEEN = re.compile(r"[<\[*&(\x00-\x09\x0b-\x1f\x7f-\U0010ffff]")
"""What a text must have, where it has no address, for there to be anything to do."""
BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|tr|table|blockquote|section|article|figcaption)\b[^<>]{0,500}>", re.I
)
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<!--[^<>]{0,500}-->")
FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed|edit)\]|(?<=[.,!?”\"’])[¹²³⁰⁴-⁹]+(?=\s|$)")
LINK = re.compile(r"(\[)([^\[\]\n]{1,300})(\]\(https?://[^\s()]{1,2000}\))")
STARS = re.compile(r"\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
ADDRESS = re.compile(r"(?<=\S)[ \t]+(?:\(https?://[^\s()]+\)|https?://[^\s()]*[^\s().,;:!?\"'”’])")
"""Behind a word: where something can be read, no word itself."""
ASIDE = re.compile(
    r"[(\[](?:applause|laughter|laughs|laughing|cheer(?:s|ing)|boo(?:s|ing)|crosstalk|inaudible|unintelligible|"
    r"indiscernible|off[- ]mic|pause|music)(?:(?: and|,) [a-z]+)?[)\]]|"
    r"\((?:[A-Z][A-Za-z]{1,9}: ?[A-Z0-9.]{1,8}(?:[;,] ?)?)+\)|\(\d{1,2}/\d{1,2}\)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""What is heard in a hall ("(APPLAUSE)"), a company's sign at an exchange, the number of a message in a thread."""
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
FILL = "\x00"
"""What is left of an entity in the middle of a word; `readable` gives it for nothing else."""
UNPLAIN = re.compile(r"[^\n\x20-\x7e]")
"""What may not be seen as it stands."""
HASHES = re.compile(r"^#{1,6}(?=\s)", re.MULTILINE)
HIDDEN = frozenset(("Cs", "Cc", "Co", "Cn"))
LETTERLIKE = 0x2190
"""Symbols below belong to words and figures: °, ©, №, ™."""


def readable(text: str) -> str:
    """The text as the tokenizer sees it; of the same length."""
    if not SEEN.search(text) and "://" not in text:
        return text
    text = BLOCK.sub(lambda found: "\n" + " " * (len(found.group()) - 1), text) if "<" in text else text
    for sign, pattern in (("<", TAG), ("", FOOTNOTE), ("*", STARS), ("#", HASHES), ("", ASIDE)):
        text = pattern.sub(_blank, text) if sign in text else text
    text = LINK.sub(lambda found: " " + found.group(2) + " " * len(found.group(3)), text) if "](" in text else text
    text = ADDRESS.sub(_blank, text) if "://" in text else text
    text = UNPLAIN.sub(lambda found: _seen(found.group()), text)
    return ENTITY.sub(_meant, text) if "&" in text else text


def _meant(found: re.Match[str]) -> str:
    """The character an entity stands for, its other places filled so that they part no word."""
    mark, size = _seen(unescape(found.group())[:1]), len(found.group())
    if found.group()[:2] != "&#" and unescape(found.group()) == found.group():
        return found.group()
    if mark.isspace() or not mark:
        return " " * size
    after = found.string[found.end() : found.end() + 1]
    return mark.ljust(size, " " if after.isspace() or not after else FILL)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _seen(character: str) -> str:
    if character < "\x7f" and (character >= " " or character == "\n"):
        return character
    category = unicodedata.category(character)
    is_picture = (category == "So" and ord(character) >= LETTERLIKE) or "\U0001f3fb" <= character <= "\U0001f3ff"
    return " " if category in HIDDEN or is_picture or character in "\ufe0e\ufe0f" else character
