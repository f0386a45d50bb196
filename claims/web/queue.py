"""The review queue: one claim at a time, skipping, and going back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.figures.similar import similar_claims
from claims.models import Claim
from claims.services.queue import Turn, release, reserve, take_turn
from claims.services.review_drafts import draft_of
from claims.services.undo import last_undoable
from claims.web import access
from claims.web.evidence import suggestions
from claims.web.forms.reviews import ReviewForm
from claims.web.keys import keys_of
from claims.web.listing import read_number
from claims.web.passages import context_of
from claims.web.undo import offered

SKIPPED = "skipped_claims"
MOST_SKIPPED = 200


@access.signed_in
@require_safe
def review_next(request: HttpRequest) -> HttpResponse:
    """The next claim; with `?claim=ID` that one, if it waits for this person."""
    access.require(request, "review", Claim)
    if "again" in request.GET:
        request.session.pop(SKIPPED, None)
    chosen = read_number(request, "claim")
    if chosen is None:
        return show_next(request)
    waiting = Claim.objects.visible_to(request.user).awaiting_review_by(request.user)
    claim = waiting.select_related("article", "version").filter(pk=chosen).first()
    if claim is None:
        raise Http404
    reserve(actor=request.user, claim=claim)
    return show_turn(request, claim)


def show_next(request: HttpRequest, *, said: str = "") -> HttpResponse:
    """The next claim with its form; to a script, only the part of the page that changes, and what it says aloud."""
    skipped = request.session.get(SKIPPED, [])
    turn = take_turn(actor=request.user, without=skipped)
    if turn is not None:
        return show_turn(request, turn.claim, turn=turn, said=said)
    return _answer(request, {"turn": None, "said": said}, status=200)


def show_turn(
    request: HttpRequest,
    claim: Claim,
    form: ReviewForm | None = None,
    *,
    turn: Turn | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    """One claim of the queue, its form filled with the person's draft unless one was just sent."""
    draft = draft_of(request.user, claim)
    context = {
        "turn": turn or Turn(claim),
        "said": said,
        "claim": claim,
        "context": context_of(claim),
        "draft": draft,
        "form": form or (ReviewForm.of_draft(draft.typed) if draft else ReviewForm()),
        "suggestions": suggestions(claim, request.user),
        "similar": similar_claims(claim, request.user),
        "origin": "queue",
        "needed": claim.needed_reviews,
    }
    return _answer(request, context, status=status)


def _answer(request: HttpRequest, context: dict[str, Any], *, status: int) -> HttpResponse:
    skipped = request.session.get(SKIPPED, [])
    context |= {
        "last_step": offered(last_undoable(request.user)),
        "skipped": len(skipped),
        "keys": keys_of(request.user),
    }
    template = "claims/_review_turn.html" if request.htmx else "claims/review_next.html"
    return render(request, template, context, status=status)


@access.signed_in
@require_POST
def review_skip(request: HttpRequest) -> HttpResponse:
    """Put a claim behind all others for this session."""
    access.require(request, "review", Claim)
    claim_id = request.POST.get("claim", "")
    if claim_id.isascii() and claim_id.isdigit():
        skipped = [*request.session.get(SKIPPED, []), int(claim_id[:18])]
        request.session[SKIPPED] = list(dict.fromkeys(skipped))[-MOST_SKIPPED:]
    return show_next(request, said=_("Skipped.")) if request.htmx else redirect("review_next")


@access.signed_in
@require_POST
def review_back(request: HttpRequest) -> HttpResponse:
    """Back to the claim skipped last; to the next one when none was."""
    access.require(request, "review", Claim)
    skipped = request.session.get(SKIPPED, [])
    waiting = Claim.objects.visible_to(request.user).awaiting_review_by(request.user)
    while skipped:
        last = skipped.pop()
        request.session[SKIPPED] = skipped
        if waiting.filter(pk=last).exists():
            return redirect(f"{reverse('review_next')}?claim={last}")
    release(actor=request.user)
    return redirect("review_next")
