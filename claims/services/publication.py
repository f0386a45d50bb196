"""Publication: the gate, publishing, correcting, pausing and taking back. How it follows the claim: public_states.

A number that was ever public is never edited: a correction, also one of the summary alone, is the next number.
Each step counts as an edit of the claim, so of two editors who act at once the second one is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import EventKind, PublicationState
from claims.errors import (
    AlreadyPublic,
    BadInput,
    DecidedOtherwise,
    NothingToCorrect,
    NotPublic,
    NotReady,
    ReasonMissing,
    TextEmpty,
)
from claims.models import Claim, Verdict
from claims.services.claims import lock_claim, refuse_stale, save_edit
from claims.services.closing import refuse_closed
from claims.services.events import record
from claims.services.gate import GateItem, Need, gate
from claims.services.input import clean_words, require_reason
from claims.services.public_states import enter, public_verdict
from claims.services.verdicts import next_number

LONGEST_SUMMARY = 5_000
# What an editor is told who pauses what is paused, or resumes what is not.
OTHER_STATE: dict[str, str] = {
    PublicationState.PAUSED: "The public verdict is paused already.",
    PublicationState.PUBLISHED: "The public verdict is not paused.",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a claim stands on its way to the public, and what the public was told so far, oldest first."""

    claim: Claim
    gate: list[GateItem]
    log: list[Verdict]

    @property
    def public(self) -> Verdict | None:
        return next((verdict for verdict in self.log if verdict.is_public), None)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing but words that an editor gives while publishing."""
        return all(item.met for item in self.gate if item.needed is Need.MUST and item.name != "summary")

    @property
    def is_corrected(self) -> bool:
        """Whether the desk has decided anew since the public was told."""
        standing, public = self.claim.verdict, self.public
        return standing is not None and public is not None and standing.number > public.number

    @property
    def steps(self) -> list[str]:
        """What an editor can do now: publish, correct, pause, resume, unpublish."""
        public = self.public
        if public is None:
            return ["publish"] if self.is_ready else []
        paused = public.state == PublicationState.PAUSED
        offered = {
            "correct": self.is_ready,
            "pause": not paused,
            "resume": paused and public.rating == self.claim.status,
            "unpublish": True,
        }
        return [name for name, may_be in offered.items() if may_be]


def publication_of(claim: Claim) -> Publication:
    """Three statements, whatever was published."""
    return Publication(claim, gate(claim), correction_log(claim))


def correction_initial(publication: Publication) -> dict[str, Any]:
    """What a correction would say unless an editor says otherwise: the summary and the day it speaks of."""
    standing, public = publication.claim.verdict, publication.public
    if public is None:
        return {}
    return {"summary": _default_summary(standing, public), "true_as_of": (standing or public).true_as_of}


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


def pause_verdict(*, actor: Any, claim: Claim, reason: str, seen: int | None = None) -> Verdict:
    """Tell the public that the desk is looking at it again, and why. Raises NotPublic, ReasonMissing, StaleEdit."""
    reason = require_reason(reason, field="reason")
    with transaction.atomic():
        verdict = _public(_locked(claim, seen), PublicationState.PUBLISHED)
        enter(verdict, PublicationState.PAUSED, actor=actor, note=reason)
        _note(EventKind.VERDICT_PAUSED, verdict, actor=actor, old=verdict.rating, reason=reason)
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


def unpublish_verdict(*, actor: Any, claim: Claim, reason: str, seen: int | None = None) -> Verdict:
    """Take the verdict back; the public reads the reason in its place. Raises NotPublic, ReasonMissing, StaleEdit."""
    reason = require_reason(reason, field="reason")
    with transaction.atomic():
        verdict = _public(_locked(claim, seen))
        enter(verdict, PublicationState.WITHDRAWN, actor=actor, note=reason)
        _note(EventKind.VERDICT_WITHDRAWN, verdict, actor=actor, old=verdict.rating, reason=reason)
    return verdict


def correction_log(claim: Claim) -> list[Verdict]:
    """Every number the public was told, oldest first, each with its dates, words and state."""
    log = list(Verdict.objects.ever_public().filter(claim=claim).select_related("published_by"))
    for verdict in log:
        verdict.claim = claim
    return log


# --- the steps' parts --------------------------------------------------------------------------


def _pass_gate(claim: Claim, summary: str, reason: str) -> dict[str, list[str]]:
    """The items gone without, for the record. Raises NotReady, TextEmpty, ReasonMissing, naming what is missing."""
    unmet = [item for item in gate(claim, summary=summary) if not item.met]
    blocking = [item for item in unmet if item.needed is Need.MUST and item.name != "summary"]
    if blocking:
        raise NotReady(
            _("Not ready to be published. Missing: %(items)s.") % {"items": _labels(blocking)},
            missing=[item.name for item in blocking],
        )
    if not summary:
        raise TextEmpty("Write the summary that the public reads.", field="summary")
    if unmet and not reason:
        raise ReasonMissing(
            _("Give a reason for going without: %(items)s.") % {"items": _labels(unmet)}, field="reason"
        )
    return {"without": [item.name for item in unmet]} if unmet else {}


def _labels(items: Sequence[GateItem]) -> str:
    return "; ".join(item.label for item in items)


def _words(summary: str, reason: str) -> tuple[str, str]:
    limit = LONGEST_SUMMARY
    return clean_words(summary, field="summary", limit=limit), clean_words(reason, field="reason", limit=limit)


def _locked(claim: Claim, seen: int | None) -> Claim:
    claim = lock_claim(claim.pk)
    refuse_closed(claim)
    refuse_stale(claim, seen)
    return claim


def _public(claim: Claim, state: PublicationState | None = None) -> Verdict:
    verdict = public_verdict(claim)
    if verdict is None or (state is not None and verdict.state != state):
        raise NotPublic if verdict is None else NotPublic(OTHER_STATE[verdict.state])
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
