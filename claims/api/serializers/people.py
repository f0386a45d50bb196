"""People as others see them, and as they see themselves."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.choices import Role


class PersonOutput(Output):
    """Somebody at the desk, by the name they chose."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class TokenOutput(Output):
    """The token this request came with. Its words are never shown again."""

    name = serializers.CharField()
    scope = serializers.CharField(help_text="The most this token may do: read, review or admin.")
    expires_at = serializers.DateTimeField()


class MeOutput(Output):
    """Who is asking."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    email = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    team = serializers.CharField()
    token = TokenOutput(allow_null=True)


def present_person(user: Any) -> dict[str, Any] | None:
    return None if user is None else {"id": user.pk, "name": str(user)}


def present_me(user: Any, token: Any) -> dict[str, Any]:
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "role": user.role,
        "team": user.team,
        "token": None
        if token is None
        else {"name": token.name, "scope": token.scope, "expires_at": token.expires_at},
    }
