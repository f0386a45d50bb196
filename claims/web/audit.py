"""Everything that happened, to look through and to take away."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.exporters.formats.csv import safe
from claims.models import Event
from claims.web import access
from claims.web.forms.oversight import AuditForm
from claims.web.history import line_of
from claims.web.listing import read_number

PAGE = 50
COLUMNS = ("id", "at", "kind", "actor", "person", "article", "claim", "review", "verdict", "old", "new", "reason")


@access.signed_in
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    access.require(request, "audit", Event)
    form, events = _narrowed(request)
    before = read_number(request, "before")
    events = events.filter(pk__lt=before) if before else events
    found = list(events.select_related("actor", "person", "claim", "article")[: PAGE + 1])
    older = request.GET.copy()
    older["before"] = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "form": form,
        "events": [(event, line_of(event)) for event in found[:PAGE]],
        "older": "?" + older.urlencode() if len(found) > PAGE else "",
        "query": query.urlencode(),
    }
    return render(request, "claims/audit.html", context, status=400 if form.errors else 200)


@access.signed_in
@require_safe
def audit_file(request: HttpRequest) -> HttpResponseBase:
    """All that the page would list, newest first; the last line says how many rows make it complete."""
    access.require(request, "audit", Event)
    _, events = _narrowed(request)
    response = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _narrowed(request: HttpRequest) -> tuple[AuditForm, Any]:
    form = AuditForm(request.GET or None, reader=request.user)
    events = Event.objects.visible_to(request.user).order_by("-id")
    if form.is_bound:
        events = form.narrow(events) if form.is_valid() else events.none()
    return form, events


class _Echo:
    """What csv writes to, handing each line on."""

    def write(self, line: str) -> str:
        return line


def _lines(events: Any) -> Iterator[str]:
    writer, count = csv.writer(_Echo(), lineterminator="\r\n"), 0
    yield writer.writerow(COLUMNS)
    fields = ["id", "at", "kind", "actor__username", "person__username", *(f"{name}_id" for name in COLUMNS[5:9])]
    for row in events.values_list(*fields, "old", "new", "reason").iterator(chunk_size=1000):
        count += 1
        yield writer.writerow([_cell(value) for value in row])
    yield f"# end rows={count}\r\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return safe(value.isoformat() if hasattr(value, "isoformat") else str(value))
