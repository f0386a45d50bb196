"""What travels out of the splitter: frozen records, positions in code points, half-open."""

from dataclasses import dataclass

Span = tuple[int, int]
Substitution = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One atomic claim, worded to stand alone and anchored on the article's own words.

    `start`/`end` is the smallest run of the article holding the claim's words, `spans` its exact
    pieces. `kind` is "asserted", "presupposed" (carried by a title, an apposition, a possessive) or
    "attributed" (what `speaker` is said to have said). `substitutions` lists each
    (original, replacement, start, end) put in for a pronoun or a short name; `readings` the possible
    wordings when a pronoun stays ambiguous, and then `needs_context` is true. `also_at` holds further
    places of the article that say the same.
    """

    text: str
    start: int
    end: int
    spans: tuple[Span, ...]
    kind: str
    speaker: str
    sentence: Span
    check_worthiness: float
    reasons: tuple[str, ...]
    substitutions: tuple[Substitution, ...] = ()
    readings: tuple[str, ...] = ()
    needs_context: bool = False
    also_at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the article that yields no claim, the stage that said so, and why."""

    start: int
    end: int
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """Everything one article gave: claims in reading order, what was left out, the sentences."""

    claims: tuple[DraftClaim, ...]
    dropped: tuple[Dropped, ...]
    sentences: tuple[Sentence, ...]
    language: str
    notes: tuple[str, ...] = ()
