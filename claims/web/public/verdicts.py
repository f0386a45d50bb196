"""One verdict as everybody reads it: its page, its card for others' pages, and what is left of one taken back."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from claims.choices import ClaimStatus
from claims.exporters.formats.about import About
from claims.exporters.formats.claimreview import script_of
from claims.models import Claim, Lineage, Verdict
from claims.web.listing import LARGEST_ID
from claims.web.public.answers import not_found, page, public
from claims.web.public.showing import (
    Shown,
    embed_code,
    evidence_of,
    for_reading,
    how_decided,
    log_of,
    passage_of,
    said,
    scale,
    shown,
)

FRAMED = {**settings.SECURE_CSP, "script-src": [CSP.NONE], "frame-ancestors": ["*"]}
"""The card may stand in anybody's page; it runs nothing and can send nothing but a click."""

MOST_HEIRS = 20


@public
def verdict(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The page; 301 from another wording of its address, 410 once it was taken back, 404 if it never was public."""
    log = told_of(pk)
    standing = standing_of(log)
    if standing is None:
        return gone(log)
    if request.path_info != standing.public_path:
        return HttpResponsePermanentRedirect(standing.public_path)
    return page("public/verdict.html", content(standing, log))


@csp_override(FRAMED)
@xframe_options_exempt
@public
def card(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    log = told_of(pk)
    standing = standing_of(log)
    if standing is None:
        return gone(log)
    address = f"{standing.public_path}embed/"
    if request.path_info != address:
        return HttpResponsePermanentRedirect(address)
    return page("public/embed.html", {"one": shown(standing)})


def told_of(claim_id: int) -> list[Verdict]:
    """Every number of this claim's verdict that the public was told, oldest first."""
    if claim_id > LARGEST_ID:
        return []
    told = for_reading(Verdict.objects.ever_public().filter(claim_id=claim_id))
    return list(told.select_related("claim__version"))


def standing_of(log: list[Verdict]) -> Verdict | None:
    """The one that is public now."""
    return next((one for one in log if one.is_public and one.claim.status != ClaimStatus.WITHDRAWN), None)


def content(standing: Verdict, log: list[Verdict]) -> dict[str, object]:
    one, claim = shown(standing), standing.claim
    return {
        "one": one,
        "passage": passage_of(claim),
        "evidence": evidence_of(standing),
        "decided": how_decided(standing),
        "log": log_of(log),
        "scale": scale(),
        "claim_review": None if one.is_paused else claim_review(one, standing),
        "oembed": f"{settings.SITE_URL}{reverse('public_oembed')}?{urlencode({'url': one.url})}",
        "embed_code": embed_code(one),
        "here": "verdict",
    }


def claim_review(one: Shown, standing: Verdict) -> str:
    """The same facts as on the page, for programs: schema.org ClaimReview, ready to stand in it."""
    origin = one.origin
    row = {
        "id": one.claim_id,
        "url": one.url,
        "text": one.text,
        "speaker": one.speaker,
        "decided_at": standing.created_at,
        "withdrawn": None,
        "article": {
            "publisher": origin.publisher,
            "author": origin.author,
            "source_url": origin.link.url,
            "published_at": origin.published_at,
        },
        "verdict": {"rating": one.rating, "summary": one.summary, "published_at": one.published_at},
    }
    about = About(scope="public", desk=settings.SITE_NAME, site=settings.SITE_URL)
    return script_of(row, about)


def gone(log: list[Verdict]) -> HttpResponse:
    """410 with the public reason and what the claim became, where the public was told of it once; else 404."""
    if not log:
        return not_found()
    last = log[-1]
    heirs = heirs_of(last.claim)
    context = {
        "heirs": [shown(one) for one in heirs],
        "note": "" if last.is_public else said(last.public_note),
        "since": last.state_changed_at,
    }
    return page("public/gone.html", context, status=410)


def heirs_of(claim: Claim) -> list[Verdict]:
    """Public verdicts on what this claim was merged into, divided or reworded to: through several steps."""
    if claim.status != ClaimStatus.WITHDRAWN:
        return []
    seen, level = {claim.pk}, [claim.pk]
    while level and len(seen) < MOST_HEIRS:
        links = Lineage.objects.filter(ancestor__in=level).order_by("id")
        level = [heir for heir in links.values_list("heir_id", flat=True) if heir not in seen]
        seen.update(level)
    heirs = for_reading(Verdict.objects.public().filter(claim__in=seen - {claim.pk}))
    return list(heirs.order_by("claim_id")[:MOST_HEIRS])
