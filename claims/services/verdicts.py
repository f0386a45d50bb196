"""The one writer of a claim's status, and the desk's numbered verdicts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from claims.choices import AdjudicationCause, ClaimStatus, DecidedBy, EventKind, NotificationKind, Rating
from claims.errors import BadInput, NotConflicting, OwnReview
from claims.models import Claim, Verdict
from claims.services.assignments import drop_assignments
from claims.services.claims import lock_claim, refuse_stale
from claims.services.closing import refuse_closed
from claims.services.events import record
from claims.services.input import clean_words, require_reason
from claims.services.notifications import notify
from claims.services.public_states import astray, follow_claim, public_verdict
from claims.services.storing import change, insert, store_gathered
from claims.verdicts import decide


class Difference(NamedTuple):
    """A claim whose status, count of reviews or public verdict is not what its reviews give; both in words."""

    claim_id: int
    stored: str
    settled: str


def settle(
    claim: Claim,
    *,
    actor: Any,
    told: EventKind | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    ratings: Sequence[str] | None = None,
) -> Claim:
    """Bring a locked claim's status in line with its reviews. Does nothing when nothing changes.

    `ratings` are those of the submitted reviews, where the caller has read them under the lock.
    `told`, `reason` and `data` are for steps that say themselves why the status changes. Call it inside the
    transaction that holds the lock: two reviewers who submit at once are then counted one after the
    other, and exactly one of them decides.
    """
    ratings = _submitted_ratings(claim) if ratings is None else list(ratings)
    status = _status_of(claim, ratings)
    counted = ["reviews_count"] if claim.reviews_count != len(ratings) else []
    claim.reviews_count = len(ratings)
    if status == claim.status:
        if counted:
            _save(claim, counted)
        return claim
    old, claim.status = claim.status, status
    claim.decided_at = timezone.now() if status.is_decided else None
    claim.verdict = _quorum_verdict(claim, status) if status.is_decided else None
    _save(claim, [*counted, "status", "decided_at", "verdict"])
    if status.is_decided:
        store_gathered()
        drop_assignments(claim)
    kind = told or _event_for(ClaimStatus(old), status)
    if kind is not None:
        about = {"verdict": claim.verdict, "old": old, "new": status, "reason": reason, "data": data or {}}
        record(kind, actor=actor, claim=claim, **about)
    if ClaimStatus(old).is_decided:
        store_gathered()
        follow_claim(claim, actor=actor)
    return claim


def settle_claim(*, actor: Any, claim: Claim) -> Claim:
    """Compute one claim's status again, under its lock. A withdrawn claim stays withdrawn."""
    with transaction.atomic():
        return settle(lock_claim(claim.pk), actor=actor)


def adjudicate(
    *,
    actor: Any,
    claim: Claim,
    rating: str,
    reason: str,
    summary: str = "",
    causes: Sequence[str] = (),
    true_as_of: date | None = None,
    recheck_on: date | None = None,
    seen: int | None = None,
) -> Verdict:
    """An editor decides a conflict, or decides again what was adjudicated; the reason is kept.

    `causes` say why the reviewers disagreed, `true_as_of` (default: today) what day the verdict speaks
    of, `recheck_on` when to look again. Every reviewer of the claim is told.

    `seen` is the claim's revision that the editor looked at; a decision counts as an edit, so of two
    editors who decide at once the second one is told. Raises StaleEdit then, NotConflicting when
    reviewers do not disagree, OwnReview when the editor reviewed this claim (unless the desk is solo),
    ClaimClosed when it is withdrawn.
    """
    if rating not in Rating:
        raise BadInput(f"rating must be one of {', '.join(Rating.values)}.", field="rating")
    reason = require_reason(reason)
    summary = clean_words(summary, field="summary", limit=5_000)
    given = _read_about(causes, true_as_of, recheck_on)
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_stale(claim, seen)
        _refuse_adjudication(claim, actor)
        stood = claim.verdict_id
        verdict = _add_verdict(
            claim,
            Rating(rating),
            decided_by=DecidedBy.ADJUDICATION,
            adjudicator=actor,
            reason=reason,
            summary=summary,
            **given,
        )
        old, claim.status = claim.status, ClaimStatus(rating)
        claim.decided_at, claim.verdict = timezone.now(), verdict
        claim.revision += 1
        _save(claim, ["status", "decided_at", "verdict", "revision"])
        record(
            EventKind.CLAIM_ADJUDICATED,
            actor=actor,
            claim=claim,
            verdict=verdict,
            old=old,
            new=rating,
            reason=reason,
            data={"causes": given["causes"], **({"instead_of": stood} if stood else {})},
        )
        if stood:
            follow_claim(claim, actor=actor)
        drop_assignments(claim)
        notify(NotificationKind.DECIDED, reviewers_of(claim), claim=claim)
    return verdict


def reviewers_of(claim: Claim) -> list[Any]:
    """Whoever has a standing review on the claim, in the order of their reviews."""
    return [review.reviewer for review in claim.reviews.submitted().select_related("reviewer").order_by("id")]


