"""Pages for editors: claims whose reviewers disagree, and deciding one."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.choices import EventKind
from claims.errors import ClaimsError, StaleEdit
from claims.models import Claim, Event, Review
from claims.services.verdicts import adjudicate
from claims.web import access
from claims.web.drafts import fill, kept, sent
from claims.web.forms.refusals import show_refusal
from claims.web.forms.reviews import AdjudicationForm
from claims.web.listing import PAGE_SIZE, read_number
from claims.web.passages import context_of

ORDERS = ("age", "worth")


@access.signed_in
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """The oldest claim first, as it has waited longest; or what is most worth checking, with `?order=worth`."""
    access.require(request, "adjudicate", Claim)
    order = request.GET.get("order", "age")
    if order not in ORDERS:
        raise access.BadParameter(_("“%(name)s” is age or worth in the address.") % {"name": "order"})
    waiting = Claim.objects.visible_to(request.user).conflicting().select_related("article")
    found = list(_after(waiting, order, read_number(request, "after"))[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    since = _conflicting_since(shown)
    context = {
        "rows": [(claim, since.get(claim.pk), reviews) for claim, reviews in _with_reviews(shown)],
        "a_minute_ago": timezone.now() - timedelta(minutes=1),
        "order": order,
        "nameless": settings.HIDE_REVIEWER_NAMES,
        "next": f"?order={order}&after={shown[-1].pk}" if len(found) > PAGE_SIZE else "",
    }
    return render(request, "claims/conflict_list.html", context)


def _after(waiting: Any, order: str, last: int | None) -> Any:
    """In the order asked for, what comes after the claim with the number `last`."""
    if order == "age":
        return waiting.filter(pk__gt=last or 0).order_by("id")
    worth = Claim.objects.filter(pk=last).values_list("check_worthiness", flat=True).first()
    if worth is not None:
        waiting = waiting.filter(Q(check_worthiness__lt=worth) | Q(check_worthiness=worth, pk__gt=last))
    return waiting.order_by("-check_worthiness", "id")


def _conflicting_since(claims: list[Claim]) -> dict[int, Any]:
    """When the reviewers' disagreement was noted, the last time."""
    noted = Event.objects.filter(claim__in=claims, kind=EventKind.CLAIM_CONFLICTED).order_by("id")
    return dict(noted.values_list("claim", "at"))


def _with_reviews(claims: list[Claim]) -> list[tuple[Claim, list[Review]]]:
    by_claim: dict[int, list[Review]] = {claim.pk: [] for claim in claims}
    for review in Review.objects.submitted().filter(claim__in=claims).select_related("reviewer").order_by("id"):
        by_claim[review.claim_id].append(review)
    return [(claim, by_claim[claim.pk]) for claim in claims]


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_adjudicate(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "adjudicate", claim)
    draft = kept(request, "adjudicate", claim.pk)
    form = AdjudicationForm(request.POST if request.method == "POST" else None, initial={"seen": claim.revision})
    form = fill(form, draft)
    if request.method == "POST" and form.is_valid():
        try:
            adjudicate(actor=request.user, claim=claim, **form.content())
        except StaleEdit as error:
            form = form.after(error.revision)
            form.add_error(None, _("Another editor was faster. Look at the claim again before you decide."))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            sent(request, "adjudicate", claim.pk)
            messages.success(request, _("The conflict is decided."))
            return redirect(claim)
    context = adjudication_context(request, claim, form) | {"draft": draft}
    return render(request, "claims/claim_adjudicate.html", context, status=422 if form.errors else 200)


def adjudication_context(request: HttpRequest, claim: Claim, form: AdjudicationForm) -> dict[str, Any]:
    reviews = Review.objects.visible_to(request.user).submitted().filter(claim=claim)
    return {
        "claim": claim,
        "reviews": reviews.with_evidence().order_by("id"),
        "form": form,
        "context": context_of(claim),
        "nameless": claim.hides_reviewers,
    }
