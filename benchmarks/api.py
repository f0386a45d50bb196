"""The API against a bare view behind the same server: python -m benchmarks.api [--claims 100000] [--rounds 5]

Makes a PostgreSQL database of its own beside that of TEST_DATABASE_URL, fills it, starts the server with two workers,
measures in turn, round by round, and drops the database. Prints one JSON line for each measurement: milliseconds
are medians over all rounds, ratios are medians of the rounds' own ratios.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.api_data import fill

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BENCH_PORT", "8290"))
PEOPLE = ("boss", "ann", "bob", "eve")
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from annotator.accounts.services import create_user, issue_token
for name in {people}:
    user = create_user(username=name, password="correct horse battery staple", role="editor")
    print(name, user.pk, issue_token(user=user)[1])
"""


class Desk:
    """A filled database with a server on it."""

    def __init__(self, url: str, environ: dict[str, str], ids: dict[str, int], tokens: dict[str, str]) -> None:
        self.url, self.environ, self.ids, self.tokens = url, environ, ids, tokens
        self.server_pid = 0


@contextmanager
def desk(claims: int) -> Iterator[Desk]:
    with database() as url:
        yield prepared(url, claims)


@contextmanager
def database() -> Iterator[str]:
    """The address of a new one, which is dropped afterwards."""
    admin = os.environ.get("TEST_DATABASE_URL") or sys.exit("TEST_DATABASE_URL names no PostgreSQL server.")
    name = f"bench_api_{os.getpid()}"
    url = urlunsplit(urlsplit(admin)._replace(path=f"/{name}"))
    root = urlunsplit(urlsplit(admin)._replace(path="/postgres"))
    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield url
    finally:
        with psycopg.connect(root, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepared(url: str, claims: int) -> Desk:
    environ = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "a-key-for-benchmarks-that-opens-nothing-anywhere-0123456789",
        "LOCAL_HTTP": "1",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "benchmarks.api_settings",
    }
    out = subprocess.run(
        [sys.executable, "-c", SETUP.format(people=PEOPLE)],
        cwd=ROOT,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    known = [line.split() for line in out.splitlines()]
    ids = {name: int(pk) for name, pk, _ in known}
    fill(url, claims=claims, people={name: ids[name] for name in ("boss", "ann", "bob")})
    return Desk(url, environ, ids, {name: token for name, _, token in known})


@contextmanager
def serving(desk: Desk, *, workers: int = 2, threads: int = 4) -> Iterator[None]:
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(PORT), "--workers", str(workers), "--blocking-threads", str(threads), "--no-access-log"]
    command += ["annotator.wsgi:application"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=desk.environ, **quiet)
    desk.server_pid = process.pid
    try:
        wait_until_up()
        yield
    finally:
        process.terminate()
        process.wait(20)


def wait_until_up() -> None:
    for _ in range(300):
        with suppress(OSError, http.client.HTTPException):
            if Client("").get("/healthz")[0] == 200:
                return
        time.sleep(0.1)
    sys.exit("The server does not start.")


