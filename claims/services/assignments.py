"""Assignments: giving claims and articles to people, and taking back what lies too long."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from claims.choices import AssignmentState, EventKind, NotificationKind, ReviewState, Role
from claims.errors import BadInput, ClaimsError
from claims.models import Article, Assignment, Claim, Review
from claims.models.viewers import has_role
from claims.services.events import record
from claims.services.notifications import notify

STALE_AFTER = timedelta(days=3)
MOST_AT_ONCE = 1_000
How = Literal["round_robin", "even"]


class NotAReviewer(ClaimsError):
    """Work goes to who may do it: "This person cannot review." """

    code = "not_a_reviewer"
    default_message = "This person cannot review, so no work can be given to them."


class Shared(NamedTuple):
    """What became of the claims: the new assignments, and the claims that nobody could take."""

    assignments: list[Assignment]
    left: list[Claim]


def share_claims(
    *,
    actor: Any,
    claims: Sequence[Claim],
    people: Sequence[Any],
    how: How = "round_robin",
    due_at: datetime | None = None,
    batch: str = "",
) -> Shared:
    """Give each claim to one of the people: in turns, or always to who has the least open work.

    One person is "by hand". Nobody gets a claim of their own making, one they reviewed, or one they
    have already; a claim that fits nobody is left. What is given in one
    `batch` is undone together. Raises NotAReviewer, BadInput.
    """
    people = _refuse_idle(people)
    if len(claims) > MOST_AT_ONCE:
        raise BadInput(f"At most {MOST_AT_ONCE:,} claims are given out at once.", field="claims")
    if how not in {"round_robin", "even"}:
        raise BadInput("how must be round_robin or even.", field="how")
    with transaction.atomic():
        _lock(claims)
        taken = _taken(claims, people)
        order = _in_turns(people) if how == "round_robin" else _least_loaded(people)
        given: list[Assignment] = []
        left = []
        for claim in claims:
            person = next((person for person in order() if _fits(claim, person, taken)), None)
            if person is None:
                left.append(claim)
            else:
                order.took(person)
                given.append(_give(actor, person, due_at, batch, claim=claim))
        _tell(given)
    return Shared(given, left)


def assign_article(*, actor: Any, article: Article, person: Any, due_at: datetime | None = None) -> Assignment:
    """Give somebody a whole article; giving it again moves the date."""
    (person,) = _refuse_idle([person])
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        known = Assignment.objects.filter(assignee=person, article=article, state=AssignmentState.OPEN).first()
        if known is not None:
            known.due_at = due_at
            known.save(update_fields=["due_at"])
            return known
        given = _give(actor, person, due_at, article=article)
        _tell([given])
    return given


def release(*, actor: Any, assignment: Assignment, reason: str = "") -> Assignment:
    """Take work back, or give it back: the claim goes to whoever is next."""
    with transaction.atomic():
        assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
        if assignment.state == AssignmentState.OPEN:
            _close(assignment, AssignmentState.RELEASED)
            _record_release(actor, assignment, reason)
    return assignment


def release_stale(*, actor: Any = None) -> int:
    """Take back what is overdue by more than three days; how many."""
    stale = Assignment.objects.filter(state=AssignmentState.OPEN, due_at__lt=timezone.now() - STALE_AFTER)
    found = list(stale.select_related("claim", "article").order_by("id"))
    for assignment in found:
        release(actor=actor, assignment=assignment, reason="Overdue by more than three days.")
    return len(found)


def close_assignments(claim: Claim, reviewer: Any) -> None:
    """After a review: this claim is done; so is its article once nothing of it waits for the person."""
    mine = Assignment.objects.filter(assignee=reviewer, state=AssignmentState.OPEN)
    now = timezone.now()
    mine.filter(claim=claim).update(state=AssignmentState.DONE, closed_at=now)
    whole = mine.filter(article=claim.article_id)
    if whole.exists() and not Claim.objects.filter(article=claim.article_id).awaiting_review_by(reviewer).exists():
        whole.update(state=AssignmentState.DONE, closed_at=now)


def drop_assignments(claim: Claim) -> None:
    """A closed or decided claim is nobody's work any more."""
    waiting = Assignment.objects.filter(claim=claim, state=AssignmentState.OPEN)
    waiting.update(state=AssignmentState.RELEASED, closed_at=timezone.now())


