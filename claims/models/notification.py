"""Notifications: what a person is told, in the app and by the digest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import NotificationKind
from claims.models.article import Article
from claims.models.claim import Claim


class Notification(models.Model):
    """One thing one person is told once. `mailed_at` once a digest has carried it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=NotificationKind.choices)
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NotificationKind.values), name="notification_kind_known")
        ]
        indexes = [models.Index(fields=["person", "read_at", "-id"], name="notification_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