class Client:
    """One keep-alive connection."""

    def __init__(self, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.headers = {"Authorization": f"Token {token}"} if token else {}

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        return self.send("GET", path, None, headers)

    def post(self, path: str, body: object) -> tuple[int, bytes]:
        return self.send("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        self.connection.request(method, path, body, {**self.headers, **headers})
        response = self.connection.getresponse()
        data = response.read()
        self.etag = response.headers.get("ETag", "")
        return response.status, data


def median_ms(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent)


def compared(name: str, ours: Callable[[], float], bare: Callable[[], float], rounds: int, **more: object) -> None:
    """Print one line; `ours` and `bare` are measured in turn, the first one changing from round to round."""
    found: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            floor = bare()
            found.append((ours(), floor))
        else:
            found.append((ours(), bare()))
    ratios = sorted(one / floor for one, floor in found)
    print(
        json.dumps(
            {
                "benchmark": name,
                "ours": round(statistics.median(one for one, _ in found), 2),
                "bare": round(statistics.median(floor for _, floor in found), 2),
                "ratio": round(statistics.median(ratios), 2),
                "ratios": [round(ratio, 2) for ratio in ratios],
                **more,
            }
        ),
        flush=True,
    )


def lists(desk: Desk, rounds: int, claims: int) -> None:
    client = Client(desk.tokens["boss"])
    for name, query in (("plain", ""), ("filtered", "?status=incorrect")):

        def ours(query: str = query) -> float:
            return median_ms(lambda: expect(client.get(f"/api/v1/claims/{query}"), 200), 60)

        def bare(query: str = query) -> float:
            return median_ms(lambda: expect(client.get(f"/bare/claims/{query}"), 200), 60)

        compared(f"list of 50, {name}, ms", ours, bare, rounds, claims=claims)


def reviews(desk: Desk, rounds: int) -> None:
    with psycopg.connect(desk.url) as connection:
        rows = connection.execute("SELECT id FROM claims_claim WHERE status = 'unreviewed' ORDER BY id").fetchall()
    ids = iter([row[0] for row in rows])
    evidence = [{"url": "https://records.example.org/7", "stance": "refutes", "quote": "opened in 1933"}]
    body = {"rating": "incorrect", "note": "As the records say.", "evidence": evidence}
    client = Client(desk.tokens["eve"])

    def ours() -> float:
        return median_ms(lambda: expect(client.post(f"/api/v1/claims/{next(ids)}/reviews/", body), 201), 60)

    def bare() -> float:
        sent = {"claim": next(ids), "reviewer": desk.ids["boss"]}
        return median_ms(lambda: expect(client.post("/bare/reviews/", sent), 200), 60)

    compared("one review with one evidence, ms", ours, bare, rounds)
    print(json.dumps({"benchmark": "reviews a second, 8 clients", "ours": at_once(desk, ids, body)}), flush=True)


def at_once(desk: Desk, ids: Iterator[int], body: object, *, clients: int = 8, each: int = 60) -> float:
    """Reviews a second of so many clients at the same time; every acknowledged one is looked for afterwards."""
    work = [[next(ids) for _ in range(each)] for _ in range(clients)]
    acknowledged = count()

    def run(mine: list[int]) -> None:
        client = Client(desk.tokens["eve"])
        for claim in mine:
            expect(client.post(f"/api/v1/claims/{claim}/reviews/", body), 201)
            next(acknowledged)

    threads = [threading.Thread(target=run, args=(mine,)) for mine in work]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    claims = [claim for mine in work for claim in mine]
    with psycopg.connect(desk.url) as connection:
        stored = connection.execute(
            "SELECT count(*) FROM claims_review WHERE reviewer_id = %s AND claim_id = ANY(%s)",
            [desk.ids["eve"], claims],
        ).fetchone()
    if stored != (next(acknowledged),):
        sys.exit(f"Reviews are lost: {stored} in the database.")
    return round(len(claims) / spent, 1)


def bulk(desk: Desk, rounds: int) -> None:
    client, numbers, found = Client(desk.tokens["boss"]), count(1), []
    for _ in range(rounds * 2):
        items = [
            {
                "article": 1 + n % 10,
                "start": (n % 90) * 85,
                "end": (n % 90) * 85 + 84,
                "text": f"Ready-made claim {next(numbers)}",
            }
            for n in range(1000)
        ]
        begun = time.perf_counter()
        status, data = client.post("/api/v1/claims/bulk/", {"items": items})
        found.append(1000 / (time.perf_counter() - begun))
        if status != 200 or any(result["status"] != 201 for result in json.loads(data)["results"]):
            sys.exit(f"Bulk creation failed: {data[:300]!r}")
    print(
        json.dumps(
            {
                "benchmark": "ready-made claims a second",
                "ours": round(statistics.median(found)),
                "best": round(max(found)),
            }
        )
    )


def poll(desk: Desk, rounds: int) -> None:
    client = Client(desk.tokens["boss"])
    with psycopg.connect(desk.url) as connection:
        last = connection.execute("SELECT max(id) FROM claims_event").fetchone()[0]
    path = f"/api/v1/claims/?changed_after={last}"
    expect(client.get(path), 200)
    tag = client.etag

    def ours() -> float:
        return median_ms(lambda: expect(client.get(path, **{"If-None-Match": tag}), 304), 60)

    def bare() -> float:
        return median_ms(lambda: expect(client.get("/healthz"), 200), 60)

    compared("poll with nothing new, ms, against a view without a database", ours, bare, rounds)


def expect(answer: tuple[int, bytes], status: int) -> None:
    if answer[0] != status:
        sys.exit(f"Expected {status}, got {answer[0]}: {answer[1][:300]!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with desk(given.claims) as made, serving(made):
        lists(made, given.rounds, given.claims)
        poll(made, given.rounds)
        reviews(made, given.rounds)
        bulk(made, given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
