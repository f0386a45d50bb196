"""Admins' page about how many reviews decide a claim: what another number would do, and setting it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import tasks
from claims.errors import ClaimsError, StaleEdit
from claims.figures.quorum import preview
from claims.models import Claim, Desk
from claims.models.desk import desk_quorum
from claims.services.desk import set_desk_quorum
from claims.web import access
from claims.web.forms.desk import QuorumForm
from claims.web.forms.refusals import show_refusal


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def quorum(request: HttpRequest) -> HttpResponse:
    """A form that asks what a number would do, the answer, and the button that sets it."""
    access.require(request, "manage", Desk)
    desk = Desk.objects.filter(pk=Desk.THE_ONE).first() or Desk()
    if request.method != "POST":
        return _shown(request, QuorumForm.of(desk, request.GET.get("quorum")))
    form = QuorumForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    wanted, seen = form.cleaned_data["quorum"], form.cleaned_data["seen"]
    try:
        job = set_desk_quorum(actor=request.user, quorum=wanted, seen=-1 if seen is None else seen)
    except StaleEdit:
        return _shown(request, QuorumForm.of(desk, request.POST.get("quorum", "")), is_stale=True, status=409)
    except ClaimsError as error:
        show_refusal(form, error)
        return _shown(request, form, status=422)
    tasks.start(job)
    messages.success(request, _("Saved. Claims whose status changes by it say so in their history."))
    return redirect("desk_quorum")


def _shown(request: HttpRequest, form: QuorumForm, *, is_stale: bool = False, status: int = 200) -> HttpResponse:
    is_asked = form.is_bound and form.is_valid()
    context = {
        "form": form,
        "now": desk_quorum(),
        "environment": settings.QUORUM,
        "unsettled": Claim.objects.unsettled().count(),
        "preview": preview(form.number) if is_asked else None,
        "is_alone": is_asked and form.number == 1 and not settings.SOLO_DESK,
        "is_stale": is_stale,
    }
    failed = bool(form.is_bound and form.errors)
    return render(request, "claims/desk_quorum.html", context, status=422 if failed and status == 200 else status)
