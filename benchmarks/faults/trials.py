"""One trial per step: ask for the work, kill its worker there, let another one finish, count what there is."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import django

from benchmarks.faults.far import FarEnd
from benchmarks.faults.saboteur import STEPS

WORKER = [sys.executable, "-m", "benchmarks.faults.saboteur"]
SWEEP = [sys.executable, "manage.py", "sweep"]
# The far end cannot know whether its answer arrived, so a message may come twice, and says so by its number.
TOLD_AGAIN = "told again under its number"
LONG = " ".join(f"The bridge number {n} opened in {1900 + n}." for n in range(60))


@dataclass(frozen=True)
class Row:
    """What became of one piece of work: "once" is right; "lost" and "doubled" are not."""

    backend: str
    step: str
    outcome: str
    seconds: float


def run(*, patient: bool, only: str = "") -> list[Row]:
    with ExitStack() as stack:
        far = stack.enter_context(FarEnd())
        os.environ["FETCH_PORTS"] = str(far.port)
        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        backend = name_of_backend()
        chosen = [step for step in STEPS if step.startswith(only)]
        return [shown(trial(backend, step, far, number, patient)) for number, step in enumerate(chosen)]


def shown(row: Row) -> Row:
    print(f"| {row.backend} | {row.step} | {row.outcome} | {row.seconds:.0f} s |", flush=True)
    return row


def name_of_backend() -> str:
    from django.conf import settings
    from django.db import connection

    queue = "Celery" if settings.TASK_BROKER_URL else "database queue"
    return f"{connection.vendor}, {queue}"


def trial(backend: str, step: str, far: FarEnd, number: int, patient: bool) -> Row:
    started = time.monotonic()
    count = ASK[step.split(":")[0]](far, number)
    killed = subprocess.run([*WORKER, step], check=False, timeout=120)
    if killed.returncode != -9:
        return Row(backend, step, f"rc {killed.returncode}", time.monotonic() - started)
    if half_offered():
        return Row(backend, step, "half a file offered", time.monotonic() - started)
    for _ in range(4):
        pass_time(patient)
        subprocess.run(SWEEP, check=True, stdout=subprocess.DEVNULL)
        finish()
        if not waiting():
            break
    return Row(backend, step, count(), time.monotonic() - started)


def finish() -> None:
    """Let an unharmed worker do what waits; Celery's is stopped when nothing does."""
    worker = subprocess.Popen([*WORKER, "unharmed"])
    deadline = time.monotonic() + 90
    while worker.poll() is None and waiting() and time.monotonic() < deadline:
        time.sleep(0.5)
    if os.environ["TASK_BROKER_URL"]:
        worker.terminate()
    worker.wait(timeout=60)


def waiting() -> int:
    from claims.models import Job

    return Job.objects.filter(state__in=["waiting", "running"]).count()


def pass_time(patient: bool) -> None:
    """Until the dead worker's lease has run out."""
    if patient:
        time.sleep(62)
        return
    from datetime import timedelta

    from django.db.models import F
    from django_tasks_db.models import DBTaskResult

    from claims.models import Job, WorkerPulse

    minute = timedelta(seconds=61)
    Job.objects.filter(state="running").update(lease_until=F("lease_until") - minute)
    Job.objects.exclude(announced_at=None).update(announced_at=F("announced_at") - minute)
    Job.objects.update(run_after=F("run_after") - minute)
    WorkerPulse.objects.update(seen_at=F("seen_at") - minute)
    DBTaskResult.objects.exclude(started_at=None).update(started_at=F("started_at") - minute)


# --- the kinds of work, each answering how to count what came of it ---------------------------------


def editor() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get_or_create(username="edith", defaults={"role": "editor"})[0]


def ask_import(far: FarEnd, number: int) -> Callable[[], str]:
    from claims import tasks
    from claims.services.intake import request_urls

    urls = [f"{far.url}page/{number}/{part}" for part in range(3)]
    job = request_urls(actor=editor(), urls=urls)
    tasks.start(job)
    return lambda: verdict([articles(url) for url in urls], job)


