"""Pages about claims: the list, one claim, rewording and withdrawing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.choices import DecidedBy
from claims.errors import ClaimsError, StaleEdit
from claims.figures.similar import similar_claims
from claims.filters import ORDER_LABELS
from claims.models import Claim, Lineage, Review
from claims.permissions import may
from claims.services.claims import may_review_own, withdraw_claim
from claims.services.review_drafts import draft_of
from claims.services.rewording import reword_claim
from claims.services.undo import last_undoable
from claims.web import access
from claims.web.comments import CommentForm, threads_of
from claims.web.drafts import fill, kept, sent
from claims.web.evidence import suggestions
from claims.web.forms.claims import WithdrawalForm, WordingForm
from claims.web.forms.refusals import show_refusal
from claims.web.forms.reviews import ReviewForm
from claims.web.history import history_of
from claims.web.keys import keys_of
from claims.web.listing import claims_page
from claims.web.passages import context_of
from claims.web.publication import shown_publication
from claims.web.sentences import in_words
from claims.web.undo import LastStep, offered


@access.signed_in
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    visible = Claim.objects.visible_to(request.user).select_related("article").with_own_review(request.user)
    listing = claims_page(request, visible)
    template = "claims/_claim_results.html" if request.htmx else "claims/claim_list.html"
    context = {
        "listing": listing,
        "keys": keys_of(request.user),
        "may_choose": bool(may(request.user, "assign", Claim)),
        "last_step": None if request.htmx else offered(last_undoable(request.user)),
        "query": listing.query,
        "orders": ORDER_LABELS,
    }
    return render(request, template, context, status=listing.status)


@access.signed_in
@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_claim(request, pk)
    return render(request, "claims/claim_detail.html", claim_context(request, found))


def claim_context(request: HttpRequest, claim: Claim, form: ReviewForm | None = None) -> dict[str, Any]:
    """All the claim page shows, as this person may see it; `form` when one was sent and not accepted."""
    user = request.user
    reviews = list(_reviews_of(claim, user))
    own = next((review for review in reviews if review.reviewer_id == user.pk and review.is_active), None)
    closed = why_closed(claim, user)
    draft = None if own or closed else draft_of(user, claim)
    comment_draft = kept(request, "comment", claim.pk)
    return {
        "claim": claim,
        "context": context_of(claim),
        "own": own,
        "others": [review for review in reviews if review.is_active and review is not own],
        "earlier": [review for review in reviews if not review.is_active],
        "is_blind": not may(user, "adjudicate", claim) and own is None and not claim.is_decided,
        "needed": claim.needed_reviews,
        "closed": closed,
        "draft": draft,
        "form": form or (None if own or closed else _empty_form(draft)),
        "origin": "claim",
        "last_step": _own_step(claim, user),
        "keys": keys_of(user),
        "suggestions": suggestions(claim, user) if form or not (own or closed) else [],
        "similar": similar_claims(claim, user),
        "threads": threads_of(claim, user),
        "comment_form": fill(CommentForm(), comment_draft),
        "comment_draft": comment_draft,
        "may_comment": bool(may(user, "comment", claim)),
        "may_settle": bool(may(user, "adjudicate", claim)),
        "nameless": claim.hides_reviewers,
        "history": history_of(claim, user),
        **shown_publication(claim, user),
        "inherited": inherited_reviews(claim, user),
        "ancestors": Lineage.objects.filter(heir=claim).select_related("ancestor").order_by("id"),
        "heirs": Lineage.objects.filter(ancestor=claim).select_related("heir").order_by("id"),
        "may_reword": bool(may(user, "reword", claim)) and not claim.is_withdrawn and not claim.reviews_count,
        "may_reattach": bool(may(user, "reword", claim)) and bool(claim.orphaned_at) and not claim.is_withdrawn,
        "may_withdraw": bool(may(user, "withdraw", claim)) and not claim.is_withdrawn,
        "may_adjudicate": bool(may(user, "adjudicate", claim)),
        "may_divide": bool(may(user, "divide", claim)) and not claim.is_withdrawn,
        "may_restore": claim.is_withdrawn and bool(may(user, "withdraw", claim)),
    }


def _empty_form(draft: Review | None) -> ReviewForm:
    return ReviewForm.of_draft(draft.typed) if draft else ReviewForm()


def _own_step(claim: Claim, user: Any) -> LastStep | None:
    """The person's last step, if it was with this claim and can be undone."""
    step = last_undoable(user)
    return offered(step) if step is not None and step.claim_id == claim.pk else None


def why_closed(claim: Claim, user: Any) -> str:
    """Why this person cannot review this claim, in words; empty when they can."""
    if claim.is_withdrawn:
        return _("This claim is withdrawn and takes no more reviews.")
    answer = may(user, "review", claim)
    if not answer:
        return _(answer.reason)
    if not may_review_own(claim, user):
        return _("You proposed this claim, so somebody else reviews it.")
    if claim.verdict is not None and claim.verdict.decided_by == DecidedBy.ADJUDICATION:
        return _("An editor has decided this claim.")
    return ""


def _reviews_of(claim: Claim, user: Any) -> Any:
    visible = Review.objects.visible_to(user).filter(claim=claim).exclude(state="draft")
    return visible.with_evidence().order_by("id")


def inherited_reviews(claim: Claim, user: Any) -> Any:
    """Earlier work: reviews of the claims this one came from, as far as this person may see them."""
    ancestors = Lineage.objects.filter(heir=claim).values("ancestor")
    reviews = Review.objects.visible_to(user).submitted().filter(claim__in=ancestors)
    return reviews.with_evidence().select_related("claim", "reviewer").order_by("claim_id", "id")


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_reword(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_claim(request, pk)
    access.require(request, "reword", found)
    draft = kept(request, "reword", found.pk)
    form = fill(WordingForm(request.POST if request.method == "POST" else None, claim=found), draft)
    form.take_place(request.GET.get("start", ""), request.GET.get("end", ""))
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            reword_claim(actor=request.user, claim=found, **form.content())
        except StaleEdit as error:
            theirs, form = error.texts["text"], form.after(error.revision)
            messages.error(request, in_words(error.message))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            sent(request, "reword", found.pk)
            return redirect(found)
    context = {"claim": found, "form": form, "theirs": theirs, "draft": draft}
    return render(request, "claims/claim_reword.html", context, status=_status(form, stale=bool(theirs)))


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_claim(request, pk)
    access.require(request, "withdraw", found)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_claim(actor=request.user, claim=found, **form.content())
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The claim is withdrawn. Its reviews and its address stay."))
            return redirect(found)
    return render(request, "claims/claim_withdraw.html", {"claim": found, "form": form}, status=_status(form))


def _status(form: Any, *, stale: bool = False) -> int:
    if stale:
        return 409
    return 422 if form.is_bound and form.errors else 200
