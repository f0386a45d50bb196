"""Pages for cutting claims anew: merging several, dividing one, bringing one back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ClaimsError, StaleEdit
from claims.models import Claim
from claims.services.surgery import MOST_MERGED, MOST_PARTS, Part, divide_claim, merge_claims, restore_claim
from claims.web import access
from claims.web.forms.anchors import MergeForm, PartForm
from claims.web.forms.refusals import show_refusal
from claims.web.passages import context_of
from claims.web.sentences import in_words

PARTS = 2


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_divide(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "divide", claim)
    data = request.POST if request.method == "POST" else None
    parts = part_forms(claim, data, another="another_part" in request.POST)
    error, changed = "", list[tuple[str, Claim]]()
    if data is not None and "another_part" not in data and parts.is_valid():
        try:
            heirs = divide_claim(actor=request.user, claim=claim, parts=_parts(parts), seen=_seen(request))
        except ClaimsError as refusal:
            error = in_words(refusal.message)
            changed = changed_words(request, [claim], "was") if isinstance(refusal, StaleEdit) else []
        else:
            messages.success(request, _("The claim is divided. Its reviews stay with it."))
            return redirect(f"{claim.article.get_absolute_url()}?claim={heirs[0].pk}#claim-{heirs[0].pk}")
    context = {"claim": claim, "parts": parts, "context": context_of(claim), "error": error, "changed": changed}
    failed = bool(error) or (parts.is_bound and not parts.is_valid())
    return render(request, "claims/claim_divide.html", context, status=422 if failed else 200)


def part_forms(claim: Claim, data: Any, *, another: bool) -> Any:
    """At least two parts; with `another`, what was typed and one more, nothing judged yet."""
    parts = forms.formset_factory(PartForm, extra=PARTS, max_num=MOST_PARTS, absolute_max=MOST_PARTS)
    if not another:
        return parts(data, prefix="part", form_kwargs={"claim": claim})
    number = parts(data, prefix="part", form_kwargs={"claim": claim}).total_form_count()
    typed = [
        {name: data.get(f"part-{row}-{name}", "") for name in ("text", "quote", "kind", "speaker")}
        for row in range(number)
    ]
    more = forms.formset_factory(PartForm, extra=1, max_num=MOST_PARTS, absolute_max=MOST_PARTS)
    forms_with_one_more = more(prefix="part", initial=typed, form_kwargs={"claim": claim})
    forms_with_one_more[-1].fields["text"].widget.attrs["autofocus"] = True
    return forms_with_one_more


def _parts(parts: Any) -> list[Part]:
    return [Part(**form.content()) for form in parts if form.has_changed()]


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What will become one, and the words of it; nothing happens before it is sent."""
    article = access.get_article(request, pk)
    access.require(request, "merge", Claim)
    claims, gone = chosen_claims(request, article)
    form = MergeForm(request.POST if request.method == "POST" else None, initial=_first_words(claims))
    changed: list[tuple[str, Claim]] = []
    if request.method == "POST" and form.is_valid():
        heir, changed = _merge(request, form, claims)
        if heir is not None:
            return redirect(f"{article.get_absolute_url()}?claim={heir.pk}#claim-{heir.pk}")
    context = {
        "article": article,
        "claims": claims,
        "form": form,
        "gone": gone,
        "changed": changed,
        "enough": len(claims) >= PARTS,
        "typed": request.POST.get("text", ""),
    }
    return render(request, "claims/article_merge.html", context, status=422 if form.errors else 200)


def _merge(
    request: HttpRequest, form: MergeForm, claims: list[Claim]
) -> tuple[Claim | None, list[tuple[str, Claim]]]:
    """The new claim; or none, the refusal in the form, and what others have changed meanwhile."""
    seen = {claim.pk: _seen(request, f"seen-{claim.pk}") or claim.revision for claim in claims}
    try:
        heir = merge_claims(actor=request.user, claims=claims, seen=seen, **form.content())
    except ClaimsError as error:
        show_refusal(form, error)
        return None, changed_words(request, claims, "was-{}") if isinstance(error, StaleEdit) else []
    messages.success(request, _("The claims are one now. Their reviews stay with them."))
    return heir, []


def changed_words(request: HttpRequest, claims: list[Claim], name: str) -> list[tuple[str, Claim]]:
    """What the form was shown with, and the claim as it is now, for each that says something else since."""
    was = [(request.POST.get(name.format(claim.pk), ""), claim) for claim in claims]
    return [(words, claim) for words, claim in was if words and words != claim.text]


def chosen_claims(request: HttpRequest, article: Any) -> tuple[list[Claim], list[Claim]]:
    """The claims of this article named in the request, in text order: those that stand, and those withdrawn since."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [int(value) for value in given.getlist("claim") if value.isascii() and value.isdigit()][:MOST_MERGED]
    chosen = list(Claim.objects.visible_to(request.user).filter(article=article, pk__in=ids).in_text_order())
    return [claim for claim in chosen if not claim.is_withdrawn], [claim for claim in chosen if claim.is_withdrawn]


def _first_words(claims: list[Claim]) -> dict[str, str]:
    """The longest wording is the likeliest one for all."""
    longest = max(claims, key=lambda claim: len(claim.text), default=None)
    return {} if longest is None else {"text": longest.text, "kind": longest.kind, "speaker": longest.speaker}


@access.signed_in
@require_POST
def claim_restore(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "withdraw", claim)
    try:
        restore_claim(actor=request.user, claim=claim)
    except ClaimsError as error:
        messages.error(request, in_words(error.message))
    else:
        messages.success(request, _("The claim is back on the desk."))
    return redirect(claim)


def _seen(request: HttpRequest, name: str = "seen") -> int | None:
    seen = request.POST.get(name, "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None
