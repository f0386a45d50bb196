"""The page of exports: choose, see how many claims that is, take the file now or have it written."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims import tasks
from claims.errors import ClaimsError
from claims.models import Claim, Export
from claims.services.exports import ask_export, chosen_claims
from claims.web import access
from claims.web.forms.exports import FLAGS, NAMES, ExportForm
from claims.web.forms.refusals import show_refusal

SHOWN = 30


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """GET counts what is chosen, or leads to the file; POST has it written."""
    access.require(request, "export", Claim)
    given = request.POST if request.method == "POST" else request.GET
    form, total = ExportForm(given or None, reader=request.user), None
    if not form.is_bound or form.is_valid():
        try:
            chosen = chosen_claims(request.user, form.query())
            if request.method == "POST":
                return _asked(request, form)
            if "download" in request.GET:
                return redirect(_address(form))
            total = chosen.order_by().count()
        except ClaimsError as error:
            show_refusal(form, error)
    own = Export.objects.visible_to(request.user).select_related("job")[:SHOWN]
    context = {
        "form": form,
        "boxes": [form[name] for name in FLAGS],
        "total": total,
        "statuses": counted(request.user, form, "status"),
        "kinds": counted(request.user, form, "kind"),
        "exports": [(export, NAMES.get(export.format, export.format)) for export in own],
    }
    return render(request, "claims/export_list.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: ExportForm) -> HttpResponse:
    export = ask_export(actor=request.user, file_format=form.chosen_format, query=form.query(), **form.flags())
    tasks.start(export.job)
    return redirect(reverse("exports") + "#files")


def counted(user: Any, form: ExportForm, name: str) -> list[tuple[str, str, int, bool]]:
    """Each value of one filter with its label, how many claims it stands for, and whether it is chosen."""
    claims: QuerySet[Claim] = Claim.objects.visible_to(user).order_by()
    numbers = dict(claims.values_list(name).annotate(Count("pk")))
    chosen = form.query().get(name, [])
    return [(value, label, numbers.get(value, 0), value in chosen) for value, label in form.fields[name].choices]


def _address(form: ExportForm) -> str:
    """Where the same file is streamed at once."""
    query = QueryDict(mutable=True)
    for name, values in form.query().items():
        query.setlist(name, values)
    for flag, value in form.flags().items():
        query[flag] = str(int(value))
    address = reverse("api-export-claims", args=[form.chosen_format])
    return f"{address}?{query.urlencode()}" if query else address
