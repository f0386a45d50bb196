"""Pages about an article's corrected texts: correcting, comparing, putting orphans back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from claims import tasks
from claims.choices import ArticleState
from claims.errors import ClaimsError, StaleEdit
from claims.models import Article, ArticleVersion, Claim
from claims.services.versions import Revised, proposed_place, reattach_claim, revise_article
from claims.text.differences import differences
from claims.web import access
from claims.web.forms.refusals import show_refusal
from claims.web.sentences import in_words

AROUND = 200


class RevisionForm(forms.Form):
    """The corrected text, and which version it corrects."""

    text = forms.CharField(
        label=gettext_lazy("Corrected text"), strip=False, widget=forms.Textarea({"rows": 20, "dir": "auto"})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_revise(request: HttpRequest, pk: int) -> HttpResponse:
    article = access.get_article(request, pk)
    access.require(request, "change", article)
    version = article.version
    form = RevisionForm(
        request.POST or None, initial={"text": version.text, "seen": version.number} if version else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = revise_article(actor=request.user, article=article, **form.cleaned_data)
        except StaleEdit as error:
            # What was typed stays; the next try knows of the newer version.
            form.data = form.data.copy()
            form.data["seen"] = str(error.revision)
            form.add_error("text", _("Somebody corrected the text meanwhile. Compare the versions, then save again."))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            return _told(request, done)
    context = {"article": article, "form": form}
    return render(request, "claims/article_revise.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, done: Revised) -> HttpResponse:
    if done.article.state == ArticleState.WAITING:
        tasks.start_split(done.article.pk)
    lost = ngettext("%(count)d claim lost its place.", "%(count)d claims lost their place.", done.orphaned)
    said = ngettext("%(count)d claim moved along.", "%(count)d claims moved along.", done.moved)
    messages.success(request, f"{said % {'count': done.moved}} {lost % {'count': done.orphaned}}")
    return redirect("article_versions", done.article.pk)


@access.signed_in
@require_safe
def article_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions, and what the chosen one changed against the one before."""
    article = access.get_article(request, pk)
    versions = list(article.versions.select_related("added_by").order_by("-number"))
    chosen = _chosen(versions, request.GET.get("version", ""))
    before = next((version for version in versions if chosen and version.number == chosen.number - 1), None)
    context = {
        "article": article,
        "versions": versions,
        "chosen": chosen,
        "pieces": differences(before.text, chosen.text) if before and chosen else (),
    }
    return render(request, "claims/article_versions.html", context)


def _chosen(versions: list[ArticleVersion], number: str) -> ArticleVersion | None:
    if not number:
        return versions[0] if versions else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise Http404


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_reattach(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an orphan stood, where it would stand now, and one button."""
    claim = access.get_claim(request, pk)
    access.require(request, "reword", claim)
    if request.method == "POST":
        try:
            found = reattach_claim(actor=request.user, claim=claim, **_place(request))
        except ClaimsError as error:
            messages.error(request, in_words(error.message))
        else:
            messages.success(request, _("The claim has its place in the text again."))
            return redirect(f"{found.article.get_absolute_url()}#claim-{found.pk}")
    return render(request, "claims/claim_reattach.html", _reattach_context(claim))


def _place(request: HttpRequest) -> dict[str, int]:
    """The place that was shown, so that nothing else is confirmed than what was read."""
    given = {name: request.POST.get(name, "") for name in ("start", "end", "seen")}
    return {name: int(value) for name, value in given.items() if value.isdecimal() and len(value) < 10}


def _reattach_context(claim: Claim) -> dict[str, Any]:
    # The article came with the claim; its current text did not.
    article = Article.objects.select_related("version").get(pk=claim.article_id)
    claim.article = article
    place = proposed_place(claim)
    stood = around(claim.version.text, claim.start, claim.end)
    if place is None or article.version is None:
        return {"claim": claim, "place": None, "stood": stood}
    now = around(article.version.text, place.start, place.end)
    return {"claim": claim, "place": place, "stood": stood, "now": now}


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before a place, its own, those behind it: whole ones where the writing parts them."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"… {before.partition(' ')[2] or before}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return before, text[start:end], after
