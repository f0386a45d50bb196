"""One refusal, two shapes: a page for people, JSON under /api/ for programs."""

import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from annotator import errors, urls
from tests.factories import UserFactory


def raising(exception):
    def view(request):
        raise exception

    return view


def reading(request):
    return HttpResponse(str(len(request.POST) + len(request.body)))


FAULTS = {
    "forbidden": (PermissionDenied("Only editors may do this."), 403, "forbidden"),
    "suspicious": (SuspiciousOperation("forged cookie"), 400, "bad_request"),
    "too-big": (RequestDataTooBig(), 413, "too_large"),
    "broken": (RuntimeError("secret detail"), 500, "server_error"),
    "away": (OperationalError("server at 10.0.0.1 gone"), 503, "unavailable"),
}

urlpatterns = [
    *urls.urlpatterns[:-1],
    *(path(f"{prefix}{name}/", raising(fault[0])) for prefix in ("", "api/") for name, fault in FAULTS.items()),
    *(path(f"{prefix}read/", reading) for prefix in ("", "api/")),
    urls.urlpatterns[-1],
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def client():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def assert_json(answer, status, code):
    body = answer.json()
    assert answer.status_code == status
    assert set(body) == {"code", "message", "errors", "request_id"}
    assert (body["code"], body["errors"]) == (code, [])
    assert body["request_id"] == answer["X-Request-ID"]
    assert body["message"]


def assert_page(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
    assert answer["X-Request-ID"] in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("name", FAULTS)
def test_programs_get_json(client, name):
    _, status, code = FAULTS[name]
    assert_json(client.get(f"/api/{name}/"), status, code)


@pytest.mark.parametrize("name", FAULTS)
def test_people_get_a_page(client, name):
    assert_page(client.get(f"/{name}/"), FAULTS[name][1])


@pytest.mark.parametrize("name", ["broken", "away", "suspicious"])
def test_what_went_wrong_inside_stays_inside(client, name):
    detail = str(FAULTS[name][0])
    for prefix in ("/", "/api/"):
        assert detail not in client.get(f"{prefix}{name}/").text


def test_a_denial_says_why(client):
    assert "Only editors may do this." in client.get("/forbidden/").text
    assert client.get("/api/forbidden/").json()["message"] == "Only editors may do this."


def test_nothing_here_is_said_in_both_shapes(client):
    assert_page(client.get("/no/such/page/"), 404)
    assert_json(client.get("/api/v1/no/such/route/"), 404, "not_found")


def test_a_wrong_host_is_refused_in_both_shapes(client):
    evil = {"Host": "evil.example"}
    assert_page(client.get("/accounts/login/", headers=evil), 400)
    assert_json(client.get("/api/v1/me/", headers=evil), 400, "bad_request")


def test_a_form_from_elsewhere_is_refused_in_both_shapes(client):
    assert_page(client.post("/read/", {"a": "b"}), 403)
    assert_json(client.post("/api/read/", {"a": "b"}), 403, "csrf_failed")


def test_too_large_is_said_as_413_before_it_is_read(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(raise_request_exception=False)
    for prefix in ("/", "/api/"):
        answer = client.post(f"{prefix}read/", "x" * 1001, content_type="text/plain")
        assert answer.status_code == 413
    assert_json(answer, 413, "too_large")


def test_too_many_fields_are_a_bad_request(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    client = Client(raise_request_exception=False)
    form = "&".join(f"field{n}=x" for n in range(11))
    answer = client.post("/api/read/", form, content_type="application/x-www-form-urlencoded")
    assert_json(answer, 400, "too_many_parts")


def test_a_database_that_is_away_says_when_to_come_back(client):
    assert client.get("/away/")["Retry-After"] == "5"
    assert client.get("/api/away/")["Retry-After"] == "5"


def test_the_last_page_needs_neither_a_template_nor_static_files(monkeypatch):
    def fail(*args):
        raise ValueError("no such static file")

    monkeypatch.setattr(errors, "render_to_string", fail)
    assert "Something &lt;broke" in errors.last_page({"status": 500, "message": "Something <broke"})


def test_refusals_keep_their_shape_for_the_signed_in(client):
    client.force_login(UserFactory())
    assert_page(client.get("/no/such/page/"), 404)
    assert json.loads(client.get("/api/no/such/").content)["code"] == "not_found"
