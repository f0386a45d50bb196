"""A desk with a server of its own, people who work at it, and what is left afterwards."""

import argparse
import contextlib
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from statistics import quantiles
from typing import Any

import django

SENTENCE = "The bridge number {0} opened in 1932."


def measure(options: argparse.Namespace) -> dict[str, Any]:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    tokens, claims = furnish(options.reviewers, int(options.minutes * 60 / options.every) + 2)
    with serve() as (port, server), stalled(port, options.stalled):
        time.sleep(1)
        before = memory(server)
        people = work(port, tokens, claims, options)
        after = memory(server)
    return {
        "load": f"{connection.vendor}, {options.reviewers} reviewers, {options.minutes:g} minutes",
        **summary(people),
        **checked(sum(person.accepted for person in people)),
        "memory_mb": [round(before), round(after)],
        "stalled_connections": options.stalled,
    }


def furnish(reviewers: int, each: int) -> tuple[list[str], list[list[int]]]:
    """People with tokens, and claims for each of them; two people share the same claims, as a quorum does."""
    from django.contrib.auth import get_user_model

    from annotator.accounts.services import issue_token
    from claims.services.articles import add_article
    from claims.services.claims import propose_claim

    users = get_user_model().objects
    editor = users.create(username="edith", role="editor")
    text = " ".join(SENTENCE.format(n) for n in range(each))
    piles = []
    for pile in range((reviewers + 1) // 2):
        article = add_article(actor=editor, text=f"{text} Pile {pile}.", split_now=False).article
        starts = [article.version.text.index(SENTENCE.format(n)) for n in range(each)]
        made = [
            propose_claim(actor=editor, article=article, start=start, end=start + len(SENTENCE.format(n)))
            for n, start in enumerate(starts)
        ]
        piles.append([claim.pk for claim in made])
    people = [users.create(username=f"rita{n}", role="reviewer") for n in range(reviewers)]
    tokens = [issue_token(user=person, name="load", scope="review")[1] for person in people]
    return tokens, [piles[n // 2] for n in range(reviewers)]


@contextmanager
def serve() -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "annotator.wsgi:application", "--interface", "wsgi", "--http", "1"),
        *("--no-ws", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "8"),
        *("--log-level", "warning"),
    ]
    server = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 60
        while ask(port, "GET", "/healthz", "")[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.3)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def stalled(port: int, count: int) -> Iterator[None]:
    """Clients that send half a head and wait."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(b"POST /api/v1/articles/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n")
        yield


class Person(threading.Thread):
    """One reviewer: reads a claim, rates it, waits."""

    def __init__(self, port: int, token: str, claims: list[int], options: argparse.Namespace, offset: float) -> None:
        super().__init__()
        self.port, self.token, self.claims = port, token, claims
        self.every, self.until, self.offset = options.every, time.monotonic() + options.minutes * 60, offset
        self.reads: list[float] = []
        self.writes: list[float] = []
        self.errors: list[int] = []
        self.accepted = 0

    def run(self) -> None:
        time.sleep(self.offset)
        for claim in self.claims:
            if time.monotonic() > self.until:
                return
            started = time.monotonic()
            self.step("GET", f"/api/v1/claims/{claim}/", None, self.reads, 200)
            body = {"rating": "unproven", "note": "No source says so."}
            self.accepted += self.step("POST", f"/api/v1/claims/{claim}/reviews/", body, self.writes, 201)
            time.sleep(max(0.0, self.every - (time.monotonic() - started)))

    def step(self, method: str, path: str, body: Any, times: list[float], expected: int) -> bool:
        started = time.monotonic()
        status, _ = ask(self.port, method, path, self.token, body)
        times.append((time.monotonic() - started) * 1000)
        if status != expected:
            self.errors.append(status)
        return status == expected


def work(port: int, tokens: list[str], claims: list[list[int]], options: argparse.Namespace) -> list[Person]:
    count = len(tokens)
    people = [Person(port, tokens[n], claims[n], options, options.every * n / count) for n in range(count)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return people


def ask(port: int, method: str, path: str, token: str, body: Any = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"} if token else {}
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        return response.status, response.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def summary(people: list[Person]) -> dict[str, Any]:
    reads = sorted(time for person in people for time in person.reads)
    writes = sorted(time for person in people for time in person.writes)
    return {
        "reviews": sum(person.accepted for person in people),
        "errors": sum(len(person.errors) for person in people),
        "read_p50": round(quantiles(reads, n=100)[49]),
        "read_p95": round(quantiles(reads, n=100)[94]),
        "write_p50": round(quantiles(writes, n=100)[49]),
        "write_p95": round(quantiles(writes, n=100)[94]),
    }


def checked(accepted: int) -> dict[str, int]:
    """Reviews that were accepted and are not there, and statuses that are not what their reviews say."""
    from django.core.management import call_command

    from claims.models import Claim, Review

    before = dict(Claim.objects.values_list("pk", "status"))
    call_command("settle_claims", stdout=StringIO(), stderr=StringIO())
    after = dict(Claim.objects.values_list("pk", "status"))
    wrong = sum(before[pk] != status for pk, status in after.items())
    return {"lost": accepted - Review.objects.count(), "wrong_statuses": wrong}


def memory(pid: int) -> float:
    """Resident megabytes of a process and its children."""
    listing = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines()[1:]]
    return sum(rss for one, parent, rss in rows if pid in {one, parent}) / 1024
