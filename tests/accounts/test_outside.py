"""Signing in by an OpenID Connect server, against a small one on this machine that speaks the protocol."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from annotator import oidc
from annotator.accounts.models import User
from annotator.accounts.services import deactivate, set_role
from claims.models import Event
from tests.factories import UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-the-desk-at-its-server-0123456789"
CALLBACK = "/accounts/oidc/desk/login/callback/"


class Server(ThreadingHTTPServer):
    """`who` is whoever signs in there just now; `asked` holds what the desk sent for a token."""

    who: dict[str, Any]
    asked: dict[str, list[str]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Protocol(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        at = self.server.address
        self.reply(
            self.server.who
            if self.path == "/userinfo"
            else {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "userinfo_endpoint": f"{at}/userinfo",
                "jwks_uri": f"{at}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now = int(time.time())
        told = {"iss": self.server.address, "aud": "desk", "sub": self.server.who["sub"], "iat": now, "exp": now + 60}
        token = jwt.encode(told, SECRET, algorithm="HS256")
        self.reply({"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": token})

    def reply(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *about: Any) -> None:
        """Nothing: the test says what went wrong."""


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Protocol) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(server.address, "desk", SECRET, "Newsroom")
        server.who = {"sub": "7", "email": "ann@example.org", "email_verified": True, "name": "Ann Lee"}
        yield server
        server.shutdown()
        thread.join()


def sign_in(client: Client | None = None) -> tuple[Client, Any]:
    """Press the button, be sent on, come back with a code; the answer to that."""
    client = client or Client()
    away = client.post("/accounts/oidc/desk/login/?next=/claims/")
    assert away.status_code == 302, away.content
    asked = parse_qs(urlsplit(away.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    return client, client.get(CALLBACK, {"code": "given", "state": asked["state"][0]})


def test_who_is_here_already_comes_in_by_a_verified_address_and_is_known_from_then_on(server: Server) -> None:
    ann = UserFactory(email="Ann@example.org", editor=True)
    client, answer = sign_in()
    assert answer.url == "/claims/"
    assert client.get("/conflicts/").status_code == 200
    assert server.asked["client_secret"] == [SECRET]
    assert server.asked["code_verifier"]
    server.who = {"sub": "7"}  # the address is gone; the server's number stays
    _, answer = sign_in()
    assert answer.url == "/claims/"
    ann.refresh_from_db()
    assert (ann.role, ann.has_usable_password(), User.objects.count()) == ("editor", True, 1)


@pytest.mark.parametrize(
    "who",
    [
        {"sub": "8", "email": "somebody@example.org", "email_verified": True},
        {"sub": "8", "email": "ann@example.org", "email_verified": False},
        {"sub": "8", "email": "ann@example.org"},
        {"sub": "8"},
    ],
    ids=["unknown", "not verified", "nothing said of verifying", "no address"],
)
def test_nobody_else_comes_in(server: Server, who: dict[str, Any]) -> None:
    UserFactory(email="ann@example.org")
    server.who = who
    client, answer = sign_in()
    assert answer.status_code == 403
    assert "Nobody signs up by themselves here" in read_page(answer)
    assert client.get("/claims/").status_code == 302
    assert User.objects.count() == 1


def test_newcomers_come_in_where_the_desk_gives_them_a_role(server: Server, settings: Any) -> None:
    settings.OIDC_ROLE = "reader"
    UserFactory(username="Ann", email="other@example.org")
    client, answer = sign_in()
    assert answer.url == "/claims/"
    ann = User.objects.get(email="ann@example.org")
    assert (ann.username, ann.display_name, ann.role, ann.is_staff) == ("ann2", "Ann Lee", "reader", False)
    assert Event.objects.filter(kind="person:joined", person=ann).count() == 1
    assert client.get("/conflicts/").status_code == 403
    assert sign_in()[1].url == "/claims/"
    assert User.objects.count() == 2


def test_who_was_shut_out_stays_out_and_a_role_changed_meanwhile_stands(server: Server) -> None:
    ann = UserFactory(email="ann@example.org", editor=True)
    client, _ = sign_in()
    set_role(user=ann, role="reader")
    assert client.get("/claims/").status_code == 302  # sessions end with the role
    assert sign_in(client)[1].url == "/claims/"
    assert client.get("/conflicts/").status_code == 403
    deactivate(user=ann)
    client, answer = sign_in()
    assert answer.url == "/accounts/inactive/"
    assert client.get("/claims/").status_code == 302


def test_the_second_factor_is_asked_for_as_well(server: Server, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    UserFactory(email="ann@example.org", editor=True)
    client, _ = sign_in()
    assert client.get("/claims/").url == "/accounts/2fa/"


def test_a_forged_return_signs_nobody_in(server: Server) -> None:
    UserFactory(email="ann@example.org")
    client = Client()
    answer = client.get(CALLBACK, {"code": "given", "state": "made up"})
    assert answer.status_code in {200, 401, 403}
    assert read_page(answer)
    assert client.get("/claims/").status_code == 302


def test_the_button_is_there_only_where_a_server_is_named(server: Server, settings: Any) -> None:
    settings.OIDC_NAME = "Newsroom"
    assert "Sign in with Newsroom" in read_page(Client().get("/accounts/login/"))
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Newsroom" not in read_page(Client().get("/accounts/login/"))
    assert Client().post("/accounts/oidc/desk/login/").status_code == 404


@pytest.mark.parametrize(
    ("server_url", "client", "secret", "said"),
    [("https://id.example.org", "", "x", "OIDC_CLIENT_ID"), ("http://id.example.org", "a", "b", "https://")],
)
def test_half_a_setting_stops_the_start(server_url: str, client: str, secret: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        oidc.providers(server_url, client, secret, "x")


def test_the_sign_in_form_may_lead_to_the_server() -> None:
    assert oidc.origin("https://id.example.org:8443/realms/desk") == ["https://id.example.org:8443"]
    assert oidc.origin("") == []
