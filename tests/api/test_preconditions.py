"""Nobody's change is lost: every route that takes If-Match refuses a revision that no longer stands."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from claims.models import Claim, Event
from claims.services.claims import withdraw_claim
from claims.services.publication import pause_verdict
from claims.services.versions import revise_article
from tests.api.desk import editor
from tests.api.test_schema import operations
from tests.factories import ClaimFactory, UserFactory
from tests.services.test_publication import SUMMARY, published, ready
from tests.services.test_verdicts import conflict

pytestmark = pytest.mark.django_db


def public() -> Claim:
    return published(UserFactory(editor=True))


def paused() -> Claim:
    claim = public()
    pause_verdict(actor=UserFactory(editor=True), claim=claim, reason="A reader wrote.")
    return claim


def withdrawn() -> Claim:
    return withdraw_claim(actor=UserFactory(editor=True), claim=ClaimFactory(), reason="No claim.")


def orphan() -> Claim:
    claim = ClaimFactory()
    revise_article(actor=UserFactory(editor=True), article=claim.article, text="It is a bridge. It is old.")
    return claim


def with_twin() -> tuple[Claim, dict[str, Any]]:
    claim = ClaimFactory()
    other = ClaimFactory(article=claim.article, version=claim.version, text="Another wording")
    return claim, {"others": [other.pk], "text": "Both"}


class Case(NamedTuple):
    """A route, a claim that it could change (with the body, where that depends on the claim), and what is sent."""

    claim: Callable[[], Any]
    sent: dict[str, Any]
    insists: bool = False


NOTE = {"note": "A reader wrote."}
CASES = {
    ("patch", "claims/{id}/"): Case(ClaimFactory, {"speaker": "Ann"}, insists=True),
    ("delete", "claims/{id}/"): Case(ClaimFactory, {"reason": "No claim."}),
    ("patch", "articles/{id}/"): Case(ClaimFactory, {"text": "Another text. It is new."}),
    ("post", "claims/{id}/adjudication/"): Case(conflict, {"rating": "disputed", "reason": "Both."}),
    ("post", "claims/{id}/return/"): Case(conflict, {"question": "Which year?"}),
    ("post", "claims/{id}/reopen/"): Case(ready, {"reason": "New records."}),
    ("post", "claims/{id}/merge/"): Case(with_twin, {}),
    ("post", "claims/{id}/split/"): Case(
        ClaimFactory, {"parts": [{"text": "One", "start": 0, "end": 10}, {"text": "Two", "start": 11, "end": 26}]}
    ),
    ("post", "claims/{id}/restore/"): Case(withdrawn, {}),
    ("post", "claims/{id}/reattach/"): Case(orphan, {"start": 0, "end": 14}),
    ("post", "claims/{id}/publish/"): Case(ready, {"summary": SUMMARY}),
    ("post", "claims/{id}/correct/"): Case(public, {**NOTE, "summary": "It was 1932."}),
    ("post", "claims/{id}/pause/"): Case(public, NOTE),
    ("post", "claims/{id}/resume/"): Case(paused, {}),
    ("post", "claims/{id}/unpublish/"): Case(public, NOTE),
}


def test_the_table_has_every_route_that_takes_if_match() -> None:
    taking = {
        (method, path.removeprefix("/api/v1/")): parameter.get("required", False)
        for method, path, operation in operations()
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "If-Match"
    }
    # test_queue.py, test_terms.py, test_reviews.py, test_parity.py, accounts/test_people_api.py
    elsewhere = {
        ("put", "articles/{id}/terms/"): False,
        ("patch", "reviews/{id}/"): False,
        ("delete", "reviews/{id}/"): False,
        ("put", "claims/{id}/draft/"): False,
        ("put", "desk/quorum/"): True,
        ("put", "desk/pages/{key}/"): True,
        ("patch", "users/{id}/"): True,
    }
    assert taking == {route: case.insists for route, case in CASES.items()} | elsewhere


@pytest.mark.parametrize("route", CASES)
def test_what_somebody_changed_since_is_refused_with_what_stands_there(route: tuple[str, str]) -> None:
    (method, template), case, desk = route, CASES[route], editor()
    made = case.claim()
    claim, sent = made if isinstance(made, tuple) else (made, case.sent)
    claim.refresh_from_db()
    on_article = template.startswith("articles/")
    address = template.replace("{id}", str(claim.article_id if on_article else claim.pk))
    tag = desk.get(address if on_article else f"claims/{claim.pk}/").headers["ETag"]
    present = claim.version.number if on_article else claim.revision
    events = Event.objects.count()

    stale = desk.send(method.upper(), address, sent, If_Match=f'"{present + 7}-0"')
    assert (stale.status, stale.body["code"], stale.headers["ETag"]) == (412, "stale_edit", f'"{present}"')
    current = {"revision": present, "text": claim.version.text if on_article else claim.text}
    assert stale.body["current"] == current
    assert desk.send(method.upper(), address, sent, If_Match="1").status == 400
    assert desk.send(method.upper(), address, sent, If_Match='"of-another-desk"').status == 412
    assert not case.insists or desk.send(method.upper(), address, sent).status == 428
    assert Event.objects.count() == events
    assert desk.send(method.upper(), address, sent, If_Match=tag).status in {200, 201}
    assert Event.objects.count() > events
