"""Which service does which kind of job, and what happens when it cannot."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from claims.choices import JobKind, JobState
from claims.errors import ClaimsError
from claims.services.articles import mark_split_failed, split_waiting_article
from claims.services.daily import run_daily
from claims.services.desk import run_settle
from claims.services.feeds import run_feed
from claims.services.intake import run_import
from claims.services.jobs import LEASE, Lease, LostLease, finish, give_back, hand_back, take
from claims.services.snapshots import run_snapshot
from claims.services.telling import run_webhook

log = logging.getLogger("claims.work")


class Stopping(BaseException):
    """The worker is told to stop: the job goes back. Not an Exception, so that no step swallows it."""


def run_split(lease: Lease) -> None:
    """Split the article's current text. Doing it twice changes nothing."""
    article = lease.job.article
    if article is None:
        raise ValueError(f"job {lease.job.pk} names no article")
    try:
        split_waiting_article(article.pk)
    except ClaimsError as error:
        mark_split_failed(article.pk, reason=error.message)
        raise
    finish(lease)


WORK: dict[str, Callable[[Lease], None]] = {
    JobKind.IMPORT: run_import,
    JobKind.SPLIT: run_split,
    JobKind.FEED: run_feed,
    JobKind.SNAPSHOT: run_snapshot,
    JobKind.WEBHOOK: run_webhook,
    JobKind.SETTLE: run_settle,
    JobKind.DAILY: run_daily,
}


def run_job(job_id: int, *, worker: str = "", also: Mapping[str, Callable[[Lease], None]] = {}) -> bool:
    """Take the job if it is free, and do it. False when somebody else has it or it is over.

    `also` says who does kinds of work for which a caller brings what this floor may not know.

    A refusal ends it with its sentence; anything unforeseen gives it back until it was tried three times.
    Raises what the database raises when it is away: the lease runs out, and the job is found again.
    """
    lease = take(job_id, worker=worker)
    if lease is None:
        return False
    try:
        with kept(lease):
            (WORK | dict(also))[lease.job.kind](lease)
    except LostLease:
        log.warning("job %s was taken over by another worker", job_id)
    except ClaimsError as error:
        finish(lease, state=JobState.FAILED, error=error.message)
    except (OperationalError, InterfaceError):
        raise
    except Stopping:
        hand_back(lease)
        raise
    except Exception as error:
        log.exception("job %s failed", job_id)
        give_back(lease, error=f"Something unforeseen happened ({type(error).__name__}). The log has the details.")
        if lease.job.kind == JobKind.SPLIT:
            _tell_article(lease)
    return True


def _tell_article(lease: Lease) -> None:
    lease.job.refresh_from_db()
    if lease.job.state == JobState.FAILED and lease.job.article_id:
        mark_split_failed(lease.job.article_id, reason=lease.job.error)


@contextmanager
def kept(lease: Lease) -> Iterator[None]:
    """Renews the lease beside the work, from a thread with a connection of its own."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(LEASE.total_seconds() / 4):
            try:
                lease.renew()
            except DatabaseError:
                log.warning("the lease of job %s could not be renewed", lease.job.pk)
            finally:
                connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=10)
