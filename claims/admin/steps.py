"""A change made from the admin: a page that asks, then one service, then a message."""

from collections.abc import Callable
from dataclasses import dataclass
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
from claims.permissions import may


def nothing(obj: Any) -> dict[str, Any]:
    """A form that begins empty."""
    return {}


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


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked, of whom, and which service does it: `service(actor=…, <takes>=object, **cleaned)`."""

    title: Any
    done: Any
    asks: str
    """The verb that the person must be allowed, to the object, or to `of` where it is about the noun."""
    service: Callable[..., Any]
    takes: str = "claim"
    of: Any = None
    form_class: type[forms.Form] = ConfirmForm
    note: Any = ""
    """Words beneath the title, or a function that has them for an object."""
    initial: Callable[[Any], dict[str, Any]] = nothing


class AskFirst:
    """An admin whose actions ask on a page of their own before anything happens."""

    get_queryset: Callable[[HttpRequest], Any]
    admin_site: Any

    def ask_first(self, request: HttpRequest, pk: int, step: Step) -> HttpResponse:
        """Ask on GET, act on POST; a refusal is shown in the form."""
        obj = get_object_or_404(self.get_queryset(request), pk=pk)
        answer = may(request.user, step.asks, step.of or obj)
        if not answer:
            raise PermissionDenied(answer.reason)
        form = step.form_class(request.POST if request.method == "POST" else None, initial=step.initial(obj))
        if form.is_bound and form.is_valid():
            try:
                step.service(actor=request.user, **{step.takes: obj}, **form.cleaned_data)
            except ClaimsError as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                messages.success(request, step.done)
                return redirect(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", obj.pk)
        return self._asked(request, obj, step, form)

    def _asked(self, request: HttpRequest, obj: Any, step: Step, form: forms.Form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": obj._meta,
            "original": obj,
            "title": step.title,
            "note": step.note(obj) if callable(step.note) else step.note,
            "form": form,
            "button": _("Confirm"),
        }
        return render(request, "admin/claims/step.html", context, status=400 if form.errors else 200)
