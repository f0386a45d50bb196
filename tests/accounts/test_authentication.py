"""Tokens at the API's door, tried against the authentication class itself: every route shares it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from annotator.accounts import services
from annotator.accounts.authentication import TokenAuthentication
from claims.choices import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def enter(header, method="get"):
    request = getattr(APIRequestFactory(), method)("/", HTTP_AUTHORIZATION=header)
    return TokenAuthentication().authenticate(Request(request))


def token_for(user, **given):
    token, words = services.issue_token(user=user, **given)
    return token, f"Token {words}"


def test_a_token_speaks_for_its_person():
    user = UserFactory()
    token, header = token_for(user)
    assert enter(header) == (user, token)
    assert enter(header.replace("Token", "token")) == (user, token)
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_other_schemes_are_left_to_others():
    assert enter("Basic YTpi") is None
    assert enter("") is None


@pytest.mark.parametrize(
    "header", ["Token", "Token a b", "Token fc_", "Token fc_unknown", "Token cl\xe9", f"Token fc_{'x' * 5000}"]
)
def test_what_is_no_token_is_refused(header):
    with pytest.raises(AuthenticationFailed):
        enter(header)


@pytest.mark.parametrize("fate", ["expired", "revoked", "inactive"])
def test_a_token_without_power_gets_the_same_words_as_an_unknown_one(fate):
    token, header = token_for(UserFactory())
    when = timezone.now()
    if fate == "expired":
        when += timedelta(days=91)
    elif fate == "revoked":
        services.revoke_token(token=token)
    else:
        type(token.user).objects.filter(pk=token.user_id).update(is_active=False)
    with time_machine.travel(when), pytest.raises(AuthenticationFailed) as refusal:
        enter(header)
    with pytest.raises(AuthenticationFailed) as unknown:
        enter("Token fc_unknown")
    assert refusal.value.detail == unknown.value.detail


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_read_token_changes_nothing(method):
    _, header = token_for(UserFactory(admin=True), scope="read")
    assert enter(header, "get")
    assert enter(header, "head")
    with pytest.raises(PermissionDenied):
        enter(header, method)


@pytest.mark.parametrize(
    ("role", "scope", "acts_as"),
    [
        ("admin", "review", "reviewer"),  # a review token acts as a reviewer at most
        ("editor", "review", "reviewer"),
        ("reviewer", "review", "reviewer"),
        ("reader", "review", "reader"),  # no scope adds what the role does not give
        ("reader", "admin", "reader"),
        ("admin", "admin", "admin"),
        ("editor", "read", "editor"),  # reads all that an editor may read
    ],
)
def test_a_scope_limits_what_the_person_may_do(role, scope, acts_as):
    person = UserFactory(admin=True) if role == "admin" else UserFactory(role=role)
    _, header = token_for(person, scope=scope)
    user, _ = enter(header)
    assert user.role == acts_as
    assert user.is_superuser == user.is_staff == (acts_as == Role.ADMIN)
    person.refresh_from_db()
    assert person.role == role


def test_the_refusal_says_how_to_come_in():
    assert TokenAuthentication().authenticate_header(Request(APIRequestFactory().get("/"))) == 'Token realm="api"'
