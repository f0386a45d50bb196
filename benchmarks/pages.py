"""How long each list, filter, search and page of a large desk takes: python -m benchmarks.pages [--rounds 20]

Reads the desk that DATABASE_URL names; `manage.py make_desk` fills one. One request after another in one process, by
Django's own client, as an admin. Prints one JSON line a page: milliseconds of the first request, which keeps figures
for those behind it, and the median and 95th percentile of the others; and the first one's statements.
`--publish 100000` makes so many of its verdicts public first, for the pages that the public reads.
"""

import argparse
import json
import os
import secrets
import statistics
import sys
import time
from typing import Any

PUBLISH = """UPDATE claims_verdict SET state = 'published', published_at = created_at, state_changed_at = created_at
    WHERE id IN (SELECT verdict_id FROM claims_claim WHERE verdict_id IS NOT NULL ORDER BY id LIMIT %s)"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--publish", type=int, default=0, metavar="VERDICTS")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotator.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    import django

    django.setup()
    slow = [line["page"] for line in measure(options.rounds, options.publish) if line["p95_ms"] >= 300]
    print(json.dumps({"benchmark": "pages", "slower than 300 ms": slow}))
    return 1 if slow else 0


def measure(rounds: int, publish: int) -> list[dict[str, Any]]:
    from django.db import connection

    if publish:
        connection.cursor().execute(PUBLISH, [publish])
    client, claim = signed_in()
    lines = []
    for name, address in pages(claim).items():
        lines.append({"benchmark": "pages", "page": name, **timed(client, address, rounds)})
        print(json.dumps(lines[-1]), flush=True)
    return lines


def signed_in() -> tuple[Any, Any]:
    """A client with an admin's session, made for this run, and a claim in the middle of the desk."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from annotator.accounts.services import create_user
    from claims.models import Claim

    admin = get_user_model().objects.filter(username="page-measurer").first()
    admin = admin or create_user(username="page-measurer", password=secrets.token_urlsafe(), role="admin")
    client = Client(headers={"host": "localhost"})
    client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    last = Claim.objects.order_by("-pk").first() or sys.exit("This desk is empty: manage.py make_desk fills one.")
    return client, Claim.objects.filter(pk__lte=last.pk // 2, verdict__isnull=False).order_by("-pk").first()


def timed(client: Any, address: str, rounds: int) -> dict[str, Any]:
    from django.db import connection

    statements = []
    with connection.execute_wrapper(lambda run, sql, *rest: [statements.append(sql), run(sql, *rest)][1]):
        first = ask(client, address)
    taken = sorted(ask(client, address) for _ in range(rounds))
    p95 = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
    figures = {"first_ms": first, "p50_ms": statistics.median(taken), "p95_ms": p95}
    return {name: round(figure, 1) for name, figure in figures.items()} | {"statements": len(statements)}


def ask(client: Any, address: str) -> float:
    begun = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}.")
    if answer.streaming:
        b"".join(answer.streaming_content)
    return (time.perf_counter() - begun) * 1000


def pages(claim: Any) -> dict[str, str]:
    return desk_pages(claim) | admin_pages(claim) | public_pages(claim) | api_pages(claim)


def desk_pages(claim: Any) -> dict[str, str]:
    return {
        "home": "/",
        "articles": "/articles/",
        "article": claim.article.get_absolute_url(),
        "claims": "/claims/",
        "claims by status": "/claims/?status=incorrect",
        "claims by worth": "/claims/?ordering=-check_worthiness",
        "claims by worth, far down": f"/claims/?ordering=-check_worthiness&before={claim.pk}",
        "claims by status and worth": "/claims/?ordering=-check_worthiness&status=unreviewed",
        "claims by two statuses and kind": "/claims/?status=disputed&status=conflicting&kind=asserted",
        "claims, a common word": "/claims/?search=bridge",
        "claims, a word nobody wrote": "/claims/?search=xylograph",
        "claim": claim.get_absolute_url(),
        "review queue": "/review/",
        "conflicts": "/conflicts/",
        "dashboard": "/dashboard/",
        "agreement": "/agreement/",
        "workload": "/workload/",
        "record": "/audit/",
        "quorum": "/desk/quorum/",
    }


def admin_pages(claim: Any) -> dict[str, str]:
    models = ("article", "claim", "review", "verdict", "event", "source")
    lists = {f"admin: {name} list": f"/admin/claims/{name}/" for name in models}
    return lists | {
        "admin: front": "/admin/",
        "admin: claims by status": "/admin/claims/claim/?status__exact=incorrect",
        "admin: claims, a common word": "/admin/claims/claim/?q=bridge",
        "admin: claims, a word nobody wrote": "/admin/claims/claim/?q=xylograph",
        "admin: claim": f"/admin/claims/claim/{claim.pk}/change/",
    }


def public_pages(claim: Any) -> dict[str, str]:
    return {
        "public: list": "/verdicts/",
        "public: by rating": "/verdicts/?rating=incorrect",
        "public: a common word": "/verdicts/?search=bridge",
        "public: a word nobody wrote": "/verdicts/?search=xylograph",
        "public: Atom feed": "/verdicts/feed/",
    }


def api_pages(claim: Any) -> dict[str, str]:
    return {
        "API: claims": "/api/v1/claims/",
        "API: claims by status": "/api/v1/claims/?status=incorrect",
        "API: claims by worth, counted": "/api/v1/claims/?ordering=-check_worthiness&count=true",
        "API: claim": f"/api/v1/claims/{claim.pk}/",
        "API: articles": "/api/v1/articles/",
        "API: a word nobody wrote": "/api/v1/claims/?search=xylograph",
    }


if __name__ == "__main__":
    sys.exit(main())
