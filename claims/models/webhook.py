"""Webhooks: endpoints of others that are told what happens, and the log of what they were told."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import EventKind, WebhookState
from claims.models.event import PERSONAL, Event

# What an endpoint can ask for: everything but what happens to people and to webhooks themselves.
TOLD = [kind for kind in EventKind.values if kind not in PERSONAL]


class Webhook(models.Model):
    """One endpoint. `position` is the id of the last event that is done with: the record itself is the outbox.

    Its secret is derived from `seed` and the program's SECRET_KEY, so that a stolen database signs nothing.
    `old_seed` signs beside it until `old_seed_until`, so that a receiver can change over.
    """

    url = models.URLField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    kinds = models.JSONField(default=list, help_text="The events it is told of, values of EventKind.")
    state = models.CharField(max_length=20, choices=WebhookState.choices, default=WebhookState.ACTIVE)
    state_reason = models.TextField(blank=True)
    position = models.BigIntegerField(default=0)
    seed = models.CharField(max_length=64)
    old_seed = models.CharField(max_length=64, blank=True)
    old_seed_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    failing_since = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=WebhookState.values), name="webhook_state_known"),
            models.CheckConstraint(condition=Q(position__gte=0), name="webhook_position"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        return self.state == WebhookState.ACTIVE

    @property
    def due_at(self) -> datetime | None:
        """It is told of nothing before; None while it is paused."""
        return self.next_at if self.is_active else None

    @property
    def kind_labels(self) -> list[str]:
        return [str(EventKind(kind).label) for kind in self.kinds]


class Delivery(models.Model):
    """One attempt to tell one endpoint of one event. `status` is the HTTP status of the answer, 0 for none."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    status = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["webhook", "-id"], name="delivery_of_webhook"),
            models.Index(fields=["at"], name="delivery_by_age"),
        ]

    def __str__(self) -> str:
        return f"event {self.event_id} to webhook {self.webhook_id}: {self.status or self.error}"

    @property
    def is_done(self) -> bool:
        return 200 <= self.status < 300
