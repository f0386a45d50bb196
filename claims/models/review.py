"""Reviews: one person's rating of one claim."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from claims.choices import DECIDED, Rating, ReviewState, Role
from claims.models.claim import Claim, submitted_reviews_by
from claims.models.viewers import has_role, is_member


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Any) -> "ReviewQuerySet":
        """Blindness, as one condition: see `blind_condition`. Drafts are their writer's alone."""
        if not is_member(user):
            return self.none()
        shared = ~Q(state=ReviewState.DRAFT) & sees_ratings(user, claim="claim")
        return self.filter(Q(reviewer=user.pk) | shared)

    def submitted(self) -> "ReviewQuerySet":
        return self.filter(state=ReviewState.SUBMITTED)

    def with_evidence(self) -> "ReviewQuerySet":
        return self.select_related("reviewer").prefetch_related("evidence__source")


def sees_ratings(user: Any, *, claim: str) -> Q:
    """The condition under which this person may see what others rated.

    Editors always; anybody once the claim is decided; a reviewer once their own review is in.
    `claim` is the lookup path to the claim, empty when the rows are claims themselves.
    """
    if has_role(user, Role.EDITOR):
        # Always true, and not Q(): an empty Q disappears from `a | b`, which would then hide everything else.
        return Q(pk__isnull=False)
    status, key = (f"{claim}__status", f"{claim}_id") if claim else ("status", "pk")
    decided = Q(**{f"{status}__in": [value.value for value in DECIDED]})
    return decided | Q(Exists(submitted_reviews_by(user).filter(claim=OuterRef(key))))


class Review(models.Model):
    """One reviewer's rating of one claim, with a note and evidence; a draft until submitted."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    # `review_by_person` starts with it.
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", db_index=False)
    state = models.CharField(max_length=20, choices=ReviewState.choices, default=ReviewState.DRAFT)
    rating = models.CharField(max_length=20, choices=Rating.choices, blank=True)
    note = models.TextField(blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 (a guess) to 5 (certain).")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    reason = models.TextField(blank=True, help_text="Why it was revised or retracted.")
    # A draft's words as typed: a half-written address is no evidence yet. `revision` counts its savings.
    typed = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    # What was cited, its sources loaded, on a review that has just been submitted.
    cited: list[Any]

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "reviewer"],
                condition=Q(state=ReviewState.SUBMITTED),
                name="review_one_active",
            ),
            models.UniqueConstraint(
                fields=["claim", "reviewer"], condition=Q(state=ReviewState.DRAFT), name="review_one_draft"
            ),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known"),
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values) | Q(rating="", state=ReviewState.DRAFT),
                name="review_rating_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 5)), name="review_confidence"
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer", "state", "-id"], name="review_by_person"),
            models.Index(fields=["submitted_at", "state", "reviewer"], name="review_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rating or 'draft'} by {self.reviewer_id} on claim {self.claim_id}"

    @property
    def step(self) -> int:
        """1 while it counts, 2 once it was replaced or retracted: nothing else of a submitted review changes."""
        return 1 if self.state == ReviewState.SUBMITTED else 2

    @property
    def is_active(self) -> bool:
        return self.state == ReviewState.SUBMITTED
