"""After a decision: sending a conflict back with a question, reopening, a reviewer's reply."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError, StaleEdit
from claims.models import Claim, Verdict
from claims.services.decisions import reopen_claim, reply_to_verdict, return_to_review
from claims.web import access
from claims.web.forms.oversight import ReopenForm, ReplyForm, ReturnForm
from claims.web.forms.refusals import show_refusal
from claims.web.sentences import in_words


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_return(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "adjudicate", claim)
    words = {
        "title": _("Send back to review"),
        "lead": _("The claim waits for one more review, and everybody who reviewed it is told."),
        "button": _("Send back"),
        "done": _("The claim is back in review."),
    }
    return take_step(request, claim, ReturnForm, return_to_review, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "adjudicate", claim)
    words = {
        "title": _("Reopen the decision"),
        "lead": _("What an editor decided is a conflict again; what reviewers agreed on waits for one more review."),
        "button": _("Reopen"),
        "done": _("The claim is open again."),
    }
    return take_step(request, claim, ReopenForm, reopen_claim, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def verdict_reply(request: HttpRequest, pk: int) -> HttpResponse:
    verdict = get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim"), pk=pk)
    access.require(request, "reply", verdict)
    words = {
        "title": _("Reply to the decision"),
        "lead": verdict.reason,
        "button": _("Reply"),
        "done": _("Your reply is kept with the decision."),
    }

    def act(*, actor: Any, claim: Claim, body: str) -> None:
        reply_to_verdict(actor=actor, verdict=verdict, body=body)

    return take_step(request, verdict.claim, ReplyForm, act, words)


def take_step(
    request: HttpRequest, claim: Claim, form_class: type[forms.Form], act: Callable[..., Any], words: dict[str, str]
) -> HttpResponse:
    """A step with a form of its own: asked for, taken, or refused with the words still there."""
    form = form_class(request.POST if request.method == "POST" else None, initial={"seen": claim.revision})
    if form.is_bound and form.is_valid():
        try:
            act(actor=request.user, claim=claim, **form.cleaned_data)
        except StaleEdit as error:
            form = form_class({**request.POST.dict(), "seen": error.revision})
            form.add_error(None, in_words(error.message))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, words["done"])
            return redirect(claim)
    context = {"claim": claim, "form": form, **words}
    return render(request, "claims/claim_step.html", context, status=422 if form.errors else 200)
