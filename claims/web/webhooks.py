"""Admins' pages about endpoints that are told what happens."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims import tasks
from claims.errors import ClaimsError
from claims.models import Webhook
from claims.services.telling import ask_webhook, secret_of
from claims.services.webhooks import add_webhook, change_webhook, remove_webhook, replay_webhook, rotate_secret
from claims.web import access
from claims.web.forms.refusals import show_refusal
from claims.web.forms.webhooks import ReplayForm, WebhookForm

SHOWN = 50


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """All endpoints and a form for a new one, whose secret exists in this answer only."""
    access.require(request, "manage", Webhook)
    form, secret = WebhookForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        try:
            secret = secret_of(add_webhook(actor=request.user, **form.cleaned_data))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            form = WebhookForm()
    context = {"webhooks": Webhook.objects.order_by("id"), "form": form, "secret": secret}
    return render(request, "claims/webhook_list.html", context, status=422 if form.errors else 200)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One endpoint: how it does, what it was told, and a form to change it."""
    found = _found(request, pk)
    now = {"url": found.url, "kinds": found.kinds, "description": found.description}
    form = WebhookForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        try:
            change_webhook(actor=request.user, webhook=found, **form.cleaned_data)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The change is saved."))
            return redirect("webhook", pk)
    return _page(request, found, form=form)


def _page(request: HttpRequest, found: Webhook, *, form: WebhookForm | None = None, **more: Any) -> HttpResponse:
    now = {"url": found.url, "kinds": found.kinds, "description": found.description}
    context: dict[str, Any] = {
        "webhook": found,
        "form": form or WebhookForm(initial=now),
        "replay_form": ReplayForm(initial={"after": found.position}),
        "deliveries": found.deliveries.select_related("event").order_by("-id")[:SHOWN],
        **more,
    }
    failed = any(one.errors for one in (context["form"], context["replay_form"]))
    return render(request, "claims/webhook_detail.html", context, status=422 if failed else 200)


def _found(request: HttpRequest, pk: int) -> Webhook:
    access.require(request, "manage", Webhook)
    return get_object_or_404(Webhook, pk=pk)


@access.signed_in
@require_POST
def webhook_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause it, or let it go on: the form says which."""
    found = _found(request, pk)
    change_webhook(actor=request.user, webhook=found, active=request.POST.get("active") == "yes")
    return redirect("webhook", pk)


@access.signed_in
@require_POST
def webhook_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, shown in this answer only."""
    found = rotate_secret(actor=request.user, webhook=_found(request, pk))
    return _page(request, found, secret=secret_of(found))


@access.signed_in
@require_POST
def webhook_replay(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), ReplayForm(request.POST)
    if not form.is_valid():
        return _page(request, found, replay_form=form)
    try:
        found = replay_webhook(actor=request.user, webhook=found, **form.cleaned_data)
    except ClaimsError as error:
        show_refusal(form, error)
        return _page(request, found, replay_form=form)
    tasks.start(ask_webhook(found))
    told = _("It is told once more.") if found.is_active else _("It is told once more as soon as it goes on.")
    messages.success(request, told)
    return redirect("webhook", pk)


@access.signed_in
@require_POST
def webhook_remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_webhook(actor=request.user, webhook=_found(request, pk))
    messages.success(request, _("The webhook is removed."))
    return redirect("webhooks")
