"""What another number of reviews would do to the desk's claims, before anybody says so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from claims.choices import ClaimStatus
from claims.models import Claim, Review, Verdict
from claims.models.claim import ClaimQuerySet
from claims.verdicts import decide


@dataclass(frozen=True, slots=True)
class Move:
    """So many claims would go from one status to another."""

    old: ClaimStatus
    new: ClaimStatus
    claims: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: `moves` by status, and how many published verdicts would be paused by it."""

    quorum: int
    moves: list[Move]
    paused: int

    @property
    def total(self) -> int:
        return sum(move.claims for move in self.moves)


def preview(quorum: int) -> Preview:
    """What asking for `quorum` reviews would do. Three queries; reads the ratings of the claims that would move."""
    moving = Claim.objects.unsettled(quorum)
    counted = Counter(_moves(moving))
    order = {status: place for place, status in enumerate(ClaimStatus)}
    moves = [Move(old, new, number) for (old, new), number in counted.items()]
    moves.sort(key=lambda move: (order[move.old], order[move.new]))
    taken_back = moving.exclude(status__in=_WAITING)
    return Preview(quorum, moves, Verdict.objects.published().filter(claim__in=taken_back).count())


_WAITING = [ClaimStatus.UNREVIEWED, ClaimStatus.IN_REVIEW]


def _moves(moving: ClaimQuerySet) -> Iterator[tuple[ClaimStatus, ClaimStatus]]:
    """Old and new status of each claim: the waiting ones by their ratings, the others go back to review."""
    given = Review.objects.submitted().filter(claim__in=moving.filter(status__in=_WAITING))
    rows = given.order_by("claim_id", "id").values_list("claim_id", "claim__status", "rating")
    for (_, old), reviews in groupby(rows.iterator(), key=itemgetter(0, 1)):
        ratings = [rating for _, _, rating in reviews]
        yield ClaimStatus(old), decide(ratings, quorum=len(ratings))
    back = moving.exclude(status__in=_WAITING).order_by("pk").values_list("status", "reviews_count")
    for old, number in back.iterator():
        yield ClaimStatus(old), ClaimStatus.IN_REVIEW if number else ClaimStatus.UNREVIEWED
