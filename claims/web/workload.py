"""Who has how much to do, and sharing it out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.choices import AssignmentState
from claims.errors import ClaimsError
from claims.figures.workload import workload as loads
from claims.models import Assignment, Claim
from claims.services.assignments import release, share_claims
from claims.web import access
from claims.web.forms.oversight import ShareForm
from claims.web.forms.refusals import show_refusal

SHOWN = 50


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def workload(request: HttpRequest) -> HttpResponse:
    access.require(request, "assign", Claim)
    form = ShareForm(request.POST if request.method == "POST" else None, reader=request.user)
    if form.is_bound and form.is_valid():
        try:
            shared = share_claims(actor=request.user, **form.content())
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _words(len(shared.assignments), len(shared.left)))
            return redirect("workload")
    waiting = Assignment.objects.filter(state=AssignmentState.OPEN).select_related("assignee", "claim", "article")
    context = {"loads": loads(), "form": form, "waiting": waiting.order_by("due_at", "id")[:SHOWN]}
    return render(request, "claims/workload.html", context, status=422 if form.errors else 200)


@access.signed_in
@require_POST
def assignment_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Editors take work back; whoever has it may give it back."""
    assignment = get_object_or_404(Assignment.objects.select_related("claim", "article"), pk=pk)
    if assignment.assignee_id != request.user.pk:
        access.require(request, "assign", Claim)
    release(actor=request.user, assignment=assignment)
    messages.success(request, _("The assignment is given back."))
    return redirect("home" if assignment.assignee_id == request.user.pk else "workload")


def _words(given: int, left: int) -> str:
    words = ngettext("%(n)s claim is given out.", "%(n)s claims are given out.", given) % {"n": given}
    if left:
        words += " " + ngettext("%(n)s fits nobody chosen.", "%(n)s fit nobody chosen.", left) % {"n": left}
    return words
