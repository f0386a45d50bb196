"""Who speaks in the lines of a debate, a hearing or an interview: "SEN. OKAFOR: We created jobs."

Names in front of a colon make a transcript where several lines have them and one comes again. Where most
lines have one, a line without is said by the speaker before it.
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
LEAST = 3
"""Labeled lines that make a transcript."""
MOSTLY = 0.4
"""Share of labeled lines from which on every line is somebody's."""


def voices(lines: Sequence[str]) -> dict[int, tuple[str, int]]:
    """(speaker, characters of the label) of each line that is said in a transcript, by its place."""
    found = {place: label for place, line in enumerate(lines) if (label := LABEL.match(line))}
    names = Counter(label["name"] for label in found.values())
    full = sum(bool(SENTENCE.search(lines[place])) for place in found)
    if len(found) < LEAST or len(names) < 2 or max(names.values()) < 2 or 2 * full < len(found):
        return {}
    if len(found) < MOSTLY * len(lines):
        return {place: (label["name"], label.end()) for place, label in found.items()}
    return _throughout(found, len(lines))


def _throughout(found: dict[int, re.Match[str]], count: int) -> dict[int, tuple[str, int]]:
    said, speaker = {}, ""
    for place in range(min(found), count):
        label = found.get(place)
        speaker = label["name"] if label else speaker
        said[place] = speaker, label.end() if label else 0
    return said
