"""Reviewers who reach the quorum at the same moment: python -m benchmarks.races [--rounds 100]

For 2, 3, 5 and 20 reviewers, each round starts them at one barrier on a new claim. A round is right when the
claim is decided by exactly one event and one verdict and every review is kept. Prints one JSON line for each
number of reviewers; TEST_DATABASE_URL chooses the database. Exits 1 when a round went wrong.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import get_runner  # noqa: E402

from claims.models import Claim  # noqa: E402
from claims.services.reviews import Citation, submit_review  # noqa: E402
from claims.services.verdicts import settle_all  # noqa: E402
from tests.factories import ClaimFactory, UserFactory  # noqa: E402
from tests.services.racing import race  # noqa: E402

PAGE = Citation(url="https://records.example.org/1932", stance="refutes")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--reviewers", type=int, nargs="+", default=[2, 3, 5, 20])
    given = parser.parse_args()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        right = [measure(count, given.rounds) for count in given.reviewers]
    finally:
        runner.teardown_databases(databases)
    return 0 if all(right) else 1


def measure(reviewers: int, rounds: int) -> bool:
    people = UserFactory.create_batch(reviewers)
    settings.QUORUM = reviewers
    list(settle_all())  # the claims of the measurement before, which had another quorum
    started = time.perf_counter()
    wrong = [problem for _ in range(rounds) if (problem := one_round(people))]
    differences = len(list(settle_all(write=False)))
    row = {
        "benchmark": "races",
        "database": connection.vendor,
        "reviewers": reviewers,
        "rounds": rounds,
        "wrong": len(wrong),
        "ratio": (rounds - len(wrong)) / rounds,
        "differences_after": differences,
        "seconds": round(time.perf_counter() - started, 1),
        "first_problem": wrong[0] if wrong else None,
    }
    print(json.dumps(row), flush=True)
    return not wrong and not differences


def one_round(people: list[Any]) -> str:
    """What went wrong; empty when nothing did."""
    claim = ClaimFactory()
    answers = race([lambda actor=actor: review(actor, claim) for actor in people])
    errors = [repr(answer) for answer in answers if isinstance(answer, Exception)]
    claim.refresh_from_db()
    found = (
        claim.status,
        claim.reviews_count,
        claim.events.filter(kind="claim:decided").count(),
        claim.verdicts.count(),
    )
    if errors:
        return errors[0]
    return "" if found == ("incorrect", len(people), 1, 1) else str(found)


def review(actor: Any, claim: Claim) -> Any:
    return submit_review(actor=actor, claim=claim, rating="incorrect", evidence=[PAGE])


if __name__ == "__main__":
    sys.exit(main())
