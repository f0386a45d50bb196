"""How far an export sees: blindness holds for files as it does for pages, and a file says what it leaves out."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from claims.choices import DECIDED, Role
from claims.models.review import sees_ratings
from claims.models.viewers import has_role


@dataclass(frozen=True, slots=True)
class Scope:
    """`name` is written into the file; `condition` narrows evidence to what its reader may see."""

    name: str
    condition: Q = field(default_factory=Q)


# For files that leave the desk without a reader's name on them: the command line.
DECIDED_ONLY = Scope("decided", Q(review__claim__status__in=[status.value for status in DECIDED]))


def scope_of(user: Any) -> Scope:
    """What this person's export may hold: an editor's everything, a reviewer's no more than the pages show."""
    if has_role(user, Role.EDITOR):
        return Scope("all")
    condition = Q(review__reviewer=user.pk) | sees_ratings(user, claim="review__claim")
    return Scope("decided-or-reviewed", condition)
