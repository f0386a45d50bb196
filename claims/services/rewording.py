"""A claim in other words, or on other words of its article."""

from typing import Any

from django.db import transaction

from claims.choices import EventKind, ReviewState
from claims.errors import ClaimClosed
from claims.models import Claim
from claims.services.claims import (
    LONGEST_WORDING,
    lock_claim,
    read_kind,
    read_span,
    refuse_stale,
    refuse_twin,
    save_edit,
    sentence_around,
)
from claims.services.closing import refuse_closed
from claims.services.drafts import anchor_fields, wording_fields
from claims.services.events import record
from claims.services.input import clean_line, require_words
from claims.services.public_states import public_verdict

# What a rewording changes, and its undoing brings back.
REWORDED_FIELDS = frozenset(
    ("text", "text_sha256", "kind", "speaker", "start", "end", "quote", "prefix", "suffix", "spans")
) | {"sentence_start", "sentence_end"}


def reword_claim(
    *,
    actor: Any,
    claim: Claim,
    seen: int | None = None,
    text: str | None = None,
    start: int | None = None,
    end: int | None = None,
    kind: str | None = None,
    speaker: str | None = None,
) -> Claim:
    """Change a claim's wording, anchor, kind or speaker; what is None stays.

    `seen` is the revision the person looked at. Raises StaleEdit, with the present words, when it has
    changed since; ClaimClosed when withdrawn or when reviews or a public verdict stand on the present wording;
    SameClaim when another claim says exactly this already.
    """
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        refuse_stale(claim, seen)
        if claim.reviews.filter(state=ReviewState.SUBMITTED).exists():
            raise ClaimClosed("Reviews stand on this wording. Withdraw the claim and propose a new one.")
        _refuse_public(claim)
        _change(claim, _reworded(claim, text=text, start=start, end=end, kind=kind, speaker=speaker), actor)
    return claim


def put_wording_back(*, actor: Any, claim: Claim, before: dict[str, Any]) -> Claim:
    """Undo a rewording: `before` are the fields as its event kept them. Raises as `reword_claim` does."""
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        _refuse_public(claim)
        _change(claim, {name: value for name, value in before.items() if name in REWORDED_FIELDS}, actor)
    return claim


def _refuse_public(claim: Claim) -> None:
    """The address of a public verdict and every quotation of it have the wording in them."""
    if public_verdict(claim) is not None:
        raise ClaimClosed("A verdict on this wording is public. Take it back first, or propose a new claim.")


def _change(claim: Claim, new: dict[str, Any], actor: Any) -> None:
    """Set what is new, and keep in the event what it was before."""
    old, words = claim.text, claim.quote
    before = {name: getattr(claim, name) for name, value in new.items() if getattr(claim, name) != value}
    if not before:
        return
    for name in before:
        setattr(claim, name, new[name])
    refuse_twin(claim)
    save_edit(claim, list(before))
    moved = {"old": words, "new": claim.quote} if claim.text == old else {"old": old, "new": claim.text}
    kept = {name: value for name, value in before.items() if name in REWORDED_FIELDS}
    record(EventKind.CLAIM_REWORDED, actor=actor, claim=claim, **moved, data={"before": kept})


def _reworded(
    claim: Claim,
    *,
    text: str | None,
    start: int | None,
    end: int | None,
    kind: str | None,
    speaker: str | None,
) -> dict[str, Any]:
    """The fields that what was given comes to, checked."""
    new: dict[str, Any] = {}
    if text is not None:
        new |= wording_fields(require_words(text, field="text", limit=LONGEST_WORDING))
    if start is not None or end is not None:
        new |= _moved(claim, claim.start if start is None else start, claim.end if end is None else end)
    if kind is not None:
        new["kind"] = read_kind(kind)
    if speaker is not None:
        new["speaker"] = clean_line(speaker, field="speaker", limit=200)
    return new


def _moved(claim: Claim, start: int, end: int) -> dict[str, Any]:
    span = read_span(claim.version, start, end)
    sentence = sentence_around(claim.version, span)
    return {
        **anchor_fields(claim.version, span.start, span.end),
        "spans": [[span.start, span.end]],
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "orphaned_at": None,
    }
