"""Pages about articles: the list, a new one, one with its claims, proposing a claim."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
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
from claims.services.undo import last_undoable
from claims.text.paragraphs import first_paragraph
from claims.web import access
from claims.web.drafts import fill, kept, sent
from claims.web.folding import fold, unfolded
from claims.web.forms.anchors import ProposalForm
from claims.web.forms.articles import ArticleForm
from claims.web.forms.refusals import show_refusal
from claims.web.home import summary
from claims.web.keys import keys_of
from claims.web.listing import list_page, read_number, refuse_unknown
from claims.web.passages import lay_out, parts_of
from claims.web.undo import offered


@access.signed_in
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    listing = list_page(
        request, ArticleFilter, Article.objects.visible_to(request.user).with_progress().prefetch_related("tags")
    )
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
        tasks.start_split(article.pk)
        messages.success(request, _("The article is saved. Its claims will appear here shortly."))
    else:
        messages.success(request, _("The article is saved and split into claims."))
    return article


@access.signed_in
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_article(request, pk)
    refuse_unknown(request, ClaimFilter, allowed={"dropped", "part", "claim", "all", "move"})
    context = article_context(request, found)
    return render(request, "claims/article_detail.html", context, status=context["status"])


def article_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The text, or a part of a long one, with its highlights and the cards beside it, in text order."""
    text = article.version.text if article.version else ""
    parts = parts_of(text)
    number = _part_number(request, article, parts)
    claims = Claim.objects.visible_to(request.user).filter(article=article)
    chosen = ClaimFilter(request.GET, claims.with_own_review(request.user).in_text_order(), request=request)
    here, lost = _shown(chosen, article, parts[number - 1])
    counts, kinds = _counts(claims)
    with_dropped = "dropped" in request.GET
    narrowed = any(request.GET.get(name) for name in ClaimFilter.base_filters)
    groups = unfolded(here) if narrowed or "all" in request.GET else fold(here, keep=_asked_for(request))
    folded = {claim.pk for group in groups for claim in group.folded}
    within = parts[number - 1]
    step = last_undoable(request.user)
    return {
        "article": article,
        "paragraphs": lay_out(article.version, here, within=within, with_dropped=with_dropped, folded=folded)
        if text
        else [],
        "part": number,
        "parts": range(1, len(parts) + 1) if len(parts) > 1 else [],
        "has_headline": number == 1 and first_paragraph(text) == article.title,
        "claims": here,
        "groups": groups,
        "folded_count": len(folded),
        "shows_all": "all" in request.GET,
        "last_step": offered(step) if step is not None and step.article_id == article.pk else None,
        "lost": lost,
        "withdrawn_count": counts[ClaimStatus.WITHDRAWN],
        "progress": summary(counts),
        "statuses": [(status, counts[status]) for status in ClaimStatus if counts[status]],
        "kinds": [(kind, kinds[kind]) for kind in ClaimKind],
        "chosen": {"status": request.GET.getlist("status"), "kind": request.GET.getlist("kind")},
        "filter": chosen,
        "narrowed": narrowed,
        "with_dropped": with_dropped,
        "left_out": left_out(article, within) if with_dropped else [],
        **_proposal(request, article, text),
        "moving": _moving(request, article),
        "is_busy": article.state in {ArticleState.WAITING, ArticleState.SPLITTING},
        "may_change": bool(may(request.user, "change", article)),
        "may_review": bool(may(request.user, "review", Claim)),
        "may_merge": bool(may(request.user, "merge", Claim)),
        "keys": keys_of(request.user),
        "status": 200 if chosen.is_valid() else 400,
    }


def _proposal(request: HttpRequest, article: Article, text: str) -> dict[str, Any]:
    """The form for proposing a claim, filled with the person's draft; for who may."""
    if not may(request.user, "propose", Claim):
        return {"proposal": None}
    draft = kept(request, "propose", article.pk)
    return {"proposal": fill(ProposalForm(article_text=text), draft), "draft": draft}


def _moving(request: HttpRequest, article: Article) -> Claim | None:
    """The claim of `?move=` that is to stand on other words, if this person may move it."""
    number = read_number(request, "move")
    if number is None:
        return None
    claim = Claim.objects.visible_to(request.user).filter(article=article, pk=number).first()
    return claim if claim and may(request.user, "reword", claim) else None


def _asked_for(request: HttpRequest) -> list[int]:
    asked_for = read_number(request, "claim")
    return [asked_for] if asked_for else []


def _part_number(request: HttpRequest, article: Article, parts: list[tuple[int, int]]) -> int:
    """The part asked for by `?part=`, or the one that holds the claim of `?claim=`; from 1."""
    claim_id = read_number(request, "claim")
    if claim_id:
        start = Claim.objects.filter(article=article, pk=claim_id).values_list("start", flat=True).first() or 0
        return next((number for number, (_low, high) in enumerate(parts, 1) if start < high), 1)
    return min(read_number(request, "part") or 1, len(parts))


def _shown(chosen: ClaimFilter, article: Article, within: tuple[int, int]) -> tuple[list[Claim], list[Claim]]:
    """Claims that begin in this part of the text, and those whose words are gone from it."""
    if not chosen.is_valid():
        return [], []
    standing = chosen.qs.standing()
    current = Q(version=article.version_id, orphaned_at=None)
    low, high = within
    return list(standing.filter(current, start__gte=low, start__lt=high)), list(standing.exclude(current))


def _counts(claims: Any) -> tuple[Counter[ClaimStatus], Counter[str]]:
    """How many claims of the article have which status, and of the standing ones which kind."""
    statuses: Counter[ClaimStatus] = Counter()
    kinds: Counter[str] = Counter()
    for status, kind, number in claims.order_by().values_list("status", "kind").annotate(Count("pk")):
        statuses[ClaimStatus(status)] += number
        kinds[kind] += number if status != ClaimStatus.WITHDRAWN else 0
    return statuses, kinds


def left_out(article: Article, within: tuple[int, int]) -> list[dict[str, Any]]:
    """What the splitter dropped, in the splitter's words about it."""
    if article.version is None:
        return []
    text = article.version.text
    return [
        {"start": start, "end": end, "text": text[start:end], "reason": reason}
        for start, end, _stage, reason in article.version.dropped
        if within[0] <= start < within[1]
    ]


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_claim_propose(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.get_article(request, pk)
    access.require(request, "propose", Claim)
    form, draft = _proposal_form(request, found), kept(request, "propose", found.pk)
    if not form.initial:
        form = fill(form, draft)
    if request.method == "POST" and form.is_valid():
        try:
            claim = propose_claim(actor=request.user, article=found, **form.content())
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            sent(request, "propose", found.pk)
            messages.success(request, _("The claim is on the desk."))
            return redirect(f"{found.get_absolute_url()}?claim={claim.pk}#claim-{claim.pk}")
    status = 422 if form.is_bound and form.errors else 200
    context = {"article": found, "form": form, "draft": draft}
    return render(request, "claims/claim_propose.html", context, status=status)


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
