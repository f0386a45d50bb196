"""Feeds, sitemaps, robots: well-formed whatever is in them, and telling only what is public."""

import json

import feedparser
import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from claims.models import Claim, Verdict
from claims.services.publication import correct_verdict, pause_verdict, publish_verdict, unpublish_verdict
from claims.web.public import maps
from tests.factories import ClaimFactory
from tests.public.conftest import WHY, fresh, many_published, published

pytestmark = pytest.mark.django_db

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
WICKED = "]]> <b>&amp; \x0b\x1b\x7f </entry> \u2028 🌉"


def xml(answer):
    return etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False, no_network=True))


def test_the_atom_feed_is_one_and_tells_the_verdict(visitor):
    one = published(rating="incorrect")
    answer = visitor.get("/verdicts/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert feed.version == "atom10"
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == f"Incorrect: {one.claim.text}"
    assert entry.link == one.public_url
    assert entry.id.endswith(f"/verdicts/{one.claim_id}/")
    assert "1932" in entry.summary


def test_the_json_feed_is_version_1_1(visitor):
    one = published(rating="incorrect")
    answer = visitor.get("/verdicts/feed.json")
    assert answer["Content-Type"] == "application/feed+json"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert {"id", "url", "title", "content_html", "date_published", "date_modified"} <= set(item)
    assert item["url"] == one.public_url
    assert item["_verdict"]["rating"] == "incorrect"


def test_an_empty_feed_is_one_and_stays_the_same(visitor):
    first = visitor.get("/verdicts/feed/")
    assert not feedparser.parse(first.content).bozo
    assert visitor.get("/verdicts/feed/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert json.loads(visitor.get("/verdicts/feed.json").content)["items"] == []


def test_nothing_in_a_feed_can_break_it(visitor):
    one = published()
    Claim.objects.filter(pk=one.claim_id).update(text=f"x {WICKED}", speaker=WICKED)
    Verdict.objects.filter(pk=one.pk).update(summary=WICKED)
    feed = feedparser.parse(visitor.get("/verdicts/feed/").content)
    assert not feed.bozo
    root = xml(visitor.get("/verdicts/feed/"))
    assert len(root.findall("a:entry", SPACE)) == 1
    assert "]]>" in root.findtext("a:entry/a:title", namespaces=SPACE)
    assert "<b>" not in root.findtext("a:entry/a:summary", namespaces=SPACE)
    assert json.loads(visitor.get("/verdicts/feed.json").content)["items"][0]["title"].endswith("🌉")
    xml(visitor.get("/sitemap.xml"))
    xml(visitor.get("/sitemap-1.xml"))


def test_a_paused_one_is_told_without_its_rating(visitor, editor):
    one = published(rating="incorrect")
    pause_verdict(actor=editor, claim=one.claim, reason="A new document.")
    for address in ("/verdicts/feed/", "/verdicts/feed.json"):
        said = visitor.get(address).text
        assert "A new document." in said
        assert "ncorrect" not in said
        assert "records give 1932" not in said


def test_a_correction_keeps_the_entry_and_moves_it_up(visitor, editor):
    one = published(text="Older claim")
    published(text="Newer claim")
    before = feedparser.parse(visitor.get("/verdicts/feed/").content)
    correct_verdict(actor=editor, claim=one.claim, note="A slip.", summary="In other words.", reason=WHY)
    after = feedparser.parse(visitor.get("/verdicts/feed/").content)
    assert [entry.id for entry in after.entries] == [entry.id for entry in reversed(before.entries)]
    assert after.entries[0].updated > before.entries[1].updated


def test_what_was_taken_back_is_marked_until_it_is_public_again(visitor, editor):
    one, other = published(), published()
    for verdict in (one, other):
        unpublish_verdict(actor=editor, claim=verdict.claim, reason=f"It was wrong. {WICKED}")
    publish_verdict(actor=editor, claim=other.claim, summary="Now it is right.", reason=WHY)
    unpublish_verdict(actor=editor, claim=fresh(other).claim, reason="Wrong once more.")
    root = xml(visitor.get("/verdicts/feed/"))
    marks = root.findall("at:deleted-entry", {"at": "http://purl.org/atompub/tombstones/1.0"})
    told = json.loads(visitor.get("/verdicts/feed.json").content)
    assert told["items"] == root.findall("a:entry", SPACE) == []
    last, first = (Verdict.objects.filter(claim=verdict.claim).latest("number") for verdict in (other, one))
    expected = [(f"/verdicts/{gone.claim_id}/", gone.state_changed_at.isoformat()) for gone in (last, first)]
    assert [("/" + mark.get("ref").split("/", 3)[3], mark.get("when")) for mark in marks] == expected
    assert [(item["id"].partition("/verdicts")[2], item["date_deleted"]) for item in told["_deleted"]["items"]] == [
        (address.removeprefix("/verdicts"), when) for address, when in expected
    ]
    assert [mark[0].text.split(".")[0] for mark in marks] == ["Wrong once more", "It was wrong"]
    assert {frozenset(item) for item in told["_deleted"]["items"]} == {frozenset({"id", "date_deleted", "note"})}
    assert not feedparser.parse(visitor.get("/verdicts/feed/").content).bozo
    publish_verdict(actor=editor, claim=one.claim, summary="It is right.", reason=WHY)
    assert [item["note"] for item in json.loads(visitor.get("/verdicts/feed.json").content)["_deleted"]["items"]] == [
        "Wrong once more."
    ]


class TestAskingAgain:
    """304 for what did not change, by either validator; never for what did."""

    @pytest.mark.parametrize("address", ["/verdicts/feed/", "/verdicts/feed.json"])
    def test_what_changed_is_sent(self, visitor, editor, address):
        with time_machine.travel("2026-01-01 12:00:00 +0000", tick=False):
            one = published()
        with time_machine.travel("2026-01-01 12:05:00 +0000", tick=False):
            first = visitor.get(address)
            assert first["Last-Modified"] == "Thu, 01 Jan 2026 12:00:00 GMT"
            assert visitor.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
            assert visitor.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
            unpublish_verdict(actor=editor, claim=one.claim, reason="Wrong.")
        with time_machine.travel("2026-01-01 12:10:00 +0000", tick=False):
            assert visitor.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
            assert visitor.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200

    def test_what_changed_this_very_second_is_not_dated(self, visitor):
        published()
        assert "Last-Modified" not in visitor.get("/verdicts/feed/")


class TestSitemap:
    def places(self, answer, path="s:url/s:loc"):
        return [place.text for place in xml(answer).findall(path, SPACE)]

    def test_it_names_what_is_published(self, visitor, editor):
        one, paused, gone = published(), published(), published()
        pause_verdict(actor=editor, claim=paused.claim, reason="New words.")
        unpublish_verdict(actor=editor, claim=gone.claim, reason="Wrong.")
        parts = self.places(visitor.get("/sitemap.xml"), "s:sitemap/s:loc")
        assert [part.rpartition("/")[2] for part in parts] == ["sitemap-pages.xml", "sitemap-1.xml"]
        assert self.places(visitor.get("/sitemap-1.xml")) == [one.public_url]
        assert any(place.endswith("/verdicts/") for place in self.places(visitor.get("/sitemap-pages.xml")))

    def test_it_is_cut_before_it_is_too_long(self, visitor, monkeypatch):
        assert maps.PART <= 50_000
        monkeypatch.setattr(maps, "PART", 20)
        many_published(50)
        parts = self.places(visitor.get("/sitemap.xml"), "s:sitemap/s:loc")[1:]
        found = [self.places(visitor.get("/" + part.rpartition("/")[2])) for part in parts]
        assert all(len(places) <= 20 for places in found)
        assert sum(len(places) for places in found) == 50

    @pytest.mark.parametrize("number", [0, 2, 10**18, 10**30])
    def test_there_is_no_empty_part(self, visitor, number):
        published()
        assert visitor.get(f"/sitemap-{number}.xml").status_code == 404


def test_what_fills_five_parts_and_one_more_are_six(visitor, monkeypatch):
    """Rows as a large desk would have them, a hundredth of its size; only numbers and words matter to the map."""
    monkeypatch.setattr(maps, "PART", 100)
    first = ClaimFactory()
    at = timezone.now()
    kept = {field.name for field in Claim._meta.fields} - {"id", "text", "text_sha256"}
    base = {name: getattr(first, name) for name in kept}
    low = maps.PART * 100
    rows = [Claim(pk=low + n, text=f"c{n}", text_sha256=f"{n:064}", **base) for n in range(501)]
    Claim.objects.bulk_create(rows, batch_size=500)
    about = {"version": first.version, "number": 1, "rating": "supported", "decided_by": "quorum"}
    state = {"state": "published", "published_at": at, "state_changed_at": at}
    verdicts = [Verdict(claim_id=row.pk, **about, **state) for row in rows]
    Verdict.objects.bulk_create(verdicts, batch_size=1_000)
    assert len(xml(visitor.get("/sitemap.xml"))) == 7
    assert [len(xml(visitor.get(f"/sitemap-{n}.xml"))) for n in range(101, 107)] == [*[100] * 5, 1]


def test_robots_are_let_in_where_the_public_is(visitor):
    said = visitor.get("/robots.txt").text
    assert "Allow: /verdicts/\n" in said
    assert "\nDisallow: /\n" in said
    assert "\nSitemap: http" in said
