"""Is an acknowledged review ever lost? python -m benchmarks.killed [--reviews 800] [--kills 6] [--within 240]

Eight reviewers hand in reviews while processes of web are killed with `kill -9`: those that answer, and the one that
looks after them. The desk runs on a database of its own, beside that of TEST_DATABASE_URL (the image's command) or in
SQLite (the command of `make run`), under the supervisor of `make run`. A client whose connection breaks sends the
same request again with the same Idempotency-Key until it is answered, or `--within` seconds are over. Afterwards the
database is counted, past the server. Prints one JSON line; exit 1 if a review is lost, doubled, half written or
wrongly counted, or not all could be handed in.
"""

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

from annotator import serve
from annotator.supervisor import Child, Supervisor
from benchmarks.api import ROOT, database
from benchmarks.faults.servers import free_port
from benchmarks.load.desk import ask
from benchmarks.load.desk import furnish as furnish_claims

CLIENTS = 8
ANSWER_WITHIN = 15.0  # seconds that a client waits for one answer
UP_WITHIN = 60.0
EVIDENCE = {"url": "https://records.example.org/7", "stance": "refutes", "quote": "opened in 1933"}
BODY = json.dumps({"rating": "incorrect", "note": "As the records say.", "evidence": [EVIDENCE]})


class Tally:
    """What the clients saw, shared by all."""

    def __init__(self, wanted: int, within: float) -> None:
        self.wanted, self.until = wanted, time.monotonic() + within
        self.acknowledged: dict[int, int] = {}  # review by claim
        self.refused: list[str] = []
        self.broken = 0
        self.killed: Counter[str] = Counter()

    @property
    def over(self) -> bool:
        return time.monotonic() > self.until or bool(self.refused)


class Reviewer(threading.Thread):
    """Hands in one review after the other, each until it is acknowledged."""

    def __init__(self, port: int, token: str, claims: Sequence[int], tally: Tally) -> None:
        super().__init__(daemon=True)
        self.port, self.claims, self.tally = port, claims, tally
        self.headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        self.connect()

    def connect(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN)

    def run(self) -> None:
        for claim in self.claims:
            while not self.tally.over and not self.acknowledged(claim):
                time.sleep(0.05)

    def acknowledged(self, claim: int) -> bool:
        try:
            status, data = self.hand_in(claim)
        except (OSError, http.client.HTTPException):
            self.tally.broken += 1
            self.connection.close()
            self.connect()
            return False
        if status == http.HTTPStatus.CREATED:
            self.tally.acknowledged[claim] = json.loads(data)["id"]
        elif status != http.HTTPStatus.SERVICE_UNAVAILABLE:  # "come again", the desk says itself
            self.tally.refused.append(f"{status}: {data[:300]!r}")
        return status == http.HTTPStatus.CREATED

    def hand_in(self, claim: int) -> tuple[int, bytes]:
        headers = self.headers | {"Idempotency-Key": f"claim-{claim}"}
        self.connection.request("POST", f"/api/v1/claims/{claim}/reviews/", BODY, headers)
        response = self.connection.getresponse()
        return response.status, response.read()


# --- the desk ------------------------------------------------------------------------------------
@contextmanager
def place() -> Iterator[str]:
    """The address of a new database: in PostgreSQL where TEST_DATABASE_URL names one, in a file otherwise."""
    with tempfile.TemporaryDirectory(prefix="bench-killed-") as folder:
        os.environ["VAR_DIR"] = folder
        (Path(folder) / "static").mkdir()
        if os.environ.get("TEST_DATABASE_URL"):
            with database() as url:
                yield url
        else:
            yield f"sqlite:///{folder}/desk.sqlite3"


