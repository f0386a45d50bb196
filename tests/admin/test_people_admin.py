"""People in the admin: roles change through the services, the last admin stays, no password is shown."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from annotator.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/user/"


@pytest.fixture
def ada() -> Any:
    return UserFactory(admin=True, username="ada")


@pytest.fixture
def inside(client: Client, ada: Any) -> Client:
    client.force_login(ada)
    return client


def page(user: Any) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def save(client: Client, user: Any, **given: Any) -> Any:
    kept = {"display_name": user.display_name, "role": user.role, "is_active": "on"}
    answered = {name: value for name, value in {**kept, **given}.items() if value is not None}
    return client.post(page(user), answered, follow=True)


def test_the_list_shows_roles_and_costs_the_same_for_one_and_for_thirty(
    inside: Client, django_assert_max_num_queries: Any
) -> None:
    UserFactory()
    inside.get(LIST)
    with django_assert_max_num_queries(15) as few:
        assert "Reviewer" in inside.get(LIST).text
    UserFactory.create_batch(29)
    with django_assert_max_num_queries(len(few)) as many:
        inside.get(LIST)
    assert not [query["sql"] for query in many if "COUNT(" in query["sql"]]


def test_no_password_is_shown_anywhere(inside: Client) -> None:
    person = UserFactory()
    for address in (LIST, page(person)):
        text = inside.get(address).text
        assert person.password not in text
        assert "md5$" not in text
        assert 'name="password"' not in text


def test_a_role_is_changed_through_the_service(inside: Client) -> None:
    person = UserFactory()
    save(inside, person, role="admin")
    person.refresh_from_db()
    assert (person.role, person.is_staff, person.is_superuser) == ("admin", True, True)
    save(inside, person, role="reader", display_name="New Name")
    person.refresh_from_db()
    assert (person.role, person.is_staff, person.is_superuser, person.display_name) == (
        "reader",
        False,
        False,
        "New Name",
    )


def test_the_flags_behind_a_role_cannot_be_forged(inside: Client) -> None:
    person = UserFactory()
    save(inside, person, is_staff="on", is_superuser="on", password="x", username="root")
    again = User.objects.get(pk=person.pk)
    assert (again.is_staff, again.is_superuser, again.password, again.username) == (
        False,
        False,
        person.password,
        person.username,
    )


def test_somebody_who_left_is_shut_out_at_once_and_may_come_back(inside: Client) -> None:
    person, theirs = UserFactory(), Client()
    theirs.force_login(person)
    save(inside, person, is_active=None)
    person.refresh_from_db()
    assert not person.is_active
    assert theirs.get("/accounts/profile/").status_code == 302
    save(inside, person)
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("change", [{"role": "reader"}, {"is_active": None}], ids=["lower role", "leave"])
def test_the_last_admin_stays(inside: Client, ada: Any, change: dict[str, Any]) -> None:
    answer = save(inside, ada, **change)
    assert "only active admin" in answer.text
    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == ("admin", True)


def test_a_person_is_added_and_can_sign_in(inside: Client) -> None:
    given = {"username": "nora", "email": "nora@example.org", "display_name": "Nora", "role": "editor", "team": ""}
    inside.post(f"{LIST}add/", {**given, "password": "correct horse battery"})
    nora = authenticate(None, username="nora", password="correct horse battery")
    assert nora is not None
    assert (nora.role, nora.is_staff) == ("editor", False)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"password": "12345"}, "too short"),
        ({"username": "ADA"}, "already"),
        ({"role": "king"}, "valid choice"),
        ({"username": ""}, "required"),
    ],
    ids=["a weak password", "a name that is taken", "no such role", "no name"],
)
def test_a_bad_addition_is_shown_in_the_form(inside: Client, given: dict[str, str], word: str) -> None:
    kept = {"username": "nora", "role": "reader", "password": "correct horse battery"}
    answer = inside.post(f"{LIST}add/", {**kept, **given})
    assert answer.status_code == 200
    assert word in answer.text
    assert User.objects.count() == 1


def test_nobody_is_deleted(inside: Client) -> None:
    person = UserFactory()
    assert inside.post(f"{LIST}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    inside.post(LIST, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    assert User.objects.filter(pk=person.pk).exists()


def test_secrets_and_groups_have_no_pages_here() -> None:
    shown = {model._meta.app_label for model in admin.site._registry}
    assert not shown & {"auth", "mfa", "account", "usersessions"}
