"""Where one claim's words stand in a corrected text, with everything that hangs on them. Writes nothing."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.models import Claim
from claims.splitting.document import Split
from claims.text.anchors import Anchor, Found, find, make_anchor
from claims.text.typography import plain

# All claims of an article look through one text.
_whole = lru_cache(maxsize=1)(plain)


@dataclass(frozen=True, slots=True)
class Move:
    """A claim's place in the new text: exact, or likely, or none (`end` is 0). `places` are fields to set."""

    claim: Claim
    start: int
    end: int
    is_exact: bool
    places: dict[str, Any]


def move_claim(claim: Claim, text: str, split: Split | None) -> Move:
    """Look for the claim's words in `text`, the article's next version."""
    found = _find(text, Anchor(claim.start, claim.end, claim.quote, claim.prefix, claim.suffix))
    if found is None:
        return Move(claim, 0, 0, is_exact=False, places={})
    if not found.exact:
        return Move(claim, found.start, found.end, is_exact=False, places={})
    old, shift = claim.version.text, found.start - claim.start
    places = {
        "spans": [[start + shift, end + shift] for start, end in claim.spans],
        "also_at": [place for start, end in claim.also_at if (place := _again(old, text, start, end))],
        "substitutions": [moved for row in claim.substitutions if (moved := _moved_row(old, text, row, shift))],
        **_sentence(claim, old, text, found.start, found.end, split),
    }
    return Move(claim, found.start, found.end, is_exact=True, places=places)


def _find(text: str, anchor: Anchor) -> Found | None:
    """The anchor's words, if need be in another typesetting: straight marks made curly change no word."""
    found = find(text, anchor)
    if found is None or found.exact:
        return found
    words = (plain(words) for words in (anchor.quote, anchor.prefix, anchor.suffix))
    alike = find(_whole(text), Anchor(anchor.start, anchor.end, *words))
    return alike if alike and alike.exact else found


def _again(old: str, new: str, start: int, end: int) -> list[int] | None:
    """The same words in the new text; nothing when they changed."""
    found = _find(new, make_anchor(old, start, end))
    return [found.start, found.end] if found and found.exact else None


def _moved_row(old: str, new: str, row: list[Any], shift: int) -> list[Any] | None:
    """A substitution beside the claim moves with it; one that stands elsewhere no more is dropped."""
    original, name, start, end = row
    if plain(new[start + shift : end + shift]) != plain(old[start:end]):
        return None
    return [original, name, start + shift, end + shift]


def _sentence(claim: Claim, old: str, new: str, start: int, end: int, split: Split | None) -> dict[str, int]:
    shift = start - claim.start
    first, last = claim.sentence_start + shift, claim.sentence_end + shift
    if first < 0 or plain(new[first:last]) != plain(old[claim.sentence_start : claim.sentence_end]):
        touched = [one for one in split.sentences if one.start < end and one.end > start] if split else []
        first = min([start, *(one.start for one in touched)])
        last = max([end, *(one.end for one in touched)])
    return {"sentence_start": first, "sentence_end": last}
