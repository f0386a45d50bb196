"""May this person do this? Predicates, and one map from (noun, verb) to them.

Doors ask here before they call a service. Whether it may happen at all (nobody reviews twice, a
withdrawn claim is closed) is the service's question. A denial carries its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from claims.choices import ReviewState, Role
from claims.models import Claim, Review
from claims.models.viewers import has_role, is_member


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """No, and why, in words for the person who asked."""

    reason: str

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Denied
Predicate = Callable[[Any, Any], Answer]

SIGN_IN = "Sign in first."
READ_ONLY = "Your role may read, not change."
EDITORS_ONLY = "Only editors may do this."
ADMINS_ONLY = "Only admins may do this."
NOT_YOURS = "Only its writer or an editor may do this."
BUILT_UPON = "Somebody has reviewed this claim already, so only an editor may change it."
BLIND = "Submit your own review first: reviews are blind."


def may(user: Any, verb: str, obj: Any) -> Answer:
    """Whether `user` may do `verb` to `obj` (an object, or its class where there is none yet).

    Raises KeyError for a verb that the map does not have: an unknown question is a mistake, not a no.
    """
    return RULES[_noun(obj), verb](user, obj)


def _noun(obj: Any) -> str:
    # `__class__` and not type(): a lazily loaded user is a User.
    return (obj if isinstance(obj, type) else obj.__class__).__name__


def member(user: Any, obj: Any) -> Answer:
    return Allowed() if is_member(user) else Denied(SIGN_IN)


def at_least(role: Role, reason: str) -> Predicate:
    def rule(user: Any, obj: Any) -> Answer:
        if not is_member(user):
            return Denied(SIGN_IN)
        return Allowed() if has_role(user, role) else Denied(reason)

    return rule


reviewer = at_least(Role.REVIEWER, READ_ONLY)
editor = at_least(Role.EDITOR, EDITORS_ONLY)
admin = at_least(Role.ADMIN, ADMINS_ONLY)


def proposer_or_editor(user: Any, claim: Claim) -> Answer:
    """Editors; and who proposed the claim, until somebody else reviewed it."""
    if editor(user, claim):
        return Allowed()
    if not reviewer(user, claim):
        return reviewer(user, claim)
    if claim.proposed_by_id != user.pk:
        return Denied(NOT_YOURS)
    built_upon = claim.reviews.filter(state=ReviewState.SUBMITTED).exclude(reviewer=user.pk).exists()
    return Denied(BUILT_UPON) if built_upon else Allowed()


def own_review(user: Any, review: Review) -> Answer:
    answer = reviewer(user, review)
    if not answer:
        return answer
    return Allowed() if review.reviewer_id == user.pk else Denied("Only its writer may do this.")


def not_blind(user: Any, obj: Any) -> Answer:
    """Asks the noun's own `visible_to`, so that lists and single objects never disagree."""
    if not is_member(user):
        return Denied(SIGN_IN)
    if isinstance(obj, type):
        return Allowed()
    seen = obj.__class__.objects.visible_to(user).filter(pk=obj.pk).exists()
    return Allowed() if seen else Denied(BLIND)


def own_comment(user: Any, comment: Any) -> Answer:
    if editor(user, comment):
        return Allowed()
    answer = reviewer(user, comment)
    if not answer:
        return answer
    return Allowed() if comment.author_id == user.pk else Denied(NOT_YOURS)


RULES: dict[tuple[str, str], Predicate] = {
    ("Article", "view"): member,
    ("Article", "add"): editor,
    ("Article", "change"): editor,
    ("Claim", "view"): member,
    ("Claim", "export"): member,
    ("Claim", "propose"): reviewer,
    ("Claim", "reword"): proposer_or_editor,
    ("Claim", "withdraw"): proposer_or_editor,
    ("Claim", "merge"): editor,
    ("Claim", "divide"): editor,
    ("Claim", "assign"): editor,
    ("Claim", "review"): reviewer,
    ("Claim", "adjudicate"): editor,
    ("Claim", "comment"): reviewer,
    ("Review", "view"): not_blind,
    ("Review", "revise"): own_review,
    ("Review", "retract"): own_review,
    ("Comment", "view"): not_blind,
    ("Comment", "resolve"): own_comment,
    ("Verdict", "view"): not_blind,
    ("Review", "compare"): editor,
    ("Verdict", "publish"): editor,
    ("Verdict", "reply"): reviewer,
    ("Event", "view"): not_blind,
    ("Event", "audit"): admin,
    ("Source", "view"): not_blind,
    ("Webhook", "manage"): admin,
    ("User", "view"): editor,
    ("User", "manage"): admin,
}
