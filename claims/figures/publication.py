"""How many claims stand where on their way to the public: the same sets as the lists of `ClaimFilter.publication`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from claims.choices import DECIDED, PUBLIC, PublicationState
from claims.models import Claim, Verdict

STANDING = Exists(Claim.objects.filter(verdict=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Publication:
    """Claims ready to be published, published, paused, and decided anew since they were public (among the public)."""

    ready: int
    published: int
    paused: int
    correction: int


def publication(scope: Any) -> Publication:
    """Four queries. What never was public is not looked at one by one: on a large desk that is nearly everything."""
    claims = scope.of(Claim.objects.order_by())
    decided = claims.filter(status__in=[status.value for status in DECIDED]).count()
    told = Verdict.objects.exclude(state=PublicationState.UNPUBLISHED).order_by()
    told = told.filter(claim__in=claims) if scope.is_narrow else told
    public = told.filter(state__in=sorted(PUBLIC))
    shown = public.aggregate(
        published=Count("pk", filter=Q(state=PublicationState.PUBLISHED)),
        paused=Count("pk", filter=Q(state=PublicationState.PAUSED)),
    )
    left_behind = _left_behind(public)
    ready = decided - (sum(shown.values()) - left_behind["undecided"]) - _taken_back(told)
    return Publication(ready=ready, correction=left_behind["correction"], **shown)


def _left_behind(public: Any) -> dict[str, int]:
    """Of what is public, what the desk no longer stands by: open again, or decided anew.

    The index on `Claim.verdict` finds these few, so that the claims of all the others are not read.
    """
    counted: dict[str, int] = public.exclude(STANDING).aggregate(
        undecided=Count("pk", filter=Q(claim__verdict=None)),
        correction=Count("pk", filter=Q(number__lt=F("claim__verdict__number"))),
    )
    return counted


def _taken_back(told: Any) -> int:
    """Claims whose standing verdict was public and is no more, and of which nothing else is."""
    others = Verdict.objects.filter(claim=OuterRef("claim"), state__in=sorted(PUBLIC))
    count: int = told.exclude(state__in=sorted(PUBLIC)).filter(STANDING).exclude(Exists(others)).count()
    return count
