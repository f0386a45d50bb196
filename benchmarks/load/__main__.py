"""Reviewers at work over HTTP: each reads a claim and hands in a review every few seconds.

    python -m benchmarks.load --reviewers 10 --minutes 2                       SQLite
    python -m benchmarks.load --reviewers 50 --minutes 10 --database postgres://…

Starts its own server on loopback with a database of its own, holds 60 stalled connections open meanwhile if told
to, and prints one JSON line: latencies in milliseconds, errors, and whether every accepted review is there, every
status is what its reviews say, and the server's memory stayed flat.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.faults.__main__ import environment


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="postgres://…/postgres; default: SQLite")
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="between one person's reviews")
    parser.add_argument("--stalled", type=int, default=0, help="connections that send half a request and wait")
    options = parser.parse_args()
    options.broker = ""
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        os.environ.update(environment(Path(folder), options) | {"LOG_LEVEL": "ERROR"})
        from benchmarks.load.desk import measure

        figures = measure(options)
    print(json.dumps(figures))
    return 0 if figures["errors"] == 0 and figures["lost"] == 0 and figures["wrong_statuses"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
