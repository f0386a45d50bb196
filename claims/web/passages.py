"""An article's text laid out for reading: paragraphs of pieces, each piece with the claims it carries."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from claims.choices import ClaimStatus
from claims.models import ArticleVersion, Claim
from claims.text.highlights import Mark, Run, runs
from claims.text.paragraphs import paragraph_around, soft_breaks

# Of claims on exactly the same words, the one a reader must not miss lends its look.
MOST_PRESSING = (
    ClaimStatus.INCORRECT,
    ClaimStatus.CONFLICTING,
    ClaimStatus.DISPUTED,
    ClaimStatus.UNPROVEN,
    ClaimStatus.IN_REVIEW,
    ClaimStatus.UNREVIEWED,
    ClaimStatus.NOT_CHECKABLE,
    ClaimStatus.SUPPORTED,
)
PRESSING = {status.value: rank for rank, status in enumerate(MOST_PRESSING)}
TINTED = MOST_PRESSING[:3]
MARK = 3
"""Characters of what an item of a list begins with, at most: "12.", "(a)"."""
LONGEST_PART = 40_000
"""Characters of an article shown on one page: some hundreds of claims."""
MOST_CONTEXT = 700
"""Characters shown on either side of a claim's sentence, at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks. `start` counts code points from the text's start."""

    start: int
    text: str
    claims: tuple[Claim, ...] = ()
    begins: tuple[Claim, ...] = ()
    dropped: str = ""
    end: int = 0
    folded: Collection[int] = ()

    @property
    def claim(self) -> Claim | None:
        """The innermost claim here, about the fewest words; those in sight come before folded ones."""
        return min(self.claims, key=self._first) if self.claims else None

    @property
    def is_folded(self) -> bool:
        """Whether all claims here wait folded under their sentence."""
        return all(claim.pk in self.folded for claim in self.claims)

    def _first(self, claim: Claim) -> tuple[bool, int, int, int]:
        return (claim.pk in self.folded, *_inner_first(claim))

    @property
    def also_begins(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.begins if claim is not self.claim)

    @property
    def is_entry(self) -> bool:
        """Whether the keyboard stops here: once per claim."""
        return self.claim in self.begins

    @property
    def tint(self) -> str:
        """The status that colors these words, however deep below others the claim lies that has it."""
        return next((status for status in TINTED if any(claim.status == status for claim in self.claims)), "")

    @property
    def depth(self) -> int:
        """How many claims lie over one another here, up to 3; folded ones do not count where others stand."""
        in_sight = sum(claim.pk not in self.folded for claim in self.claims)
        return min(in_sight, 3) or 1


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the article that shows something."""

    start: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        """A line with cells between tabs; no item behind its mark, and no line that was broken."""
        words = "".join(piece.text for piece in self.pieces).strip()
        first, *others = words.split("\t")
        return "\n" not in words and bool(others) and (len(others) > 1 or len(first) > MARK)


