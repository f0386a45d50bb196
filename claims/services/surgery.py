"""Claims cut anew: several made one, one made several, a withdrawn one brought back. Lineage is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from claims.choices import (
    ClaimKind,
    ClaimStatus,
    DecidedBy,
    EventKind,
    LineageHow,
    WithdrawnCause,
)
from claims.errors import BadInput, ClaimClosed, SameClaim
from claims.models import Claim, Lineage, Verdict
from claims.services.claims import lock_claim, propose_claim, refuse_stale, save_edit, withdraw_claim
from claims.services.closing import refuse_closed
from claims.services.events import record
from claims.services.verdicts import settle
from claims.text.spans import Span, merge

MOST_MERGED = 20
MOST_PARTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the claims a claim is divided into; `[start, end)` counts the article's code points."""

    text: str
    start: int
    end: int
    kind: str = ClaimKind.ASSERTED
    speaker: str = ""


def merge_claims(
    *,
    actor: Any,
    claims: Sequence[Claim],
    text: str,
    kind: str = ClaimKind.ASSERTED,
    speaker: str = "",
    seen: Mapping[int, int] | None = None,
) -> Claim:
    """Make one claim of several of the same article. The old ones are withdrawn and point to it.

    Their reviews stay with them. `seen` gives the revisions the person looked at, by claim id. Raises
    BadInput for fewer than two, or claims of several articles; ClaimClosed, StaleEdit as for an edit.
    """
    ids = sorted({claim.pk for claim in claims})
    if not 2 <= len(ids) <= MOST_MERGED:
        raise BadInput(f"Choose 2 to {MOST_MERGED} claims to merge.", field="claims")
    with transaction.atomic():
        olds = [_open_claim(claim_id, (seen or {}).get(claim_id)) for claim_id in ids]
        if len({old.version_id for old in olds}) > 1:
            raise BadInput("Only claims of one article's text can be merged.", field="claims")
        pieces = merge(Span(start, end) for old in olds for start, end in old.spans or [[old.start, old.end]])
        for old in olds:
            withdraw_claim(actor=actor, claim=old, cause=WithdrawnCause.MERGED, reason=text or old.text)
        whole = Part(text=text, start=pieces[0].start, end=pieces[-1].end, kind=kind, speaker=speaker)
        heir = _propose(actor, olds[0], whole)
        heir.spans = [[piece.start, piece.end] for piece in pieces]
        heir.save(update_fields=["spans"])
        _link(olds, [heir], LineageHow.MERGED)
        record(EventKind.CLAIM_MERGED, actor=actor, claim=heir, new=heir.text, data={"from": ids})
    return heir


def divide_claim(*, actor: Any, claim: Claim, parts: Sequence[Part], seen: int | None = None) -> list[Claim]:
    """Make several claims of one. The old one is withdrawn, keeps its reviews, and points to its heirs."""
    if not 2 <= len(parts) <= MOST_PARTS:
        raise BadInput(f"Divide a claim into 2 to {MOST_PARTS} claims.", field="parts")
    with transaction.atomic():
        old = _open_claim(claim.pk, seen)
        reason = " / ".join(part.text for part in parts)[:5_000] or old.text
        withdraw_claim(actor=actor, claim=old, cause=WithdrawnCause.DIVIDED, reason=reason)
        heirs = [_propose(actor, old, part) for part in parts]
        if len({heir.pk for heir in heirs}) < len(parts):
            raise BadInput("Two of the parts are the same claim.", field="parts")
        _link([old], heirs, LineageHow.SPLIT)
        ids = [heir.pk for heir in heirs]
        record(EventKind.CLAIM_DIVIDED, actor=actor, claim=old, old=old.text, data={"into": ids})
    return heirs


def restore_claim(
    *, actor: Any, claim: Claim, reason: str = "", data: dict[str, Any] | None = None, seen: int | None = None
) -> Claim:
    """Bring a withdrawn claim back to where its reviews, or an editor's decision, leave it.

    Raises ClaimClosed when it is not withdrawn, SameClaim when the same claim stands already, StaleEdit when it
    was changed since `seen`.
    """
    try:
        with transaction.atomic():
            locked = lock_claim(claim.pk)
            refuse_stale(locked, seen)
            return _restore(actor, locked, reason, data or {})
    except IntegrityError:
        raise SameClaim from None


def _restore(actor: Any, claim: Claim, reason: str, data: dict[str, Any]) -> Claim:
    if not claim.is_withdrawn:
        raise ClaimClosed("This claim is not withdrawn.")
    claim.status, claim.withdrawn_cause, claim.withdrawn_reason = ClaimStatus.UNREVIEWED, "", ""
    fields = ["status", "withdrawn_cause", "withdrawn_reason"]
    last = _decision_withdrawn(claim)
    if last is not None:
        claim.status, claim.verdict, claim.decided_at = ClaimStatus(last.rating), last, last.created_at
        fields += ["verdict", "decided_at"]
    save_edit(claim, fields)
    record(EventKind.CLAIM_RESTORED, actor=actor, claim=claim, new=claim.text, reason=reason, data=data)
    return settle(claim, actor=actor)


def _decision_withdrawn(claim: Claim) -> Verdict | None:
    """The editor's decision that stood when the claim was withdrawn: one taken back before stays so."""
    step = claim.events.filter(kind=EventKind.CLAIM_WITHDRAWN).order_by("-id").first()
    last = claim.verdicts.order_by("-number").first()
    if last is None or last.decided_by != DecidedBy.ADJUDICATION:
        return None
    was = (step.data.get("status") if step else None) or last.rating
    return last if ClaimStatus(was).is_decided else None


def _open_claim(claim_id: int, seen: int | None) -> Claim:
    claim = lock_claim(claim_id)
    refuse_closed(claim)
    refuse_stale(claim, seen)
    return claim


def _propose(actor: Any, old: Claim, part: Part) -> Claim:
    if old.version_id != old.article.version_id:
        raise ClaimClosed("The article has a newer text. Propose the claim there.")
    before = Claim.objects.order_by("-id").values_list("id", flat=True).first() or 0
    heir = propose_claim(
        actor=actor,
        article=old.article,
        start=part.start,
        end=part.end,
        text=part.text,
        kind=part.kind,
        speaker=part.speaker,
    )
    if heir.pk <= before:
        raise SameClaim
    return heir


def _link(ancestors: Iterable[Claim], heirs: Iterable[Claim], how: LineageHow) -> None:
    Lineage.objects.bulk_create(
        Lineage(ancestor=ancestor, heir=heir, how=how) for ancestor in ancestors for heir in list(heirs)
    )
