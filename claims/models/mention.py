"""Mentions: somebody is named in a comment, and told so once."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.models.comment import Comment


class Mention(models.Model):
    """A person named in a comment; `seen_at` once they have opened the claim's page."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]
        indexes = [models.Index(fields=["person", "seen_at", "-id"], name="mention_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in comment {self.comment_id}"
