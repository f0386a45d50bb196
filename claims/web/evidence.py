"""Sources on the pages: suggested while citing, and what rests on one."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Claim, Evidence, Review, Source
from claims.permissions import may
from claims.web import access
from claims.web.listing import PAGE_SIZE, read_number

MOST_SUGGESTED = 40


def suggestions(claim: Claim, user: Any) -> list[Source]:
    """Sources to offer while citing: of this article first, then the newest of the desk.

    Only those of reviews this person may see: a suggestion must not tell what a colleague found.
    """
    seen = Evidence.objects.filter(source=OuterRef("pk"), review__in=Review.objects.visible_to(user))
    here = Exists(seen.filter(review__claim__article=claim.article_id))
    sources = Source.objects.filter(Exists(seen)).annotate(here=here)
    return list(sources.order_by("-here", "-id").only("url", "title")[:MOST_SUGGESTED])


@access.signed_in
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One cited page and every claim that rests on it, as far as this person may see the reviews."""
    found = get_object_or_404(Source, pk=pk)
    access.require(request, "view", found)
    visible = Review.objects.visible_to(request.user).submitted()
    pieces = Evidence.objects.filter(source=found, review__in=visible)
    before = read_number(request, "before")
    pieces = pieces.filter(pk__lt=before) if before else pieces
    rows = list(pieces.select_related("review__claim__article").order_by("-id")[: PAGE_SIZE + 1])
    older = f"?before={rows[PAGE_SIZE - 1].pk}" if len(rows) > PAGE_SIZE else ""
    context = {
        "source": found,
        "pieces": rows[:PAGE_SIZE],
        "older": older,
        "may_describe": may(request.user, "describe", found),
    }
    return render(request, "claims/source_detail.html", context)
