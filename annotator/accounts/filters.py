"""What lists of people and invitations can be narrowed by."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from annotator.accounts.models import Invitation, User
from claims.choices import Role
from claims.filters import SearchFilter, SeveralFilter, YesNoFilter

INVITATION_STATES = [("open", "Open"), ("used", "Used"), ("over", "Called back or expired")]


class PersonFilter(filters.FilterSet):
    """People by role (several), team, whether they may sign in, and words of their names."""

    role = SeveralFilter(choices=Role.choices)
    team = filters.CharFilter(lookup_expr="iexact", max_length=60)
    is_active = YesNoFilter(method="filter_is_active")
    search = SearchFilter(fields=("username", "display_name"))

    class Meta:
        model = User
        fields: list[str] = []

    def filter_is_active(self, qs: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return qs.filter(is_active=value == "true")


class InvitationFilter(filters.FilterSet):
    """Invitations by state."""

    state = filters.ChoiceFilter(choices=INVITATION_STATES, method="filter_state")

    class Meta:
        model = Invitation
        fields: list[str] = []

    def filter_state(self, qs: QuerySet[Invitation], name: str, value: str) -> QuerySet[Invitation]:
        return qs.filter(in_state(value))


def in_state(state: str) -> Q:
    """The condition for invitations in one of INVITATION_STATES, as of now."""
    now: dict[str, Any] = {
        "used": Q(accepted_at__isnull=False),
        "open": Q(accepted_at=None, expires_at__gt=timezone.now()),
        "over": Q(accepted_at=None, expires_at__lte=timezone.now()),
    }
    condition: Q = now[state]
    return condition


def state_of_invitation(invitation: Invitation) -> str:
    if invitation.accepted_at is not None:
        return "used"
    return "open" if invitation.expires_at > timezone.now() else "over"
