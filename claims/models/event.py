"""Events: the append-only record of what happened, and the outbox of the hand-over."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import EventKind, Role
from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.review import Review, sees_ratings
from claims.models.verdict import Verdict
from claims.models.viewers import has_role, is_member

# What tells how others rated. A reopened claim's old decision is among it: reviewers start afresh.
TELLING = [kind for kind in EventKind.values if kind.startswith(("review:", "verdict:", "comment:"))] + [
    EventKind.CLAIM_DECIDED,
    EventKind.CLAIM_CONFLICTED,
    EventKind.CLAIM_REOPENED,
    EventKind.CLAIM_ADJUDICATED,
    EventKind.CLAIM_RETURNED,
    EventKind.SOURCE_DESCRIBED,  # which page a colleague found
]
# Whose actor gave a review: see `Claim.hides_reviewers`.
BY_REVIEWERS = [kind for kind in EventKind.values if kind.startswith("review:")] + [
    EventKind.CLAIM_DECIDED,
    EventKind.CLAIM_CONFLICTED,
    EventKind.CLAIM_UNDONE,
    EventKind.VERDICT_REPLIED,
]
# About people: theirs and the admins' business. Where the desk sends its news is the admins' alone.
PERSONAL = [kind for kind in EventKind.values if kind.startswith(("person:", "webhook:"))]


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> "EventQuerySet":
        """All events but those that tell others' ratings of claims this person is still blind to.

        What happened to people is shown to admins, and to the person it is about.
        """
        if not is_member(user):
            return self.none()
        if has_role(user, Role.ADMIN):
            return self
        shown = self.filter(~Q(kind__in=PERSONAL) | Q(person=user.pk))
        return shown if has_role(user, Role.EDITOR) else shown._not_telling(user)

    def _not_telling(self, user: Any) -> "EventQuerySet":
        harmless = ~Q(kind__in=TELLING) | Q(actor=user.pk)
        return self.filter(harmless | sees_ratings(user, claim="claim"))


class Event(models.Model):
    """Who did what, old -> new, when and why. Nothing edits a row; order is by `id`, not by clock."""

    kind = models.CharField(max_length=30, choices=EventKind.choices)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="events",
        db_index=False,  # `event_of_actor` starts with it; so for the three below
        help_text="Empty: the desk.",
    )
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="events", db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="events", db_index=False)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="events")
    verdict = models.ForeignKey(Verdict, models.PROTECT, null=True, related_name="events")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="events_about",
        db_index=False,
        help_text="Whom it is about, where it is about a person.",
    )
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known")]
        indexes = [
            models.Index(fields=["claim", "-id"], name="event_of_claim"),
            models.Index(fields=["article", "-id"], name="event_of_article"),
            models.Index(fields=["actor", "-id"], name="event_of_actor"),
            models.Index(fields=["person", "-id"], name="event_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    def hides_actor(self, claim: Claim, user: Any) -> bool:
        """Whether this person may not be told who did this to `claim`, which the event is about."""
        return claim.hides_reviewers and self.kind in BY_REVIEWERS and self.actor_id != user.pk
