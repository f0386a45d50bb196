"""Takes the database, the broker or the disk away from a desk at work, gives it back, and counts.

    python -m benchmarks.faults.outages                 every trial this machine has the programs for
    python -m benchmarks.faults.outages database redis  the named ones: TRIALS below

Starts servers of its own in temporary folders; nothing else is stopped. Prints one row per trial and exits with 1
if anything was lost, doubled, or answered otherwise than promised. A full disk needs root, to mount a small one.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.at_work import Answers
from benchmarks.faults.away import database_away, database_away_celery, rabbitmq_away, redis_away
from benchmarks.faults.far import FarEnd
from benchmarks.faults.full import disk_full_postgres, disk_full_sqlite, media_full
from benchmarks.faults.servers import find


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
