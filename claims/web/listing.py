"""Long lists: narrowed by a filter set, in one of their orders, continued by the last row seen."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import FilterSet

from claims.figures.totals import Total, total_of
from claims.filters import ORDERS, ClaimFilter, unknown_parameters
from claims.models.places import rows_after
from claims.web.access import BadParameter

PAGE_SIZE = 30
LARGEST_ID = 2**63 - 1
LONGEST_QUERY = 4_000
PLACE = {"before", "ordering"}
CARRIED = (
    *("id", "article", "speaker", "check_worthiness_min", "publisher", "language"),
    *("created_after", "changed_after"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. `older` and `newest` are query strings, empty where there is nothing to go to.

    `query` has the filters, `here` also the order and the place in the list.
    """

    rows: list[Any]
    filter: FilterSet
    older: str
    newest: str
    narrowed: bool
    query: str
    here: str
    order: str = "-id"
    total: Total | None = None

    @property
    def is_valid(self) -> bool:
        return self.filter.is_valid()

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Filters of the address that the page's form has no field for; the form sends them along."""
        given = self.filter.data or {}
        return [(name, given[name]) for name in CARRIED if name in self.filter.filters and given.get(name)]

    @property
    def status(self) -> int:
        return 200 if self.is_valid else 400


def list_page(request: HttpRequest, filterset: type[FilterSet], queryset: QuerySet[Any]) -> Listing:
    """The rows after `?before=ID`, newest first. Raises BadParameter for a parameter nobody knows.

    A filter's value that cannot be read gives no rows and the filter's own words about it: a typo
    must never widen a list.
    """
    refuse_unknown(request, filterset, allowed={"before"})
    return _page_of(request, filterset, queryset, order="-id")


def claims_page(request: HttpRequest, queryset: QuerySet[Any]) -> Listing:
    """The same for claims, in the order that `?ordering=` names, with how many there are."""
    refuse_unknown(request, ClaimFilter, allowed=PLACE)
    order = request.GET.get("ordering") or next(iter(ORDERS))
    if order not in ORDERS:
        raise BadParameter(_("This list has no such order. There are: %(orders)s.") % {"orders": ", ".join(ORDERS)})
    listing = _page_of(request, ClaimFilter, queryset, order=order)
    return replace(listing, total=_total(request, listing)) if listing.is_valid else listing


def _page_of(request: HttpRequest, filterset: type[FilterSet], queryset: QuerySet[Any], *, order: str) -> Listing:
    chosen = filterset(request.GET, queryset, request=request)
    rows = chosen.qs if chosen.is_valid() else queryset.none()
    before = read_number(request, "before")
    found = _rows(rows, before, order)
    shown = found[:PAGE_SIZE]
    return Listing(
        rows=shown,
        filter=chosen,
        older=query_of(request, before=shown[-1].pk) if len(found) > PAGE_SIZE else "",
        newest=query_of(request, before=None) if before else "",
        query=query_of(request, before=None, ordered=False),
        here=query_of(request, before=before),
        narrowed=bool(asked_filters(request, filterset)),
        order=order,
    )


def _rows(rows: QuerySet[Any], before: int | None, order: str) -> list[Any]:
    """The next rows, and one more. What a row is worth now is its place, should that have changed meanwhile."""
    fields, most = ORDERS[order], PAGE_SIZE + 1
    if before is None:
        return list(rows.order_by(*fields)[:most])
    if len(fields) == 1:
        return rows_after(rows, fields, [before], most)
    keys = rows.model._default_manager.filter(pk=before).values_list(*(field.lstrip("-") for field in fields)).first()
    return rows_after(rows, fields, keys, most) if keys else []


def _total(request: HttpRequest, listing: Listing) -> Total:
    """How many the filters leave. A list of one page has been read; of some it is only known that they go on."""
    if not (listing.older or listing.newest):
        return Total(len(listing.rows), False)
    return total_of(listing.filter.qs, asked_filters(request, ClaimFilter)) or Total(PAGE_SIZE, True)


def asked_filters(request: HttpRequest, filterset: type[FilterSet]) -> list[str]:
    return [name for name in filterset.base_filters if request.GET.getlist(name) not in ([], [""])]


def claims_address(query: str) -> str:
    """The list of claims, narrowed as a query string says; what the list does not know is left out."""
    kept = QueryDict(mutable=True)
    for name, values in QueryDict(query.removeprefix("?")[:LONGEST_QUERY]).lists():
        if name in ClaimFilter.base_filters or name in PLACE:
            kept.setlist(name, values)
    return reverse("claims") + (f"?{kept.urlencode()}" if kept else "")


def refuse_unknown(request: HttpRequest, filterset: type[FilterSet], *, allowed: set[str]) -> None:
    unknown = unknown_parameters(filterset, request.GET, allowed)
    if unknown:
        raise BadParameter(
            _("This page does not know the parameter “%(name)s” of its address.") % {"name": unknown[0]}
        )


def read_number(request: HttpRequest, name: str) -> int | None:
    """A whole number above 0 from the address, or nothing. Raises BadParameter."""
    value = request.GET.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value[:20]) <= LARGEST_ID):
        raise BadParameter(_("“%(name)s” must be a whole number in the address.") % {"name": name})
    return int(value)


def query_of(request: HttpRequest, *, before: int | None, ordered: bool = True) -> str:
    """The address's parameters, from `?` on, with another place in the list; empty ones are left out."""
    parameters = request.GET.copy()
    for name in [name for name, values in parameters.lists() if values == [""]]:
        del parameters[name]
    for name in ("before",) if ordered else PLACE:
        parameters.pop(name, None)
    if before:
        parameters["before"] = str(before)
    return "?" + parameters.urlencode()
