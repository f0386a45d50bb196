"""A second factor, where the desk asks editors and admins for one: without it they come nowhere."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from annotator.accounts.services import issue_token
from annotator.accounts.services_joining import reset_second_factor
from tests.factories import PASSWORD, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def sign_in(user: Any) -> tuple[Client, Any]:
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return client, answer


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> str:
    """Go through the page that sets up an app; the app's secret."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200, (page.status_code, page.get("Location"))
    secret = client.session["mfa.totp.secret"]
    assert secret in page.text
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.status_code == 302, read_page(done)
    return str(secret)


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def test_a_desk_that_does_not_ask_lets_editors_in_with_the_password_alone() -> None:
    client, _ = sign_in(UserFactory(editor=True))
    assert client.get("/conflicts/").status_code == 200


@pytest.mark.parametrize(
    ("about", "comes_in"),
    [({"reader": True}, True), ({}, True), ({"editor": True}, False), ({"admin": True}, False)],
    ids=["reader", "reviewer", "editor", "admin"],
)
def test_who_must_have_one(required: None, about: dict[str, bool], comes_in: bool) -> None:
    client, _ = sign_in(UserFactory(**about))
    for path in ("/", "/admin/", "/accounts/profile/", "/accounts/people/"):
        answer = client.get(path)
        led = answer.status_code == 302 and answer.url == "/accounts/2fa/"
        assert led is not comes_in, path
    assert client.post("/articles/new/", {"text": "x"}).status_code == (403 if comes_in else 302)


def test_the_page_that_sets_it_up_says_why_one_is_there(required: None) -> None:
    client, _ = sign_in(UserFactory(editor=True))
    page = read_page(client.get("/articles/", follow=True))
    assert "asks editors and admins for a second factor" in page
    for path in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200
        assert answer.request["PATH_INFO"] in {path, "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"}
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_programs_are_refused_too(required: None) -> None:
    editor = UserFactory(editor=True)
    client, _ = sign_in(editor)
    _, words = issue_token(user=editor)
    for answer in (
        client.get("/api/v1/claims/"),
        Client().get("/api/v1/claims/", headers={"Authorization": f"Token {words}"}),
    ):
        assert answer.status_code == 403
        assert answer.json()["code"] == "second_factor_required"
    _, own = issue_token(user=UserFactory())
    assert Client().get("/api/v1/claims/", headers={"Authorization": f"Token {own}"}).status_code == 200


def test_with_one_set_up_the_desk_is_open_and_signing_in_asks_for_it(required: None) -> None:
    editor = UserFactory(editor=True)
    client, _ = sign_in(editor)
    secret = set_up(client)
    assert client.get("/conflicts/").status_code == 200
    again, answer = sign_in(editor)
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert again.get("/conflicts/").status_code == 302
    wrong = again.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    codes = re.findall(r"\b\d{8}\b", client.get("/accounts/2fa/recovery-codes/").text)
    assert len(codes) == 10
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert again.get("/conflicts/").status_code == 200
    assert secret


def test_recovery_codes_alone_are_no_second_factor(required: None) -> None:
    editor = UserFactory(editor=True)
    Authenticator.objects.create(user=editor, type=Authenticator.Type.RECOVERY_CODES, data={})
    client = Client()
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/").url == "/accounts/2fa/"


def test_whose_factor_an_admin_took_away_sets_up_a_new_one(required: None) -> None:
    editor, admin = UserFactory(editor=True), UserFactory(admin=True)
    client, _ = sign_in(editor)
    set_up(client)
    reset_second_factor(actor=admin, user=editor)
    assert client.get("/").status_code == 302
    fresh, answer = sign_in(editor)
    assert answer.url == "/"
    assert fresh.get("/").url == "/accounts/2fa/"
