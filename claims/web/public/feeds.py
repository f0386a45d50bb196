"""The latest verdicts for feed readers, as Atom (RFC 4287) and as JSON Feed 1.1, and what says that they changed.

What was taken back is told too, so that who keeps a copy can let go of it: in Atom as tombstones (RFC 6721), in JSON
as an extension of our own.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Verdict
from claims.text.xml import speakable
from claims.web.public.answers import changed_at, public
from claims.web.public.showing import Shown, for_reading, said, shown

ENTRIES = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
JSON_FEED = "https://jsonfeed.org/version/1.1"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
ABOUT_TOMBSTONES = "https://www.rfc-editor.org/rfc/rfc6721"


class AtomFeed(Atom1Feed):
    """Says when the whole last changed: not when its newest entry did, since one taken back is a change too."""

    def latest_post_date(self) -> datetime:
        return self.feed["changed"] or NEVER

    def root_attributes(self) -> dict[str, Any]:
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for gone in self.feed["gone"]:
            handler.startElement("at:deleted-entry", {"ref": gone["id"], "when": gone["date_deleted"]})
            if gone["note"]:
                handler.addQuickElement("at:comment", speakable(gone["note"]))
            handler.endElement("at:deleted-entry")


@public
def atom(request: HttpRequest) -> HttpResponse:
    site, changed = settings.SITE_URL, last_change()
    feed = AtomFeed(
        title=speakable(title()),
        link=f"{site}{reverse('public_verdicts')}",
        description=speakable(about()),
        language=get_language(),
        feed_url=f"{site}{reverse('public_feed')}",
        author_name=speakable(settings.SITE_NAME),
        changed=changed,
        gone=taken_back(),
    )
    for one in latest():
        feed.add_item(**entry(one))
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return changed_at(response, changed)


@public
def json(request: HttpRequest) -> HttpResponse:
    site = settings.SITE_URL
    feed = {
        "version": JSON_FEED,
        "title": title(),
        "description": about(),
        "home_page_url": f"{site}{reverse('public_verdicts')}",
        "feed_url": f"{site}{reverse('public_feed_json')}",
        "language": get_language(),
        "authors": [{"name": settings.SITE_NAME, "url": f"{site}{reverse('public_verdicts')}"}],
        "items": [item(one) for one in latest()],
        "_deleted": {"about": ABOUT_TOMBSTONES, "items": taken_back()},
    }
    response = JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
    return changed_at(response, last_change())


def latest() -> list[Shown]:
    """What changed last comes first: new verdicts, corrections, and those that are being checked again."""
    found = for_reading(Verdict.objects.public()).order_by("-state_changed_at", "-id")
    return [shown(one) for one in found[:ENTRIES]]


def taken_back() -> list[dict[str, str]]:
    """Which items are no more, the latest first: the address, the time, and the words the public got."""
    found = Verdict.objects.taken_back().values_list("claim_id", "state_changed_at", "public_note")[:ENTRIES]
    return [
        {"id": identity(claim), "date_deleted": moment.isoformat(), "note": said(note)}
        for claim, moment, note in found
        if moment
    ]


def last_change() -> datetime | None:
    """Of all that the public was ever told: a verdict taken back changes the feed as well."""
    newest = Verdict.objects.ever_public().order_by().aggregate(at=Max("state_changed_at"))
    return newest["at"]


def title() -> str:
    return _("Verdicts of %(desk)s") % {"desk": settings.SITE_NAME}


def about() -> str:
    return _("Claims checked by %(desk)s, each with its evidence.") % {"desk": settings.SITE_NAME}


def name_of(one: Shown) -> str:
    return f"{one.label}: {one.text}"


def identity(claim_id: int) -> str:
    """Of the claim: stays when its verdict is corrected."""
    return f"{settings.SITE_URL}/verdicts/{claim_id}/"


def entry(one: Shown) -> dict[str, Any]:
    return {
        "title": speakable(name_of(one)),
        "link": one.url,
        "description": speakable(html(one)),
        "unique_id": identity(one.claim_id),
        "pubdate": one.published_at,
        "updateddate": one.changed_at,
        "author_name": speakable(settings.SITE_NAME),
        "categories": [speakable(one.label)],
    }


def html(one: Shown) -> SafeString:
    told = one.note if one.is_paused else one.summary
    return format_html(
        '<p><strong>{}</strong></p>{}<p><a href="{}">{}</a></p>',
        one.label,
        SafeString(linebreaks(told, autoescape=True)) if told else "",
        one.url,
        _("The evidence"),
    )


def item(one: Shown) -> dict[str, Any]:
    found = {
        "id": identity(one.claim_id),
        "url": one.url,
        "title": name_of(one),
        "content_html": html(one),
        "summary": one.abstract,
        "date_published": one.published_at.isoformat(),
        "date_modified": one.changed_at.isoformat(),
        "tags": [one.label],
        "_verdict": {
            "claim": one.claim_id,
            "number": one.number,
            "text": one.text,
            "speaker": one.speaker,
            "rating": one.rating or None,
            "true_as_of": None if one.is_paused else one.true_as_of.isoformat(),
            "paused": one.is_paused,
        },
    }
    return found | ({"external_url": one.origin.link.url} if one.origin.link.url else {})
