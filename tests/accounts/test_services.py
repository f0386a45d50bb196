from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from annotator.accounts import services, tokens
from annotator.accounts.errors import LastAdmin, TokenRevoked
from annotator.accounts.models import ApiToken
from claims.choices import Role
from claims.errors import BadCharacters, BadInput, ClaimsError
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def new(**given):
    return services.create_user(**{"username": "ann", "password": PASSWORD, "role": "reviewer", **given})


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


class TestNewPeople:
    def test_a_new_person_can_sign_in(self):
        user = new(email="Ann@Example.ORG", display_name=" Ann Lee ")
        assert user.check_password(PASSWORD)
        assert (user.role, user.email, str(user)) == (Role.REVIEWER, "Ann@example.org", "Ann Lee")

    def test_only_admins_reach_the_admin(self):
        flags = {role: new(username=role, role=role) for role in Role.values}
        assert [role for role, user in flags.items() if user.is_staff or user.is_superuser] == ["admin"]

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"username": ""}, "username"),
            ({"username": "two words"}, "username"),
            ({"password": "short"}, "password"),
            ({"password": "password1234"}, "password"),
            ({"role": "emperor"}, "role"),
            ({"email": "nowhere"}, "email"),
            ({"display_name": "x" * 101}, "display_name"),
        ],
    )
    def test_what_cannot_be_is_refused_by_name(self, given, field):
        with pytest.raises(BadInput) as refusal:
            new(**given)
        assert refusal.value.field == field
        assert not get_user_model().objects.exists()

    @pytest.mark.parametrize("field", ["username", "email", "display_name", "team", "password"])
    @pytest.mark.parametrize("bad", ["\x00", "\ud800"])
    def test_characters_no_database_holds_are_refused(self, field, bad):
        with pytest.raises(BadCharacters) as refusal:
            new(**{field: f"some{bad}thing"})
        assert refusal.value.field == field

    @pytest.mark.parametrize("second", [{"username": "ANN"}, {"username": "bob", "email": "ANN@example.org"}])
    def test_names_and_addresses_are_unique_whatever_their_case(self, second):
        new(email="ann@example.org")
        with pytest.raises(BadInput, match="already"):
            new(**second)

    def test_the_database_itself_keeps_names_unique(self, monkeypatch):
        new()
        monkeypatch.setattr(get_user_model(), "full_clean", lambda self, exclude: None)  # somebody was quicker
        with pytest.raises(BadInput, match="already"):
            new()


class TestRoles:
    def test_flags_follow_the_role(self):
        UserFactory(admin=True)
        user = services.set_role(user=UserFactory(), role=Role.ADMIN)
        user.refresh_from_db()
        assert user.role == Role.ADMIN
        assert user.is_staff
        assert user.is_superuser
        user = services.set_role(user=user, role=Role.READER)
        user.refresh_from_db()
        assert not user.is_staff
        assert not user.is_superuser

    def test_a_new_role_needs_a_new_sign_in(self):
        user, other = UserFactory(), UserFactory()
        client, bystander = signed_in(user), signed_in(other)
        services.set_role(user=user, role=Role.EDITOR)
        assert client.get("/accounts/profile/").status_code == 302
        assert bystander.get("/accounts/profile/").status_code == 200

    def test_the_same_role_again_changes_nothing(self):
        user = UserFactory()
        client = signed_in(user)
        services.set_role(user=user, role=user.role)
        assert client.get("/accounts/profile/").status_code == 200

    @pytest.mark.parametrize(
        "step",
        [
            pytest.param(lambda user: services.set_role(user=user, role=Role.EDITOR), id="role"),
            pytest.param(lambda user: services.deactivate(user=user), id="deactivate"),
        ],
    )
    def test_the_last_admin_is_kept(self, step):
        admin = UserFactory(admin=True)
        UserFactory(admin=True, is_active=False)
        with pytest.raises(LastAdmin):
            step(admin)
        admin.refresh_from_db()
        assert admin.is_active
        assert admin.role == Role.ADMIN

    def test_an_admin_beside_another_may_go(self):
        first, second = UserFactory(admin=True), UserFactory(admin=True)
        assert services.deactivate(user=first, actor=second).is_active is False


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_remove_each_other_at_once():
    admins = [UserFactory(admin=True) for _ in range(2)]
    barrier = Barrier(2)

    def remove(user):
        try:
            barrier.wait(timeout=10)
            services.deactivate(user=user)
        except LastAdmin:
            return "kept"
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, admins)) == ["gone", "kept"]
    assert get_user_model().objects.filter(role=Role.ADMIN, is_active=True).count() == 1


