"""People, invitations and tokens as programs send and read them."""

from typing import Any

from rest_framework import serializers

from annotator.accounts.filters import INVITATION_STATES, state_of_invitation
from annotator.accounts.models import ApiToken, Invitation, User
from annotator.accounts.services_joining import LONGEST_DAYS
from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Truth, Whole, Words
from claims.api.serializers.people import PersonOutput, TokenOutput, present_person
from claims.choices import Role


class UserOutput(PersonOutput):
    """Somebody at the desk, with what they may do; the last four are there for admins alone."""

    username = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    team = serializers.CharField()
    is_active = serializers.BooleanField()
    email = serializers.CharField(required=False)
    second_factor = serializers.BooleanField(required=False, help_text="Whether they have one.")
    last_login_at = serializers.DateTimeField(allow_null=True, required=False)
    last_acted_at = serializers.DateTimeField(
        allow_null=True, required=False, help_text="When they last changed something."
    )


class UserChangeInput(StrictInput):
    """What is to change; what is left out stays."""

    role = Choice(Role.choices, required=False)
    team = Words(required=False, help_text="Empty: in no team.")
    is_active = Truth(required=False, help_text="False ends sessions and tokens at once; what they did stays.")


class InvitationInput(StrictInput):
    """Who may join, and until when."""

    role = Choice(Role.choices)
    email = serializers.EmailField(required=False, help_text="The link is mailed there as well.")
    days = Whole(min_value=1, max_value=LONGEST_DAYS, required=False, help_text="7 unless told.")


class InvitationOutput(Output):
    """A link that lets one person join."""

    id = serializers.IntegerField()
    role = serializers.ChoiceField(Role.choices)
    email = serializers.CharField()
    state = serializers.ChoiceField(INVITATION_STATES)
    invited_by = PersonOutput(allow_null=True)
    accepted_by = PersonOutput(allow_null=True)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)


class LinkedInvitationOutput(InvitationOutput):
    """The same with its link, which is shown this once."""

    link = serializers.CharField(allow_null=True, help_text="Null where the answer is replayed.")


class ProfileInput(StrictInput):
    """What one may change of oneself."""

    display_name = Words(help_text="The name others read. Empty: the sign-in name.")


class OwnTokenOutput(TokenOutput):
    """One of your tokens that still works."""

    id = serializers.IntegerField()
    hint = serializers.CharField(help_text="Its first characters.")
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


def present_user(user: User) -> dict[str, Any]:
    """What editors see of somebody."""
    return {
        "id": user.pk,
        "name": str(user),
        "username": user.username,
        "role": user.role,
        "team": user.team,
        "is_active": user.is_active,
    }


def present_member(user: Any) -> dict[str, Any]:
    """What admins see of a person of `everybody()`."""
    return {
        **present_user(user),
        "email": user.email,
        "second_factor": user.second_factor,
        "last_login_at": user.last_login,
        "last_acted_at": user.last_acted,
    }


def present_invitations(invitations: list[Invitation]) -> list[dict[str, Any]]:
    return [present_invitation(one) for one in invitations]


def present_invitation(one: Invitation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "role": one.role,
        "email": one.email,
        "state": state_of_invitation(one),
        "invited_by": present_person(one.invited_by),
        "accepted_by": present_person(one.accepted_by),
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "accepted_at": one.accepted_at,
    }


def present_tokens(tokens: list[ApiToken]) -> list[dict[str, Any]]:
    names = ("name", "scope", "expires_at", "hint", "created_at", "last_used_at")
    return [{"id": one.pk, **{name: getattr(one, name) for name in names}} for one in tokens]
