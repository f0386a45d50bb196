import re
from urllib.parse import urljoin

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotator.accounts import services, tokens
from annotator.accounts.models import ApiToken
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

TOKEN_WORDS = re.compile(r"fc_[A-Za-z0-9_-]{20,}")
OPEN_PAGES = ("account_login", "account_signup", "account_inactive", "account_reset_password")
OWN_PAGES = (
    "account_profile",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
)


@pytest.fixture
def user():
    return UserFactory(username="ann")


@pytest.fixture
def own(user):
    """A client signed in through the sign-in page."""
    client = Client()
    assert sign_in(client, "ann").status_code == 302
    return client


def confirm(client):
    """Second factors are changed only by who has just given the password again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def sign_in(client, name, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": name, "password": password, **extra})


class TestSigningIn:
    @pytest.mark.parametrize("name", ["ann", "ANN", "ann@example.org"])
    def test_name_or_address_opens_the_door(self, client, user, name):
        assert sign_in(client, name).status_code == 302
        assert client.get(reverse("account_profile")).status_code == 200

    def test_a_wrong_password_and_an_unknown_name_read_alike(self, client, user):
        wrong, unknown = sign_in(client, "ann", "nope"), sign_in(client, "nobody", "nope")
        complaints = [
            re.findall(r"<div class=\"notice error\".*?</div>", page.text, re.S) for page in (wrong, unknown)
        ]
        assert complaints[0] == complaints[1] != []

    def test_the_session_is_new_after_signing_in(self, client, user):
        session = client.session
        session["before"] = 1
        session.save()
        before = session.session_key
        sign_in(client, "ann")
        assert client.session.session_key != before

    def test_an_inactive_person_stays_outside(self, client):
        UserFactory(username="gone", is_active=False)
        sign_in(client, "gone")
        assert client.get(reverse("account_profile")).status_code == 302

    def test_guessing_is_slowed_down(self, client, user):
        answers = [sign_in(client, "ann", f"guess {n}").text for n in range(11)]
        assert "Too many failed" in answers[-1]

    @pytest.mark.parametrize("next_page", ["//evil.example", "https:evil.example", "javascript:alert(1)", "\\evil"])
    def test_nobody_is_sent_to_another_site(self, client, user, next_page):
        target = sign_in(client, "ann", next=next_page)["Location"]
        assert urljoin("http://testserver/accounts/login/", target).startswith("http://testserver/")

    def test_nobody_signs_themselves_up(self, client):
        form = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}
        answer = client.post(reverse("account_signup"), form)
        assert "made by an admin" in answer.text
        assert not client.login(username="eve", password=PASSWORD)

    def test_signing_out_takes_a_post(self, own):
        assert own.get(reverse("account_logout")).status_code == 200
        assert own.get(reverse("account_profile")).status_code == 200
        own.post(reverse("account_logout"))
        assert own.get(reverse("account_profile")).status_code == 302

    def test_the_second_factor_is_asked_for_before_anything_else(self, client, user):
        TOTP.activate(user, "A" * 32)
        answer = sign_in(client, "ann")
        assert answer["Location"] == reverse("mfa_authenticate")
        assert client.get(reverse("account_profile")).status_code == 302
        assert "authenticator code" in client.get(reverse("mfa_authenticate")).text
        assert Authenticator.objects.filter(user=user).count() == 1

    def test_the_admin_has_no_door_of_its_own(self, client):
        answer = client.get("/admin/login/?next=/admin/")
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
        assert client.post("/admin/login/", {"username": "ann", "password": PASSWORD}).status_code == 302

    def test_only_admins_enter_the_admin(self, own):
        assert own.get("/admin/login/").status_code == 403
        assert own.get("/admin/").status_code == 302


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_pages_for_everybody_look_like_ours(client, name):
    assert_ours(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_ones_own_pages_look_like_ours(own, name):
    confirm(own)
    assert_ours(own.get(reverse(name)))


def test_second_factors_ask_for_the_password_again(own):
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert own.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_ones_own_pages_are_for_the_signed_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(("/accounts/login/", "/"))


def test_recovery_codes_look_like_ours(own, user):
    TOTP.activate(user, "A" * 32)
    confirm(own)
    assert_ours(own.get(reverse("mfa_generate_recovery_codes")))
    own.post(reverse("mfa_generate_recovery_codes"))
    assert_ours(own.get(reverse("mfa_view_recovery_codes")))
    assert_ours(own.get(reverse("mfa_deactivate_totp")))


def assert_ours(answer):
    """On our base page, with one heading, every field labeled, nothing inline."""
    page = answer.text
    assert answer.status_code == 200
    assert '<main id="main"' in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    visible = re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*\bid="([^"]+)"', page)
    assert [field for field in visible if f'for="{field}"' not in page] == []


class TestTokens:
    def make(self, client, **given):
        return client.post(reverse("account_create_token"), {"name": "cron", "scope": "read", "days": 30, **given})

    def test_a_token_is_shown_once(self, own, user):
        answer = self.make(own)
        words = TOKEN_WORDS.search(answer.text)[0]
        assert tokens.find(words.encode()).user == user
        assert "no-store" in answer["Cache-Control"]
        page = own.get(reverse("account_profile"))
        assert words not in page.text
        assert f'href="{reverse("api-docs")}"' in page.text
        assert words[:9] in page.text

    @pytest.mark.parametrize("given", [{"days": 0}, {"days": 91}, {"days": "x"}, {"scope": "all"}, {"name": ""}])
    def test_what_cannot_be_is_said_beside_the_field(self, own, given):
        answer = self.make(own, **given)
        assert answer.status_code == 400
        assert f'id="id_{next(iter(given))}_error"' in answer.text
        assert not ApiToken.objects.exists()

    def test_revoking_asks_once_more(self, own, user):
        token, words = services.issue_token(user=user, name="cron")
        address = reverse("account_revoke_token", args=[token.pk])
        assert "cron" in own.get(address).text
        assert tokens.find(words.encode()) is not None
        assert own.post(address).status_code == 302
        assert tokens.find(words.encode()) is None
        assert own.get(address).status_code == 404

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_nobody_revokes_anothers_token(self, own, method):
        token, words = services.issue_token(user=UserFactory())
        assert getattr(own, method)(reverse("account_revoke_token", args=[token.pk])).status_code == 404
        assert tokens.find(words.encode()) is not None

    def test_a_page_of_thirty_tokens_asks_as_often_as_a_page_of_one(self, own, user):
        services.issue_token(user=user)
        one = queries_of(own)
        for _ in range(29):
            services.issue_token(user=user)
        assert queries_of(own) == one


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("account_profile")).status_code == 200
    return len(queries)


def test_a_display_name_is_saved_and_shown(own, user):
    answer = own.post(reverse("account_profile"), {"display_name": "Ann <Lee>"}, follow=True)
    assert "Ann &lt;Lee&gt;" in answer.text
    user.refresh_from_db()
    assert str(user) == "Ann <Lee>"


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(own, user):
    elsewhere = Client()
    sign_in(elsewhere, "ann")
    new = "a different long phrase"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    own.post(reverse("account_change_password"), form)
    assert own.get(reverse("account_profile")).status_code == 200
    assert elsewhere.get(reverse("account_profile")).status_code == 302
