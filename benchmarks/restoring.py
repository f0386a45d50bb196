"""Reading a whole export back: python -m benchmarks.restoring [--claims 20000] [--rounds 3] [--beside FOLDER]

`make_desk` fills a desk, `export_claims --whole` writes it, and each round `import_claims` reads that file into a
new, empty desk: on SQLite, or on PostgreSQL beside the database of TEST_DATABASE_URL. With `--beside`, another
checkout of this program takes its turn in every round. Prints one JSON line; seconds are of the import's process
alone, with the program's own start.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def database(folder: Path, number: int) -> Iterator[str]:
    """The address of an empty database that is gone afterwards."""
    admin = os.environ.get("TEST_DATABASE_URL")
    if not admin:
        path = folder / f"desk-{number}.sqlite3"
        yield f"sqlite:///{path}"
        path.unlink(missing_ok=True)
        return
    name = f"bench_restoring_{os.getpid()}_{number}"
    with psycopg.connect(urlunsplit(urlsplit(admin)._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(admin)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Desk:
    """Commands of one checkout on one database."""

    def __init__(self, root: Path, url: str, folder: Path) -> None:
        self.root = root
        self.environ = os.environ | {
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "SECRET_KEY": "a-key-for-benchmarks-that-opens-nothing-anywhere-0123456789",
            "LOCAL_HTTP": "1",
            "LOG_LEVEL": "ERROR",
        }

    def run(self, *words: str, typed: str = "") -> float:
        """Seconds."""
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.root,
            env=self.environ,
            input=typed,
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - begun

    def prepare(self) -> None:
        self.run("migrate", "--verbosity", "0")
        self.run("create_user", "boss", "--role", "admin", "--password-stdin", typed="correct horse battery staple")


def exported(folder: Path, claims: int) -> tuple[Path, float]:
    """The file, and the seconds it took to write."""
    file = folder / "claims.ndjson"
    with database(folder, 0) as url:
        desk = Desk(ROOT, url, folder)
        desk.prepare()
        desk.run("make_desk", "--claims", str(claims))
        return file, desk.run("export_claims", "--format", "ndjson", "--whole", "--output", str(file))


def imported(root: Path, folder: Path, number: int, file: Path) -> float:
    with database(folder, number) as url:
        desk = Desk(root, url, folder)
        desk.prepare()
        return desk.run("import_claims", str(file), "--as", "boss")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another checkout of this program")
    given = parser.parse_args()
    roots = [ROOT, *([given.beside.resolve()] if given.beside else [])]
    spent: dict[Path, list[float]] = {root: [] for root in roots}
    with tempfile.TemporaryDirectory() as name:
        file, writing = exported(Path(name), given.claims)
        for number in range(1, given.rounds + 1):
            for place, root in enumerate(roots):
                spent[root].append(imported(root, Path(name), number * len(roots) + place, file))
    seconds = statistics.median(spent[ROOT])
    told = {
        "benchmark": "import of a whole export",
        "database": "PostgreSQL" if os.environ.get("TEST_DATABASE_URL") else "SQLite",
        "claims": given.claims,
        "seconds": round(seconds, 1),
        "claims_per_second": round(given.claims / seconds),
        "ratio_to_writing": round(seconds / writing, 2),
    }
    if given.beside:
        told["beside_seconds"] = round(statistics.median(spent[roots[1]]), 1)
        pairs = zip(spent[roots[1]], spent[ROOT], strict=True)
        told["beside_ratio"] = round(statistics.median(other / own for other, own in pairs), 2)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
