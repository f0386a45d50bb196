"""Kills workers at every step and takes the database away; prints what became of the work, one row each.

    python -m benchmarks.faults                              the embedded database
    python -m benchmarks.faults --database postgres://…      PostgreSQL; makes and drops a database of its own
    python -m benchmarks.faults --database … --broker redis://…   the same with messages over Celery

Everything runs on loopback. A dead worker's lease is moved into the past instead of waiting for its 60 s;
`--patient` waits for real. Ends with one JSON line and exit code 1 if anything was lost or doubled.
"""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="postgres://…/postgres; default: SQLite")
    parser.add_argument("--broker", default="", help="redis://… or amqp://…; default: the database's own queue")
    parser.add_argument("--patient", action="store_true", help="wait for leases to run out instead of moving them")
    parser.add_argument("--only", default="", metavar="WORD", help="steps that begin with it: import, split, …")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        os.environ.update(environment(Path(folder), options))
        from benchmarks.faults import trials

        rows = trials.run(patient=options.patient, only=options.only)
    failed = [row for row in rows if row.outcome not in {"once", trials.TOLD_AGAIN}]
    print(json.dumps({"faults": len(rows), "lost_or_doubled": len(failed), "backend": rows[0].backend}))
    return 1 if failed else 0


def environment(folder: Path, options: argparse.Namespace) -> dict[str, str]:
    database = options.database or f"sqlite:///{folder / 'desk.sqlite3'}"
    if options.database:
        database = fresh_database(options.database)
    return {
        "DJANGO_SETTINGS_MODULE": "annotator.settings",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "LOCAL_HTTP": "1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "TASK_BROKER_URL": options.broker,
        "FETCH_ALLOW_LOOPBACK": "1",
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


def fresh_database(url: str) -> str:
    """A database of our own beside the one named, dropped at the end of the process."""
    import atexit

    import psycopg

    name = f"faults_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')

    def drop() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    atexit.register(drop)
    return f"{url.rsplit('/', 1)[0]}/{name}"


if __name__ == "__main__":
    started = time.monotonic()
    code = main()
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    sys.exit(code)