def ask_split(far: FarEnd, number: int) -> Callable[[], str]:
    from claims import tasks
    from claims.services.articles import add_article, splitter

    text = f"{LONG} Trial {number} ended."
    expected = sorted((draft.start, draft.end, draft.text) for draft in splitter()(text, language="en").claims)
    article = add_article(actor=editor(), text=text, split_now=False).article
    job = article.jobs.get()
    tasks.start(job)

    def count() -> str:
        claims = sorted(article.claims.values_list("start", "end", "text"))
        events = article.events.filter(kind="claim:split").count()
        if len(claims) > len(expected) or events > len(expected):
            return "doubled"
        return verdict([int(claims == expected and events == len(expected))], job)

    return count


def ask_snapshot(far: FarEnd, number: int) -> Callable[[], str]:
    from claims import tasks
    from claims.models import Source
    from claims.services.snapshots import request_snapshot

    source = Source.objects.create(url=f"{far.url}page/{number}/0")
    job = request_snapshot(actor=editor(), source=source)
    tasks.start(job)
    return lambda: verdict([source.snapshots.count()], job)


def ask_feed(far: FarEnd, number: int) -> Callable[[], str]:
    from claims import tasks
    from claims.services.feeds import add_feed, ask_feed

    feed = add_feed(actor=editor(), url=f"{far.url}feed/{number}")
    job = ask_feed(feed)
    tasks.start(job)
    return lambda: verdict([articles(f"{far.url}page/{number}/{part}") for part in range(3)], job)


def ask_webhook(far: FarEnd, number: int) -> Callable[[], str]:
    """Three events to be told. Who dies between telling and noting it tells again, under the same number."""
    from claims import tasks
    from claims.services.articles import add_article
    from claims.services.telling import ask_webhook
    from claims.services.webhooks import add_webhook, change_webhook

    webhook = add_webhook(actor=editor(), url=f"{far.url}hook/{number}", kinds=["article:added"])
    for part in range(3):
        add_article(actor=editor(), text=f"Trial {number} has part {part}.")
    job = ask_webhook(webhook)
    tasks.start(job)

    def count() -> str:
        told = far.told(f"/hook/{number}")
        change_webhook(actor=editor(), webhook=webhook, active=False)
        in_order = list(dict.fromkeys(told))
        if len(in_order) != 3 or in_order != sorted(in_order, key=number_in):
            return "lost"
        return "once" if len(told) == 3 else TOLD_AGAIN

    return count


def ask_export(far: FarEnd, number: int) -> Callable[[], str]:
    """A file of some claims with long wordings; a whole one that nobody offers may stay for a day."""
    from claims import tasks
    from claims.models import Export
    from claims.services.articles import add_article
    from claims.services.exports import HALF, ask_export, folder

    add_article(actor=editor(), text=f"{LONG} Export {number} ended.")
    export = ask_export(actor=editor(), file_format="ndjson", query={})
    tasks.start(export.job)

    def count() -> str:
        if list(folder().glob(f"*{HALF}")) or half_offered():
            return "half a file left"
        offered = Export.objects.downloadable_by(editor()).filter(pk=export.pk, rows=export.total)
        return verdict([offered.count()], export.job)

    return count


def half_offered() -> bool:
    """Whether anybody can fetch a file that is not what its row says."""
    import hashlib

    from claims.models import Export
    from claims.services.exports import path_of

    offered = Export.objects.downloadable_by(editor())
    return any(hashlib.sha256(path_of(one).read_bytes()).hexdigest() != one.sha256 for one in offered)


def number_in(message: str) -> int:
    return int("".join(filter(str.isdigit, message)))


def articles(url: str) -> int:
    from claims.models import Article

    return Article.objects.filter(source_url=url, state="ready").count()


def verdict(counts: list[int], job: Any) -> str:
    job.refresh_from_db()
    if job.state != "done":
        return job.state
    if any(count > 1 for count in counts):
        return "doubled"
    return "once" if all(counts) else "lost"


ASK = {
    "import": ask_import,
    "split": ask_split,
    "snapshot": ask_snapshot,
    "feed": ask_feed,
    "webhook": ask_webhook,
    "export": ask_export,
    "queue": ask_import,
}