def _lock(claims: Sequence[Claim]) -> None:
    """In one order for everybody, so that two editors with the same claims wait for each other in turn."""
    numbers = [claim.pk for claim in claims]
    list(Claim.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))


def _refuse_idle(people: Sequence[Any]) -> list[Any]:
    if not people:
        raise BadInput("Choose at least one person.", field="people")
    for person in people:
        if not has_role(person, Role.REVIEWER):
            raise NotAReviewer(f"{person} cannot review, so no work can be given to them.", field="people")
    return list(people)


class _Order:
    """The people in the order in which they are asked; told who took what."""

    def __init__(self, people: Sequence[Any], key: Callable[[Any], Any], took: Callable[[Any], None]) -> None:
        self.people, self.key, self.took = people, key, took

    def __call__(self) -> list[Any]:
        return sorted(self.people, key=self.key)


def _in_turns(people: Sequence[Any]) -> _Order:
    last: dict[Any, int] = {person.pk: place - len(people) for place, person in enumerate(people)}

    def took(person: Any) -> None:
        last[person.pk] = max(last.values()) + 1

    return _Order(people, lambda person: last[person.pk], took)


def _least_loaded(people: Sequence[Any]) -> _Order:
    waiting = Assignment.objects.filter(assignee__in=people, state=AssignmentState.OPEN).order_by()
    load = dict.fromkeys((person.pk for person in people), 0)
    load |= dict(waiting.values_list("assignee").annotate(Count("pk")))

    def took(person: Any) -> None:
        load[person.pk] += 1

    return _Order(people, lambda person: (load[person.pk], person.pk), took)


def _taken(claims: Sequence[Claim], people: Sequence[Any]) -> set[tuple[int, int]]:
    """Pairs of person and claim that are not to be made: reviewed already, or given already."""
    reviewed = Review.objects.filter(claim__in=claims, reviewer__in=people, state=ReviewState.SUBMITTED)
    given = Assignment.objects.filter(claim__in=claims, assignee__in=people, state=AssignmentState.OPEN)
    return set(reviewed.values_list("reviewer", "claim")) | set(given.values_list("assignee", "claim"))


def _fits(claim: Claim, person: Any, taken: set[tuple[int, int]]) -> bool:
    own = claim.proposed_by_id == person.pk and not settings.SOLO_DESK
    return not own and (person.pk, claim.pk) not in taken


def _give(actor: Any, person: Any, due_at: datetime | None, batch: str = "", **what: Any) -> Assignment:
    assignment = Assignment.objects.create(assignee=person, assigned_by=actor, due_at=due_at, **what)
    kind = EventKind.CLAIM_ASSIGNED if "claim" in what else EventKind.ARTICLE_ASSIGNED
    data = {"batch": batch} if batch else {}
    record(kind, actor=actor, person=person, new=str(person), data=data, **what)
    return assignment


def _tell(given: Iterable[Assignment]) -> None:
    for assignment in given:
        if assignment.assignee_id != assignment.assigned_by_id:
            about = {"claim": assignment.claim} if assignment.claim_id else {"article": assignment.article}
            notify(NotificationKind.ASSIGNED, [assignment.assignee], **about)


def _close(assignment: Assignment, state: AssignmentState) -> None:
    assignment.state, assignment.closed_at = state, timezone.now()
    assignment.save(update_fields=["state", "closed_at"])


def _record_release(actor: Any, assignment: Assignment, reason: str) -> None:
    what: dict[str, Any] = {"claim": assignment.claim} if assignment.claim_id else {"article": assignment.article}
    kind = EventKind.CLAIM_RELEASED if assignment.claim_id else EventKind.ARTICLE_RELEASED
    record(kind, actor=actor, person=assignment.assignee, old=str(assignment.assignee), reason=reason, **what)
