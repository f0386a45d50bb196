"""Publication: the gate, publishing, correcting, pausing and taking back. How it follows the claim: public_states.

A number that was ever public is never edited: a correction, also one of the summary alone, is the next number.
Each step counts as an edit of the claim, so of two editors who act at once the second one is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import DecidedBy, EventKind, PublicationState, Rating, Reliability, ReviewState
from claims.errors import (
    AlreadyPublic,
    BadInput,
    ClaimClosed,
    DecidedOtherwise,
    NothingToCorrect,
    NotPublic,
    NotReady,
    ReasonMissing,
    TextEmpty,
)
from claims.models import Claim, Source, Verdict
from claims.services.claims import lock_claim, refuse_stale, save_edit
from claims.services.events import record
from claims.services.input import clean_words, require_reason
from claims.services.public_states import enter, public_verdict
from claims.services.verdicts import next_number

LONGEST_SUMMARY = 5_000
INDEPENDENT = 2


class Need(StrEnum):
    """Whether an item of the gate can be gone without."""

    MUST = "must"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class GateItem:
    """One thing that the craft asks for before a verdict is public; `hint` says what to do about it."""

    name: str
    label: str
    met: bool
    needed: Need
    hint: str


def gate(claim: Claim, *, summary: str | None = None) -> list[GateItem]:
    """What is asked for and whether it is there, in the order of the work. Three statements.

    `summary` is one that is about to be written; without it, the standing verdict's own counts.
    """
    verdict = claim.verdict
    rests_on_pages = verdict is not None and Rating(verdict.rating).needs_evidence
    pages = _cited(claim)
    kept = all(page.snapshot_sha256 or page.archived_url for page in pages)
    primary = any(page.reliability == Reliability.PRIMARY for page in pages)
    written = bool((verdict.summary if verdict else "") if summary is None else summary.strip())
    needs_none = not rests_on_pages and not pages
    return [
        _decided(verdict is not None),
        _reviewed(claim, verdict),
        GateItem("evidence", _("Evidence is given"), bool(pages) or not rests_on_pages, Need.MUST,
                 _("This rating needs a source. Ask a reviewer to add one.")),
        GateItem("primary_source", _("A primary source is among the evidence"), primary or needs_none, Need.REASON,
                 _("Mark a cited page as primary source, or say why none is there.")),
        GateItem("kept", _("Every cited page is kept: a snapshot or an archive"), kept, Need.REASON,
                 _("Have the page kept, give an archive’s address, or say why it cannot be kept.")),
        GateItem("summary", _("The summary for the public is written"), written, Need.MUST,
                 _("Say in a few plain sentences what was found.")),
    ]  # fmt: skip


def publish_verdict(
    *, actor: Any, claim: Claim, summary: str = "", reason: str = "", seen: int | None = None
) -> Verdict:
    """Make the standing verdict public, with its summary (default: the one that it has).

    `reason` is for items of the gate that are not met and can be gone without; it is kept in the record. Raises
    NotReady, TextEmpty (the summary), ReasonMissing; AlreadyPublic; ClaimClosed when withdrawn; StaleEdit.
    """
    summary, reason = _words(summary, reason)
    with transaction.atomic():
        claim = _locked(claim, seen)
        if public_verdict(claim) is not None:
            raise AlreadyPublic
        summary = summary or (claim.verdict.summary if claim.verdict else "")
        without = _pass_gate(claim, summary, reason)
        verdict = _publishable(claim)
        enter(verdict, PublicationState.PUBLISHED, actor=actor, summary=summary)
        _note(EventKind.VERDICT_PUBLISHED, verdict, actor=actor, new=verdict.rating, reason=reason, data=without)
    return verdict


def correct_verdict(
    *,
    actor: Any,
    claim: Claim,
    note: str,
    summary: str = "",
    reason: str = "",
    true_as_of: date | None = None,
    seen: int | None = None,
) -> Verdict:
    """Put the standing decision, or another summary, in the place of what is public; the old number stays readable.

    `note` tells the public what was corrected. The summary defaults to the standing verdict's own, and where the
    rating is the same to the public one. Raises NotPublic, NothingToCorrect, and as `publish_verdict` does.
    """
    note = require_reason(note, field="note")
    summary, reason = _words(summary, reason)
    with transaction.atomic():
        claim = _locked(claim, seen)
        old = _public(claim)
        summary = summary or _default_summary(claim.verdict, old)
        without = _pass_gate(claim, summary, reason)
        _refuse_same(claim.verdict, old, summary, true_as_of)
        enter(old, PublicationState.SUPERSEDED, actor=actor, note=old.correction_note)
        verdict = _publishable(claim)
        words = {"summary": summary, "correction_note": note, "true_as_of": true_as_of or verdict.true_as_of}
        enter(verdict, PublicationState.PUBLISHED, actor=actor, note=note, **words)
        data = {"instead_of": old.pk, **({"why": reason} if reason else {}), **without}
        told = {"old": old.rating, "new": verdict.rating, "reason": note}
        _note(EventKind.VERDICT_CORRECTED, verdict, actor=actor, data=data, **told)
    return verdict


def pause_verdict(*, actor: Any, claim: Claim, note: str, seen: int | None = None) -> Verdict:
    """Tell the public that the verdict is being looked at again. Raises NotPublic, ReasonMissing, StaleEdit."""
    note = require_reason(note, field="note")
    with transaction.atomic():
        verdict = _public(_locked(claim, seen), PublicationState.PUBLISHED)
        enter(verdict, PublicationState.PAUSED, actor=actor, note=note)
        _note(EventKind.VERDICT_PAUSED, verdict, actor=actor, old=verdict.rating, reason=note)
    return verdict


def resume_verdict(*, actor: Any, claim: Claim, reason: str = "", seen: int | None = None) -> Verdict:
    """Let a paused verdict stand again as it was. Raises NotPublic, DecidedOtherwise, StaleEdit."""
    reason = clean_words(reason, field="reason", limit=LONGEST_SUMMARY)
    with transaction.atomic():
        claim = _locked(claim, seen)
        verdict = _public(claim, PublicationState.PAUSED)
        if claim.status != verdict.rating:
            raise DecidedOtherwise
        enter(verdict, PublicationState.PUBLISHED, actor=actor, note=verdict.correction_note)
        told = {"new": verdict.rating, "reason": reason}
        _note(EventKind.VERDICT_PUBLISHED, verdict, actor=actor, data={"again": True}, **told)
    return verdict


def unpublish_verdict(*, actor: Any, claim: Claim, note: str, seen: int | None = None) -> Verdict:
    """Take the verdict back; the public reads the note in its place. Raises NotPublic, ReasonMissing, StaleEdit."""
    note = require_reason(note, field="note")
    with transaction.atomic():
        verdict = _public(_locked(claim, seen))
        enter(verdict, PublicationState.WITHDRAWN, actor=actor, note=note)
        _note(EventKind.VERDICT_WITHDRAWN, verdict, actor=actor, old=verdict.rating, reason=note)
    return verdict


def correction_log(claim: Claim) -> list[Verdict]:
    """Every number the public was told, oldest first, each with its dates, words and state."""
    return list(Verdict.objects.ever_public().filter(claim=claim))


# --- the gate ----------------------------------------------------------------------------------


def _cited(claim: Claim) -> list[Source]:
    cited = Source.objects.filter(evidence__review__claim=claim, evidence__review__state=ReviewState.SUBMITTED)
    return list(cited.defer("snapshot_text").distinct().order_by("id"))


def _decided(met: bool) -> GateItem:
    return GateItem("decided", _("The claim is decided"), met, Need.MUST, _("Reviews decide it, or an editor does."))


def _reviewed(claim: Claim, verdict: Verdict | None) -> GateItem:
    """Two people who did not write the claim, or an editor's decision with its reason; one where one is the desk."""
    reviewers = claim.reviews.submitted()
    if not settings.SOLO_DESK and claim.proposed_by_id:
        reviewers = reviewers.exclude(reviewer=claim.proposed_by_id)
    count = reviewers.values("reviewer").distinct().count()
    adjudicated = verdict is not None and verdict.decided_by == DecidedBy.ADJUDICATION
    met = adjudicated or count >= (1 if settings.SOLO_DESK else INDEPENDENT)
    hint = _("Ask for one more review, or say why one is enough.")
    label = _("Two independent people reviewed it, or an editor decided with a reason")
    return GateItem("reviewers", label, met, Need.REASON, hint)


