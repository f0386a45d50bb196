"""The list of verdicts: the latest first, narrowed by words, rating and where the claim was made."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from claims.filters import PublicVerdictFilter
from claims.models import Verdict
from claims.text.links import is_tracking
from claims.web.listing import Listing, query_of, read_number, refuse_unknown
from claims.web.public.answers import page, public
from claims.web.public.showing import for_reading, shown

PAGE_SIZE = 20


@public
def verdicts(request: HttpRequest) -> HttpResponse:
    listing = public_list(request)
    context = {
        "listing": listing,
        "rows": [shown(one) for one in listing.rows],
        "is_part": listing.narrowed or bool(listing.newest),
        "here": "verdicts",
    }
    return page("public/verdicts.html", context, status=listing.status)


def public_list(request: HttpRequest) -> Listing:
    """The rows after `?before=NUMBER`, a verdict's. What sites append to an address to count clicks is ignored."""
    refuse_unknown(request, PublicVerdictFilter, allowed={"before", *filter(is_tracking, request.GET)})
    chosen = PublicVerdictFilter(request.GET, for_reading(Verdict.objects.public()), request=request)
    rows = chosen.qs if chosen.is_valid() else Verdict.objects.none()
    before = read_number(request, "before")
    if before:
        rows = older_than(rows, before)
    found = list(rows.order_by("-published_at", "-id")[: PAGE_SIZE + 1])
    last = found[:PAGE_SIZE][-1].pk if len(found) > PAGE_SIZE else None
    return Listing(
        rows=found[:PAGE_SIZE],
        filter=chosen,
        older=query_of(request, before=last) if last else "",
        newest=query_of(request, before=None) if before else "",
        query=query_of(request, before=None),
        here=query_of(request, before=before),
        narrowed=any(request.GET.getlist(name) not in ([], [""]) for name in PublicVerdictFilter.base_filters),
    )


def older_than(rows: QuerySet[Verdict], before: int) -> QuerySet[Verdict]:
    """Rows after that verdict in the list. A number that was superseded meanwhile still marks its place."""
    mark = Verdict.objects.ever_public().filter(pk=before).values_list("published_at", flat=True).first()
    if mark is None:
        return rows.none()
    # The first condition alone lets an index begin at the place.
    return rows.filter(published_at__lte=mark).filter(Q(published_at__lt=mark) | Q(pk__lt=before))
