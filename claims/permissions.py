"""May this person do this? Predicates, and one map from (noun, verb) to them.

Doors ask here before they call a service. Whether it may happen at all (nobody reviews twice, a
withdrawn claim is closed) is the service's question. A denial carries its reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate, and what `docs/permissions.md` says of it: from which role on, and under what condition."""

    ask: Predicate
    least: Role
    when: Mapping[Role, str] = field(default_factory=dict)

    def __call__(self, user: Any, obj: Any) -> Answer:
        return self.ask(user, obj)

    def told(self, role: Role) -> str:
        """`yes`, `no`, or the condition."""
        return self.when.get(role, "yes" if role.rank >= self.least.rank else "no")


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


def _member(user: Any, obj: Any) -> Answer:
    return Allowed() if is_member(user) else Denied(SIGN_IN)


def at_least(role: Role, reason: str) -> Rule:
    def ask(user: Any, obj: Any) -> Answer:
        if not is_member(user):
            return Denied(SIGN_IN)
        return Allowed() if has_role(user, role) else Denied(reason)

    return Rule(ask, role)


member = Rule(_member, Role.READER)

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


class When(StrEnum):
    """How the document tells what a rule asks of the object."""

    SEEN = "once the claim is decided or their own review is in"
    NO_DRAFTS = "all but other people's drafts"
    PUBLISHED = "published ones; others once the claim is decided or their own review is in"
    CITED = "not what only others cite, before the claim is decided or their own review is in"
    UNTOLD = "what tells of ratings, once the claim is decided or their own review is in; of people, only themselves"
    NOT_OF_PEOPLE = "all but what happened to other people"
    PROPOSED = "what they proposed, until somebody else has reviewed it"
    OWN = "their own"


def blind(below: When, above: Mapping[Role, str] | None = None) -> Rule:
    return Rule(not_blind, Role.READER, {Role.READER: below, Role.REVIEWER: below, **(above or {})})


proposed = Rule(proposer_or_editor, Role.REVIEWER, {Role.REVIEWER: When.PROPOSED})
own = Rule(own_review, Role.REVIEWER, dict.fromkeys((Role.REVIEWER, Role.EDITOR, Role.ADMIN), When.OWN))
own_or_editor = Rule(own_comment, Role.REVIEWER, {Role.REVIEWER: When.OWN})

RULES: dict[tuple[str, str], Rule] = {
    ("Article", "view"): member,
    ("Article", "add"): editor,
    ("Article", "change"): editor,
    ("Claim", "view"): member,
    ("Claim", "export"): member,
    ("Claim", "propose"): reviewer,
    ("Claim", "reword"): proposed,
    ("Claim", "withdraw"): proposed,
    ("Claim", "merge"): editor,
    ("Claim", "divide"): editor,
    ("Claim", "assign"): editor,
    ("Claim", "review"): reviewer,
    ("Claim", "adjudicate"): editor,
    ("Claim", "comment"): reviewer,
    ("Review", "view"): blind(When.SEEN, dict.fromkeys((Role.EDITOR, Role.ADMIN), When.NO_DRAFTS)),
    ("Review", "revise"): own,
    ("Review", "retract"): own,
    ("Comment", "view"): blind(When.SEEN),
    ("Comment", "resolve"): own_or_editor,
    ("Verdict", "view"): blind(When.PUBLISHED),
    ("Review", "compare"): editor,
    ("Verdict", "publish"): editor,
    ("Verdict", "reply"): reviewer,
    ("Event", "view"): blind(When.UNTOLD, {Role.EDITOR: When.NOT_OF_PEOPLE}),
    ("Event", "audit"): admin,
    ("Source", "view"): blind(When.CITED),
    ("Source", "describe"): editor,
    ("Webhook", "manage"): admin,
    ("SitePage", "manage"): admin,
    ("Desk", "manage"): admin,
    ("User", "view"): editor,
    ("User", "manage"): admin,
}