def parts_of(text: str) -> list[tuple[int, int]]:
    """A long text in parts that a page can carry, each ending with a line where it can: `[(start, end), …]`."""
    parts, start = [], 0
    while len(text) - start > LONGEST_PART:
        cut = text.rfind("\n", start + LONGEST_PART // 2, start + LONGEST_PART) + 1
        end = cut or start + LONGEST_PART
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def lay_out(
    version: ArticleVersion,
    claims: Iterable[Claim],
    *,
    within: tuple[int, int] | None = None,
    with_dropped: bool = False,
    folded: Collection[int] = (),
) -> list[Paragraph]:
    """The text, or the part of it `within`, with every claim's words marked.

    Claims of other versions are left out. `folded` are ids of claims whose marks stand back behind others'.
    """
    by_id = {claim.pk: claim for claim in claims if claim.version_id == version.pk}
    marks = [mark for claim in by_id.values() for mark in _claim_marks(claim, len(version.text))]
    if with_dropped:
        marks += [
            Mark(f"{stage}\n{reason}", start, end) for start, end, stage, reason in version.dropped if start < end
        ]
    seen: set[int] = set()
    paragraphs = []
    shown = _cut(runs(len(version.text), marks), *(within or (0, len(version.text))))
    for start, line_runs in _paragraphs(version.text, shown):
        pieces = [replace(_piece(version.text, run, by_id, seen), folded=folded) for run in line_runs]
        paragraphs.append(Paragraph(start, pieces))
    return paragraphs


def context_of(claim: Claim) -> list[Piece]:
    """The paragraph around a claim's sentence; `dropped` holds "sentence" or "quote" for its two marks."""
    text = claim.version.text
    soft = soft_breaks(text)
    low, high = paragraph_around(text, claim.sentence_start, claim.sentence_end, soft)
    low, high = max(low, claim.sentence_start - MOST_CONTEXT), min(high, claim.sentence_end + MOST_CONTEXT)
    marks = [Mark("sentence", claim.sentence_start, claim.sentence_end)]
    marks += [Mark("quote", start, end) for start, end in spans_of(claim)]
    shown = []
    for run in runs(len(text), marks):
        start, end = max(run.start, low), min(run.end, high)
        if start < end:
            # The place keeps line ends, for paragraphs; those inside one are spaces.
            words = "".join(" " if n in soft else text[n] for n in range(start, end))
            shown.append(Piece(start, words, dropped=run.ids[-1] if run.ids else "", end=end))
    return shown


def spans_of(claim: Claim) -> list[tuple[int, int]]:
    """The exact pieces of text the claim is anchored on."""
    return [(start, end) for start, end in claim.spans] or [(claim.start, claim.end)]


def _claim_marks(claim: Claim, length: int) -> Iterator[Mark[int | str]]:
    for start, end in [*spans_of(claim), *((start, end) for start, end in claim.also_at)]:
        if 0 <= start < end <= length:
            yield Mark(claim.pk, start, end)


def _cut(all_runs: Iterable[Run[int | str]], low: int, high: int) -> Iterator[Run[int | str]]:
    for run in all_runs:
        start, end = max(run.start, low), min(run.end, high)
        if start < end:
            yield Run(start, end, run.ids)


def _paragraphs(text: str, all_runs: Iterable[Run[int | str]]) -> Iterator[tuple[int, list[Run[int | str]]]]:
    """Cut the runs where paragraphs end, and leave out those that show nothing."""
    soft = soft_breaks(text)
    held: list[Run[int | str]] = []
    for run in all_runs:
        start = run.start
        for newline in [found for found in _newlines(text, run) if found not in soft]:
            if start < newline:
                held.append(Run(start, newline, run.ids))
            start = newline + 1
            if _shows(text, held):
                yield held[0].start, held
            held = []
        if start < run.end:
            held.append(Run(start, run.end, run.ids))
    if _shows(text, held):
        yield held[0].start, held


def _newlines(text: str, run: Run[int | str]) -> Iterator[int]:
    found = text.find("\n", run.start, run.end)
    while found >= 0:
        yield found
        found = text.find("\n", found + 1, run.end)


def _shows(text: str, held: list[Run[int | str]]) -> bool:
    return bool(held) and bool(text[held[0].start : held[-1].end].strip())


def _piece(text: str, run: Run[int | str], by_id: dict[int, Claim], seen: set[int]) -> Piece:
    claims = tuple(by_id[id_] for id_ in run.ids if isinstance(id_, int))
    begins = tuple(claim for claim in claims if claim.pk not in seen)
    seen.update(claim.pk for claim in begins)
    dropped = next((id_.split("\n", 1)[1] for id_ in run.ids if isinstance(id_, str)), "")
    return Piece(run.start, text[run.start : run.end], claims, begins, dropped, run.end)


def _inner_first(claim: Claim) -> tuple[int, int, int]:
    words = sum(end - start for start, end in spans_of(claim))
    return words, PRESSING.get(claim.status, len(PRESSING)), claim.pk
