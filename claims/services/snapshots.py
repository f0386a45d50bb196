"""Evidence that stays: what stood on a cited page, whether the quote is in it, whether it changed since."""

import hashlib
import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.choices import EventKind, JobKind, NotificationKind, QuoteMatch, ReviewState, SnapshotState
from claims.errors import ClaimsError
from claims.fetching import Page, fetch
from claims.models import Claim, Evidence, Job, Snapshot, Source, Verdict
from claims.services import outside
from claims.services.archives import write_record
from claims.services.events import record_many
from claims.services.intake import read_page, scrub_field
from claims.services.jobs import Lease, add_job, finish
from claims.services.notifications import notify
from claims.services.public_states import editors
from claims.text.likeness import nearest_occurrence
from claims.text.newlines import normalize

log = logging.getLogger("claims.snapshots")

MOST_AT_ONCE = 100
# Of a quote's characters; with more it says something else.
SIMILAR_ERRORS = 0.2
LONGEST_SEARCHED = 300_000


def request_snapshot(*, actor: Any, source: Source) -> Job:
    """Ask for a look at a cited page. Asking twice is asking once."""
    return add_job(actor=actor, kind=JobKind.SNAPSHOT, key=f"snapshot:{source.pk}", source=source)


def ask_due_snapshots() -> list[Job]:
    """Jobs for the pages whose time has come: cited and never kept, or due to be looked at again."""
    due = Source.objects.filter(check_at__lte=timezone.now())
    if settings.SNAPSHOT_ON_REVIEW:
        due |= Source.objects.filter(snapshot_state="", check_at=None)
    cited = due.filter(evidence__review__state=ReviewState.SUBMITTED).distinct().order_by("id")
    jobs = []
    for source in cited[:MOST_AT_ONCE]:
        first = source.evidence.select_related("review__reviewer").order_by("id")[0]
        jobs.append(request_snapshot(actor=first.review.reviewer, source=source))
        # Not again while the job is under way; the job itself says when the next look is due.
        Source.objects.filter(pk=source.pk).update(check_at=timezone.now() + timedelta(days=1))
    return jobs


def run_snapshot(lease: Lease) -> None:
    """Look at the page once: keep its text, or note that it is gone."""
    source = lease.job.source
    if source is None:
        raise ValueError(f"job {lease.job.pk} names no source")
    try:
        page = fetch(source.url, policy=outside.policy())
        text = scrub_field(normalize(read_page(page).text))
    except ClaimsError as error:
        with lease.fenced():
            _note_gone(source, reason=error.message)
        finish(lease, error=error.message)
        return
    name = _written(page)
    with lease.fenced():
        _note_text(source, text, page=page, name=name)
    finish(lease)


def _written(page: Page) -> str:
    """The record's name; nothing when there is no room for it: the text in the database is what counts."""
    try:
        return write_record(page, folder=settings.MEDIA_ROOT / "snapshots")
    except OSError:
        log.exception("the record of a snapshot could not be written")
        return ""


def _note_text(source: Source, text: str, *, page: Page, name: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    has_changed = bool(source.snapshot_sha256) and source.snapshot_sha256 != digest
    state = SnapshotState.CHANGED if has_changed else SnapshotState.KEPT
    taken = Snapshot.objects.create(
        source=source, state=state, text=text, sha256=digest, final_url=page.url[:2000], record=name
    )
    if has_changed:
        _tell_verdicts(source, EventKind.SOURCE_CHANGED, old=source.snapshot_sha256, new=digest)
    source.snapshot_text, source.snapshot_sha256, source.snapshot_at = text, digest, taken.taken_at
    _note_state(source, state)
    match_quotes(source)


def _note_gone(source: Source, *, reason: str) -> None:
    Snapshot.objects.create(source=source, state=SnapshotState.GONE, reason=reason)
    if source.snapshot_state != SnapshotState.GONE:
        _tell_verdicts(source, EventKind.SOURCE_GONE, reason=reason)
    _note_state(source, SnapshotState.GONE)


def _note_state(source: Source, state: str) -> None:
    days = settings.SNAPSHOT_RECHECK_DAYS
    source.snapshot_state = state
    source.check_at = timezone.now() + timedelta(days=days) if days else None
    source.save(update_fields=["snapshot_text", "snapshot_sha256", "snapshot_at", "snapshot_state", "check_at"])


def _tell_verdicts(source: Source, kind: EventKind, **about: str) -> None:
    """One notice for each standing verdict that rests on the page."""
    resting = Claim.objects.filter(
        verdict__isnull=False, reviews__state=ReviewState.SUBMITTED, reviews__evidence__source=source
    )
    claims = list(resting.select_related("verdict").distinct().order_by("id"))
    data = {"source": source.pk, "url": source.url}
    record_many(
        kind,
        actor=None,
        abouts=[{"claim": claim, "verdict": claim.verdict, "data": data, **about} for claim in claims],
    )
    _tell_editors(claims)


def _tell_editors(claims: list[Claim]) -> None:
    """What is public rests on the page: whoever answers for it looks whether it still holds."""
    public = set(Verdict.objects.published().filter(claim__in=claims).values_list("claim", flat=True))
    people = editors() if public else []
    for claim in claims:
        if claim.pk in public:
            notify(NotificationKind.SOURCE_CHANGED, people, claim=claim)


def match_new_quotes() -> int:
    """Look for quotes that were given after their page was kept."""
    waiting = Source.objects.exclude(snapshot_sha256="").filter(evidence__quote_match="", evidence__quote__gt="")
    for source in (found := list(waiting.distinct().order_by("id")[:MOST_AT_ONCE])):
        with transaction.atomic():
            match_quotes(source)
    return len(found)


def match_quotes(source: Source) -> None:
    """Say of each quote whether the kept text has it: exactly, similarly, or not."""
    text = _words(source.snapshot_text)
    for evidence in source.evidence.exclude(quote="").order_by("id"):
        match = match_quote(text, evidence.quote)
        if match != evidence.quote_match:
            Evidence.objects.filter(pk=evidence.pk).update(quote_match=match, quote_found=match != QuoteMatch.MISSING)


def match_quote(text: str, quote: str) -> QuoteMatch:
    """Whether `text` (its words as `_words` gives them) has the quote. White space and quote marks do not count."""
    quote = _words(quote)
    if quote in text:
        return QuoteMatch.EXACT
    window = text[:LONGEST_SEARCHED]
    if not window or not quote:
        return QuoteMatch.MISSING
    place = nearest_occurrence(window, quote, start=0, end=len(window))
    return QuoteMatch.SIMILAR if place.errors <= len(quote) * SIMILAR_ERRORS else QuoteMatch.MISSING


_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00ad": None})


def _words(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())
