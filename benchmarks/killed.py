"""Is an acknowledged review ever lost? python -m benchmarks.killed [--reviews 800] [--kills 6]

Eight clients hand in reviews while server processes are killed with `kill -9`, and the server starts others. A client
whose connection breaks sends the same request again with the same Idempotency-Key, until it is answered. Afterwards
the database is counted, past the server. Prints one JSON line; exit 1 if one is lost, doubled or wrongly settled.
"""

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import batched

import psycopg

from benchmarks.api import Client, Desk, desk, serving

CLIENTS = 8
BODY = {
    "rating": "incorrect",
    "note": "As the records say.",
    "evidence": [{"url": "https://records.example.org/7", "stance": "refutes", "quote": "opened in 1933"}],
}
# Of each claim: its status and count, and the reviews, pieces of evidence and events that are there.
COUNTED = """
    SELECT status, reviews_count,
        (SELECT count(*) FROM claims_review WHERE claim_id = claim.id AND state = 'submitted'),
        (SELECT count(*) FROM claims_evidence e JOIN claims_review r ON r.id = e.review_id
          WHERE r.claim_id = claim.id),
        (SELECT count(*) FROM claims_event WHERE claim_id = claim.id AND kind = 'review:submitted')
    FROM claims_claim AS claim WHERE id = ANY(%s)"""


class Tally:
    """What the clients saw, shared by all."""

    def __init__(self) -> None:
        self.acknowledged: dict[int, int] = {}  # review by claim
        self.broken = 0


def hand_in(made: Desk, claims: tuple[int, ...], tally: Tally) -> None:
    client = Client(made.tokens["eve"])
    for claim in claims:
        while True:
            try:
                path = f"/api/v1/claims/{claim}/reviews/"
                headers = {"Content-Type": "application/json", "Idempotency-Key": f"claim-{claim}"}
                status, data = client.send("POST", path, json.dumps(BODY).encode(), headers)
            except (OSError, http.client.HTTPException):
                tally.broken += 1
                client = Client(made.tokens["eve"])
                time.sleep(0.05)
                continue
            if status != 201:
                sys.exit(f"Expected 201, got {status}: {data[:300]!r}")
            tally.acknowledged[claim] = json.loads(data)["id"]
            break


def kill(made: Desk, threads: list[threading.Thread], times: int, tally: Tally, wanted: int) -> int:
    """Kill a random server process each time another share of the reviews is in; how many were killed."""
    killed = 0
    while any(thread.is_alive() for thread in threads) and killed < times:
        if len(tally.acknowledged) >= wanted * (killed + 1) / (times + 1) and (workers := list(workers_of(made))):
            os.kill(random.choice(workers), signal.SIGKILL)
            killed += 1
        time.sleep(0.02)
    return killed


def workers_of(made: Desk) -> Iterator[int]:
    """The server's processes that answer requests, without the helper of Python's that looks after them."""
    listing = subprocess.run(["pgrep", "-af", "-P", str(made.server_pid)], capture_output=True, text=True).stdout
    return (int(line.split()[0]) for line in listing.splitlines() if "resource_tracker" not in line)


def counted(made: Desk, tally: Tally) -> dict[str, int]:
    with psycopg.connect(made.url) as connection:
        ids = set(tally.acknowledged.values())
        stored = connection.execute("SELECT count(*) FROM claims_review WHERE id = ANY(%s)", [list(ids)]).fetchone()
        rows = connection.execute(COUNTED, [list(tally.acknowledged)]).fetchall()
    return {
        "lost": len(ids) - (stored[0] if stored else 0),
        "doubled": sum(reviews != 1 or pieces != 1 or events != 1 for _, _, reviews, pieces, events in rows),
        "wrongly_settled": sum((status, count) != ("in_review", 1) for status, count, *_ in rows),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reviews", type=int, default=800)
    parser.add_argument("--kills", type=int, default=6)
    given = parser.parse_args()
    tally = Tally()
    with (
        desk(given.reviews * 5) as made,
        serving(made, more=("--respawn-failed-workers", "--respawn-interval", "0.2")),
    ):
        claims = [5 * (number + 1) for number in range(given.reviews)]  # every fifth claim is open
        shares = list(batched(claims, -(-len(claims) // CLIENTS), strict=False))
        threads = [threading.Thread(target=hand_in, args=(made, share, tally)) for share in shares]
        for thread in threads:
            thread.start()
        killed = kill(made, threads, given.kills, tally, len(claims))
        for thread in threads:
            thread.join()
        found = counted(made, tally)
    about = {"acknowledged": len(tally.acknowledged), "killed": killed, "connections_broken": tally.broken}
    print(json.dumps({"benchmark": "reviews while server processes are killed", **about, **found}))
    return int(any(found.values()) or killed < given.kills or len(tally.acknowledged) < given.reviews)


if __name__ == "__main__":
    sys.exit(main())
