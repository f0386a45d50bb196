"""Bad requests: each answered in the one shape, with a status a program can act on, and never with 500."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from claims.models import Article
from tests.api.desk import Desk, editor, reader
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

SHAPE = {"code", "message", "errors", "request_id"}


def send(data: bytes, **headers: str) -> Any:
    return editor().send_bytes("POST", "articles/", data, **headers)


def text(value: str) -> bytes:
    return json.dumps({"text": value}).encode()


# --- the body ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "not JSON"),
        (b'{"text": "a",}', "not JSON"),
        (b"text=a", "not JSON"),
        (b"null", "object"),
        (b'"text"', "object"),
        (b"5", "object"),
        (b'{"text": "a", "text": "b"}', "twice"),
        (b'{"text": "a", "more": {"x": 1, "x": 2}}', "twice"),
        (b'{"text": NaN}', "NaN"),
        (b'{"text": -Infinity}', "-Infinity"),
        (b'{"text": 1e999}', "too large"),
        (b'{"text": ' + b"9" * 5000 + b"}", "digits"),
        (b'{"text": 1.' + b"9" * 5000 + b"}", "digits"),
        (b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}", "nested"),
        (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested"),
        (b"[" * 100_000, "nested"),
        (b'{"text": "\xff"}', "UTF-8"),
        ('{"text": "a"}'.encode("utf-16"), "UTF-8"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "a\\ud800b"}', "lone surrogate"),
        (b'{"te\\ud800xt": "a"}', "key"),
        (b'{"te\\u0000xt": "a"}', "key"),
        (b'{"text": "a", "deep": [{"x": ["\\udfff"]}]}', "lone surrogate"),
        (b'{"text": "a\tb"}', "not JSON"),
    ],
)
def test_a_body_that_two_readers_could_read_differently_is_refused(data: bytes, said: str) -> None:
    answer = send(data)
    assert answer.status == 400
    assert said in answer.body["message"]
    assert not Article.objects.exists()


def test_a_bad_character_is_named_with_its_place() -> None:
    answer = editor().post(f"claims/{ClaimFactory().pk}/reviews/", {"evidence": [{"note": "a\x00"}]})
    assert answer.fields == ["evidence[0].note"]


def test_a_list_where_an_object_belongs_is_refused() -> None:
    assert send(b"[]").status == 400


def test_an_empty_body_lacks_its_fields() -> None:
    assert send(b"").fields == ["text"]


def test_every_unknown_field_is_named_beside_the_others_at_fault() -> None:
    answer = editor().post(
        "articles/", {"title": 5, "state": "ready", "id": 1, "created_at": "2020-01-01", "quorum": 1}
    )
    assert answer.status == 400
    assert sorted(answer.fields) == ["created_at", "id", "quorum", "state", "title"]


def test_a_flood_of_keys_is_answered_with_the_first_few() -> None:
    answer = send(json.dumps({f"key{number}": 1 for number in range(100_000)}).encode())
    assert answer.status == 400
    assert len(answer.body["errors"]) <= 50


def test_a_body_over_the_limit_is_413(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = send(text("a" * 2000))
    assert (answer.status, answer.body["code"]) == (413, "too_large")
    assert "1,000" in answer.body["message"]


def test_a_body_without_a_length_is_not_taken_for_an_empty_one() -> None:
    desk = editor()
    desk.headers["Transfer-Encoding"] = "chunked"
    response = desk.client.generic(
        "POST", "/api/v1/articles/", b"", content_type="application/json", headers=desk.headers
    )
    assert response.status_code == 411


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
    ],
)
def test_only_json_in_utf_8_is_read(content_type: str) -> None:
    answer = send(text("A fact."), content_type=content_type)
    assert (answer.status, answer.body["code"]) == (415, "unsupported_media_type")
    assert not Article.objects.exists()


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", 'application/json;charset="utf-8"'])
def test_the_usual_spellings_of_json_are_read(content_type: str) -> None:
    assert send(text("A fact."), content_type=content_type).status == 201


# --- methods, types, addresses -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "articles/"),
        ("DELETE", "articles/"),
        ("POST", "me/"),
        ("TRACE", "me/"),
        ("FOO", "me/"),
        ("PUT", "claims/{}/"),
    ],
)
def test_a_method_that_is_not_there_is_405_with_those_that_are(method: str, path: str) -> None:
    answer = editor().send(method, path.format(ClaimFactory().pk))
    assert answer.status == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.body["code"] == "method_not_allowed"


def test_a_method_override_is_ignored() -> None:
    claim = ClaimFactory()
    answer = editor().send("POST", f"claims/{claim.pk}/", {"reason": "x"}, X_HTTP_Method_Override="DELETE")
    assert answer.status == 405


def test_head_answers_like_get_without_a_body() -> None:
    ClaimFactory()
    for path in ("claims/", "me/", "exports/claims.csv"):
        answer = reader().send("HEAD", path)
        assert (answer.status, answer.raw) == (200, b"")


def test_options_names_the_methods() -> None:
    answer = reader().send("OPTIONS", "claims/")
    assert answer.status == 200
    assert answer.body == {"methods": ["GET", "POST", "HEAD", "OPTIONS"]}


@pytest.mark.parametrize("accept", ["application/xml", "garbage", "text/html;q=0.9"])
def test_only_json_is_served(accept: str) -> None:
    answer = reader().get("claims/", Accept=accept)
    assert (answer.status, answer.body["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("path", ["nope/", "claims", "claims/abc/", "claims/1", "exports/nope/", "%00/"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_that_is_none_is_404_in_json(method: str, path: str) -> None:
    answer = editor().send(method, path)
    assert answer.status == 404
    assert set(answer.body) == SHAPE


# --- credentials -------------------------------------------------------------------------------
ROUTES = [
    ("GET", "articles/"),
    ("POST", "articles/"),
    ("GET", "articles/1/"),
    ("GET", "articles/1/claims/"),
    ("GET", "claims/"),
    ("POST", "claims/"),
    ("GET", "claims/1/"),
    ("PATCH", "claims/1/"),
    ("DELETE", "claims/1/"),
    ("GET", "claims/1/reviews/"),
    ("POST", "claims/1/reviews/"),
    ("POST", "claims/1/adjudication/"),
    ("GET", "claims/1/history/"),
    ("GET", "reviews/1/"),
    ("PATCH", "reviews/1/"),
    ("DELETE", "reviews/1/"),
    ("GET", "exports/claims.ndjson"),
    ("GET", "exports/claims.csv"),
    ("GET", "me/"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_credentials_every_route_is_401(method: str, path: str) -> None:
    answer = Desk().send(method, path, None if method == "GET" else {})
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == 'Token realm="api"'
    assert set(answer.body) == SHAPE


@pytest.mark.parametrize("authorization", ["Token", "Token x", "Token fc_unknown", "Token a b", "Token \u00e9"])
def test_a_token_that_is_none_is_401(authorization: str) -> None:
    desk = Desk()
    desk.headers = {"Authorization": authorization}
    assert desk.get("me/").status == 401


def test_who_is_shut_out_is_401_at_once() -> None:
    desk = reader()
    desk.user.is_active = False
    desk.user.save()
    assert desk.get("claims/").status == 401


def test_a_read_token_changes_nothing() -> None:
    desk = Desk(UserFactory(editor=True), scope="read")
    assert desk.get("claims/").status == 200
    answer = desk.post("articles/", {"text": "A fact."})
    assert (answer.status, answer.body["code"]) == (403, "token_scope")


def test_a_session_needs_its_csrf_token_to_write() -> None:
    client, user = Client(enforce_csrf_checks=True), UserFactory(editor=True)
    client.force_login(user)
    assert client.get("/api/v1/me/").json()["username"] == user.username
    response = client.post("/api/v1/articles/", text("A fact."), content_type="application/json")
    assert response.status_code == 403
    assert set(response.json()) == SHAPE
    response = client.post("/api/v1/articles/", text("A fact."), content_type="text/plain")
    assert response.status_code in {403, 415}
    assert not Article.objects.exists()


def test_me_says_who_and_with_which_token() -> None:
    desk = Desk(UserFactory(editor=True, team="North"), scope="read", name="a script")
    body = desk.get("me/").body
    assert (body["username"], body["role"], body["team"]) == (desk.user.username, "editor", "North")
    assert (body["token"]["scope"], body["token"]["name"]) == ("read", "a script")
    assert "fc_" not in json.dumps(body)


# --- faults ------------------------------------------------------------------------------------
def test_every_refusal_carries_the_id_of_its_request() -> None:
    answer = reader().get("claims/?x=1", X_Request_ID="my-request-0001")
    assert answer.body["request_id"] == answer.headers["X-Request-ID"] == "my-request-0001"


def test_a_database_that_is_away_is_503_with_a_time_to_come_back(monkeypatch: Any) -> None:
    desk = reader()
    desk.client.raise_request_exception = False

    def gone(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("django.db.models.query.QuerySet.__iter__", gone)
    answer = desk.get("claims/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert set(answer.body) == SHAPE
