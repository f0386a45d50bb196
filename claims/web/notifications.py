"""What a person has been told, and what they want to hear of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.choices import NotificationKind
from claims.models import Notification
from claims.services.notifications import choose_notifications, mark_read, wants
from claims.web import access
from claims.web.forms.oversight import NotificationForm

SHOWN = 50


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request: HttpRequest) -> HttpResponse:
    """The newest ones; a button marks them read, a form chooses which kinds come."""
    if request.method == "POST" and "read" in request.POST:
        mark_read(actor=request.user)
        return redirect("notifications")
    form = NotificationForm(request.POST if request.method == "POST" else None, initial=_initial(request))
    if form.is_bound and form.is_valid():
        choose_notifications(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications")
    told = Notification.objects.filter(person=request.user.pk).select_related("claim", "article")
    context = {"told": told.order_by("-id")[:SHOWN], "form": form}
    return render(request, "claims/notifications.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest) -> dict[str, object]:
    person = request.user
    wanted = [kind for kind in NotificationKind.values if wants(person, kind)]
    return {"wanted": wanted, "by_mail": person.preferences.get("digest", False)}  # type: ignore[union-attr]