def furnish(url: str, reviews: int) -> tuple[list[str], list[int]]:
    """Tokens of the reviewers, and claims without a review."""
    own = {
        "DATABASE_URL": url,
        "LOCAL_HTTP": "1",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "annotator.settings",
    }
    os.environ.update(own, SECRET_KEY="a-key-for-benchmarks-that-opens-nothing-anywhere-0123456789")  # noqa: S106
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    tokens, piles = furnish_claims(CLIENTS, -(-2 * reviews // CLIENTS))  # two reviewers would share each pile
    return tokens, [claim for pile in piles[::2] for claim in pile][:reviews]


def command(url: str, port: int) -> list[str]:
    """Web as the image starts it, or, with SQLite, as `make run` does."""
    web = list(serve.children("127.0.0.1", port)[0].command)
    if url.startswith("sqlite"):
        return web
    (words,) = re.findall(r"^CMD (\[.*\])", (ROOT / "Dockerfile").read_text().replace("\\\n", ""), re.MULTILINE)
    own = {"granian": str(Path(sys.executable).with_name("granian")), "0.0.0.0": "127.0.0.1", "8000": str(port)}  # noqa: S104
    return [own.get(word, word) for word in json.loads(words)]


@contextmanager
def serving(web: Child, port: int) -> Iterator[None]:
    boss = Supervisor([web])
    thread = threading.Thread(target=boss.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + UP_WITHIN
        while ask(port, "GET", "/healthz", "")[0] != http.HTTPStatus.OK:
            if time.monotonic() > until:
                sys.exit(f"The server does not answer within {UP_WITHIN:.0f} s.")
            time.sleep(0.1)
        yield
    finally:
        boss.stopping.set()
        thread.join(UP_WITHIN)


# --- killing -------------------------------------------------------------------------------------
def kill(web: Child, people: list[Reviewer], times: int, tally: Tally) -> None:
    """Kill a process each time another share of the reviews is in: every third time the one that looks after all."""
    while any(person.is_alive() for person in people) and (done := tally.killed.total()) < times and not tally.over:
        due = len(tally.acknowledged) >= tally.wanted * (done + 1) / (times + 1)
        if due and (victims := processes_of(web)):
            name = "main" if done % 3 == 2 else "answering"
            with contextlib.suppress(ProcessLookupError):
                os.kill(victims[0] if name == "main" else random.choice(victims[1:]), signal.SIGKILL)
                tally.killed[name] += 1
        time.sleep(0.02)


def processes_of(web: Child) -> list[int]:
    """The main process and those that answer, when there are any, without the one that Python itself needs."""
    process = web.process  # which the supervisor may take away at any moment
    if process is None or process.poll() is not None:
        return []
    listing = subprocess.run(
        ["pgrep", "-af", "-P", str(process.pid)], capture_output=True, text=True, timeout=10
    ).stdout
    answering = [int(line.split()[0]) for line in listing.splitlines() if "resource_tracker" not in line]
    return [process.pid, *answering] if answering else []


# --- counting ------------------------------------------------------------------------------------
def counted(claims: list[int], tally: Tally) -> dict[str, int]:
    """A claim has one review, one piece of evidence, one event and a count of one, or nothing of all that."""
    from claims.models import Claim, Event, Evidence, Review

    there = set(Review.objects.filter(state="submitted").values_list("pk", flat=True))
    reviews = Counter(Review.objects.values_list("claim_id", flat=True))
    pieces = Counter(Evidence.objects.values_list("review__claim_id", flat=True))
    events = Counter(Event.objects.filter(kind="review:submitted").values_list("claim_id", flat=True))
    rows = Claim.objects.filter(pk__in=claims).values_list("pk", "status", "reviews_count")
    return {
        "lost": len(set(tally.acknowledged.values()) - there),
        "doubled": sum(number > 1 for number in reviews.values()),
        "half_written": sum(not reviews[pk] == pieces[pk] == events[pk] for pk in claims),
        "wrongly_counted": sum(
            (status, count) != (("in_review", 1) if reviews[pk] else ("unreviewed", 0)) for pk, status, count in rows
        ),
    }


def measure(url: str, given: argparse.Namespace) -> int:
    tokens, claims = furnish(url, given.reviews)
    tally, port = Tally(len(claims), given.within), free_port()
    web = Child("web", [*command(url, port), "--no-log"])
    with serving(web, port):
        begun = time.monotonic()
        people = [Reviewer(port, token, claims[n::CLIENTS], tally) for n, token in enumerate(tokens)]
        for person in people:
            person.start()
        kill(web, people, given.kills, tally)
        for person in people:
            person.join(max(0.0, tally.until - time.monotonic()) + 2 * ANSWER_WITHIN)
        seconds = round(time.monotonic() - begun, 1)
    return report(url, tally, given.kills, seconds, counted(claims, tally))


def report(url: str, tally: Tally, kills: int, seconds: float, found: dict[str, int]) -> int:
    about: dict[str, Any] = {
        "benchmark": "reviews while processes of web are killed",
        "database": url.partition(":")[0],
        "wanted": tally.wanted,
        "acknowledged": len(tally.acknowledged),
        "killed": dict(tally.killed),
        "connections_broken": tally.broken,
        "seconds": seconds,
    }
    print(json.dumps({**about, **found, **({"refused": tally.refused[0]} if tally.refused else {})}), flush=True)
    whole = len(tally.acknowledged) == tally.wanted and tally.killed.total() == kills
    return int(any(found.values()) or not whole)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reviews", type=int, default=800)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--within", type=float, default=240.0)
    given = parser.parse_args()
    with place() as url:
        return measure(url, given)


if __name__ == "__main__":
    sys.exit(main())