def _pass_gate(claim: Claim, summary: str, reason: str) -> dict[str, list[str]]:
    """The items gone without, for the record. Raises NotReady, TextEmpty, ReasonMissing, naming what is missing."""
    unmet = [item for item in gate(claim, summary=summary) if not item.met]
    blocking = [item for item in unmet if item.needed is Need.MUST and item.name != "summary"]
    if blocking:
        raise NotReady(_told("Not ready to be published", blocking), missing=[item.name for item in blocking])
    if not summary:
        raise TextEmpty("Write the summary that the public reads.", field="summary")
    if unmet and not reason:
        raise ReasonMissing(_told("Give a reason for publishing without", unmet), field="reason")
    return {"without": [item.name for item in unmet]} if unmet else {}


def _told(words: str, items: Sequence[GateItem]) -> str:
    return f"{words}: {'; '.join(item.label for item in items)}."


# --- the steps' parts --------------------------------------------------------------------------


def _words(summary: str, reason: str) -> tuple[str, str]:
    limit = LONGEST_SUMMARY
    return clean_words(summary, field="summary", limit=limit), clean_words(reason, field="reason", limit=limit)


def _locked(claim: Claim, seen: int | None) -> Claim:
    claim = lock_claim(claim.pk)
    if claim.is_withdrawn:
        raise ClaimClosed
    refuse_stale(claim, seen)
    return claim


def _public(claim: Claim, state: PublicationState | None = None) -> Verdict:
    verdict = public_verdict(claim)
    if verdict is None or (state is not None and verdict.state != state):
        raise NotPublic if verdict is None else NotPublic(f"The public verdict is {verdict.state}.")
    return verdict


def _default_summary(standing: Verdict | None, public: Verdict) -> str:
    if standing is None or standing.summary:
        return standing.summary if standing else ""
    return public.summary if standing.rating == public.rating else ""


def _refuse_same(standing: Verdict | None, public: Verdict, summary: str, true_as_of: date | None) -> None:
    if true_as_of is not None and true_as_of > timezone.localdate():
        raise BadInput("true_as_of must not be in the future.", field="true_as_of")
    same_day = true_as_of in (None, public.true_as_of)
    if standing == public and summary == public.summary and same_day:
        raise NothingToCorrect


def _publishable(claim: Claim) -> Verdict:
    """The standing verdict while nobody outside has seen its number; afterwards the next one."""
    standing = claim.verdict
    if standing is None:
        raise NotReady
    standing.claim = claim
    return standing if standing.state == PublicationState.UNPUBLISHED else next_number(standing)


def _note(kind: EventKind, verdict: Verdict, *, actor: Any, data: dict[str, Any] | None = None, **about: str) -> None:
    save_edit(verdict.claim, ["verdict"])
    record(kind, actor=actor, claim=verdict.claim, verdict=verdict, data=data or {}, **about)
