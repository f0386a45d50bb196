"""Sources and the evidence that cites them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import QuoteMatch, Reliability, Role, SnapshotState, Stance
from claims.models.review import Review
from claims.models.viewers import has_role, is_member


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> "SourceQuerySet":
        """Pages cited in a review this person may see: which page a colleague found tells what they found.

        A source that nobody cites tells nothing.
        """
        if not is_member(user):
            return self.none()
        if has_role(user, Role.EDITOR):
            return self
        cited = Evidence.objects.filter(source=models.OuterRef("pk"))
        seen = cited.filter(review__in=Review.objects.visible_to(user))
        return self.filter(models.Exists(seen) | ~models.Exists(cited))


class Source(models.Model):
    """One page used as evidence: a row per page, so "which verdicts rest on it?" is one query."""

    url = models.URLField(max_length=2000, unique=True, help_text="The address in canonical form.")
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    reliability = models.CharField(max_length=20, choices=Reliability.choices, default=Reliability.UNRATED)
    archived_url = models.URLField(max_length=2000, blank=True)
    snapshot_text = models.TextField(blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    snapshot_at = models.DateTimeField(null=True, blank=True)
    snapshot_state = models.CharField(max_length=20, choices=SnapshotState.choices, blank=True)
    check_at = models.DateTimeField(null=True, blank=True, help_text="When the page is looked at again.")
    created_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="source_url_is_web",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.url


class Evidence(models.Model):
    """A review citing a source."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    url = models.URLField(max_length=2000, help_text="The address as the reviewer gave it.")
    stance = models.CharField(max_length=20, choices=Stance.choices)
    quote = models.TextField(blank=True)
    quote_found = models.BooleanField(null=True, help_text="Whether the quote was found in the snapshot.")
    quote_match = models.CharField(max_length=20, choices=QuoteMatch.choices, blank=True)
    note = models.TextField(blank=True)
    accessed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "evidence"
        constraints = [models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_known")]

    def __str__(self) -> str:
        return f"{self.stance}: {self.url}"
