"""What stands on a page beside the story: menus, bylines, stamps, calls to read or subscribe, addresses."""

import re

from claims.splitting.words import Lexicon, lexicon
from claims.text.characters import is_visible
from claims.text.paragraphs import CLOSED, paragraphs

BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: (?:and )?[A-Z][\w.'’-]+){0,5}(?:, [A-Z][\w ]{2,40})?$")
STAMP = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified)|first published)\b.{0,60}$|"
    r"(?:published|updated|posted)\s?:.{4,60}\|.{4,60}$|"
    r"(?:photo(?:graph)?s?|image|picture|video|credit|caption|source)s?\s*(?:by|:|/|credit)\s?.{0,120}$",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b)\s.{0,100}$", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?\.?$")
BARE = re.compile(r"^[\W\d_]*$|^https?://\S+$|^\S+@\S+$")
MENU = re.compile(r"(?:[^|›»•·.!?]{1,30}\s?[|›»•·]\s?){2,12}[^|›»•·.!?]{1,30}$|[^›.!?]{1,30} › [^›.!?]{1,30}$")
LENGTH = re.compile(r"\d{1,3}[- ]?min(?:ute)?s?\.? (?:read|watch|listen)$", re.IGNORECASE)
CALL = re.compile(
    r"(?:read|related|see also|also read|more from|more on)\b[^:»>|.]{0,30}[:»>|]\s?\S.{3,150}$", re.IGNORECASE
)
SUBSCRIBE = re.compile(
    r".{0,120}\b(?:unsubscribe|your inbox|sign up (?:to|for) (?:our|the|this))\b.{0,100}$", re.IGNORECASE
)
REACH = r"(?:\S@\S|\+?\d[\d ()-]{6,})"
CONTACT = re.compile(
    r"(?:[\w ]{0,30}\b(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|information)\b[^.:]{0,40}:|(?:tel|e-?mail):)"
    rf".{{0,160}}{REACH}|[^.]{{0,80}}\S+@\S+\.\w+(?:\W+[\d +()-]{{7,}})?$",
    re.IGNORECASE,
)
ROW, CELL = 3, 4
"""Cells a row has at least, and words a cell at most: a longer one may tell something."""
SHORT = 140
"""Characters; a longer line is no stamp, menu or call."""


def first_told(text: str) -> str:
    """The words of the first paragraph that shows something and belongs to the story; of any, where none does."""
    known = lexicon("en")  # the only language whose pages are known
    shown = [stretch.words for stretch in paragraphs(text) if is_visible(stretch.words)]
    return next((words for words in shown if not furniture(words, known)), shown[0] if shown else "")


def is_row(line: str) -> bool:
    """Whether a line is a row of a table, cells between tabs: headings and figures, nothing that is told."""
    cells = [cell for cell in map(str.strip, line.split("\t")) if cell]
    if len(cells) < ROW and not (len(cells) == ROW - 1 and BARE.match(cells[-1])):
        return False
    return all(len(cell.split()) <= CELL and not CLOSED.search(cell) for cell in cells)


def furniture(line: str, lexicon: Lexicon) -> str:
    """Why a line is no part of the story, or an empty string."""
    if BARE.match(line):
        return "no words"
    if line.lower().strip(" :.!>»|-–—*•#") in lexicon["furniture", "elsewhere"]:
        return "page furniture"
    if BYLINE.match(line):
        return "byline"
    if RIGHTS.match(line) or LENGTH.match(line):
        return "page furniture"
    if len(line) < SHORT and (STAMP.match(line) or CLOCK.match(line)):
        return "caption or time stamp"
    if len(line) < SHORT and (MENU.match(line) or CALL.match(line) or SUBSCRIBE.match(line)):
        return "page furniture"
    return "contact" if (":" in line or "@" in line) and CONTACT.match(line) else ""


def what_follows(line: str, lexicon: Lexicon) -> str:
    """What lines without a full stop are behind this one, or nothing: "More on this story", "Yours sincerely,"."""
    if line.lower().strip(" :.!>»|-–—*•#") in lexicon["elsewhere"]:
        return "headline of another story"
    return "signature" if line.lower().strip(" ,.!") in lexicon["closings"] else ""
