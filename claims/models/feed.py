"""Feeds: addresses that announce new articles, asked on a schedule."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class Feed(models.Model):
    """An RSS or Atom feed the desk follows."""

    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=500, blank=True)
    every_minutes = models.PositiveIntegerField(default=60)
    is_active = models.BooleanField(default=True)
    next_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(every_minutes__gte=5), name="feed_not_too_often"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def due_at(self) -> datetime | None:
        """When it is asked next; None while it is not followed."""
        return self.next_at if self.is_active else None


class FeedEntry(models.Model):
    """An announcement that was seen: its article is brought once, however often it is announced."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    guid = models.CharField(max_length=2000)
    # PostgreSQL cannot index a text of any length, so the promise of once stands on the digest.
    guid_sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["feed", "guid_sha256"], name="feed_entry_once")]

    def __str__(self) -> str:
        return self.guid
