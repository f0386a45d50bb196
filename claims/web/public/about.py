"""How the desk works and what it corrected: pages in the desk's own words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.choices import PublicationState, SitePageKey
from claims.models import Verdict
from claims.services.site_pages import present_page
from claims.web.public.answers import page, public
from claims.web.public.prose import prose
from claims.web.public.showing import for_reading, said, scale

RECENT = 30


@public
def method(request: HttpRequest) -> HttpResponse:
    return page("public/site_page.html", {**content(SitePageKey.METHOD), "scale": scale()})


@public
def corrections(request: HttpRequest) -> HttpResponse:
    return page("public/site_page.html", {**content(SitePageKey.CORRECTIONS), "corrections": recent()})


def content(key: SitePageKey) -> dict[str, Any]:
    found = present_page(key)
    return {
        "title": key.label,
        "words": prose(found.words),
        "changed_at": found.changed_at,
        "path": reverse(f"public_{key}"),
        "here": str(key),
    }


@dataclass(frozen=True, slots=True)
class Correction:
    """One step after publication, as the list of corrections tells it. `text` is empty for what was taken back."""

    at: datetime
    what: str
    path: str
    text: str
    language: str
    note: str


def recent() -> list[Correction]:
    """The latest corrections, pauses and retractions, newest first."""
    found = list(for_reading(Verdict.objects.corrected())[:RECENT])
    gone = Verdict.objects.filter(state=WITHDRAWN, claim__in=[one.claim_id for one in found])
    taken_back = set(gone.values_list("claim_id", flat=True))
    return [_correction(one, taken_back) for one in found]


WITHDRAWN = PublicationState.WITHDRAWN


def _correction(one: Verdict, taken_back: set[int]) -> Correction:
    """The words of a claim whose verdict was taken back are not repeated; its address says why."""
    hidden = one.claim_id in taken_back
    return Correction(
        at=one.state_changed_at or one.published_at,
        what=_what(one),
        path=reverse("public_claim", args=[one.claim_id]) if hidden else one.public_path,
        text=_("Verdict on claim %(number)s") % {"number": one.claim_id} if hidden else one.claim.text,
        language="" if hidden else one.claim.article.language,
        note=one.correction_note if one.state not in {WITHDRAWN, PublicationState.PAUSED} else said(one.public_note),
    )


def _what(one: Verdict) -> str:
    words = {PublicationState.PAUSED: _("Being checked again"), WITHDRAWN: _("Taken back")}
    return words.get(PublicationState(one.state), _("Corrected"))
