"""Who speaks in what an article announces: a speech, initials in an interview, the claim that a check is about.

"The following is the transcript of a speech given by Ada Brook" makes her the speaker of all that follows, up to a
note of the editors; "AB:" is Ada Brook where the lines before name her; "CLAIM:" stands in front of what a post says,
and "VERDICT:" is no word of what is found.
"""

import re
from collections.abc import Iterable, Sequence

from claims.splitting.article import Line
from claims.splitting.words import Lexicon
from claims.text.paragraphs import Stretch

WORD = r"[A-Z][\w.'’-]*"
TEXTS = re.compile(r"\b(?:transcript|text|version|excerpts?|extracts?|full|remarks|speech)\b", re.IGNORECASE)
ANNOUNCES = re.compile(
    r"(?:(?:the following|what follows|below|here|this|these) (?:is|are)|(?:we|you can) (?:publish|read)|read)\b",
    re.IGNORECASE,
)
SPEECH = r"(?:speech|remarks|address|interview|statement|lecture|testimony|sermon|eulogy|keynote|homily)"
GIVEN = re.compile(rf"\b{SPEECH}\b(?: \w+){{0,3}}? (?:by|with|from|of) (?P<who>.+)")
OWN = re.compile(rf"\b(?P<who>{WORD}(?: {WORD}){{1,4}})['’]s? (?:[\w-]+ ){{0,3}}{SPEECH}\b")
GAVE = re.compile(rf"\b{SPEECH} (?:that |which )?(?P<who>[^,.]+?) (?:gave|delivered|made|held)\b")
PHRASE = re.compile(r"[,.;:()]| (?:in|on|at|to|before|during|for|this|last|yesterday|from|when|after)\b")
NAMES = re.compile(rf"{WORD}(?: (?:(?:de|van|von|der|bin|al|el) )?{WORD})+")
NOTE = re.compile(
    r"[\[(*–—-]*\s*(?:editor(?:s|['’]s|s['’])? note|(?:this|the) (?:transcript|text|speech|interview|conversation|"
    r"article|version) (?:has|have|was|is|were)|ends\b|correction:|clarification:)",
    re.IGNORECASE,
)
"""What ends an announced text: it is the editors' again."""
ANNOUNCEMENT = 420
"""Characters of a line that announces a text, at most."""
INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}$")
SHORT_FOR = re.compile(rf"(?P<name>{WORD}(?: {WORD}){{1,4}}) \((?P<short>[A-Z]{{2,4}})\)")
CLAIM = re.compile(
    r"(?:(?:the|a) )?(?P<label>claim|allegation|rumou?r|myth|hoax|post)s?(?: \d{1,2})?\s?:\s+(?=\S)", re.IGNORECASE
)
VERDICT = re.compile(
    r"(?:(?:our|the) )?(?:verdict|ruling|rating|facts?|truth|reality|conclusion|assessment|findings?)(?: \d{1,2})?"
    r"\s?:\s+(?=\S)",
    re.IGNORECASE,
)
IN_QUOTES = re.compile(r"[\"“][^\"“”]+[\"”]")
POSTED = re.compile(r"\b[Pp]osts?\b|\bposted\b")
LABEL = 24
"""Characters within which a label ends."""


def speaker_of(line: str, lexicon: Lexicon) -> str:
    """Whose speech or interview a line announces, or ""."""
    if len(line) > ANNOUNCEMENT or not ANNOUNCES.match(line) or not TEXTS.search(line):
        return ""
    found = GIVEN.search(line) or OWN.search(line) or GAVE.search(line)
    for phrase in PHRASE.split(found["who"]) if found else ():
        names = NAMES.findall(phrase)
        if names:
            return without_titles(names[-1].removesuffix("'s").removesuffix("’s"), lexicon)
    return ""


def without_titles(name: str, lexicon: Lexicon) -> str:
    """ "Senator Ada Brook" as "Ada Brook"; "Senator Brook" keeps the title."""
    words, titles = name.split(), lexicon["offices", "roles"]
    while len(words) > 2 and words[0].lower().rstrip(".") in titles:
        words = words[1:]
    return " ".join(words)


def announced(lines: Sequence[str], lexicon: Lexicon) -> dict[int, tuple[str, int]]:
    """(speaker, 0) of each line of a speech that a line before announces, by its place."""
    for place, line in enumerate(lines):
        who = speaker_of(line, lexicon)
        if who:
            rest = range(place + 1, len(lines))
            end = next((behind for behind in rest if NOTE.match(lines[behind])), len(lines))
            return dict.fromkeys(range(place + 1, end), (who, 0))
    return {}


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def led_back(said: dict[int, tuple[str, int]], lines: Sequence[str]) -> dict[int, tuple[str, int]]:
    """The speakers of a transcript, initials as the name that the labels or the lines before give them."""
    short = {voice for voice, _ in said.values() if INITIALS.match(voice)}
    if not short:
        return said
    front = " ".join(lines[: min(said)])
    names = {voice for voice, _ in said.values()} | {*NAMES.findall(front)}
    told = {found["short"]: found["name"] for found in SHORT_FOR.finditer(front)}
    known = {one: told.get(one) or only(name_for(one.replace(".", ""), names)) or one for one in short}
    return {place: (known.get(voice, voice), label) for place, (voice, label) in said.items()}


def name_for(short: str, names: Iterable[str]) -> set[str]:
    """The names that letters may stand for: of words before the name ("Hydrologist Ada Brook") it has none."""
    size = len(short)
    parts = {" ".join(name.split()[-size:]) for name in names if len(name.split()) >= size}
    return {part for part in parts if initials(part) == short and not INITIALS.match(part)}


def only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def checks(line: Stretch, voice: str) -> list[Line]:
    """The lines of one that begins with "CLAIM:" or "VERDICT:"; none, where it does not, or nothing tells its end.

    The claim is what stands in quotation marks; without any it is the whole line, where the piece gives a verdict.
    """
    if ":" not in line.words[:LABEL]:
        return []
    verdict = VERDICT.match(line.words)
    if verdict:
        return [Line(line.start + verdict.end(), line.end)]
    claim = CLAIM.match(line.words)
    quoted = IN_QUOTES.match(line.words, claim.end()) if claim else None
    if not claim or not (quoted or voice):
        return []
    said = voice or f"the {claim['label'].lower()}"
    if quoted is None or quoted.end() == len(line.words):
        return [Line(line.start + claim.end(), line.end, spoken=True, voice=said)]
    end = line.start + quoted.end()
    behind = end + len(line.words) - quoted.end() - len(line.words[quoted.end() :].lstrip())
    return [Line(line.start + claim.end(), end, spoken=True, voice=said), Line(behind, line.end)]


def claimant(lines: Sequence[str]) -> str:
    """Who says what stands behind "CLAIM:" in a piece that gives a verdict: the post it speaks of, or the claim."""
    if not any(":" in line[:LABEL] and VERDICT.match(line) for line in lines):
        return ""
    return "the post" if any(POSTED.search(line) for line in lines) else "the claim"
