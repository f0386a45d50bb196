"""Feeds: following them, and bringing each article they announce once."""

import hashlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import ItemState, JobKind
from claims.errors import BadInput, BadLink, ClaimsError
from claims.fetching import fetch
from claims.importers.child import extract
from claims.models import Feed, FeedEntry, Job, JobItem
from claims.services import outside
from claims.services.intake import scrub_field
from claims.services.jobs import Lease, add_job, finish
from claims.text.links import read_link

LONGEST_PAUSE = 7 * 24 * 60


def add_feed(*, actor: Any, url: str, every_minutes: int = 60) -> Feed:
    """Follow a feed; the one that is followed already is returned. Raises BadLink, BadInput."""
    link = read_link(url)
    if not 5 <= every_minutes <= LONGEST_PAUSE:
        raise BadInput(f"Ask a feed every 5 to {LONGEST_PAUSE:,} minutes.", field="every_minutes")
    feed, _ = Feed.objects.get_or_create(
        url=link.canonical, defaults={"added_by": actor, "every_minutes": every_minutes}
    )
    return feed


def pause_feed(*, actor: Any, feed: Feed, is_active: bool) -> Feed:
    """Stop asking a feed, or ask it again."""
    feed.is_active, feed.next_at = is_active, timezone.now()
    feed.save(update_fields=["is_active", "next_at"])
    return feed


def ask_due_feeds() -> list[Job]:
    """A job for each feed whose time has come. Two who ask at once make one job of it."""
    now = timezone.now()
    due = list(Feed.objects.filter(is_active=True, next_at__lte=now).order_by("next_at")[:100])
    return [job for feed in due if (job := _ask(feed, now)) is not None]


def ask_feed(feed: Feed) -> Job:
    """A job that reads this feed now."""
    return add_job(actor=feed.added_by, kind=JobKind.FEED, key=f"feed:{feed.pk}", feed=feed)


def _ask(feed: Feed, now: Any) -> Job | None:
    with transaction.atomic():
        later = now + timedelta(minutes=feed.every_minutes)
        # Only one of two who see the same time may move it on.
        if not Feed.objects.filter(pk=feed.pk, next_at=feed.next_at).update(next_at=later):
            return None
        return ask_feed(feed)


def run_feed(lease: Lease) -> None:
    """Read the feed and ask for the articles it announces that were never asked for."""
    feed = lease.job.feed
    if feed is None:
        raise ValueError(f"job {lease.job.pk} names no feed")
    try:
        page = fetch(feed.url, policy=outside.policy())
        read = extract("feed", page.body, url=page.url)
    except ClaimsError as error:
        with lease.fenced():
            _note(feed, error=error.message)
        raise
    with lease.fenced():
        _ask_for_new(feed, read["items"])
        _note(feed, title=scrub_field(read["title"])[:500])
    finish(lease)


def _ask_for_new(feed: Feed, items: list[dict[str, str]]) -> None:
    keyed = {_digest(item["guid"] or item["title"]): item for item in reversed(items)}
    seen = set(feed.entries.filter(guid_sha256__in=keyed).values_list("guid_sha256", flat=True))
    new = [(key, item) for key, item in reversed(keyed.items()) if key not in seen]
    FeedEntry.objects.bulk_create(
        [FeedEntry(feed=feed, guid=scrub_field(item["guid"])[:2000], guid_sha256=key) for key, item in new]
    )
    if new:
        job = Job.objects.create(kind=JobKind.IMPORT, requested_by=feed.added_by, feed=feed)
        JobItem.objects.bulk_create([_item(job, position, item) for position, (_, item) in enumerate(new)])


def _item(job: Job, position: int, item: dict[str, str]) -> JobItem:
    """An item of the import; an announcement without a usable address fails by itself, in words."""
    where = scrub_field(item["url"] or item["title"])[:2000] or f"item {position + 1}"
    try:
        link = read_link(item["url"])
    except BadLink as error:
        return JobItem(job=job, position=position, where=where, state=ItemState.FAILED, error=error.message)
    return JobItem(job=job, position=position, where=where, url=link.given)


def _note(feed: Feed, *, title: str = "", error: str = "") -> None:
    feed.checked_at, feed.error, feed.title = timezone.now(), error, title or feed.title
    feed.save(update_fields=["checked_at", "error", "title"])


def _digest(guid: str) -> str:
    return hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()