def settle_all(*, actor: Any = None, write: bool = True) -> Iterator[Difference]:
    """Recompute every claim, one short transaction each, and yield what differed."""
    yield from _settle_statuses(actor, write)
    for claim_id in astray():
        with transaction.atomic():
            claim = lock_claim(claim_id)
            public = public_verdict(claim)
            stored = f"a public verdict, {public.rating}, on a claim that is {claim.status}" if public else ""
            if write:
                follow_claim(claim, actor=actor)
        yield Difference(claim_id, stored, "withdrawn" if claim.is_withdrawn else "paused")


def _settle_statuses(actor: Any, write: bool) -> Iterator[Difference]:
    for claim_id in _standing_ids():
        with transaction.atomic():
            claim = lock_claim(claim_id)
            ratings = _submitted_ratings(claim)
            stored = _told(claim.status, claim.reviews_count)
            settled = _told(_status_of(claim, ratings), len(ratings))
            if stored != settled and write:
                settle(claim, actor=actor)
        if stored != settled:
            yield Difference(claim_id, stored, settled)


def _standing_ids() -> Iterator[int]:
    """Ids in order, a thousand at a time: SQLite lets no cursor stay open while it writes."""
    last, standing = 0, Claim.objects.standing().order_by("pk").values_list("pk", flat=True)
    while ids := list(standing.filter(pk__gt=last)[:1000]):
        yield from ids
        last = ids[-1]


def _told(status: str, reviews: int) -> str:
    return f"{ClaimStatus(status)} ({reviews} review{'' if reviews == 1 else 's'})"


def needed_reviews(claim: Claim) -> int:
    """How many reviews decide this claim: see `Claim.needed_reviews`."""
    return claim.needed_reviews


def _submitted_ratings(claim: Claim) -> list[str]:
    return list(claim.reviews.submitted().order_by("id").values_list("rating", flat=True))


def _status_of(claim: Claim, ratings: list[str]) -> ClaimStatus:
    if claim.is_withdrawn:
        return ClaimStatus.WITHDRAWN
    standing = claim.verdict
    adjudicated = standing.rating if standing and standing.decided_by == DecidedBy.ADJUDICATION else None
    return decide(ratings, quorum=needed_reviews(claim), adjudication=adjudicated)


def _refuse_adjudication(claim: Claim, actor: Any) -> None:
    refuse_closed(claim)
    again = claim.verdict is not None and claim.verdict.decided_by == DecidedBy.ADJUDICATION
    if claim.status != ClaimStatus.CONFLICTING and not again:
        raise NotConflicting
    if not settings.SOLO_DESK and claim.reviews.submitted().filter(reviewer=actor).exists():
        raise OwnReview


def _read_about(causes: Sequence[str], true_as_of: date | None, recheck_on: date | None) -> dict[str, Any]:
    unknown = [cause for cause in causes if cause not in AdjudicationCause.values]
    if unknown:
        raise BadInput(f"causes must be among {', '.join(AdjudicationCause.values)}.", field="causes")
    today = timezone.localdate()
    if true_as_of is not None and true_as_of > today:
        raise BadInput("true_as_of must not be in the future.", field="true_as_of")
    if recheck_on is not None and recheck_on <= today:
        raise BadInput("recheck_on must be in the future.", field="recheck_on")
    known = [cause for cause in AdjudicationCause.values if cause in causes]
    return {"causes": known, "true_as_of": true_as_of or today, "recheck_on": recheck_on}


def _quorum_verdict(claim: Claim, status: ClaimStatus) -> Verdict:
    return _add_verdict(claim, Rating(status.value), decided_by=DecidedBy.QUORUM)


def next_number(standing: Verdict, **changed: Any) -> Verdict:
    """The same decision under the claim's next number, which stands then. Inside the lock on the claim."""
    kept = ("adjudicator_id", "reason", "causes", "summary", "true_as_of", "recheck_on")
    about = {name: getattr(standing, name) for name in kept} | changed
    claim, decided_by = standing.claim, DecidedBy(standing.decided_by)
    claim.verdict = _add_verdict(claim, Rating(standing.rating), decided_by=decided_by, **about)
    return claim.verdict


def _add_verdict(claim: Claim, rating: Rating, *, decided_by: DecidedBy, **about: Any) -> Verdict:
    last = claim.verdicts.aggregate(last=Max("number"))["last"] or 0
    verdict = Verdict(claim=claim, version_id=claim.version_id, number=last + 1, rating=rating, **about)
    verdict.decided_by = decided_by
    insert(verdict)
    return verdict


def _event_for(old: ClaimStatus, new: ClaimStatus) -> EventKind | None:
    if new.is_decided:
        return EventKind.CLAIM_DECIDED
    if new is ClaimStatus.CONFLICTING:
        return EventKind.CLAIM_CONFLICTED
    # From unreviewed to in review and back is told by the reviews' own events.
    was_settled = old.is_decided or old is ClaimStatus.CONFLICTING
    return EventKind.CLAIM_REOPENED if was_settled else None


def _save(claim: Claim, fields: list[str]) -> None:
    claim.changed_at = timezone.now()
    change(claim, [*fields, "changed_at"])
