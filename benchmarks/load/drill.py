"""The restore drill: copy a desk while somebody writes, restore the copy elsewhere, count again.

    python -m benchmarks.load.drill [--claims 2000] [--database postgres://…/postgres]

Needs `pg_dump` and `pg_restore` for PostgreSQL. Prints one JSON line; exit code 1 if anything differs.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.faults.__main__ import environment, fresh_database

COUNT = """
import json, django; django.setup()
from claims.models import Claim, Event, Review, Verdict
from django.db import connection
from django.core.management import call_command
from io import StringIO
lost = [c.pk for c in Claim.objects.select_related("version") if c.version.text[c.start:c.end] != c.quote]
before = dict(Claim.objects.values_list("pk", "status"))
call_command("settle_claims", stdout=StringIO(), stderr=StringIO())
moved = sum(before[pk] != status for pk, status in Claim.objects.values_list("pk", "status"))
tables = {m.__name__: m.objects.count() for m in (Claim, Event, Review, Verdict)}
print(json.dumps({"rows": tables, "anchors_lost": len(lost), "statuses_changed": moved}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    options.broker = ""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        os.environ.update(environment(Path(folder), options))
        figures = drill(Path(folder), options)
    print(json.dumps(figures))
    restored = figures["restored"]
    return 0 if restored["anchors_lost"] == restored["statuses_changed"] == 0 and figures["is_whole"] else 1


def drill(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    manage("migrate", "--no-input", "--verbosity", "0")
    manage("make_desk", "--claims", str(options.claims), "--reviewers", "5")
    before = count()["rows"]
    writer = subprocess.Popen(
        [sys.executable, "manage.py", "demo"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    started = time.monotonic()
    restore = (postgres if options.database else sqlite)(folder, options.database)
    saved = time.monotonic() - started
    writer.wait()
    started = time.monotonic()
    os.environ["DATABASE_URL"] = restore()
    manage("migrate", "--no-input", "--verbosity", "0")
    taken = time.monotonic() - started
    restored = count()
    return {
        "drill": "PostgreSQL" if options.database else "SQLite",
        "claims": options.claims,
        "backup_seconds": round(saved, 1),
        "restore_seconds": round(taken, 1),
        "restored": restored,
        # Written during the copy or before it: never less than before, and in itself consistent.
        "is_whole": all(restored["rows"][name] >= number for name, number in before.items()),
    }


def sqlite(folder: Path, _: str) -> Any:
    source, target = folder / "desk.sqlite3", folder / "restored.sqlite3"
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    return lambda: f"sqlite:///{target}"


def postgres(folder: Path, server: str) -> Any:
    dump = folder / "desk.dump"
    subprocess.run(["pg_dump", "-Fc", "-f", str(dump), os.environ["DATABASE_URL"]], check=True)

    def restore() -> str:
        url = fresh_database(server)
        subprocess.run(["pg_restore", "--no-owner", "-d", url, str(dump)], check=True)
        return url

    return restore


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], check=True, stdout=subprocess.DEVNULL)


def count() -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-c", COUNT], check=True, capture_output=True, text=True)
    counted: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return counted


if __name__ == "__main__":
    sys.exit(main())
