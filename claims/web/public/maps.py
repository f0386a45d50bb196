"""For search engines: which pages there are (sitemaps.org), and which they may read (RFC 9309)."""

from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from django.conf import settings
from django.db.models import F, Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from claims.models import Verdict
from claims.web.listing import LARGEST_ID
from claims.web.public.answers import not_found, public

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PART = 10_000
"""Addresses a part may hold: a fifth of what the rule allows, so that none takes long to write. Parts are cut by the
claims' numbers: in part 2 are those of 10,000 to 19,999."""

Place = tuple[str, datetime | None]


@public
def index(request: HttpRequest) -> HttpResponse:
    """One part for the desk's own pages, one for each 10,000 claims among which some are published."""
    site = settings.SITE_URL
    parts = Verdict.objects.published().order_by().annotate(part=F("claim_id") / PART)
    counted = parts.values("part").annotate(at=Max("state_changed_at")).order_by("part")
    places: list[Place] = [(f"{site}{reverse('public_sitemap_pages')}", None)]
    places += [(f"{site}{reverse('public_sitemap_part', args=[one['part'] + 1])}", one["at"]) for one in counted]
    return written("sitemapindex", "sitemap", places)


@public
def pages(request: HttpRequest) -> HttpResponse:
    names = ("public_verdicts", "public_method", "public_corrections")
    return written("urlset", "url", [(f"{settings.SITE_URL}{reverse(name)}", None) for name in names])


@public
def part(request: HttpRequest, number: int) -> HttpResponse:
    low = (min(number, LARGEST_ID // PART) - 1) * PART
    found = Verdict.objects.published().filter(claim_id__gte=low, claim_id__lt=low + PART).select_related("claim")
    rows = found.only("state_changed_at", "claim__text").order_by("claim_id").iterator(chunk_size=2_000)
    places = [(one.public_url, one.state_changed_at) for one in rows]
    return written("urlset", "url", places) if places else not_found()


def written(root: str, element: str, places: Iterable[Place]) -> HttpResponse:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": SPACE})
    for address, at in places:
        xml.startElement(element, {})
        xml.addQuickElement("loc", address)
        if at:
            xml.addQuickElement("lastmod", at.isoformat(timespec="seconds"))
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Only what is published is for them."""
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in (reverse("public_verdicts"), "/about/", "/sitemap", "/oembed", "/static/")),
        "Disallow: /",
        f"Sitemap: {settings.SITE_URL}{reverse('public_sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
