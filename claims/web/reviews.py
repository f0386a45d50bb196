"""Pages about reviews: the queue, sending one, revising and retracting one's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import AlreadyReviewed, ClaimsError
from claims.models import Claim, Review
from claims.services.queue import next_turn
from claims.services.reviews import retract_review, revise_review, submit_review
from claims.web import access
from claims.web.claims import claim_context
from claims.web.forms.refusals import show_refusal
from claims.web.forms.reviews import RetractionForm, ReviewForm, RevisionForm
from claims.web.passages import context_of

SKIPPED = "skipped_claims"
MOST_SKIPPED = 200


@access.signed_in
@require_safe
def review_next(request: HttpRequest) -> HttpResponse:
    access.require(request, "review", Claim)
    if "again" in request.GET:
        request.session.pop(SKIPPED, None)
    return show_next(request)


def show_next(request: HttpRequest) -> HttpResponse:
    """The next claim with its form; to a script, only the part of the page that changes."""
    skipped = request.session.get(SKIPPED, [])
    turn = next_turn(actor=request.user, without=skipped)
    context = queue_context(turn.claim, ReviewForm()) if turn else {}
    context |= {"turn": turn, "skipped": len(skipped)}
    template = "claims/_review_turn.html" if request.htmx else "claims/review_next.html"
    return render(request, template, context)


def queue_context(claim: Claim, form: ReviewForm) -> dict[str, Any]:
    return {
        "claim": claim,
        "context": context_of(claim),
        "form": form,
        "origin": "queue",
        "needed": claim.needed_reviews,
    }


@access.signed_in
@require_POST
def review_skip(request: HttpRequest) -> HttpResponse:
    """Put a claim behind all others for this session."""
    access.require(request, "review", Claim)
    claim_id = request.POST.get("claim", "")
    if claim_id.isascii() and claim_id.isdigit():
        skipped = [*request.session.get(SKIPPED, []), int(claim_id[:18])]
        request.session[SKIPPED] = list(dict.fromkeys(skipped))[-MOST_SKIPPED:]
    return show_next(request) if request.htmx else redirect("review_next")


@access.signed_in
@require_POST
def claim_review(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "review", claim)
    form = ReviewForm(request.POST)
    if "another_row" in request.POST:
        return show_again(request, claim, form.with_another_row(), status=200)
    if form.is_valid():
        try:
            submit_review(actor=request.user, claim=claim, **form.content())
        except AlreadyReviewed:
            return already_reviewed(request, claim)
        except ClaimsError as error:
            form.refuse(error)
        else:
            return after_review(request, claim)
    return show_again(request, claim, form, status=422)


def show_again(request: HttpRequest, claim: Claim, form: ReviewForm, *, status: int) -> HttpResponse:
    """The form as it was sent, with what is missing said at the fields, on the page it came from."""
    if request.POST.get("origin") == "queue":
        template = "claims/_review_turn.html" if request.htmx else "claims/review_next.html"
        return render(request, template, {**queue_context(claim, form), "turn": True}, status=status)
    return render(request, "claims/claim_detail.html", claim_context(request, claim, form), status=status)


def already_reviewed(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A double click, or a second tab: the review that stands is shown, and nothing typed is lost."""
    standing = Review.objects.submitted().get(claim=claim, reviewer=request.user)
    form = RevisionForm(request.POST)
    form.is_valid()
    context = {
        "claim": claim,
        "review": standing,
        "form": form,
        "already": True,
        "context": context_of(claim),
    }
    return render(request, "claims/review_revise.html", context, status=409)


def after_review(request: HttpRequest, claim: Claim) -> HttpResponse:
    """On to the next claim from the queue; from the claim's own page, back to it."""
    claim.refresh_from_db()
    if request.POST.get("origin") != "queue":
        words = _("Your review is saved. The claim is now: %(status)s.")
        messages.success(request, words % {"status": claim.get_status_display()})
        return redirect(claim)
    words = _("Saved: %(claim)s")
    messages.success(request, words % {"claim": claim.text})
    return show_next(request) if request.htmx else redirect("review_next")


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_revise(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.get_review(request, pk)
    access.require(request, "revise", review)
    form = RevisionForm(request.POST) if request.method == "POST" else RevisionForm.of(review)
    if "another_row" in request.POST:
        form = form.with_another_row()
    elif request.method == "POST" and form.is_valid():
        try:
            revise_review(actor=request.user, review=review, **form.content())
        except ClaimsError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Your review is changed. The earlier one is kept in the history."))
            return redirect(review.claim)
    context = {"claim": review.claim, "review": review, "form": form, "context": context_of(review.claim)}
    return render(request, "claims/review_revise.html", context, status=422 if form.is_bound else 200)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_retract(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.get_review(request, pk)
    access.require(request, "retract", review)
    form = RetractionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            retract_review(actor=request.user, review=review, **form.cleaned_data)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Your review is taken back."))
            return redirect(review.claim)
    context = {"claim": review.claim, "review": review, "form": form}
    return render(request, "claims/review_retract.html", context, status=422 if form.errors else 200)
