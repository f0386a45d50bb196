"""Pages about articles: the list, a new one, one with its claims, proposing a claim."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims import tasks
from claims.choices import ArticleState, ClaimKind, ClaimStatus
from claims.errors import ClaimsError
from claims.filters import ArticleFilter, ClaimFilter
from claims.models import Article, Claim
from claims.permissions import may
from claims.services.articles import add_article
from claims.services.claims import propose_claim
from claims.web import access
from claims.web.forms.anchors import ProposalForm
from claims.web.forms.articles import ArticleForm
from claims.web.forms.refusals import show_refusal
from claims.web.home import summary
from claims.web.keys import keys_of
from claims.web.listing import list_page, refuse_unknown
from claims.web.passages import lay_out


@access.signed_in
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    listing = list_page(request, ArticleFilter, Article.objects.visible_to(request.user).with_progress())
    context = {"listing": listing, "may_add": bool(may(request.user, "add", Article))}
    return render(request, "claims/article_list.html", context, status=listing.status)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_new(request: HttpRequest) -> HttpResponse:
    access.require(request, "add", Article)
    form = ArticleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_article(actor=request.user, **form.content())
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            return redirect(_welcome(request, added.article, created=added.created))
    return render(request, "claims/article_new.html", {"form": form}, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, article: Article, *, created: bool) -> Article:
    """Say what happened to a text that was sent, and have a long one split in the background."""
    if not created:
        messages.info(request, _("This text was here already. This is the article that has it."))
    elif article.state == ArticleState.WAITING:
        transaction.on_commit(lambda: tasks.split_article.enqueue(article.pk))
        messages.success(request, _("The article is saved. Its claims will appear here shortly."))
    else:
        messages.success(request, _("The article is saved and split into claims."))
    return article


@access.signed_in
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_article(request, pk)
    refuse_unknown(request, ClaimFilter, allowed={"dropped"})
    context = article_context(request, found)
    return render(request, "claims/article_detail.html", context, status=context["status"])


def article_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The text with its highlights and the cards beside it: every claim is read once, in text order."""
    claims = Claim.objects.visible_to(request.user).filter(article=article).with_own_review(request.user)
    chosen = ClaimFilter(request.GET, claims.in_text_order(), request=request)
    rows = list(chosen.qs) if chosen.is_valid() else []
    narrowed = bool(request.GET.keys() - {"dropped"}) and any(request.GET.values())
    every = list(claims.in_text_order()) if narrowed else rows
    standing = [claim for claim in rows if not claim.is_withdrawn]
    here = [claim for claim in standing if claim.version_id == article.version_id and not claim.orphaned_at]
    counts = Counter(ClaimStatus(claim.status) for claim in every)
    with_dropped = "dropped" in request.GET
    text = article.version.text if article.version else ""
    return {
        "article": article,
        "paragraphs": lay_out(article.version, here, with_dropped=with_dropped) if article.version else [],
        "has_headline": text.lstrip().startswith(f"{article.title}\n"),
        "claims": here,
        "lost": [claim for claim in standing if claim not in here],
        "withdrawn_count": counts[ClaimStatus.WITHDRAWN],
        "progress": summary(counts),
        "statuses": [(status, counts[status]) for status in ClaimStatus if counts[status]],
        "kinds": [(kind, sum(claim.kind == kind for claim in every)) for kind in ClaimKind],
        "chosen": {"status": request.GET.getlist("status"), "kind": request.GET.getlist("kind")},
        "filter": chosen,
        "narrowed": narrowed,
        "with_dropped": with_dropped,
        "left_out": left_out(article) if with_dropped else [],
        "proposal": ProposalForm(article_text=text) if may(request.user, "propose", Claim) else None,
        "is_busy": article.state in {ArticleState.WAITING, ArticleState.SPLITTING},
        "may_change": bool(may(request.user, "change", article)),
        "may_review": bool(may(request.user, "review", Claim)),
        "may_merge": bool(may(request.user, "merge", Claim)),
        "keys": keys_of(request.user),
        "status": 200 if chosen.is_valid() else 400,
    }


def left_out(article: Article) -> list[dict[str, Any]]:
    """What the splitter dropped, in the splitter's words about it."""
    if article.version is None:
        return []
    text = article.version.text
    return [
        {"start": start, "end": end, "text": text[start:end], "reason": reason}
        for start, end, _stage, reason in article.version.dropped
    ]


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_claim_propose(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_article(request, pk)
    access.require(request, "propose", Claim)
    form = _proposal_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            claim = propose_claim(actor=request.user, article=found, **form.content())
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The claim is on the desk."))
            return redirect(f"{found.get_absolute_url()}#claim-{claim.pk}")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "claims/claim_propose.html", {"article": found, "form": form}, status=status)


def _proposal_form(request: HttpRequest, article: Article) -> ProposalForm:
    """Bound to what was sent; on GET, the words at `?start=` and `?end=` are filled in."""
    text = article.version.text if article.version else ""
    if request.method == "POST":
        return ProposalForm(request.POST, article_text=text)
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    initial: dict[str, Any] = {}
    if start.isdigit() and end.isdigit() and int(start[:10]) < int(end[:10]) <= len(text):
        initial = {"start": int(start), "end": int(end), "quote": text[int(start) : int(end)]}
    return ProposalForm(article_text=text, initial=initial)
