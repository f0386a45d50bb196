"""Who is looking: the few questions querysets ask about a user. The rules themselves are in `permissions`."""

from typing import Any

from claims.choices import Role


def is_member(user: Any) -> bool:
    """True for a signed-in, active person."""
    return bool(user is not None and user.is_authenticated and user.is_active)


def has_role(user: Any, least: Role) -> bool:
    """True when the person's role is `least` or stands above it."""
    return is_member(user) and user.role in Role.values and Role(user.role).rank >= least.rank
