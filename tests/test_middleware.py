import pytest
from django.conf import settings as django_settings

from annotator.middleware import sane_request_id
from tests.factories import PASSWORD, UserFactory


def directives(answer):
    policy = answer["Content-Security-Policy"]
    return {name: set(values) for name, *values in (part.split() for part in policy.split("; "))}


class TestRequestId:
    def test_every_answer_has_one_of_its_own(self, client):
        ids = {client.get("/healthz")["X-Request-ID"] for _ in range(3)}
        assert len(ids) == 3

    def test_a_proxys_id_is_kept(self, client):
        assert client.get("/healthz", headers={"X-Request-ID": "proxy-0123.abc"})["X-Request-ID"] == "proxy-0123.abc"

    @pytest.mark.parametrize("offered", ["", "short", "x" * 65, "12345678\n", "1234 5678", "<script>1", "-1234567"])
    def test_what_could_forge_a_line_is_replaced(self, offered):
        assert sane_request_id(offered) != offered

    def test_a_refusal_has_one_too(self, client):
        answer = client.get("/healthz", headers={"Host": "evil.example", "X-Request-ID": "proxy-0123.abc"})
        assert answer["X-Request-ID"] == "proxy-0123.abc"


@pytest.mark.django_db
class TestPolicies:
    @pytest.mark.parametrize("path", ["/accounts/login/", "/healthz", "/nowhere/", "/accounts/profile/"])
    def test_our_own_pages_run_nothing_inline(self, client, path):
        policy = directives(client.get(path))
        assert policy["script-src"] == policy["style-src"] == {"'self'"}
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}

    def test_only_the_admin_may_evaluate(self, client):
        client.force_login(UserFactory(admin=True))
        policy = directives(client.get("/admin/"))
        assert "'unsafe-eval'" in policy["script-src"]
        assert "'unsafe-inline'" not in policy["script-src"]
        assert policy["default-src"] == {"'none'"}

    @pytest.mark.parametrize("path", ["/accounts/login/", "/nowhere/", "/healthz", "/admin/"])
    def test_every_answer_carries_the_safety_headers(self, client, path):
        answer = client.get(path)
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"

    def test_cookies_are_out_of_reach_of_scripts_and_other_sites(self, client):
        client.get("/accounts/login/")
        client.post("/accounts/login/", {"login": UserFactory().username, "password": PASSWORD})
        for name in (django_settings.SESSION_COOKIE_NAME, django_settings.CSRF_COOKIE_NAME):
            assert client.cookies[name]["samesite"] == "Lax"
            assert client.cookies[name]["httponly"]


@pytest.mark.django_db
class TestCaching:
    def test_what_is_made_for_somebody_is_not_stored(self, client):
        client.force_login(UserFactory())
        assert client.get("/accounts/profile/")["Cache-Control"] == "private, no-store"

    def test_a_request_with_a_key_is_somebodys_too(self, client):
        answer = client.get("/nowhere/", headers={"Authorization": "Token fc_whatever"})
        assert answer["Cache-Control"] == "private, no-store"

    def test_a_page_for_anybody_may_be_stored(self, client):
        assert not client.get("/nowhere/").has_header("Cache-Control")

    def test_what_a_view_says_stands(self, client):
        client.force_login(UserFactory())
        assert "no-cache" in client.get("/healthz")["Cache-Control"]
        assert client.get("/healthz")["Cache-Control"] != "private, no-store"
