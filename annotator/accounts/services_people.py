"""What an admin sees of everybody, and changing somebody in one step, for the person's page and the API alike."""

from hashlib import blake2b
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from annotator.accounts import services
from annotator.accounts.models import User
from claims.errors import StaleEdit
from claims.models import Event


def everybody() -> QuerySet[Any]:
    """People with `last_acted`, when they last changed something, and `second_factor`, whether they have one."""
    acts = Event.objects.filter(actor=OuterRef("pk")).order_by("-id").values("at")[:1]
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return User.objects.annotate(last_acted=Subquery(acts), second_factor=Exists(factors))


def state_of(user: User) -> int:
    """A number of 48 bits for what an admin may change of somebody: equal as long as that is the same."""
    state = f"{user.pk} {user.role} {user.is_active} {user.team}"
    return int.from_bytes(blake2b(state.encode(), digest_size=6).digest())


@transaction.atomic
def change_person(
    *,
    actor: User,
    user: User,
    seen: int | None = None,
    role: str | None = None,
    team: str | None = None,
    is_active: bool | None = None,
) -> User:
    """Change role, team and access together or not at all; what is None stays.

    `seen` is the `state_of` that the admin had before them. Raises StaleEdit where it no longer is so, LastAdmin,
    BadInput.
    """
    services.lock_active_admins()  # first, as every step does: two that wait for each other would wait for ever
    user = User.objects.select_for_update().get(pk=user.pk)
    if seen is not None and seen != state_of(user):
        now = {"role": user.role, "team": user.team, "is_active": "true" if user.is_active else "false"}
        raise StaleEdit(revision=state_of(user), texts=now)
    if role is not None and role != user.role:
        user = services.set_role(user=user, role=role, actor=actor)
    if team is not None and team != user.team:
        user = services.set_team(user=user, team=team, actor=actor)
    if is_active is not None and is_active != user.is_active:
        user = (services.reactivate if is_active else services.deactivate)(user=user, actor=actor)
    return user
