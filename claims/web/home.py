"""The first page: what is mine to do, and how far the desk is."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.choices import DECIDED, ClaimStatus, PublicationState
from claims.figures.keeping import kept
from claims.models import Article, Claim, Event, Review, Verdict
from claims.permissions import may
from claims.services.queue import next_turns
from claims.web.access import signed_in

MOST_TURNS = 5
MOST_RECENT = 5
# Seconds: the first page is opened all day, so a count that takes longer is kept for a minute.
SLOW_COUNT = 0.05
# Left to right in the bar: what is decided, what is going on, what waits.
IN_BAR = (
    ClaimStatus.SUPPORTED,
    ClaimStatus.DISPUTED,
    ClaimStatus.INCORRECT,
    ClaimStatus.UNPROVEN,
    ClaimStatus.NOT_CHECKABLE,
    ClaimStatus.CONFLICTING,
    ClaimStatus.IN_REVIEW,
    ClaimStatus.UNREVIEWED,
)


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    reviews, publishes = bool(may(user, "review", Claim)), bool(may(user, "publish", Verdict))
    context = {
        "turns": next_turns(actor=user, most=MOST_TURNS) if reviews else [],
        "progress": summary(kept(counts_of_desk, slow=SLOW_COUNT).figures),
        "own_reviews": _own_reviews(user) if reviews else [],
        "articles": Article.objects.visible_to(user).with_progress().order_by("-id")[:MOST_RECENT],
        "may_review": reviews,
        "may_add": bool(may(user, "add", Article)),
        "may_adjudicate": bool(may(user, "adjudicate", Claim)),
        "may_publish": publishes,
        "paused": Verdict.objects.public().filter(state=PublicationState.PAUSED).count() if publishes else 0,
        "may_audit": bool(may(user, "audit", Event)),
    }
    return render(request, "claims/home.html", context)


def counts_of_desk() -> dict[ClaimStatus, int]:
    """How many claims stand where, the same for every member: one grouped count over the index on status."""
    counts = dict(Claim.objects.order_by().values_list("status").annotate(Count("pk")))
    return {ClaimStatus(status): count for status, count in counts.items()}


def summary(counts: dict[ClaimStatus, int]) -> dict[str, Any]:
    """Progress in numbers, and as parts of a bar: each part's start and width in percent of the whole."""
    standing = {status: counts.get(status, 0) for status in IN_BAR}
    total = sum(standing.values())
    decided = sum(standing[status] for status in DECIDED)
    parts, start = [], 0.0
    for status, count in standing.items():
        if count:
            width = 100 * count / total
            parts.append({"status": status, "count": count, "start": f"{start:.3f}", "width": f"{width:.3f}"})
            start += width
    return {
        "total": total,
        "decided": decided,
        "open": total - decided,
        "conflicting": standing[ClaimStatus.CONFLICTING],
        "parts": parts,
    }


def _own_reviews(user: Any) -> list[Review]:
    own = Review.objects.submitted().filter(reviewer=user).select_related("claim__article")
    return list(own.order_by("-id")[:MOST_RECENT])
