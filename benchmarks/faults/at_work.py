"""A desk at work for a trial: its settings and programs, work asked of it, and what became of that work."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.faults.far import FarEnd
from benchmarks.faults.servers import wait_until

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = 9
LONGEST_RECOVERY = 180.0
Answers = dict[str, Any]


def set_up(folder: Path, far: FarEnd, *, database: str, broker: str = "") -> None:
    """Settings and tables of a fresh desk for this process and all it starts."""
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "annotator.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "LOCAL_HTTP": "1",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "TASK_BROKER_URL": broker,
            "FETCH_ALLOW_LOOPBACK": "1",
            "FETCH_PORTS": str(far.port),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def running(*commands: list[str]) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """These programs, until the block ends."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    programs = [subprocess.Popen([sys.executable, *command], cwd=ROOT, **silent) for command in commands]
    try:
        yield programs
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            try:
                program.wait(timeout=30)
            except subprocess.TimeoutExpired:
                program.kill()


def workers(broker: str) -> list[list[str]]:
    if not broker:
        return [["manage.py", "worker"]]
    celery = ["-m", "celery", "-A", "annotator.celery", "worker", "--pool", "solo", "--loglevel", "CRITICAL"]
    return [[*celery, "--without-gossip", "--without-mingle"], ["manage.py", "sweep", "--every", "5"]]


def editor() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get_or_create(username="edith", defaults={"role": "editor"})[0]


def ask_imports(far: FarEnd, label: str) -> list[str]:
    """Several jobs of one page each, and a few long splits; the addresses asked for."""
    from claims import tasks
    from claims.services.intake import request_urls

    urls = [f"{far.url}page/{label}/{number}" for number in range(IMPORTS)]
    for url in urls:
        tasks.start(request_urls(actor=editor(), urls=[url]))
    return urls


def outcome(urls: list[str]) -> Answers:
    """What became of the work, once nothing is waiting any more."""
    from django.db import connection

    from claims.models import Article, Job

    def idle() -> bool:
        try:
            return not Job.objects.filter(state__in=["waiting", "running"]).exists()
        except Exception:
            connection.close()
            return False

    seconds = wait_until(idle, seconds=LONGEST_RECOVERY)
    counts = [Article.objects.filter(source_url=url, state="ready").count() for url in urls]
    return {
        "asked": len(urls),
        "lost": counts.count(0),
        "doubled": sum(count > 1 for count in counts),
        "failed_jobs": Job.objects.filter(state="failed").count(),
        "work_done_after_s": round(seconds),
    }


def token() -> str:
    from annotator.accounts.services import issue_token

    return issue_token(user=editor(), name="outage", scope="admin")[1]
