"""Admins' pages about people: inviting, roles, access, second factors; and the page that a link opens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from annotator.accounts import services_joining
from annotator.accounts.forms import InviteForm, JoinForm, PersonForm
from annotator.accounts.models import Invitation, User
from annotator.accounts.services_people import change_person, everybody, state_of
from claims.errors import ClaimsError, StaleEdit
from claims.models import Event
from claims.permissions import may
from claims.web.history import line_of

SHOWN = 200
MOST_EVENTS = 20


def require_admin(request: HttpRequest) -> User:
    answer = may(request.user, "manage", User)
    if not answer:
        raise PermissionDenied(answer.reason)
    assert isinstance(request.user, User)  # noqa: S101 (only a member may)
    return request.user


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, the open invitations, and a form for a new one, whose link exists in this answer only."""
    admin = require_admin(request)
    form, link, mailed = InviteForm(request.POST if request.method == "POST" else None), "", ""
    if form.is_bound and form.is_valid():
        try:
            invitation, link = services_joining.invite(actor=admin, **form.cleaned_data)
        except ClaimsError as refusal:
            show(form, refusal)
        else:
            form, mailed = InviteForm(), invitation.email
    context = {
        "people": everybody().order_by("username")[:SHOWN],
        "invitations": Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now()),
        "form": form,
        "link": link,
        "mailed": mailed,
    }
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    admin = require_admin(request)
    subject = get_object_or_404(everybody(), pk=pk)
    now = {"role": subject.role, "team": subject.team, "is_active": subject.is_active, "seen": state_of(subject)}
    form = PersonForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        try:
            change_person(actor=admin, user=subject, **form.cleaned_data)
        except ClaimsError as refusal:
            show(form, refusal)
            if isinstance(refusal, StaleEdit):  # what happened is told below; the next press knows of it
                form.data = {**request.POST.dict(), "seen": str(refusal.revision)}
        else:
            messages.success(request, _("The change is saved."))
            return redirect("person", pk)
    context = {
        "subject": subject,
        "form": form,
        "teams": User.objects.exclude(team="").order_by("team").values_list("team", flat=True).distinct()[:SHOWN],
        "events": [line_of(event) for event in _events_about(subject)[:MOST_EVENTS]],
    }
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


def _events_about(subject: User) -> Any:
    return Event.objects.filter(person=subject).select_related("actor").order_by("-id")


@login_required
@require_POST
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    admin = require_admin(request)
    services_joining.reset_second_factor(actor=admin, user=get_object_or_404(User, pk=pk))
    messages.success(request, _("The second factor is gone; the password alone opens the account now."))
    return redirect("person", pk)


@login_required
@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    admin = require_admin(request)
    try:
        services_joining.call_back(actor=admin, invitation=get_object_or_404(Invitation, pk=pk))
    except ClaimsError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The invitation is called back."))
    return redirect("people")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, words: str) -> HttpResponse:
    """Opened by a link: choose a name and a password. A link that is over says so, and nothing else."""
    invitation = services_joining.find_invitation(words)
    if invitation is None:
        return render(request, "accounts/join.html", {"form": None}, status=404)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services_joining.accept(words=words, **form.cleaned_data)
        except ClaimsError as refusal:
            show(form, refusal)
        else:
            messages.success(request, _("Welcome. Sign in with the name and password you chose."))
            return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/join.html", context, status=422 if form.errors else 200)


def show(form: Any, refusal: ClaimsError) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
