"""The database or the broker goes from a desk at work, and comes back."""

import json
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.faults.at_work import Answers, ask_imports, outcome, running, set_up, token, workers
from benchmarks.faults.far import FarEnd
from benchmarks.faults.servers import Postgres, RabbitMQ, Redis, Server, wait_until
from benchmarks.load.desk import ask, serve

AWAY = 5.0


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
