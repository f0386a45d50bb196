"""Many claims at once: what will happen is shown first, and what happened can be undone at once."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError
from claims.exporters.formats import FORMATS
from claims.models import Article, Claim
from claims.services.assignments import share_claims
from claims.services.bulk import withdraw_claims
from claims.services.transfers import look_up, transfer_claims
from claims.web import access
from claims.web.forms.bulk import AssignmentForm, TransferForm
from claims.web.forms.claims import WithdrawalForm
from claims.web.forms.refusals import show_refusal
from claims.web.listing import claims_address

MOST = 200


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claims_bulk(request: HttpRequest) -> HttpResponse:
    """Preview on GET, the deed on POST: withdraw, assign or export the chosen claims, or put them elsewhere."""
    given = request.POST if request.method == "POST" else request.GET
    action = ACTIONS.get(given.get("action", ""), ACTIONS["withdraw"])
    access.require(request, action.verb, Claim)
    chosen, closed = chosen_claims(request, given.getlist("claim"))
    closed, chosen = ([], chosen + closed) if action.name == "export" else (closed, chosen)
    form = action.form(request)
    context = {"action": action, "claims": chosen, "closed": closed, "form": form, **_whence(request)}
    if request.method == "POST" and chosen and form.is_valid():
        try:
            words = action.deed(request, chosen, form.cleaned_data, context)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            return _done(request, words) if words else render(request, "claims/claim_bulk.html", context)
    return render(request, "claims/claim_bulk.html", context, status=422 if form.errors else 200)


def chosen_claims(request: HttpRequest, ids: list[str]) -> tuple[list[Claim], list[Claim]]:
    """The claims named that can still be worked on, and those that are closed already."""
    numbers = [int(value) for value in ids if value.isascii() and value.isdigit() and len(value) < 19][:MOST]
    found = Claim.objects.visible_to(request.user).filter(pk__in=numbers).select_related("article")
    rows = list(found.order_by("article_id", "start", "id"))
    return [row for row in rows if not row.is_withdrawn], [row for row in rows if row.is_withdrawn]


def _from(request: HttpRequest) -> Article | None:
    """The article on whose page the claims were chosen; nothing when it was the list."""
    number = (request.POST if request.method == "POST" else request.GET).get("from", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Article.objects.visible_to(request.user).filter(pk=int(number)).first()


def _whence(request: HttpRequest) -> dict[str, Any]:
    """Where the claims were chosen: `from` an article, or the `list` with its filters; `back` leads there."""
    query = (request.POST if request.method == "POST" else request.GET).get("list", "")
    article = _from(request)
    return {"from": article, "list": query, "back": article.get_absolute_url() if article else claims_address(query)}


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_whence(request)["back"])


def _withdraw(request: HttpRequest, claims: list[Claim], about: dict[str, Any], context: Any) -> str:
    withdraw_claims(actor=request.user, claims=claims, **about)
    words = ngettext("%(count)d claim is withdrawn.", "%(count)d claims are withdrawn.", len(claims))
    return words % {"count": len(claims)}


def _assign(request: HttpRequest, claims: list[Claim], about: dict[str, Any], context: Any) -> str:
    batch = uuid.uuid4().hex
    day = about["due_on"]
    due_at = timezone.make_aware(datetime.combine(day, time.max)) if day else None
    people = list(about["people"])
    shared = share_claims(actor=request.user, claims=claims, people=people, due_at=due_at, batch=batch)
    words = ngettext("%(count)d claim is given out.", "%(count)d claims are given out.", len(shared.assignments))
    left = _(" %(left)d fit nobody: reviewed by them, or of their own making.") % {"left": len(shared.left)}
    return words % {"count": len(shared.assignments)} + (left if shared.left else "")


def _move(request: HttpRequest, claims: list[Claim], about: dict[str, Any], context: Any) -> str:
    """First where each would stand; once that was seen, the deed."""
    if "seen" not in request.POST:
        transfers = look_up(claims, about["article"])
        context |= {"article": about["article"], "going": [one for one in transfers if one.place]}
        context |= {"staying": [(one.claim, _(one.reason)) for one in transfers if not one.place]}
        return ""
    done = transfer_claims(actor=request.user, claims=claims, article=about["article"], batch=uuid.uuid4().hex)
    number = sum(one.place is not None for one in done)
    words = ngettext("%(count)d claim stands there now.", "%(count)d claims stand there now.", number)
    return words % {"count": number}


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _transfer_form(request: HttpRequest) -> TransferForm:
    return TransferForm(_data(request), articles=Article.objects.visible_to(request.user))


@dataclass(frozen=True, slots=True)
class Action:
    """Something done with many claims: who may, what is asked, and the deed, which returns what to say."""

    name: str
    verb: str
    title: str | Promise
    button: str | Promise
    form: Callable[[HttpRequest], forms.Form]
    deed: Callable[[HttpRequest, list[Claim], dict[str, Any], dict[str, Any]], str]
    formats: tuple[str, ...] = ()


ACTIONS = {
    action.name: action
    for action in (
        Action(
            "withdraw",
            "merge",
            gettext_lazy("Withdraw claims"),
            gettext_lazy("Withdraw"),
            lambda request: WithdrawalForm(_data(request)),
            _withdraw,
        ),
        Action(
            "assign",
            "assign",
            gettext_lazy("Assign claims"),
            gettext_lazy("Assign"),
            lambda request: AssignmentForm(_data(request)),
            _assign,
        ),
        Action(
            "move",
            "merge",
            gettext_lazy("Put claims on another article"),
            gettext_lazy("Show what will happen"),
            _transfer_form,
            _move,
        ),
        Action(
            "export",
            "export",
            gettext_lazy("Export claims"),
            "",
            lambda request: forms.Form(),
            lambda request, claims, about, context: "",
            formats=tuple(FORMATS),
        ),
    )
}
