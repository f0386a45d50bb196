"""Answers kept for a client that asks again because the first answer was lost on the way."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptAnswer(models.Model):
    """What one request with an Idempotency-Key was answered. Keys are one person's and one route's."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "route", "key"], name="kept_answer_once")]
        indexes = [models.Index(fields=["user", "created_at"], name="kept_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
