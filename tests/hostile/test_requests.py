"""Hostile addresses, parameters and methods: refused in words, in the right shape, and nothing breaks.

The numbers are those of docs/hostile-cases.md.
"""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.services.articles import add_article
from tests.factories import UserFactory
from tests.hostile import invariants
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

API = "/api/v1"


@pytest.fixture
def client(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"
    editor = UserFactory(editor=True)
    add_article(actor=editor, text="The bridge opened in 1932. It carries trams.")
    return signed_in(editor)


ASKED = {
    "7 NUL in a search": (f"{API}/claims/?q=a%00b", {400}),
    "7 NUL in a path": ("/claims/%00/", {404}),
    "7 NUL in a page's search": ("/claims/?q=a%00b", {200, 400}),
    "8 half a character in a search": (f"{API}/claims/?q=%ED%A0%80", {200, 400}),
    "34 the last moment there is": (f"{API}/claims/?updated_since=9999-12-31T23:59:59Z", {200, 400}),
    "34 the first moment, far east": (f"{API}/claims/?updated_since=0001-01-01T00:00:00%2B14:00", {200, 400}),
    "34 no date": (f"{API}/claims/?updated_since=soon", {400}),
    "35 50,000 characters": (f"{API}/claims/?q={'a' * 5_000}", {400, 414}),
    "35 3,000 words": (f"{API}/claims/?q={'+'.join(['a'] * 1_000)}", {400, 414}),
    "35 signs of the query language": (f"{API}/claims/?q=%25_%5C%27%22%26%7C!%3A*()%3C-%3E", {200, 400}),
    "36 a page of a billion": (f"{API}/claims/?page_size=1000000000", {400}),
    "36 before the first": (f"{API}/claims/?page_size=-1", {400}),
    "36 a cursor of one's own": (f"{API}/claims/?cursor=bm90aGluZw", {400}),
    "36 a page's own cursor": ("/claims/?after=abc", {400}),
    "37 an unknown parameter": (f"{API}/claims/?stauts=open", {400}),
    "46 a number of twenty digits": (f"{API}/claims/99999999999999999999/", {404}),
    "46 a number below zero": (f"{API}/claims/-1/", {404}),
    "48 a secret by its first letter": (f"{API}/claims/?reviewer__password__startswith=a", {400}),
    "48 an address by its host": (f"{API}/claims/?reviewer__email__contains=example", {400}),
    "48 an order by a secret": (f"{API}/claims/?ordering=article__added_by__password", {400}),
    "48 a field that is not shown": (f"{API}/claims/?fields=id,article__added_by__password", {400}),
    "150 out of the static folder": ("/static/../annotator/settings.py", {404}),
    "150 encoded dots": ("/static/%2e%2e/%2e%2e/manage.py", {404}),
    "150 the repository": ("/.git/config", {404}),
    "150 the environment": ("/.env", {404}),
    "150 an encoded slash": ("/admin%2fclaims", {302, 404}),
    "150 overlong dots": ("/static/%c0%ae%c0%ae/settings.py", {404}),
    "150 a semicolon": ("/claims/;jsessionid=1", {404}),
}


@pytest.mark.parametrize(("address", "allowed"), ASKED.values(), ids=ASKED)
def test_what_is_asked_strangely_is_answered_plainly(client, address, allowed):
    response = client.get(address)
    assert response.status_code in allowed, response.content[:300]
    if address.startswith(API):
        assert response["Content-Type"].startswith("application/json")
    elif not address.startswith("/static/"):
        assert response["Content-Type"].startswith("text/html")
    assert b"Traceback" not in response.content


@pytest.mark.parametrize("method", ["TRACE", "FOO", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("address", ["/claims/", f"{API}/claims/"])
def test_a_method_nobody_knows_is_405(client, method, address):
    assert client.generic(method, address).status_code == 405


def test_no_other_site_may_read_answers_with_a_persons_session(client):
    for origin in ("null", "https://evil.example", "https://sub.testserver"):
        response = client.get(f"{API}/claims/", headers={"Origin": origin})
        assert not [name for name in response.headers if name.startswith("Access-Control-")]


def test_reading_writes_nothing(client):
    """Neither a page nor the API changes a row because somebody looks."""
    claim = Claim.objects.first()
    for address in ("/", "/claims/", "/articles/", claim.get_absolute_url(), f"{API}/claims/", f"{API}/events/"):
        client.get(address)  # what a first look prepares in the process
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        writes = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert writes == [], address


def test_a_log_that_takes_no_more_lines_stops_no_request(client, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logging, "raiseExceptions", False)  # as in production: nothing to print it to
    monkeypatch.setattr(logging.StreamHandler, "flush", full)
    assert client.get("/claims/12345678/").status_code == 404
    assert client.get("/claims/").status_code == 200


def test_after_all_that_everything_still_holds(client):
    for address, _ in ASKED.values():
        client.get(address)
    invariants.hold(client)
