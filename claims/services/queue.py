"""The review queue: which claim a person is asked to look at next, and why; and that it is kept for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from claims.choices import AssignmentState, ClaimStatus
from claims.models import Assignment, Claim, Reservation
from claims.models.claim import ClaimQuerySet
from claims.models.desk import quorum_in_sql
from claims.services.claims import lock_claim

RESERVED_FOR = timedelta(minutes=20)
MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim whose turn it is; `assignment` when somebody gave it to this person."""

    claim: Claim
    assignment: Assignment | None = None


def take_turn(*, actor: Any, without: Collection[int] = ()) -> Turn | None:
    """The next claim, reserved for this person for twenty minutes.

    Each person holds one reservation; taking the next claim lets go of the last. Whoever is taken by
    surprise, because somebody reserved the same slot a moment earlier, gets the claim after it.
    """
    passed = set(without)
    for _try in range(MOST_TRIES):
        turn = next_turn(actor=actor, without=passed)
        if turn is None:
            break
        if reserve(actor=actor, claim=turn.claim):
            return turn
        passed.add(turn.claim.pk)
    release(actor=actor)
    return None


def reserve(*, actor: Any, claim: Claim) -> bool:
    """Keep a claim for a person for a while. False when reviews and reservations fill its quorum already."""
    with transaction.atomic():
        locked = lock_claim(claim.pk)
        others = locked.reservations.filter(expires_at__gt=timezone.now()).exclude(reviewer=actor).count()
        if locked.reviews_count + others >= locked.needed_reviews:
            return False
        Reservation.objects.bulk_create(
            [Reservation(reviewer=actor, claim=locked, expires_at=timezone.now() + RESERVED_FOR)],
            update_conflicts=True,
            unique_fields=["reviewer"],
            update_fields=["claim", "expires_at"],
        )
    return True


def release(*, actor: Any) -> None:
    """Let go of whatever the person holds."""
    Reservation.objects.filter(reviewer=actor).delete()


def next_turn(*, actor: Any, without: Collection[int] = ()) -> Turn | None:
    """The next claim for this person: given to them, then most worth checking, then oldest."""
    turns = next_turns(actor=actor, without=without, most=1)
    return turns[0] if turns else None


def next_turns(*, actor: Any, without: Collection[int] = (), most: int) -> list[Turn]:
    """The first `most` of the person's queue, in its order. Claims that others hold to the full are left out."""
    waiting = Claim.objects.visible_to(actor).awaiting_review_by(actor).select_related("article", "version")
    waiting = _with_room_for(actor, waiting)
    waiting = waiting.exclude(pk__in=list(without)) if without else waiting
    assignments = _open_assignments(actor)
    given = list(_among(waiting, assignments).order_by("-check_worthiness", "id")[:most]) if assignments else []
    turns = [
        Turn(claim, assignments.get(("claim", claim.pk)) or assignments.get(("article", claim.article_id)))
        for claim in given
    ]
    left = most - len(turns)
    if left > 0:
        turns += [Turn(claim) for claim in _most_worth_checking(waiting, given, left)]
    return turns


def _with_room_for(actor: Any, waiting: ClaimQuerySet) -> ClaimQuerySet:
    """Claims where one more person is needed, counting who is at work on them just now."""
    held = Reservation.objects.filter(claim=OuterRef("pk"), expires_at__gt=timezone.now()).exclude(reviewer=actor)
    numbers = held.order_by().values("claim").annotate(n=Count("pk")).values("n")
    counted = Coalesce(Subquery(numbers), 0, output_field=IntegerField())
    quorum = Greatest(Coalesce(F("article__quorum"), 0), quorum_in_sql(), output_field=IntegerField())
    return waiting.alias(held=counted, needed=quorum + F("extra_reviews")).filter(
        needed__gt=F("reviews_count") + F("held")
    )


def _open_assignments(actor: Any) -> dict[tuple[str, int], Assignment]:
    """What was given to this person, the latest for each claim or article."""
    mine = Assignment.objects.filter(assignee=actor, state=AssignmentState.OPEN).select_related("assigned_by")
    found: dict[tuple[str, int], Assignment] = {}
    for assignment in mine.order_by("id"):
        if assignment.claim_id is not None:
            found["claim", assignment.claim_id] = assignment
        elif assignment.article_id is not None:
            found["article", assignment.article_id] = assignment
    return found


def _among(waiting: ClaimQuerySet, assignments: Collection[tuple[str, int]]) -> ClaimQuerySet:
    # By their numbers: asked as a question to each waiting claim it would read a million of them.
    claims = [pk for kind, pk in assignments if kind == "claim"]
    articles = [pk for kind, pk in assignments if kind == "article"]
    return waiting.filter(Q(pk__in=claims) | Q(article__in=articles))


def _most_worth_checking(waiting: ClaimQuerySet, given: list[Claim], most: int) -> list[Claim]:
    # One status at a time: the index (status, -check_worthiness, id) then gives the first rows without
    # sorting a million others.
    rest = waiting.exclude(pk__in=[claim.pk for claim in given])
    found: list[Claim] = []
    for status in (ClaimStatus.IN_REVIEW, ClaimStatus.UNREVIEWED):
        found += rest.filter(status=status).order_by("-check_worthiness", "id")[:most]
    return sorted(found, key=lambda claim: (-claim.check_worthiness, claim.pk))[:most]
