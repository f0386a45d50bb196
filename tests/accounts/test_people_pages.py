"""Admins and people: inviting, joining, roles, access, second factors; each change leaves an event."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client
from django.utils import timezone

from annotator.accounts import services, services_joining
from annotator.accounts.errors import InvitationOver
from annotator.accounts.models import Invitation, User
from annotator.accounts.services_people import state_of
from claims.choices import EventKind
from claims.errors import BadInput
from claims.models import Event
from tests.factories import PASSWORD, UserFactory
from tests.services.racing import race, raise_unexpected

pytestmark = pytest.mark.django_db

LIST = "/accounts/people/"


@pytest.fixture
def ada() -> Any:
    return UserFactory(admin=True, username="ada")


@pytest.fixture
def inside(client: Client, ada: Any) -> Client:
    client.force_login(ada)
    return client


def page(person: Any) -> str:
    return f"{LIST}{person.pk}/"


def invite(ada: Any, **given: Any) -> tuple[Invitation, str]:
    invitation, link = services_joining.invite(actor=ada, **{"role": "reviewer", **given})
    return invitation, link.rsplit("/", 2)[1]


def kinds_about(person: Any) -> list[str]:
    return list(Event.objects.filter(person=person).order_by("id").values_list("kind", flat=True))


# --- inviting and joining ----------------------------------------------------------------------
def test_an_admin_invites_by_a_link_that_is_shown_once(inside: Client) -> None:
    answer = inside.post(LIST, {"role": "editor", "email": "", "days": 3})
    link = answer.context["link"]
    assert link in answer.text
    assert "Hand it over now" in answer.text
    assert link not in inside.get(LIST).text
    invitation = Invitation.objects.get()
    assert invitation.role == "editor"
    assert link.rsplit("/", 2)[1] not in (invitation.digest, "")
    assert Event.objects.get(kind=EventKind.PERSON_INVITED).new == "editor"


def test_with_an_address_the_link_is_mailed(inside: Client) -> None:
    answer = inside.post(LIST, {"role": "reviewer", "email": "nora@example.org", "days": 3})
    (message,) = mail.outbox
    assert message.to == ["nora@example.org"]
    assert answer.context["link"] in message.body
    assert "It is mailed to nora@example.org." in answer.text


def test_a_mail_server_that_is_away_costs_no_invitation(inside: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(services_joining, "send_mail", away)
    answer = inside.post(LIST, {"role": "reviewer", "email": "nora@example.org", "days": 3})
    assert answer.context["link"] in answer.text
    assert Invitation.objects.get().email == "nora@example.org"


def test_whoever_has_the_link_joins_with_the_role_and_can_sign_in(client: Client, ada: Any) -> None:
    _, words = invite(ada, role="editor", email="nora@example.org")
    address = f"/accounts/join/{words}/"
    assert client.get(address).status_code == 200
    given = {"username": "nora", "display_name": "Nora", "password": PASSWORD, "role": "admin"}
    assert client.post(address, given).status_code == 302
    nora = authenticate(None, username="nora", password=PASSWORD)
    assert isinstance(nora, User)
    assert (nora.role, nora.email, nora.is_superuser) == ("editor", "nora@example.org", False)
    assert kinds_about(nora) == ["person:joined"]
    assert client.get(address).status_code == 404


def test_a_link_that_is_over_lets_nobody_in(client: Client, ada: Any) -> None:
    called, one = invite(ada)
    services_joining.call_back(actor=ada, invitation=called)
    old, two = invite(ada)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    for words in (one, two, "x" * 300, "guess"):
        answer = client.post(f"/accounts/join/{words}/", {"username": "mal", "password": PASSWORD})
        assert answer.status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "word"),
    [({"password": "12345"}, "too short"), ({"username": "ADA"}, "already"), ({"username": ""}, "required")],
)
def test_a_bad_choice_is_told_and_the_link_stays_good(
    client: Client, ada: Any, given: dict[str, str], word: str
) -> None:
    _, words = invite(ada)
    answer = client.post(f"/accounts/join/{words}/", {"username": "nora", "password": PASSWORD, **given})
    assert answer.status_code == 422
    assert word in answer.text
    assert services_joining.find_invitation(words)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_link_at_once_one_gets_in() -> None:
    _, words = invite(UserFactory(admin=True))
    answers = race(
        [lambda n=n: services_joining.accept(words=words, username=f"n{n}", password=PASSWORD) for n in range(2)]
    )
    raise_unexpected(answers, InvitationOver)
    assert User.objects.filter(username__in=["n0", "n1"]).count() == 1


@pytest.mark.parametrize("given", [{"days": 0}, {"days": 31}, {"role": "king"}])
def test_an_invitation_has_a_known_role_and_an_end(ada: Any, given: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        invite(ada, **given)


def test_an_invitation_is_called_back_once(inside: Client, ada: Any) -> None:
    invitation, _ = invite(ada)
    for _ in range(2):
        assert inside.post(f"/accounts/invitations/{invitation.pk}/call-back/").status_code == 302
    assert "Open invitations" not in inside.get(LIST).text


# --- roles and access --------------------------------------------------------------------------
def save(client: Client, person: Any, **given: Any) -> Any:
    kept = {"role": person.role, "team": person.team, "is_active": "on", "seen": state_of(person)}
    return client.post(page(person), {key: value for key, value in {**kept, **given}.items() if value is not None})


def test_a_role_is_changed_and_told(inside: Client) -> None:
    person = UserFactory()
    assert save(inside, person, role="editor").status_code == 302
    assert User.objects.get(pk=person.pk).role == "editor"
    event = Event.objects.get(kind=EventKind.PERSON_ROLE)
    assert (event.person, event.old, event.new) == (person, "reviewer", "editor")
    assert "Role changed" in inside.get(page(person)).text


def test_a_team_is_changed_and_told_and_offered_to_the_next(inside: Client) -> None:
    person, other = UserFactory(), UserFactory()
    assert save(inside, person, team="  Night  shift ").status_code == 302
    assert User.objects.get(pk=person.pk).team == "Night shift"
    event = Event.objects.get(kind=EventKind.PERSON_TEAM)
    assert (event.person, event.old, event.new) == (person, "", "Night shift")
    assert '<option value="Night shift">' in inside.get(page(other)).text
    assert "Team changed, " in inside.get(page(person)).text


def test_somebody_shut_out_is_out_at_once_and_may_come_back(inside: Client) -> None:
    person, theirs = UserFactory(), Client()
    theirs.force_login(person)
    save(inside, person, is_active=None)
    assert theirs.get("/accounts/profile/").status_code == 302
    person.refresh_from_db()
    save(inside, person)
    assert kinds_about(person) == ["person:deactivated", "person:reactivated"]


@pytest.mark.parametrize("change", [{"role": "reader"}, {"is_active": None}])
def test_the_last_admin_stays(inside: Client, ada: Any, change: dict[str, Any]) -> None:
    answer = save(inside, ada, **change)
    assert (answer.status_code, "only active admin" in answer.text) == (422, True)


def test_of_two_admins_with_one_person_open_the_second_is_told(inside: Client) -> None:
    person = UserFactory()
    stale = state_of(person)
    save(inside, person, role="editor")
    answer = save(inside, person, role="reader", seen=stale)
    assert (answer.status_code, "Somebody else changed this" in answer.text) == (422, True)
    assert "Reviewer → Editor" in answer.text
    assert User.objects.get(pk=person.pk).role == "editor"
    again = save(inside, person, role="reader", seen=answer.context["form"]["seen"].value())
    assert (again.status_code, User.objects.get(pk=person.pk).role) == (302, "reader")


# --- second factor -----------------------------------------------------------------------------
def test_a_lost_second_factor_is_taken_away_and_sessions_end(inside: Client) -> None:
    person, theirs = UserFactory(), Client()
    theirs.force_login(person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "zqxsecret"})
    assert "zqxsecret" not in inside.get(page(person)).text
    assert inside.post(f"{page(person)}second-factor/").status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert theirs.get("/accounts/profile/").status_code == 302
    assert kinds_about(person) == ["person:second_factor"]


# --- who may -----------------------------------------------------------------------------------
@pytest.mark.parametrize("trait", [{"reader": True}, {}, {"editor": True}], ids=["reader", "reviewer", "editor"])
def test_only_admins_manage_people(client: Client, ada: Any, trait: dict[str, bool]) -> None:
    invitation, _ = invite(ada)
    client.force_login(UserFactory(**trait))
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"role": "admin", "days": 3}).status_code == 403
    assert client.post(page(ada), {"role": "reader"}).status_code == 403
    assert client.post(f"{page(ada)}second-factor/").status_code == 403
    assert client.post(f"/accounts/invitations/{invitation.pk}/call-back/").status_code == 403


def test_what_happened_to_a_person_is_the_admins_and_their_own(ada: Any) -> None:
    person = UserFactory()
    services.set_role(user=person, role="editor", actor=ada)
    person.refresh_from_db()
    for viewer, sees in ((ada, True), (person, True), (UserFactory(editor=True), False), (UserFactory(), False)):
        assert Event.objects.visible_to(viewer).filter(person=person).exists() == sees


@pytest.mark.parametrize("address", [LIST])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    inside: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    inside.get(address)
    with django_assert_max_num_queries(12) as few:
        inside.get(address)
    UserFactory.create_batch(29)
    with django_assert_max_num_queries(len(few)):
        inside.get(address)
