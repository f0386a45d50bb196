"""The dashboard and the agreement page, and agreement as a file."""

import csv
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.choices import Rating
from claims.exporters.formats.csv import safe
from claims.figures.agreement import Agreement, agreement
from claims.figures.alpha import Alpha
from claims.figures.dashboard import Dashboard, dashboard, default_scope
from claims.figures.keeping import Counted, kept
from claims.figures.workload import workload
from claims.filters import PUBLICATIONS
from claims.models import Claim, Event, Review
from claims.permissions import may
from claims.web import access
from claims.web.forms.oversight import ScopeForm

HEIGHT = 100


@access.signed_in
@require_safe
def dashboard_page(request: HttpRequest) -> HttpResponse:
    access.require(request, "view", Claim)
    form = ScopeForm(request.GET or None, reader=request.user)
    counted = kept(dashboard, form.scope() if form.is_bound and form.is_valid() else default_scope())
    found = counted.figures
    context = {
        "form": form,
        "found": found,
        "counted": counted,
        "columns": columns(found),
        "standing": standing_rows(found),
        "publication": publication_rows(found),
        "ages": bars(found.ages),
        "ratings": list(Rating),
        "loads": workload() if may(request.user, "assign", Claim) else [],
        "may_compare": bool(may(request.user, "compare", Review)),
        "may_audit": bool(may(request.user, "audit", Event)),
        "may_manage": bool(may(request.user, "manage", get_user_model())),
    }
    return render(request, "claims/dashboard.html", context, status=400 if form.errors else 200)


@access.signed_in
@require_safe
def agreement_page(request: HttpRequest) -> HttpResponse:
    access.require(request, "compare", Review)
    form, counted = _agreement(request)
    context = {
        "form": form,
        "found": counted.figures,
        "counted": counted,
        "ratings": list(Rating),
        "query": request.GET.urlencode(),
    }
    return render(request, "claims/agreement.html", context, status=400 if form.errors else 200)


@access.signed_in
@require_safe
def agreement_file(request: HttpRequest) -> HttpResponse:
    """The same figures as comma-separated values: one line per figure, `table,row,column,value`."""
    access.require(request, "compare", Review)
    _, counted = _agreement(request)
    found = counted.figures
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="agreement.csv"'
    writer = csv.writer(response)
    writer.writerow(["table", "row", "column", "value"])
    writer.writerows([safe(str(cell)) for cell in line] for line in lines(found))
    return response


def _agreement(request: HttpRequest) -> tuple[ScopeForm, Counted[Agreement]]:
    form = ScopeForm(request.GET or None, reader=request.user)
    if not (form.is_bound and form.is_valid()):
        return form, kept(agreement)
    given, asked = form.cleaned_data, request.GET
    return form, kept(
        agreement,
        since=given["since"] if asked.get("since") else None,
        until=given["until"] if asked.get("until") else None,
        article=given["article"],
        publisher=given["publisher"],
        tag=form.asked_tag,
    )


def lines(found: Agreement) -> Iterable[tuple[Any, ...]]:
    yield from _alpha_lines("alpha", "all", found.alpha)
    for row in found.ratings:
        for name in ("given", "others", "agreed"):
            yield "rating", row.rating.value, name, getattr(row, name)
    for rating, cells in found.confusion:
        for other, cell in zip(Rating, cells, strict=True):
            yield "confusion", rating.value, other.value, cell
    for pair in found.pairs:
        name = f"{pair.one} / {pair.other}"
        yield "kappa", name, "value", "" if pair.kappa.value is None else f"{pair.kappa.value:.4f}"
        yield "kappa", name, "claims", pair.kappa.units
        yield "kappa", name, "agreed", pair.kappa.agreed
    for name, topics in (("publisher", found.publishers), ("tag", found.tags)):
        for topic in topics:
            yield from _alpha_lines(name, topic.topic, topic.alpha)
    for name in ("claims", "reviews", "overruled"):
        yield "adjudicated", "all", name, getattr(found.overruled, name)


def _alpha_lines(table: str, row: str, alpha: Alpha) -> Iterable[tuple[Any, ...]]:
    for name in ("value", "low", "high"):
        number = getattr(alpha, name)
        yield table, row, name, "" if number is None else f"{number:.4f}"
    yield table, row, "claims", alpha.units
    yield table, row, "ratings", alpha.ratings
    if alpha.why:
        yield table, row, "why", alpha.why


def bars(rows: Iterable[tuple[Any, int]]) -> list[dict[str, Any]]:
    """Each row with its width in percent of the longest one."""
    rows = list(rows)
    longest = max((count for _, count in rows), default=0) or 1
    return [{"name": name, "count": count, "width": f"{100 * count / longest:.2f}"} for name, count in rows]


def standing_rows(found: Dashboard) -> list[dict[str, Any]]:
    """Each status with its count, its bar and the list of exactly these claims."""
    rows = bars(found.standing.items())
    return [{**row, "query": urlencode({"status": row["name"].value, **narrowed(found)})} for row in rows]


def publication_rows(found: Dashboard) -> list[dict[str, Any]]:
    """Each step on the way to the public with its count, its bar and the list of exactly these claims."""
    labels = dict(PUBLICATIONS)
    rows = bars((name, getattr(found.publication, name)) for name in labels)
    return [
        {**row, "label": labels[row["name"]], "query": urlencode({"publication": row["name"], **narrowed(found)})}
        for row in rows
    ]


def narrowed(found: Dashboard) -> dict[str, Any]:
    """What the page is about, as the list of claims takes it."""
    scope = found.scope
    narrow = {"article": scope.article, "publisher": scope.publisher, "tag": scope.tag}
    return {name: value for name, value in narrow.items() if value}


def columns(found: Dashboard) -> list[dict[str, Any]]:
    """Each week's column of decided claims, in a drawing 100 high."""
    highest = max((week.total for week in found.weeks), default=0) or 1
    heights = [(week, round(HEIGHT * week.total / highest, 1)) for week in found.weeks]
    return [{"week": week, "height": height, "y": HEIGHT - height} for week, height in heights]
