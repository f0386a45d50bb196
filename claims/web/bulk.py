"""Many claims at once: what will happen is shown first, and what happened can be undone at once."""

import uuid
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from claims.choices import Role
from claims.errors import ClaimsError
from claims.models import Claim
from claims.services.assignments import share_claims
from claims.services.claims import withdraw_claim
from claims.web import access
from claims.web.forms.claims import WithdrawalForm
from claims.web.forms.refusals import show_refusal

MOST = 200


class AssignmentForm(forms.Form):
    """Who gets the claims, and until when."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
        people = get_user_model().objects.filter(is_active=True, role__in=roles)
        self.fields["people"].queryset = people.order_by("display_name", "username")


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claims_bulk(request: HttpRequest) -> HttpResponse:
    """Preview on GET, the deed on POST: withdrawing or assigning the chosen claims."""
    given = request.POST if request.method == "POST" else request.GET
    action = "assign" if given.get("action") == "assign" else "withdraw"
    access.require(request, "assign" if action == "assign" else "merge", Claim)
    chosen, closed = chosen_claims(request, given.getlist("claim"))
    form = (AssignmentForm if action == "assign" else WithdrawalForm)(given if request.method == "POST" else None)
    if request.method == "POST" and chosen and form.is_valid():
        try:
            words = DEEDS[action](request, chosen, form.cleaned_data)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, words)
            return redirect("claims")
    context = {"action": action, "claims": chosen, "closed": closed, "form": form}
    return render(request, "claims/claim_bulk.html", context, status=422 if form.errors else 200)


def chosen_claims(request: HttpRequest, ids: list[str]) -> tuple[list[Claim], list[Claim]]:
    """The claims named that can still be worked on, and those that are closed already."""
    numbers = [int(value) for value in ids if value.isascii() and value.isdigit() and len(value) < 19][:MOST]
    found = Claim.objects.visible_to(request.user).filter(pk__in=numbers).select_related("article")
    rows = list(found.order_by("article_id", "start", "id"))
    return [row for row in rows if not row.is_withdrawn], [row for row in rows if row.is_withdrawn]


def _withdraw(request: HttpRequest, claims: list[Claim], about: dict[str, Any]) -> str:
    batch = uuid.uuid4().hex
    with transaction.atomic():
        for claim in claims:
            withdraw_claim(actor=request.user, claim=claim, batch=batch, **about)
    words = ngettext("%(count)d claim is withdrawn.", "%(count)d claims are withdrawn.", len(claims))
    return words % {"count": len(claims)}


def _assign(request: HttpRequest, claims: list[Claim], about: dict[str, Any]) -> str:
    batch = uuid.uuid4().hex
    day = about["due_on"]
    due_at = timezone.make_aware(datetime.combine(day, time.max)) if day else None
    people = list(about["people"])
    shared = share_claims(actor=request.user, claims=claims, people=people, due_at=due_at, batch=batch)
    words = ngettext("%(count)d claim is given out.", "%(count)d claims are given out.", len(shared.assignments))
    left = _(" %(left)d fit nobody: reviewed by them, or of their own making.") % {"left": len(shared.left)}
    return words % {"count": len(shared.assignments)} + (left if shared.left else "")


DEEDS = {"withdraw": _withdraw, "assign": _assign}
