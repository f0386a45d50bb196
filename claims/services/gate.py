"""The gate: what the craft asks for before a verdict is public."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from claims.choices import DecidedBy, Rating, Reliability, ReviewState
from claims.models import Claim, Source, Verdict

INDEPENDENT = 2


class Need(StrEnum):
    """Whether an item of the gate can be gone without."""

    MUST = "must"
    REASON = "reason"
    NOTHING = "nothing"  # this rating does not ask for it


@dataclass(frozen=True, slots=True)
class GateItem:
    """One thing that the craft asks for before a verdict is public; `hint` says what to do about it."""

    name: str
    label: str
    met: bool
    needed: Need
    hint: str


def gate(claim: Claim, *, summary: str | None = None) -> list[GateItem]:
    """What is asked for and whether it is there, in the order of the work. Two statements.

    `summary` is one that is about to be written; without it, the standing verdict's own counts.
    """
    verdict, pages = claim.verdict, _cited(claim)
    written = bool((verdict.summary if verdict else "") if summary is None else summary.strip())
    return [
        _decided(verdict is not None),
        _reviewed(claim, verdict),
        *(_on_pages(verdict, pages) if pages or verdict is None else _without_pages(verdict)),
        GateItem("summary", _("A summary for the public"), written, Need.MUST,
                 _("Say in a few plain sentences what was found.")),
    ]  # fmt: skip


def _on_pages(verdict: Verdict | None, pages: list[Source]) -> list[GateItem]:
    """What is asked of the pages that are cited. Nothing is said to be there while there is none."""
    primary = any(page.reliability == Reliability.PRIMARY for page in pages)
    kept = bool(pages) and all(page.snapshot_sha256 or page.archived_url for page in pages)
    asked = _("This rating needs a source. Ask a reviewer to add one.")
    return [
        GateItem("evidence", _("Evidence"), bool(pages), Need.MUST,
                 asked if verdict else _("Most ratings need a source; reviewers add it.")),
        GateItem("primary_source", _("A primary source among the evidence"), primary, Need.REASON,
                 _("Mark a cited page as primary source, or say why none is there.")),
        GateItem("kept", _("A snapshot or an archive of every cited page"), kept, Need.REASON,
                 _("Have the page kept, give an archive’s address, or say why it cannot be kept.")),
    ]  # fmt: skip


def _without_pages(verdict: Verdict) -> list[GateItem]:
    """The same for a decision that cites none: all of it is missing, or none of it is asked for."""
    items = _on_pages(verdict, [])
    if Rating(verdict.rating).needs_evidence:
        return items
    hint = _("This rating does not ask for it.")
    return [replace(item, met=True, needed=Need.NOTHING, hint=hint) for item in items]


def _cited(claim: Claim) -> list[Source]:
    cited = Source.objects.filter(evidence__review__claim=claim, evidence__review__state=ReviewState.SUBMITTED)
    return list(cited.defer("snapshot_text").distinct().order_by("id"))


def _decided(met: bool) -> GateItem:
    return GateItem("decided", _("A decision"), met, Need.MUST, _("Reviews decide it, or an editor does."))


def _reviewed(claim: Claim, verdict: Verdict | None) -> GateItem:
    """Two people who did not write the claim, or an editor's decision with its reason; one where one is the desk."""
    reviewers = claim.reviews.submitted()
    if not settings.SOLO_DESK and claim.proposed_by_id:
        reviewers = reviewers.exclude(reviewer=claim.proposed_by_id)
    count = reviewers.values("reviewer").distinct().count()
    adjudicated = verdict is not None and verdict.decided_by == DecidedBy.ADJUDICATION
    met = adjudicated or count >= (1 if settings.SOLO_DESK else INDEPENDENT)
    hint = _("Ask for one more review, or say why one is enough.")
    label = _("Two independent reviews, or an editor’s decision with its reason")
    return GateItem("reviewers", label, met, Need.REASON, hint)
