"""The review queue: which claim a person is asked to look at next, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.choices import AssignmentState, ClaimStatus
from claims.models import Assignment, Claim
from claims.models.claim import ClaimQuerySet


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim whose turn it is; `assignment` when somebody gave it to this person."""

    claim: Claim
    assignment: Assignment | None = None


def next_turn(*, actor: Any, without: Collection[int] = ()) -> Turn | None:
    """The next claim for this person: given to them, then most worth checking, then oldest."""
    turns = next_turns(actor=actor, without=without, most=1)
    return turns[0] if turns else None


def next_turns(*, actor: Any, without: Collection[int] = (), most: int) -> list[Turn]:
    """The first `most` of the person's queue, in its order."""
    waiting = Claim.objects.visible_to(actor).awaiting_review_by(actor).select_related("article", "version")
    waiting = waiting.exclude(pk__in=list(without)) if without else waiting
    given = list(_given_to(actor, waiting).order_by("-check_worthiness", "id")[:most])
    assignments = _assignments_of(actor, given)
    turns = [
        Turn(claim, assignments.get(("claim", claim.pk)) or assignments.get(("article", claim.article_id)))
        for claim in given
    ]
    left = most - len(turns)
    if left > 0:
        turns += [Turn(claim) for claim in _most_worth_checking(waiting, given, left)]
    return turns


def _given_to(actor: Any, waiting: ClaimQuerySet) -> ClaimQuerySet:
    mine = Assignment.objects.filter(assignee=actor, state=AssignmentState.OPEN)
    directly = Exists(mine.filter(claim=OuterRef("pk")))
    by_article = Exists(mine.filter(article=OuterRef("article")))
    return waiting.filter(Q(directly) | Q(by_article))


def _assignments_of(actor: Any, claims: list[Claim]) -> dict[tuple[str, int], Assignment]:
    if not claims:
        return {}
    mine = Assignment.objects.filter(assignee=actor, state=AssignmentState.OPEN).select_related("assigned_by")
    found: dict[tuple[str, int], Assignment] = {}
    for assignment in mine.order_by("id"):
        if assignment.claim_id is not None:
            found["claim", assignment.claim_id] = assignment
        elif assignment.article_id is not None:
            found["article", assignment.article_id] = assignment
    return found


def _most_worth_checking(waiting: ClaimQuerySet, given: list[Claim], most: int) -> list[Claim]:
    # One status at a time: the index (status, -check_worthiness, id) then gives the first rows without
    # sorting a million others.
    rest = waiting.exclude(pk__in=[claim.pk for claim in given])
    found: list[Claim] = []
    for status in (ClaimStatus.IN_REVIEW, ClaimStatus.UNREVIEWED):
        found += rest.filter(status=status).order_by("-check_worthiness", "id")[:most]
    return sorted(found, key=lambda claim: (-claim.check_worthiness, claim.pk))[:most]
