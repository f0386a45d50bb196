"""Snapshots: what stood on a cited page when the desk looked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import SnapshotState
from claims.models.evidence import Source


class Snapshot(models.Model):
    """One look at a source: its text with digest and time, or that nothing was there. Never edited."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="snapshots")
    state = models.CharField(max_length=20, choices=SnapshotState.choices)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    final_url = models.URLField(max_length=2000, blank=True, help_text="After redirects.")
    record = models.CharField(max_length=200, blank=True, help_text="The WARC file's name under snapshots/.")
    reason = models.TextField(blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["source", "-id"]
        indexes = [models.Index(fields=["record"], condition=~Q(record=""), name="snapshot_by_record")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SnapshotState.values), name="snapshot_state_known"),
            models.CheckConstraint(condition=Q(state=SnapshotState.GONE) | ~Q(sha256=""), name="snapshot_has_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.taken_at:%Y-%m-%d}: {self.source_id}"
