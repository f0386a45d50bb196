"""Pages about reviews: sending one, keeping a draft, revising and retracting one's own. The queue: queue.py."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import AlreadyReviewed, ClaimsError
from claims.models import Claim, Review
from claims.services.review_drafts import save_draft
from claims.services.reviews import retract_review, revise_review, submit_review
from claims.web import access
from claims.web.claims import claim_context
from claims.web.drafts import STATUS_OF, refusal, saved_words, seen
from claims.web.forms.refusals import show_refusal
from claims.web.forms.reviews import RetractionForm, ReviewForm, RevisionForm
from claims.web.passages import context_of
from claims.web.queue import show_next, show_turn
from claims.web.sentences import in_words


@access.signed_in
@access.only_sent
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
        return show_turn(request, claim, form, status=status)
    return render(request, "claims/claim_detail.html", claim_context(request, claim, form), status=status)


def already_reviewed(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A double click, or a second tab: the review that stands is shown, and nothing typed is lost."""
    standing = Review.objects.submitted().get(claim=claim, reviewer=request.user)
    form = RevisionForm(request.POST)
    form.is_valid()
    context = {"claim": claim, "review": standing, "form": form, "already": True, "context": context_of(claim)}
    context |= {"alone": bool(request.htmx)}
    return render(request, "claims/review_revise.html", context, status=409)


def after_review(request: HttpRequest, claim: Claim) -> HttpResponse:
    """On to the next claim from the queue; from the claim's own page, back to it."""
    if request.POST.get("origin") == "queue":
        return show_next(request, said=_("Review saved.")) if request.htmx else redirect("review_next")
    claim.refresh_from_db()
    words = _("Your review is saved. The claim is now: %(status)s.")
    messages.success(request, words % {"status": claim.get_status_display()})
    return redirect(claim)


@access.signed_in
@access.only_sent
def claim_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed so far: to a script an answer in JSON, to a person the page again."""
    claim = access.get_claim(request, pk)
    access.require(request, "review", claim)
    by_script = request.headers.get("Accept") == "application/json"
    try:
        draft = save_draft(actor=request.user, claim=claim, seen=seen(request), **ReviewForm(request.POST).typed())
    except ClaimsError as error:
        if by_script:
            return refusal(error)
        messages.error(request, in_words(error.message))
        return show_again(request, claim, ReviewForm(request.POST), status=STATUS_OF[error.nature])
    if by_script:
        return JsonResponse({"revision": draft.revision, "saved": saved_words(draft)})
    messages.success(request, saved_words(draft))
    return redirect(f"/review/?claim={claim.pk}" if request.POST.get("origin") == "queue" else claim)


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
