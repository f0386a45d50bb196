"""Public answers are the same for everybody, may be kept by caches, and carry nobody's person or session."""

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from annotator.accounts.services import issue_token
from claims.web.public.paths import is_public
from claims.web.public.urls import urlpatterns
from tests.factories import UserFactory
from tests.public.conftest import published
from tests.routes import named_routes

pytestmark = pytest.mark.django_db


def addresses() -> Iterator[str]:
    with time_machine.travel("2026-01-01 12:00:00 +0000"):  # what changed a moment ago has no date yet
        one = published()
    yield from (one.public_path, f"{one.public_path}embed/", f"/verdicts/{one.claim_id}/", "/verdicts/999-x/")
    yield from ("/verdicts/", "/verdicts/feed/", "/verdicts/feed.json", f"/oembed?url={one.public_url}")
    yield from ("/about/method/", "/about/corrections/", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-1.xml")
    yield from ("/robots.txt", "/verdicts/nothing/here", "/about/nothing/", "/verdicts/?nonsense=1")


def told(answer):
    """All that a cache keeps, but the number of the request."""
    return answer.status_code, answer.content, {k: v for k, v in answer.items() if k != "X-Request-ID"}


def test_a_session_a_token_and_other_cookies_change_nothing():
    _, words = issue_token(user=UserFactory(admin=True), scope="admin")
    signed_in = Client()
    signed_in.force_login(UserFactory(admin=True), backend="allauth.account.auth_backends.AuthenticationBackend")
    strange = Client()
    for name in (settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", settings.SESSION_COOKIE_NAME):
        strange.cookies[name] = "fr"
    for address in addresses():
        first = told(Client().get(address))
        assert told(signed_in.get(address)) == first
        assert told(Client().get(address, headers={"Authorization": f"Token {words}"})) == first
        assert told(strange.get(address)) == first


def test_nothing_is_set_and_caches_are_told_what_they_may():
    for address in addresses():
        answer = Client().get(address)
        assert answer.cookies == {}, address
        assert "cookie" not in answer.get("Vary", "").lower(), address
        assert "authorization" not in answer.get("Vary", "").lower(), address
        if address.endswith(("/here", "/about/nothing/")):
            assert answer["Cache-Control"] == "no-cache"
            continue
        assert sorted(answer["Cache-Control"].split(", ")) == ["max-age=60", "public"], address
        assert "Accept-Language" in answer["Vary"], address


def test_a_session_is_neither_read_nor_written(django_assert_num_queries):
    signed_in = Client()
    signed_in.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_num_queries(0):
        signed_in.get("/robots.txt")


def test_304_is_for_the_same_representation_alone():
    one = published()
    english = Client().get(one.public_path)
    french = Client().get(one.public_path, headers={"Accept-Language": "fr"})
    assert english["ETag"] != french["ETag"]
    assert (english["Content-Language"], french["Content-Language"]) == ("en", "fr")
    again = {"If-None-Match": english["ETag"]}
    unchanged = Client().get(one.public_path, headers=again)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == english["Cache-Control"]
    assert Client().get(one.public_path, headers={**again, "Accept-Language": "fr"}).status_code == 200


def test_how_long_is_the_desks_to_say(settings):
    settings.PUBLIC_MAX_AGE = 5
    assert "max-age=5" in Client().get("/verdicts/")["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent(method):
    assert getattr(Client(), method)("/verdicts/").status_code == 405


def test_the_paths_cover_the_public_routes_and_no_other():
    public = {pattern.name for pattern in urlpatterns}
    fill = {"<int:pk>": "12", "<str:slug>": "a-bridge", "<int:number>": "3", "<slug:key>": "method"}
    for route, name in named_routes(get_resolver().url_patterns):
        for place, words in fill.items():
            route = route.replace(place, words)
        assert is_public(f"/{route}") == (name in public), route


def test_an_editor_who_lacks_a_second_factor_reads_on(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.force_login(UserFactory(editor=True), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/verdicts/").status_code == 200
