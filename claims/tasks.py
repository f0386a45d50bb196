"""Background entry points; each calls one service. Doors enqueue them once the change is committed.

A message says "look at this job" and no more: the job's row is the truth. Messages may be lost, come
twice, or come late; `sweep` finds what waits.
"""

import logging
import os
import platform
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.tasks import task

from claims.choices import JobKind
from claims.exporters.asked import pieces_of
from claims.models import Article, Export, Job
from claims.services import corpus, daily, exports, feeds, messages, snapshots, telling, work
from claims.services.articles import add_split_job
from claims.services.jobs import Lease, jobs_to_announce

LOOK_EVERY = 0.2

log = logging.getLogger("claims.tasks")


def worker_name() -> str:
    """This process, for people who look for it."""
    return f"{platform.node()[:60]}:{os.getpid()}"


def write_export(lease: Lease) -> None:
    """Write a file: the exporters' characters by the service of exports."""

    def pieces(export: Export, progress: exports.Progress) -> Iterator[bytes]:
        claims = exports.chosen_claims(export.job.requested_by, export.query)
        return pieces_of(export, claims, tell=progress.add)

    exports.run_export(lease, write=pieces)


# Work that needs more than the services' floor may know.
ALSO = {JobKind.EXPORT: write_export}


@task()
def run_job(job_id: int) -> None:
    """Do the job if it is free, then announce the jobs it left behind."""
    if work.run_job(job_id, worker=worker_name(), also=ALSO):
        announce(jobs_to_announce())


@task()
def split_article(article_id: int) -> None:
    """Split an article that was too long to be split while its sender waited."""
    job = Job.objects.filter(article=article_id, kind=JobKind.SPLIT).order_by("-id").first()
    if job is None:
        article = Article.objects.select_related("added_by").get(pk=article_id)
        job = add_split_job(article, actor=article.added_by)
    run_job.call(job.pk)


@task()
def split_part(source: str, part: list[int], folder: str) -> None:
    """Split one part of a corpus; done already, it is left alone."""
    corpus.split_part(Path(source), corpus.Part(*part), Path(folder))


def start(job: Job) -> None:
    """Have a job done once the present transaction is committed."""
    transaction.on_commit(partial(announce, [job.pk]))


def start_split(article_id: int) -> None:
    """Have a worker split an article once the present transaction is committed."""
    transaction.on_commit(partial(announce_split, article_id))


def announce_split(article_id: int) -> None:
    """Tell a worker to split an article. With a queue that is away its job waits for the sweeper."""
    _tell(split_article, article_id)


def announce(job_ids: Iterable[int]) -> None:
    """Tell a worker to look at these jobs. With a queue that is away one is tried: the sweeper comes again."""
    for job_id in job_ids:
        if not _tell(run_job, job_id):
            return


def _tell(what: Any, number: int) -> bool:
    """Put a message into the queue. A queue that is away is no fault: the work is safe in its row."""
    try:
        what.enqueue(number)
    except Exception as error:
        # Whatever a queue's client raises when nobody answers; where it was raised is no news.
        log.warning("%s(%s) could not be announced, the sweeper will: %s", what.name, number, error)
        return False
    return True


def sweep() -> int:
    """One round: ask what is due, return what the dead held, announce what waits. The number announced."""
    feeds.ask_due_feeds()
    snapshots.ask_due_snapshots()
    snapshots.match_new_quotes()
    telling.ask_due_webhooks()
    exports.remove_old_exports()
    messages.return_messages_of_the_dead()
    waiting = jobs_to_announce()
    announce(waiting)
    return len(waiting)


def ask_daily() -> None:
    """Have the work of the day done, if nobody has asked for it yet."""
    job = daily.ask_daily()
    if job is not None:
        announce([job.pk])


def wait_for(job: Job, *, seconds: float) -> Job:
    """The job as it is when nothing more happens to it by itself, or when the time is up."""
    deadline = time.monotonic() + seconds
    while job.is_busy and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)
        job.refresh_from_db()
    return job
