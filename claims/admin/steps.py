"""A change made from the admin: a page that asks, then one service, then a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from claims.choices import Rating, WithdrawnCause
from claims.errors import ClaimsError
from claims.permissions import Answer


class ConfirmForm(forms.Form):
    """Nothing to fill in: pressing the button is the answer."""


class WithdrawForm(forms.Form):
    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"), choices=WithdrawnCause.choices, widget=UnfoldAdminSelectWidget
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=UnfoldAdminTextareaWidget,
        help_text=gettext_lazy("Kept with the claim for good."),
    )


class AdjudicateForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(
        label=gettext_lazy("Rating"),
        choices=[("", gettext_lazy("Choose one")), *Rating.choices],
        widget=UnfoldAdminSelectWidget,
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=UnfoldAdminTextareaWidget)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        widget=UnfoldAdminTextareaWidget,
        required=False,
        help_text=gettext_lazy("What the public reads."),
    )


def take_step(
    admin: Any,
    request: HttpRequest,
    pk: int,
    *,
    title: str,
    allowed: Callable[[Any], Answer],
    form_class: type[forms.Form],
    act: Callable[..., Any],
    done: str,
    note: str | Callable[[Any], str] = "",
    initial: Callable[[Any], dict[str, Any]] = lambda obj: {},
) -> HttpResponse:
    """Ask on GET, act on POST. `act(obj, **cleaned)` calls the service; a refusal is shown in the form."""
    obj = get_object_or_404(admin.get_queryset(request), pk=pk)
    answer = allowed(obj)
    if not answer:
        raise PermissionDenied(answer.reason)
    form = form_class(request.POST if request.method == "POST" else None, initial=initial(obj))
    if form.is_bound and form.is_valid():
        try:
            act(obj, **form.cleaned_data)
        except ClaimsError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, done)
            return redirect(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", obj.pk)
    context = {
        **admin.admin_site.each_context(request),
        "opts": obj._meta,
        "original": obj,
        "title": title,
        "note": note(obj) if callable(note) else note,
        "form": form,
        "button": _("Confirm"),
    }
    return render(request, "admin/claims/step.html", context, status=400 if form.errors else 200)
