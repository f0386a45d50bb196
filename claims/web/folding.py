"""Which claims of an article are in sight at once, and which wait folded under their sentence.

A text of three paragraphs gives ninety claims, most of them the same sentence cut shorter, or small change.
What is most worth checking of each sentence stands open; nothing is left out.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.choices import ClaimOrigin, ClaimStatus
from claims.models import Claim

FEW = 12
"""Up to so many claims all stand open."""
SAME_WORDS = 0.8
"""Of a claim's words, found in one above it: then it is that one cut shorter."""
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in", "is"),
        *("it", "its", "of", "on", "or", "that", "the", "their", "to", "was", "were", "with"),
    )
)


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one sentence, in text order: those in sight, and those folded under them."""

    shown: list[Claim]
    folded: list[Claim]


def fold(claims: Sequence[Claim], *, keep: Collection[int] = ()) -> list[Group]:
    """Group claims in text order by their sentence. `keep` are ids of claims that stay in sight."""
    low = _middle(claims) if len(claims) > FEW else None
    sentences = groupby(claims, key=lambda claim: claim.sentence_start)
    return [_group(list(sentence), low, keep) for _start, sentence in sentences]


def unfolded(claims: Sequence[Claim]) -> list[Group]:
    """The same groups with every claim in sight."""
    sentences = groupby(claims, key=lambda claim: claim.sentence_start)
    return [Group(list(sentence), []) for _start, sentence in sentences]


def _middle(claims: Sequence[Claim]) -> float:
    worths = sorted(claim.check_worthiness for claim in claims)
    return worths[len(worths) // 2]


def _group(sentence: list[Claim], low: float | None, keep: Collection[int]) -> Group:
    if low is None:
        return Group(sentence, [])
    shown = set(_in_sight(sentence, low, keep))
    return Group(
        [claim for claim in sentence if claim.pk in shown], [claim for claim in sentence if claim.pk not in shown]
    )


def _in_sight(sentence: list[Claim], low: float, keep: Collection[int]) -> Iterator[int]:
    """The most worth checking first: each later one must say something new, and not be small change."""
    said: list[tuple[str, set[str]]] = []
    for claim in sorted(sentence, key=lambda claim: (-claim.check_worthiness, claim.start, claim.pk)):
        words = _words(claim.text)
        is_new = not any(kind == claim.kind and _holds(whole, words) for kind, whole in said)
        if _is_touched(claim) or claim.pk in keep or not said or (is_new and claim.check_worthiness >= low):
            said.append((claim.kind, words))
            yield claim.pk


def _is_touched(claim: Claim) -> bool:
    """Somebody has worked on it or written it: it is never put out of sight."""
    return claim.status != ClaimStatus.UNREVIEWED or claim.origin != ClaimOrigin.SPLITTER


def _holds(whole: set[str], words: set[str]) -> bool:
    return len(words & whole) >= SAME_WORDS * len(words)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - SMALL_WORDS
