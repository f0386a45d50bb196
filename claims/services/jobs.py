"""Jobs: asking for work, taking it under a lease, and what becomes of it.

A worker that dies leaves a lease that runs out; `sweep` hands its job to the next one. A worker that
was only slow finds its token outdated and writes nothing. Whatever a job writes, it writes inside
`Lease.fenced`, so that it is written once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from claims.choices import ItemState, JobState
from claims.errors import ClaimsError
from claims.models import Job

LEASE = timedelta(seconds=60)
ANNOUNCE_AGAIN = timedelta(seconds=30)
MOST_ATTEMPTS = 3
PARKED = "It stopped its worker three times and was set aside. The log has the details."


class LostLease(Exception):
    """Somebody else has the job now, or nobody may: stop, and write nothing."""


class FilesGone(ClaimsError):
    """Nothing to try again: "What could not be read were files, which are not kept. …" """

    code = "files_gone"
    default_message = "What could not be read were files, which are not kept. Add them again."


class WrongState(ClaimsError):
    """A job that is past this: "This job is over." """

    code = "job_over"
    default_message = "This job has gone on meanwhile. Look at it again."


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on a job, until it runs out or is taken away."""

    job: Job
    token: int

    @contextmanager
    def fenced(self) -> Iterator[Job]:
        """A transaction with the job's row locked. Raises LostLease when it is no longer ours."""
        with transaction.atomic():
            job = Job.objects.select_for_update(of=("self",)).get(pk=self.job.pk)
            if job.state != JobState.RUNNING or job.token != self.token:
                raise LostLease
            yield job

    def renew(self) -> bool:
        """Say that the work goes on; False when the lease is lost."""
        return bool(
            Job.objects.filter(pk=self.job.pk, token=self.token, state=JobState.RUNNING).update(
                lease_until=moment(LEASE)
            )
        )


def moment(later: timedelta = timedelta()) -> Any:
    """Now by the clock that all workers share: the database's, or this machine's where it is the only one."""
    return timezone.now() + later if connection.vendor == "sqlite" else Now() + later


def add_job(*, actor: Any, kind: str, key: str | None = None, **about: Any) -> Job:
    """Ask for work. `key` says what makes it the same work: while such a job is unfinished, that one is returned."""
    try:
        with transaction.atomic():
            return Job.objects.create(kind=kind, key=key, requested_by=actor, run_after=moment(), **about)
    except IntegrityError:
        if key is None:
            raise
        return Job.objects.get(key=key)


def jobs_to_announce() -> list[int]:
    """Jobs that a worker should look at, and of which none was told lately."""
    due = Q(state=JobState.WAITING, run_after__lte=moment()) | Q(state=JobState.RUNNING, lease_until__lt=moment())
    lately = Q(announced_at__isnull=False, announced_at__gt=moment(-ANNOUNCE_AGAIN))
    with transaction.atomic():
        found = list(Job.objects.filter(due).exclude(lately).order_by("id").values_list("pk", flat=True)[:500])
        Job.objects.filter(pk__in=found).update(announced_at=moment())
    return found


def take(job_id: int, *, worker: str) -> Lease | None:
    """Take a job that waits, or whose worker is gone; nothing when there is nothing to take."""
    free = Q(state=JobState.WAITING, run_after__lte=moment())
    left = Q(state=JobState.RUNNING, lease_until__lt=moment())
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).filter(free | left, pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _end(job, JobState.FAILED, error=job.error or PARKED)
            return None
        Job.objects.filter(pk=job.pk).update(
            state=JobState.RUNNING,
            token=F("token") + 1,
            attempts=F("attempts") + 1,
            worker=worker[:100],
            lease_until=moment(LEASE),
        )
        job.refresh_from_db()
    return Lease(job, job.token)


def finish(lease: Lease, *, state: str = JobState.DONE, error: str = "") -> None:
    """End a job; its key is free again."""
    with lease.fenced() as job:
        _end(job, state, error=error)


def give_back(lease: Lease, *, error: str) -> None:
    """Something unforeseen happened: try again later, or set the job aside with the reason after three times."""
    with lease.fenced() as job:
        if job.attempts >= MOST_ATTEMPTS:
            _end(job, JobState.FAILED, error=error)
            return
        job.state, job.error, job.lease_until = JobState.WAITING, scrub(error), None
        job.run_after = moment(timedelta(seconds=5 * 4**job.attempts))
        job.save(update_fields=["state", "error", "lease_until", "run_after"])


def hand_back(lease: Lease) -> None:
    """The worker is asked to stop: the job waits for another one and loses no attempt."""
    Job.objects.filter(pk=lease.job.pk, token=lease.token, state=JobState.RUNNING).update(
        state=JobState.WAITING, attempts=F("attempts") - 1, lease_until=None, announced_at=None
    )


def pause_for_preview(lease: Lease) -> None:
    """Everything is read; a person decides what is added."""
    with lease.fenced() as job:
        job.state, job.lease_until, job.attempts = JobState.PREVIEW, None, 0
        job.save(update_fields=["state", "lease_until", "attempts"])


def cancel_job(*, actor: Any, job: Job) -> Job:
    """Stop a job. What it has added stays; nothing more is added. Raises WrongState when it is over."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.is_over:
            raise WrongState
        _end(job, JobState.CANCELLED, error=f"Cancelled by {actor}.")
    return job


def retry_job(*, actor: Any, job: Job) -> Job:
    """Try what failed again. Raises WrongState when nothing did, FilesGone when that were files alone."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        failed = job.items.filter(state=ItemState.FAILED)
        if not job.is_over or (job.state == JobState.DONE and not failed.exists()):
            raise WrongState
        if not can_be_tried_again(job):
            raise FilesGone
        failed.filter(draft__has_key="text").update(state=ItemState.READ, error="")
        failed.exclude(url="").update(state=ItemState.WAITING, error="")
        _wait_again(job)
    return job


def can_be_tried_again(job: Job) -> bool:
    """Whether there is something to do, or the job has no items. A file that could not be read is not kept, and
    reading it again would say the same."""
    over = Q(state__in=[ItemState.ADDED, ItemState.KNOWN, ItemState.LEFT_OUT])
    gone = Q(state=ItemState.FAILED, url="") & ~Q(draft__has_key="text")
    return not job.items.exists() or job.items.exclude(over | gone).exists()


def _wait_again(job: Job) -> None:
    job.state, job.error, job.attempts, job.finished_at = JobState.WAITING, "", 0, None
    job.run_after, job.announced_at = moment(), moment()
    job.save(update_fields=["state", "error", "attempts", "finished_at", "run_after", "announced_at"])


def resume(job: Job) -> None:
    """Let a job that waited for a person go on. Called with its row locked."""
    _wait_again(job)


def _end(job: Job, state: str, *, error: str = "") -> None:
    job.state, job.error, job.lease_until, job.finished_at, job.key = state, scrub(error), None, timezone.now(), None
    job.save(update_fields=["state", "error", "lease_until", "finished_at", "key"])


def scrub(error: str) -> str:
    """Words any database can keep: no NUL, no lone surrogates, no megabytes."""
    return error.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")[:2000]
