"""How the desk works and what it corrected: pages in the desk's own words."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.choices import PublicationState, SitePageKey
from claims.models import SitePage, Verdict
from claims.models.desk import desk_quorum
from claims.web.public.answers import page, public
from claims.web.public.prose import prose
from claims.web.public.showing import for_reading, said, scale

FOLDER = Path(__file__).parent / "words"
RECENT = 30


@public
def method(request: HttpRequest) -> HttpResponse:
    return page("public/site_page.html", {**content(SitePageKey.METHOD), "scale": scale()})


@public
def corrections(request: HttpRequest) -> HttpResponse:
    return page("public/site_page.html", {**content(SitePageKey.CORRECTIONS), "corrections": recent()})


def content(key: SitePageKey) -> dict[str, Any]:
    found = SitePage.objects.filter(key=key).first()
    return {
        "title": key.label,
        "words": prose(found.words if found else own_words(key)),
        "changed_at": found.changed_at if found else None,
        "path": reverse(f"public_{key}"),
        "here": str(key),
    }


def own_words(key: SitePageKey) -> str:
    """What the page says until an admin writes it: the program's own words, in the language of the reader."""
    words = _read(key, (get_language() or "en").partition("-")[0])
    words = words.replace("{desk}", settings.SITE_NAME)
    return words.replace("{quorum}", str(desk_quorum())) if "{quorum}" in words else words


@cache
def _read(key: str, language: str) -> str:
    place = FOLDER / f"{key}.{language}.md"
    return (place if place.exists() else FOLDER / f"{key}.en.md").read_text(encoding="utf-8")


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
