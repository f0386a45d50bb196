"""Who speaks in the lines of a debate, a hearing or an interview: "SEN. OKAFOR: We created jobs."

Names in front of a colon make a transcript where several lines have them and one comes again. Where most
lines have one, a line without is said by the speaker before it; behind the last of them, one that begins with the
name of somebody the piece has named is the article's own again. "Q:" and "A:" name nobody.
"""

import re
from collections import Counter
from collections.abc import Sequence

WORD = r"[A-Z][\w.'’-]*"
LABEL = re.compile(
    rf"(?P<name>{WORD}(?:,? (?:{WORD}|of|the|de|van|von|for)){{0,6}})(?: ?[\[(][^\[\]()]{{1,60}}[\])])?\s?:\s+(?=\S)"
)
QUOTED = re.compile(
    rf"[\"“](?P<said>[^\"“”]{{8,600}})[\"”]\s*[-–—]{{1,2}}\s*(?P<name>{WORD}(?: {WORD}){{0,4}})(?:,[^.!?]{{2,120}})?$"
)
"""Words with the one who said them behind a dash: "It is safe" - Dr. Karl Moor, chief of the agency."""
SENTENCE = re.compile(r"[.?!…][\"'”’)\]]*$")
NOBODY = frozenset(("Q", "A", "Question", "Answer"))
"""Labels that tell a question from an answer, and not who speaks."""
CHECKED = frozenset(("claim", "verdict", "myth", "fact", "facts", "rating", "ruling", "truth", "reality"))
OPENING = re.compile(r"[\"“‘]?(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.? )?(?P<word>[A-Z][\w’'-]{2,})")
LEAST = 3
"""Labeled lines that make a transcript."""
MOSTLY = 0.4
"""Share of labeled lines from which on every line is somebody's."""


def voices(lines: Sequence[str]) -> dict[int, tuple[str, int]]:
    """(speaker, characters of the label) of each line that is said in a transcript, by its place."""
    found = {place: label for place, line in enumerate(lines) if (label := LABEL.match(line)) and speaks(label)}
    if len(found) < LEAST:
        return {}
    names = Counter(label["name"] for label in found.values())
    full = sum(bool(SENTENCE.search(lines[place])) for place in found)
    if len(names) < 2 or max(names.values()) < 2 or 2 * full < len(found):
        return {}
    if len(found) < MOSTLY * len(lines):
        return {place: (named(label), label.end()) for place, label in found.items()}
    return _throughout(found, lines)


def speaks(label: re.Match[str]) -> bool:
    """Whether a label may name who speaks, and not what a check has found."""
    return label["name"].lower().removeprefix("the ") not in CHECKED


def named(label: re.Match[str]) -> str:
    """Whom a label names, "" for one that names nobody."""
    return "" if label["name"] in NOBODY else label["name"]


def _throughout(found: dict[int, re.Match[str]], lines: Sequence[str]) -> dict[int, tuple[str, int]]:
    said, speaker = {}, ""
    known = {word for label in found.values() for word in label["name"].split()[-1:]}
    known |= {word.strip(",.:;") for line in lines[: min(found)] for word in line.split()[1:] if word[0].isupper()}
    for place in range(min(found), len(lines)):
        label = found.get(place)
        opening = OPENING.match(lines[place])
        if not label and place > max(found) and opening and opening["word"] in known:
            break
        speaker = named(label) if label else speaker
        said[place] = speaker, label.end() if label else 0
    return said