class TestShuttingOut:
    def test_sessions_and_tokens_end_at_once(self):
        user = UserFactory()
        client = signed_in(user)
        token, _ = services.issue_token(user=user)
        services.deactivate(user=user)
        token.refresh_from_db()
        assert token.revoked_at is not None
        assert client.get("/accounts/profile/").status_code == 302
        assert not Session.objects.exists()

    def test_coming_back_revives_no_old_session_and_no_old_token(self):
        user = UserFactory()
        client = signed_in(user)
        _, words = services.issue_token(user=user)
        services.deactivate(user=user)
        services.reactivate(user=user)
        assert client.get("/accounts/profile/").status_code == 302
        assert tokens.find(words.encode()) is None
        assert client.login(username=user.username, password=PASSWORD)

    def test_others_stay(self):
        other = UserFactory()
        client = signed_in(other)
        _, words = services.issue_token(user=other)
        services.deactivate(user=UserFactory())
        assert client.get("/accounts/profile/").status_code == 200
        assert tokens.find(words.encode()).user == other

    def test_a_new_password_ends_every_session(self):
        user = UserFactory()
        client = signed_in(user)
        services.set_password(user=user, password="another long enough phrase")
        assert client.get("/accounts/profile/").status_code == 302

    def test_a_weak_new_password_is_refused(self):
        with pytest.raises(BadInput):
            services.set_password(user=UserFactory(), password="12345678")


class TestTokens:
    def test_the_words_are_nowhere_in_the_database(self):
        token, words = services.issue_token(user=UserFactory(), name="importer")
        row = ApiToken.objects.filter(pk=token.pk).values().get()
        assert words.startswith("fc_")
        assert len(words) >= 35
        assert not any(words[9:] in str(value) for value in row.values())

    def test_no_two_tokens_are_alike(self):
        assert len({tokens.make() for _ in range(100)}) == 100

    def test_a_token_is_found_by_its_words_alone(self):
        token, words = services.issue_token(user=UserFactory())
        assert tokens.find(words.encode()) == token
        assert tokens.find(words[:-1].encode()) is None
        assert tokens.find(token.digest.encode()) is None

    def test_it_lives_as_long_as_the_desk_says(self, settings):
        settings.TOKEN_LIFETIME_DAYS = 30
        token, words = services.issue_token(user=UserFactory())
        assert timedelta(days=29) < token.expires_at - timezone.now() <= timedelta(days=30)
        with time_machine.travel(timezone.now() + timedelta(days=31)):
            assert tokens.find(words.encode()) is None

    @pytest.mark.parametrize(
        ("given", "field"),
        [({"days": 0}, "days"), ({"days": 91}, "days"), ({"scope": "all"}, "scope"), ({"name": "n" * 101}, "name")],
    )
    def test_what_cannot_be_is_refused_by_name(self, given, field):
        with pytest.raises(ClaimsError) as refusal:
            services.issue_token(user=UserFactory(), **given)
        assert refusal.value.field == field

    def test_revoking_is_for_good_and_once(self):
        token, words = services.issue_token(user=UserFactory())
        services.revoke_token(token=token)
        assert tokens.find(words.encode()) is None
        with pytest.raises(TokenRevoked):
            services.revoke_token(token=token)

    def test_tokens_outlive_a_change_of_the_secret_when_the_old_one_is_named(self, settings):
        token, words = services.issue_token(user=UserFactory())
        old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-altogether-0123456789-0123456789"
        assert tokens.find(words.encode()) is None
        settings.SECRET_KEY_FALLBACKS = [old]
        assert tokens.find(words.encode()) == token

    def test_use_is_noted_once_a_minute(self, django_assert_num_queries):
        token, _ = services.issue_token(user=UserFactory())
        start = timezone.now()
        with time_machine.travel(start, tick=False):
            services.touch_token(token=token)
            token.refresh_from_db()
            with django_assert_num_queries(0):
                services.touch_token(token=token)
        with time_machine.travel(start + timedelta(seconds=61), tick=False):
            services.touch_token(token=token)
        token.refresh_from_db()
        assert token.last_used_at == start + timedelta(seconds=61)

    def test_a_note_that_finds_no_room_keeps_nobody_out(self, monkeypatch, caplog):
        token, _ = services.issue_token(user=UserFactory())

        def full(*_, **__):
            raise OperationalError("database or disk is full")

        monkeypatch.setattr("django.db.models.query.QuerySet.update", full)
        services.touch_token(token=token)
        assert "could not be noted: database or disk is full" in caplog.text


def test_a_display_name_is_taken_as_typed():
    user = services.update_profile(user=UserFactory(), display_name=" Zoë Å. ")
    user.refresh_from_db()
    assert user.display_name == "Zoë Å."


def test_the_log_names_people_by_number_and_no_secret(caplog):
    caplog.set_level("INFO", logger="annotator.accounts")
    user = new(email="ann@example.org")
    _, words = services.issue_token(user=user)
    said = caplog.text
    assert f"id={user.pk}" in said
    assert not any(secret in said for secret in (PASSWORD, words, "ann@example.org"))
