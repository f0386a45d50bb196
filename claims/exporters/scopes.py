"""How far an export sees: blindness holds for files as it does for pages, and a file says what it leaves out."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from claims.choices import DECIDED, Role
from claims.models.review import sees_ratings
from claims.models.viewers import has_role


@dataclass(frozen=True, slots=True)
class Scope:
    """`name` is written into the file; the conditions narrow its rows to what its reader may see of others' work."""

    name: str
    evidence: Q = field(default_factory=Q)
    reviews: Q = field(default_factory=Q)
    verdicts: Q = field(default_factory=Q)


def _of_decided(claim: str) -> Q:
    return Q(**{f"{claim}__status__in": [status.value for status in DECIDED]})


EVERYTHING = Scope("all")
# For files that leave the desk without a reader's name on them: the command line.
DECIDED_ONLY = Scope("decided", _of_decided("review__claim"), _of_decided("claim"), _of_decided("claim"))


def scope_of(user: Any) -> Scope:
    """What this person's export may hold: an editor's everything, a reviewer's no more than the pages show."""
    if has_role(user, Role.EDITOR):
        return EVERYTHING
    return Scope(
        "decided-or-reviewed",
        evidence=Q(review__reviewer=user.pk) | sees_ratings(user, claim="review__claim"),
        reviews=Q(reviewer=user.pk) | sees_ratings(user, claim="claim"),
        verdicts=sees_ratings(user, claim="claim"),
    )
