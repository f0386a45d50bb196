"""Assignments: a claim or an article given to a reviewer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import AssignmentState
from claims.models.article import Article
from claims.models.claim import Claim


class Assignment(models.Model):
    """Work given to one person, with a due date; released when stale."""

    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="assignments")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="assignments")
    state = models.CharField(max_length=20, choices=AssignmentState.choices, default=AssignmentState.OPEN)
    due_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, article__isnull=True) | Q(claim__isnull=True, article__isnull=False),
                name="assignment_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(state__in=AssignmentState.values), name="assignment_state_known"),
            models.UniqueConstraint(
                fields=["assignee", "claim"], condition=Q(state="open"), name="assignment_claim_once"
            ),
            models.UniqueConstraint(
                fields=["assignee", "article"], condition=Q(state="open"), name="assignment_article_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignee_id}: claim {self.claim_id or '-'} article {self.article_id or '-'}"
