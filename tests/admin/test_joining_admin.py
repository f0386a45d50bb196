"""Second factors and invitations in the admin, through the services, for admins alone."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from annotator.accounts.models import Invitation
from annotator.accounts.services_joining import find_invitation, invite
from claims.choices import EventKind
from claims.models import Event
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/invitation/"


@pytest.fixture
def ada() -> Any:
    return UserFactory(admin=True, username="ada")


@pytest.fixture
def inside(client: Client, ada: Any) -> Client:
    client.force_login(ada)
    return client


def test_a_lost_second_factor_is_taken_away_and_told(inside: Client) -> None:
    person = UserFactory()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    address = reverse("admin:accounts_user_take_second_factor", args=[person.pk])
    assert "Be sure who is asking" in inside.get(address).text
    assert Authenticator.objects.exists(), "looking changes nothing"
    inside.post(address)
    assert not Authenticator.objects.exists()
    assert Event.objects.get(kind=EventKind.PERSON_SECOND_FACTOR).person == person


def test_an_invitation_is_made_and_its_link_shown_once(inside: Client) -> None:
    answer = inside.post(f"{LIST}add/", {"role": "editor", "email": "nora@example.org", "days": 3})
    words = re.search(r"/accounts/join/([\w-]+)/", answer.text)
    assert words is not None
    invitation = find_invitation(words[1])
    assert invitation is not None
    assert (invitation.role, invitation.email) == ("editor", "nora@example.org")
    page = reverse("admin:accounts_invitation_change", args=[invitation.pk])
    for address in (LIST, page):
        assert words[1] not in inside.get(address).text
        assert invitation.digest not in inside.get(address).text


@pytest.mark.parametrize("given", [{"days": 0}, {"days": 31}, {"role": "king"}, {"email": "nobody"}])
def test_an_invitation_that_cannot_be_is_refused_at_its_field(inside: Client, given: dict[str, Any]) -> None:
    answer = inside.post(f"{LIST}add/", {"role": "reader", "email": "", "days": 7, **given})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_an_invitation_is_called_back_and_never_edited_or_deleted(inside: Client, ada: Any) -> None:
    invitation, link = invite(actor=ada, role="reader")
    words = link.rstrip("/").rsplit("/", 1)[1]
    page = reverse("admin:accounts_invitation_change", args=[invitation.pk])
    inside.post(page, {"role": "admin"})
    assert inside.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    invitation.refresh_from_db()
    assert invitation.role == "reader"
    inside.post(reverse("admin:accounts_invitation_call_back", args=[invitation.pk]))
    assert find_invitation(words) is None
    assert "Over" in inside.get(LIST).text


def test_the_list_costs_the_same_for_one_and_for_thirty(
    inside: Client, ada: Any, django_assert_max_num_queries: Any
) -> None:
    invite(actor=ada, role="reader")
    inside.get(LIST)
    with django_assert_max_num_queries(15) as few:
        inside.get(LIST)
    for _ in range(29):
        invite(actor=ada, role="reader")
    with django_assert_max_num_queries(len(few)):
        inside.get(LIST)


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_nobody_else_comes_in(client: Client, role: str) -> None:
    client.force_login(UserFactory(**{role: True}))
    person = UserFactory()
    for address in (LIST, f"{LIST}add/", reverse("admin:accounts_user_take_second_factor", args=[person.pk])):
        assert client.get(address).status_code in {302, 403}
