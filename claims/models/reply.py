"""Replies: a reviewer's one answer to an editor's decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.verdict import Verdict


class Reply(models.Model):
    """What somebody who reviewed the claim says to the decision; one each, and never changed."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["verdict", "author"], name="reply_once"),
            models.CheckConstraint(condition=~Q(body=""), name="reply_body_given"),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} to verdict {self.verdict_id}"
