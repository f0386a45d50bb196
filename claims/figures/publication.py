"""How many claims stand where on their way to the public: the same sets as the lists of `ClaimFilter.publication`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from claims.choices import DECIDED, PUBLIC, PublicationState
from claims.models import Claim, Verdict


@dataclass(frozen=True, slots=True)
class Publication:
    """Claims ready to be published, published, paused, and decided anew since they were public (among the public)."""

    ready: int
    published: int
    paused: int
    correction: int


def publication(scope: Any) -> Publication:
    """Two queries. What never was public is not looked at one by one: on a large desk that is nearly everything."""
    claims = scope.of(Claim.objects.order_by())
    decided = claims.filter(status__in=[status.value for status in DECIDED]).count()
    told = Verdict.objects.exclude(state=PublicationState.UNPUBLISHED).order_by()
    told = told.filter(claim__in=claims) if scope.is_narrow else told
    public = Q(state__in=sorted(PUBLIC))
    standing = Q(pk=F("claim__verdict"))
    counted = told.aggregate(
        published=Count("pk", filter=Q(state=PublicationState.PUBLISHED)),
        paused=Count("pk", filter=Q(state=PublicationState.PAUSED)),
        correction=Count("pk", filter=public & Q(number__lt=F("claim__verdict__number"))),
        spoken_for=Count("claim", filter=(public | standing) & Q(claim__verdict__isnull=False), distinct=True),
    )
    return Publication(ready=decided - counted.pop("spoken_for"), **counted)
