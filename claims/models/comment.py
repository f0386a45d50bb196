"""Discussion on a claim."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.review import sees_ratings
from claims.models.viewers import is_member


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> "CommentQuerySet":
        """One's own, and everybody's where this person is not blind: a remark may tell a rating.

        One that was taken back is kept, and shown to nobody.
        """
        if not is_member(user):
            return self.none()
        return self.filter(withdrawn_at=None).filter(Q(author=user.pk) | sees_ratings(user, claim="claim"))


class Comment(models.Model):
    """One remark; a reply has a parent; resolving closes the thread of its first remark."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When its writer took it back at once.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="comment_body_given")]

    def __str__(self) -> str:
        return f"comment {self.pk} on claim {self.claim_id}"
