"""NDJSON exports against PostgreSQL alone: python -m benchmarks.export [--claims 100000] [--rounds 3]

The floor is one server-side cursor by psycopg over the same claims, their evidence by chunk, nested and written by
orjson. Prints claims a second, the time to the first byte, and how much the server's memory grew.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import time
from itertools import batched
from pathlib import Path

import orjson
import psycopg

from benchmarks.api import PORT, Desk, desk, serving

CLAIMS = """SELECT c.id, c.text, c.quote, c.start, c."end", c.kind, c.speaker, c.status, c.decided_at,
        c.reviews_count, a.id, a.title, a.source_url, a.publisher, a.published_at, v.number, v.rating,
        v.summary, v.published_at
    FROM claims_claim c JOIN claims_article a ON a.id = c.article_id LEFT JOIN claims_verdict v ON v.id = c.verdict_id
    ORDER BY c.id"""
EVIDENCE = """SELECT r.claim_id, e.url, s.title, e.quote, e.stance, s.archived_url FROM claims_evidence e
    JOIN claims_review r ON r.id = e.review_id JOIN claims_source s ON s.id = e.source_id
    WHERE r.claim_id = ANY(%s) AND r.state = 'submitted'"""


def ours(made: Desk) -> tuple[float, float, int]:
    """Seconds to the last byte, seconds to the first, and the number of claims."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=600)
    begun = time.perf_counter()
    connection.request(
        "GET", "/api/v1/exports/claims.ndjson", headers={"Authorization": f"Token {made.tokens['boss']}"}
    )
    response = connection.getresponse()
    last = response.read(1)
    first_byte = time.perf_counter() - begun
    while piece := response.read(1 << 20):
        last = (last + piece)[-2000:]
    trailer = json.loads(last.rstrip(b"\n").rpartition(b"\n")[2])["trailer"]
    return time.perf_counter() - begun, first_byte, trailer["rows"]


def floor(made: Desk) -> float:
    begun = time.perf_counter()
    with psycopg.connect(made.url) as connection, connection.cursor("export") as cursor:
        cursor.itersize = 2000
        connection.execute("SET random_page_cost = 1.1")  # as ours: otherwise it is ten times as slow
        written = 0
        for chunk in batched(cursor.execute(CLAIMS), 2000, strict=False):
            evidence: dict[int, list[tuple[str, ...]]] = {}
            for claim_id, *piece in connection.execute(EVIDENCE, [[row[0] for row in chunk]]):
                evidence.setdefault(claim_id, []).append(tuple(piece))
            for row in chunk:
                written += len(
                    orjson.dumps(
                        {
                            "claim": row[:10],
                            "article": row[10:15],
                            "verdict": row[15:],
                            "evidence": evidence.get(row[0], []),
                        }
                    )
                )
    return time.perf_counter() - begun


def memory(made: Desk, name: str) -> int:
    """Kilobytes, summed over the server's processes: VmHWM is the most so far."""
    children = subprocess.run(["pgrep", "-P", str(made.server_pid)], capture_output=True, text=True).stdout.split()
    found = 0
    for pid in [str(made.server_pid), *children]:
        status = Path(f"/proc/{pid}/status").read_text()
        found += next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with desk(given.claims) as made, serving(made, workers=1):
        ours_small = http.client.HTTPConnection("127.0.0.1", PORT)
        ours_small.request("GET", "/api/v1/me/", headers={"Authorization": f"Token {made.tokens['boss']}"})
        ours_small.getresponse().read()
        before = memory(made, "VmRSS")
        found = [(ours(made), floor(made)) for _ in range(given.rounds)]
        grown = memory(made, "VmHWM") - before
    rates = [rows / spent for (spent, _, rows), _ in found]
    print(
        json.dumps(
            {
                "benchmark": "export of ndjson",
                "claims": given.claims,
                "claims_per_second": round(statistics.median(rates)),
                "floor_claims_per_second": round(statistics.median(given.claims / spent for _, spent in found)),
                "ratio": round(statistics.median(spent / ours_ for (ours_, _, _), spent in found), 2),
                "first_byte_ms": round(1000 * statistics.median(first for (_, first, _), _ in found)),
                "memory_grown_mib": round(grown / 1024, 1),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
