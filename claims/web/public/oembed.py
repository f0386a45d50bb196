"""oEmbed 1.0: an address of a verdict in, the card for other people's pages out."""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from claims.web.public.answers import public
from claims.web.public.showing import CARD, embed_code, shown
from claims.web.public.verdicts import standing_of, told_of

VERDICT = re.compile(r"/verdicts/(\d{1,19})(-[^/]*)?/(embed/)?")


@public
def oembed(request: HttpRequest) -> HttpResponse:
    """404 for what is no public verdict here, 400 without an address, 501 for another format than JSON."""
    if request.GET.get("format", "json") != "json":
        return told(501, _("Only the format json is spoken here."))
    if not request.GET.get("url"):
        return told(400, _("Give the address of a verdict in the parameter url."))
    claim_id = claim_of(request.GET["url"])
    standing = standing_of(told_of(claim_id)) if claim_id is not None else None
    if standing is None:
        return told(404, _("There is nothing at this address."))
    one = shown(standing)
    width, height = (at_most(request, name, size) for name, size in zip(("maxwidth", "maxheight"), CARD, strict=True))
    content = {
        "version": "1.0",
        "type": "rich",
        "title": f"{one.label}: {one.text}",
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": settings.PUBLIC_MAX_AGE,
        "html": embed_code(one, width, height),
        "width": width,
        "height": height,
    }
    return JsonResponse(content)


def claim_of(address: str) -> int | None:
    """The claim's number in the address of a verdict of this desk."""
    if not address.startswith(f"{settings.SITE_URL}/"):
        return None
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return None
    found = VERDICT.fullmatch(path.removeprefix(urlsplit(settings.SITE_URL).path))
    return int(found[1]) if found else None


def at_most(request: HttpRequest, name: str, size: int) -> int:
    """The card's own size, or less where the asking page has less room."""
    asked = request.GET.get(name, "")
    return min(size, int(asked)) if re.fullmatch(r"[1-9]\d{0,5}", asked) else size


def told(status: int, message: str) -> HttpResponse:
    return JsonResponse({"code": status, "message": message}, status=status)
