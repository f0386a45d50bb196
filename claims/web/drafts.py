"""Drafts of forms other than the review's: a claim proposed, moved or reworded, a decision, a comment."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError, StaleEdit
from claims.models import Claim, FormDraft, Verdict
from claims.services.form_drafts import discard_form_draft, form_draft_of, save_form_draft
from claims.web import access
from claims.web.sentences import in_words

STATUS_OF = {"invalid": 400, "conflict": 409, "forbidden": 403, "stale": 409}
NOT_WORDS = {"csrfmiddlewaretoken", "draft_seen", "origin"}


class Form(NamedTuple):
    """What a form is about, what one must be allowed to do, and the page it stands on."""

    find: Callable[[HttpRequest, int], Any]
    verb: str
    page: str
    noun: type = Claim


FORMS = {
    "propose": Form(access.get_article, "propose", "article_claim_propose"),
    "reword": Form(access.get_claim, "reword", "claim_reword"),
    "adjudicate": Form(access.get_claim, "adjudicate", "claim_adjudicate"),
    "comment": Form(access.get_claim, "comment", "claim"),
    "publish": Form(access.get_claim, "publish", "claim_publish", Verdict),
    "correct": Form(access.get_claim, "publish", "claim_correct", Verdict),
}


@access.signed_in
@require_POST
def form_draft(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Keep what is typed so far: to a script an answer in JSON, to a person the page again."""
    form = FORMS[what]
    found = form.find(request, pk)
    access.require(request, form.verb, found if isinstance(found, form.noun) else form.noun)
    by_script = request.headers.get("Accept") == "application/json"
    try:
        draft = save_form_draft(
            actor=request.user, place=place_of(what, pk), typed=_typed(request), seen=seen(request)
        )
    except ClaimsError as error:
        if by_script:
            return refusal(error)
        messages.error(request, in_words(error.message))
    else:
        if by_script:
            return JsonResponse({"revision": draft.revision, "saved": saved_words(draft)})
        messages.success(request, saved_words(draft))
    return redirect(reverse(form.page, args=[pk]))


def place_of(what: str, pk: int) -> str:
    return f"{what}:{pk}"


def kept(request: HttpRequest, what: str, pk: int) -> FormDraft | None:
    """The person's draft in this form."""
    return form_draft_of(request.user, place_of(what, pk))


def sent(request: HttpRequest, what: str, pk: int) -> None:
    """The words arrived: the draft has done its work."""
    discard_form_draft(actor=request.user, place=place_of(what, pk))


def fill[F: forms.Form](form: F, draft: FormDraft | None) -> F:
    """Put a draft's words into a form that nothing was sent with."""
    if draft is not None and not form.is_bound:
        words = QueryDict(mutable=True)
        words.update(MultiValueDict(draft.typed))
        for name, field in form.fields.items():
            if name in draft.typed:
                form.initial[name] = field.widget.value_from_datadict(words, MultiValueDict(), name)
    return form


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists() if name not in NOT_WORDS}


def saved_words(draft: Any) -> str:
    """When the desk last wrote the draft down, in the reader's own words for times."""
    moment = date_format(timezone.localtime(draft.saved_at), "H:i")
    return _("Draft saved at %(time)s") % {"time": moment}


def refusal(error: ClaimsError) -> JsonResponse:
    """Why a draft was not kept, for the script that asks which words to keep."""
    body: dict[str, Any] = {"code": error.code, "message": in_words(error.message)}
    if isinstance(error, StaleEdit):
        body["revision"] = error.revision
    return JsonResponse(body, status=STATUS_OF[error.nature])


def seen(request: HttpRequest) -> int | None:
    """The draft's revision that the form was filled from."""
    number = request.POST.get("draft_seen", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
