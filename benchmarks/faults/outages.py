"""Takes the database, the broker or the disk away from a desk at work, gives it back, and counts.

    python -m benchmarks.faults.outages                 every trial this machine has the programs for
    python -m benchmarks.faults.outages database redis  the named ones: TRIALS below

Starts servers of its own in temporary folders; nothing else is stopped. Prints one row per trial and exits with 1
if anything was lost, doubled, or answered otherwise than promised. A full disk needs root, to mount a small one.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.faults.far import FarEnd
from benchmarks.faults.servers import Postgres, RabbitMQ, Redis, Server, SmallDisk, find, wait_until
from benchmarks.load.desk import ask, serve

ROOT = Path(__file__).resolve().parents[2]
AWAY = 5.0
IMPORTS = 9
LONGEST_RECOVERY = 180.0
Answers = dict[str, Any]


def main() -> int:
    names = sys.argv[1:] or list(TRIALS)
    if unknown := [name for name in names if name not in TRIALS]:
        print(f"There is no trial {unknown[0]}; there are {', '.join(TRIALS)}.", file=sys.stderr)
        return 2
    if len(names) == 1:
        return alone(names[0])
    # Settings are read once in a process, and every trial has its own.
    return max(subprocess.run([sys.executable, "-m", __spec__.name, name], check=False).returncode for name in names)


def alone(name: str) -> int:
    """One trial in this process: its row, and whether all it promises held."""
    trial, needs, promises = TRIALS[name]
    if missing := [program for program in needs if not find(program)]:
        print(f"| {name} | not tried: there is no {missing[0]} here |")
        return 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, FarEnd(pause=0.3) as far:
        found = trial(Path(folder), far)
    broken = [what for what, holds in promises.items() if not holds(found)]
    print(f"| {name} | {'; '.join(broken) or 'once'} | {json.dumps(found)} |", flush=True)
    return 1 if broken else 0


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


# --- the database goes -----------------------------------------------------------------------------


def database_away(folder: Path, far: FarEnd, *, broker: str = "") -> Answers:
    with Postgres() as database:
        set_up(folder, far, database=database.url, broker=broker)
        from django.db import connection

        key = token()
        with serve() as (port, _), running(*workers(broker)) as programs:
            urls = ask_imports(far, "database")
            wait_until(lambda: far.hits > 2, seconds=60)
            connection.close()
            database.stop()
            during = while_away(port, key)
            database.start()
            back = wait_until(lambda: ask(port, "GET", "/api/v1/articles/", key)[0] == 200, seconds=30)
            found = outcome(urls)
            ended = sum(program.poll() is not None for program in programs)
    return {**during, "web_back_after_s": round(back, 1), "programs_ended": ended, **found}


def database_away_celery(folder: Path, far: FarEnd) -> Answers:
    with Redis() as broker:
        return database_away(folder, far, broker=broker.url)


def while_away(port: int, key: str) -> Answers:
    """What the web process says to readers, writers and monitors for as long as the database is away."""
    until = time.monotonic() + AWAY
    reads, writes = set(), set()
    while time.monotonic() < until:
        reads.add(ask(port, "GET", "/api/v1/claims/", key)[0])
        status, body = ask(port, "POST", "/api/v1/articles/", key, {"text": "The bridge opened in 1932."})
        writes.add((status, json.loads(body)["code"]))
        time.sleep(0.2)
    return {
        "reads": sorted(reads),
        "writes": sorted(writes),
        "healthz": ask(port, "GET", "/healthz", "")[0],
        "readyz": ask(port, "GET", "/readyz", "")[0],
    }


# --- the broker goes -------------------------------------------------------------------------------


def broker_away(folder: Path, far: FarEnd, *, kind: type[Server]) -> Answers:
    """Half of the work is asked for before, half while nobody takes messages; what was in the broker may be lost."""
    with ExitStack() as stack:
        database, broker = stack.enter_context(Postgres()), stack.enter_context(kind())
        set_up(folder, far, database=database.url, broker=broker.url)  # type: ignore[attr-defined]
        key = token()
        with serve() as (port, _), running(*workers(broker.url)) as programs:  # type: ignore[attr-defined]
            urls = ask_imports(far, "before")
            wait_until(lambda: far.hits > 2, seconds=90)
            broker.stop()
            urls += ask_imports(far, "during")
            # Long enough for a job of its own, whose message nobody takes.
            text = " ".join(f"The bridge number {n} opened in 1932." for n in range(700))
            status = ask(port, "POST", "/api/v1/articles/", key, {"text": text})[0]
            time.sleep(AWAY)
            broker.start()
            found = outcome(urls)
            ended = sum(program.poll() is not None for program in programs)
    return {"post_while_away": status, "programs_ended": ended, **found}


def redis_away(folder: Path, far: FarEnd) -> Answers:
    return broker_away(folder, far, kind=Redis)


def rabbitmq_away(folder: Path, far: FarEnd) -> Answers:
    return broker_away(folder, far, kind=RabbitMQ)


# --- the disk is full ------------------------------------------------------------------------------


def disk_full(folder: Path, far: FarEnd, *, disk: SmallDisk, database: str) -> Answers:
    """A desk whose database is on a disk without one free byte, then with room again."""
    set_up(folder, far, database=database)
    from django.db import connection

    key = token()
    text = " ".join(f"The bridge number {n} opened in 1932." for n in range(300))
    with serve() as (port, _):
        kept = ask(port, "POST", "/api/v1/articles/", key, {"text": text})[0]
        disk.fill()
        statuses = {write_text(port, key, f"{text} {number}") for number in range(30)}
        refused = sorted(status for status in statuses if status != 201)
        read = ask(port, "GET", "/api/v1/claims/", key)[0]
        disk.empty()
        again = wait_until(lambda: write_text(port, key, f"{text} At last.") in {200, 201}, seconds=60)
        connection.close()
        whole = is_whole(port, key)
    return {"before": kept, "full": refused, "read": read, "written_again_after_s": round(again, 1), **whole}


def write_text(port: int, key: str, text: str) -> int:
    return ask(port, "POST", "/api/v1/articles/", key, {"text": text})[0]


def is_whole(port: int, key: str) -> Answers:
    """Every article has all its claims, all on their words, and the database finds no fault in itself."""
    from django.db import connection
    from django.db.models import Count

    from claims.models import Article, Claim

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            verdict = cursor.fetchone()[0]
        else:
            verdict = "ok"
    numbers = Article.objects.annotate(n=Count("claims")).values_list("n", flat=True)
    lost = sum(c.version.text[c.start : c.end] != c.quote for c in Claim.objects.select_related("version"))
    return {"integrity": verdict, "articles_without_claims": sum(n == 0 for n in numbers), "anchors_lost": lost}


def disk_full_sqlite(folder: Path, far: FarEnd) -> Answers:
    with SmallDisk(24) as disk:
        return disk_full(folder, far, disk=disk, database=f"sqlite:///{disk.folder / 'desk.sqlite3'}")


def disk_full_postgres(folder: Path, far: FarEnd) -> Answers:
    with SmallDisk(160) as disk:
        home = disk.folder / "postgres"
        home.mkdir()
        with Postgres(home) as database:
            return disk_full(folder, far, disk=disk, database=database.url)


def media_full(folder: Path, far: FarEnd) -> Answers:
    """No room for the record of a page: its text is kept all the same, and no half file is left."""
    with SmallDisk(4) as disk:
        set_up(folder, far, database=f"sqlite:///{folder / 'desk.sqlite3'}")
        (folder / "media").symlink_to(disk.folder)
        (disk.folder / "snapshots").mkdir()
        disk.fill()
        from claims import tasks
        from claims.models import Source
        from claims.services.snapshots import request_snapshot

        source = Source.objects.create(url=f"{far.url}page/media/0")
        tasks.start(request_snapshot(actor=editor(), source=source))
        subprocess.run([sys.executable, "manage.py", "worker", "--once"], check=True, cwd=ROOT)
        source.refresh_from_db()
        left = [path.name for path in disk.folder.rglob("*.part")]
        return {"state": source.snapshot_state, "text": len(source.snapshot_text), "half_files": len(left)}


# --- what each promises ----------------------------------------------------------------------------

Promise = Callable[[Answers], bool]
NOTHING_LOST: dict[str, Promise] = {
    "lost": lambda found: found["lost"] == 0,
    "doubled": lambda found: found["doubled"] == 0,
    "a job was given up": lambda found: found["failed_jobs"] == 0,
    "a program ended": lambda found: found["programs_ended"] == 0,
}
AWAY_IN_WORDS: dict[str, Promise] = {
    "a read was not 503": lambda found: found["reads"] == [503],
    "a write was not 503": lambda found: [tuple(one) for one in found["writes"]] == [(503, "unavailable")],
    "not alive": lambda found: found["healthz"] == 200,
    "called itself ready": lambda found: found["readyz"] == 503,
    "not back within 2 s": lambda found: found["web_back_after_s"] <= 2,
}
FULL_IN_WORDS: dict[str, Promise] = {
    "nothing was refused, or otherwise than with 503": lambda found: found["full"] == [503],
    "cannot be read": lambda found: found["read"] == 200,
    "database damaged": lambda found: found["integrity"] == "ok",
    "half an article": lambda found: found["articles_without_claims"] == found["anchors_lost"] == 0,
}
ACCEPTED: dict[str, Promise] = {"work was refused": lambda found: found["post_while_away"] in {201, 202}}
KEPT: dict[str, Promise] = {
    "page not kept": lambda found: found["state"] == "kept" and found["text"] > 0,
    "half a file left": lambda found: found["half_files"] == 0,
}
# Name -> the trial, the programs it needs, and what must hold.
TRIALS: dict[str, tuple[Callable[[Path, FarEnd], Answers], list[str], dict[str, Promise]]] = {
    "database": (database_away, ["initdb"], NOTHING_LOST | AWAY_IN_WORDS),
    "database-celery": (database_away_celery, ["initdb", "redis-server"], NOTHING_LOST | AWAY_IN_WORDS),
    "redis": (redis_away, ["initdb", "redis-server"], NOTHING_LOST | ACCEPTED),
    "rabbitmq": (rabbitmq_away, ["initdb", "rabbitmq-server"], NOTHING_LOST | ACCEPTED),
    "disk-sqlite": (disk_full_sqlite, ["mount"], FULL_IN_WORDS),
    "disk-postgres": (disk_full_postgres, ["mount", "initdb"], FULL_IN_WORDS),
    "disk-media": (media_full, ["mount"], KEPT),
}

if __name__ == "__main__":
    sys.exit(main())
