"""The gate: what the craft asks for before a verdict is public."""

from dataclasses import dataclass
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
        GateItem("evidence", _("Evidence"), bool(pages) or not rests_on_pages, Need.MUST,
                 _("This rating needs a source. Ask a reviewer to add one.")),
        GateItem("primary_source", _("A primary source among the evidence"), primary or needs_none, Need.REASON,
                 _("Mark a cited page as primary source, or say why none is there.")),
        GateItem("kept", _("A snapshot or an archive of every cited page"), kept, Need.REASON,
                 _("Have the page kept, give an archive’s address, or say why it cannot be kept.")),
        GateItem("summary", _("A summary for the public"), written, Need.MUST,
                 _("Say in a few plain sentences what was found.")),
    ]  # fmt: skip


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
