"""People and invitations as an admin's program changes them: what the pages do, by the same services."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from annotator.accounts.models import Invitation, User
from annotator.accounts.services import issue_token, set_role
from annotator.accounts.services_joining import accept, find_invitation
from claims.choices import EventKind
from claims.models import Event
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk(UserFactory(admin=True, username="ada"))


def change(desk: Desk, person: User, body: dict[str, Any]) -> Any:
    tag = desk.get(f"users/{person.pk}/").headers["ETag"]
    return desk.patch(f"users/{person.pk}/", body, If_Match=tag)


# --- looking -----------------------------------------------------------------------------------
def test_admins_see_when_somebody_last_did_something_and_editors_do_not(desk: Desk) -> None:
    person = UserFactory(email="ann@example.org")
    Event.objects.create(kind=EventKind.COMMENT_ADDED, actor=person)
    shown = desk.get(f"users/{person.pk}/").body
    assert (shown["email"], shown["second_factor"], shown["last_login_at"]) == ("ann@example.org", False, None)
    assert shown["last_acted_at"]
    listed = {row["id"]: row for row in desk.get("users/").body["results"]}
    assert listed[person.pk] == shown
    assert "email" not in editor().get("users/").body["results"][0]
    assert editor().get(f"users/{person.pk}/").status == 403


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("role=editor&role=reader", {"ed", "rea"}),
        ("team=NIGHT", {"ed"}),
        ("is_active=false", {"gone"}),
        ("search=ed", {"ed"}),
        ("is_active=true&role=reviewer", set()),
    ],
)
def test_people_are_found_by_role_team_access_and_name(desk: Desk, asked: str, names: set[str]) -> None:
    UserFactory(editor=True, username="ed", display_name="", team="Night")
    UserFactory(reader=True, username="rea", display_name="")
    UserFactory(username="gone", display_name="", is_active=False)
    assert {row["username"] for row in desk.get(f"users/?{asked}").body["results"]} == names


def test_nobody_is_found_by_an_address_that_only_admins_see() -> None:
    UserFactory(email="hidden@example.org")
    assert editor().get("users/?search=hidden").body["results"] == []
    assert editor().get("users/?is_active=maybe").fields == ["is_active"]


@pytest.mark.parametrize("path", ["users/", "invitations/"])
def test_a_list_costs_the_same_for_one_and_thirty(desk: Desk, path: str, django_assert_num_queries: Any) -> None:
    desk.post("invitations/", {"role": "reader"})
    with django_assert_num_queries(2):
        desk.get(path)
    for person in UserFactory.create_batch(29):
        words = desk.post("invitations/", {"role": "reader"}).body["link"].rsplit("/", 2)[1]
        accept(words=words, username=f"new{person.pk}", password=PASSWORD)
    with django_assert_num_queries(2):
        assert len(desk.get(path).body["results"]) >= 30


# --- changing ----------------------------------------------------------------------------------
def test_role_team_and_access_change_in_one_step_and_each_is_told(desk: Desk) -> None:
    person, theirs = UserFactory(), Client()
    theirs.force_login(person)
    words = issue_token(user=person)[1]
    answer = change(desk, person, {"role": "editor", "team": " Night  shift ", "is_active": False})
    assert (answer.body["role"], answer.body["team"], answer.body["is_active"]) == ("editor", "Night shift", False)
    assert theirs.get("/accounts/profile/").status_code == 302
    assert Client().get("/api/v1/me/", headers={"Authorization": f"Token {words}"}).status_code == 401
    kinds = list(Event.objects.filter(person=person).order_by("id").values_list("kind", flat=True))
    assert kinds == ["person:role", "person:team", "person:deactivated"]
    assert change(desk, person, {"is_active": True}).body["is_active"] is True


def test_what_is_left_out_stays_and_nothing_is_no_change(desk: Desk) -> None:
    person = UserFactory(team="Night")
    assert change(desk, person, {}).body["team"] == "Night"
    assert change(desk, person, {"role": person.role}).status == 200
    assert not Event.objects.filter(person=person).exists()
    for body, field in (({"role": "king"}, "role"), ({"is_active": "no"}, "is_active"), ({"name": "X"}, "name")):
        assert change(desk, person, body).fields == [field]


def test_of_two_admins_the_second_is_told_what_stands_there(desk: Desk) -> None:
    person = UserFactory()
    address, tag = f"users/{person.pk}/", desk.get(f"users/{person.pk}/").headers["ETag"]
    set_role(user=person, role="editor")
    stale = desk.patch(address, {"is_active": False}, If_Match=tag)
    assert (stale.status, stale.body["code"], stale.body["current"]["role"]) == (412, "stale_edit", "editor")
    assert stale.headers["ETag"].strip('"') == desk.get(address).headers["ETag"].strip('"').split("-")[0]
    assert desk.patch(address, {"is_active": False}).status == 428
    assert desk.patch(address, {"is_active": False}, If_Match="*").status == 200


@pytest.mark.parametrize("body", [{"role": "reader"}, {"is_active": False}, {"team": "Night", "role": "editor"}])
def test_the_last_admin_stays_and_nothing_else_of_it_happens_either(desk: Desk, body: dict[str, Any]) -> None:
    refused = change(desk, desk.user, body)
    assert (refused.status, refused.body["code"]) == (409, "last_admin")
    desk.user.refresh_from_db()
    assert (desk.user.role, desk.user.is_active, desk.user.team) == ("admin", True, "")


def test_a_lost_second_factor_is_taken_away_and_sessions_end(desk: Desk) -> None:
    person, theirs = UserFactory(), Client()
    theirs.force_login(person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "zqxsecret"})
    before = desk.get(f"users/{person.pk}/")
    assert (before.body["second_factor"], b"zqxsecret" in before.raw) == (True, False)
    assert desk.delete(f"users/{person.pk}/second-factor/").body["second_factor"] is False
    assert theirs.get("/accounts/profile/").status_code == 302
    assert Event.objects.get(person=person).kind == EventKind.PERSON_SECOND_FACTOR


# --- inviting ----------------------------------------------------------------------------------
def test_an_invitations_link_is_shown_once_and_lets_one_person_in(desk: Desk) -> None:
    made = desk.post("invitations/", {"role": "editor", "email": "nora@example.org", "days": 3})
    words = made.body["link"].rsplit("/", 2)[1]
    address = f"invitations/{made.body['id']}/"
    assert made.headers["Location"].endswith(f"/api/v1/{address}")
    assert "link" not in desk.get(address).body
    assert words.encode() not in desk.get("invitations/").raw
    accept(words=words, username="nora", password=PASSWORD)
    used = desk.get(address).body
    assert (used["state"], used["accepted_by"]["name"], used["invited_by"]["id"]) == ("used", "nora", desk.user.pk)
    assert desk.post(f"{address}call-back/").body["code"] == "invitation_over"


def test_an_invitation_that_is_sent_twice_is_one_and_tells_its_link_to_the_first(desk: Desk) -> None:
    answers = [desk.post("invitations/", {"role": "reader"}, Idempotency_Key="one") for _ in range(2)]
    assert answers[0].body["link"].startswith("http")
    assert (answers[1].body["link"], answers[1].headers["Idempotency-Replayed"]) == (None, "true")
    assert Invitation.objects.count() == 1


def test_an_invitation_is_called_back(desk: Desk) -> None:
    made = desk.post("invitations/", {"role": "reader"}).body
    assert desk.post(f"invitations/{made['id']}/call-back/").body["state"] == "over"
    assert find_invitation(made["link"].rsplit("/", 2)[1]) is None
    open_one = desk.post("invitations/", {"role": "reader"}).body["id"]
    for state, ids in (("open", [open_one]), ("over", [made["id"]]), ("used", [])):
        assert [row["id"] for row in desk.get(f"invitations/?state={state}").body["results"]] == ids


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "role"),
        ({"role": "king"}, "role"),
        ({"role": "reader", "days": 31}, "days"),
        ({"role": "reader", "email": "nobody"}, "email"),
        ({"role": "reader", "link": "x"}, "link"),
    ],
)
def test_a_bad_invitation_is_refused_with_its_field(desk: Desk, body: dict[str, Any], field: str) -> None:
    answer = desk.post("invitations/", body)
    assert (answer.status, answer.fields) == (400, [field])


# --- who may -----------------------------------------------------------------------------------
def test_an_admins_token_of_a_lesser_scope_manages_nobody(desk: Desk) -> None:
    person = UserFactory()
    for scope, reads in (("review", 403), ("read", 200)):
        lesser = Desk(desk.user, scope=scope)
        assert lesser.get(f"users/{person.pk}/").status == reads
        assert lesser.patch(f"users/{person.pk}/", {"role": "admin"}, If_Match="*").status == 403
        assert lesser.post("invitations/", {"role": "admin"}).status == 403
        assert lesser.delete(f"users/{person.pk}/second-factor/").status == 403


# --- one's own ---------------------------------------------------------------------------------
def test_one_changes_ones_own_name_whatever_the_scope_and_no_more() -> None:
    boss = UserFactory(admin=True)
    desk = Desk(boss, scope="review")
    assert desk.patch("me/", {"display_name": "Ada B."}).body["display_name"] == "Ada B."
    boss.refresh_from_db()
    assert (boss.display_name, boss.role) == ("Ada B.", "admin")
    assert desk.patch("me/", {"role": "admin"}).fields == ["role", "display_name"]


def test_ones_own_tokens_are_listed_without_words_and_revoked(django_assert_max_num_queries: Any) -> None:
    desk, other = reviewer(), reader()
    lost, words = issue_token(user=desk.user, name="Lost")
    listed = desk.get("me/tokens/")
    assert [row["name"] for row in listed.body["results"]] == ["Lost", ""]
    assert words.encode() not in listed.raw
    assert other.delete(f"me/tokens/{lost.pk}/").status == 404
    assert desk.delete(f"me/tokens/{lost.pk}/").status == 204
    assert desk.delete(f"me/tokens/{lost.pk}/").status == 404
    assert Client().get("/api/v1/me/", headers={"Authorization": f"Token {words}"}).status_code == 401
    for _ in range(29):
        issue_token(user=desk.user)
    with django_assert_max_num_queries(3):
        assert len(desk.get("me/tokens/").body["results"]) == 30
