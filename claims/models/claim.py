"""Claims: one checkable assertion each, anchored on the words that carry it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from claims.choices import (
    DECIDED,
    PUBLIC,
    ClaimKind,
    ClaimOrigin,
    ClaimStatus,
    DecidedBy,
    LineageHow,
    PublicationState,
    ReviewState,
    WithdrawnCause,
)
from claims.models.article import Article, ArticleVersion
from claims.models.desk import quorum_in_sql
from claims.models.viewers import is_member


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> "ClaimQuerySet":
        return self if is_member(user) else self.none()

    def open(self) -> "ClaimQuerySet":
        """Still to be decided by reviews; conflicts wait for an editor instead."""
        return self.filter(status__in=[ClaimStatus.UNREVIEWED, ClaimStatus.IN_REVIEW])

    def standing(self) -> "ClaimQuerySet":
        return self.exclude(status=ClaimStatus.WITHDRAWN)

    def decided(self) -> "ClaimQuerySet":
        return self.filter(status__in=[status.value for status in DECIDED])

    def conflicting(self) -> "ClaimQuerySet":
        return self.filter(status=ClaimStatus.CONFLICTING)

    def with_own_review(self, user: Any) -> "ClaimQuerySet":
        """Adds `reviewed_by_me`: whether this person has submitted a review."""
        own = models.Exists(submitted_reviews_by(user).filter(claim=models.OuterRef("pk")))
        return self.annotate(reviewed_by_me=own)

    def awaiting_review_by(self, user: Any) -> "ClaimQuerySet":
        """What this person could review next: open, not of their own making, not yet reviewed by them."""
        waiting = self.open().with_own_review(user).filter(reviewed_by_me=False)
        return waiting if settings.SOLO_DESK else waiting.exclude(proposed_by=user)

    def publication_ready(self) -> "ClaimQuerySet":
        """Decided, and nothing of it is public; what an editor took back waits for another decision."""
        return self.filter(verdict__state=PublicationState.UNPUBLISHED).exclude(_public_verdict())

    def publication_published(self) -> "ClaimQuerySet":
        return self.filter(_public_verdict(state=PublicationState.PUBLISHED))

    def publication_paused(self) -> "ClaimQuerySet":
        return self.filter(_public_verdict(state=PublicationState.PAUSED))

    def publication_correction(self) -> "ClaimQuerySet":
        """Something is public, and the desk has decided anew since: to be corrected, or resumed as it was."""
        return self.filter(_public_verdict(number__lt=models.OuterRef("verdict__number")))

    def unsettled(self, quorum: int | None = None) -> "ClaimQuerySet":
        """Whose status would be another if the desk asked for `quorum` reviews; None: for as many as it does.

        Adds `needed_now`. What an editor decided stands by any number.
        """
        desk = quorum_in_sql() if quorum is None else models.Value(quorum)
        numbers = Greatest(Coalesce(F("article__quorum"), 0), desk, output_field=models.IntegerField())
        enough = Q(status__in=[ClaimStatus.UNREVIEWED, ClaimStatus.IN_REVIEW], reviews_count__gte=F("needed_now"))
        settled = Q(status__in=[ClaimStatus.CONFLICTING.value, *DECIDED], reviews_count__lt=F("needed_now"))
        by_quorum = Q(verdict__isnull=True) | Q(verdict__decided_by=DecidedBy.QUORUM)
        return self.alias(needed_now=numbers + F("extra_reviews")).filter(enough | settled & by_quorum)

    def in_text_order(self) -> "ClaimQuerySet":
        return self.order_by("start", "end", "id")


def _public_verdict(**about: Any) -> models.Exists:
    from claims.models.verdict import Verdict

    of_claim = Verdict.objects.filter(claim=models.OuterRef("pk"), state__in=list(PUBLIC))
    return models.Exists(of_claim.filter(**about))


def submitted_reviews_by(user: Any) -> models.QuerySet[Any]:
    from claims.models.review import Review

    return Review.objects.filter(reviewer=user.pk, state=ReviewState.SUBMITTED)


class Claim(models.Model):
    """One checkable assertion.

    `start` and `end` are code points into `version.text`, half-open; `quote` is exactly
    `version.text[start:end]`, `prefix` and `suffix` up to 32 characters around it. `text` is the
    stand-alone wording. `status` is written by `services.verdicts` alone.
    """

    # Without an index of its own where a wider one starts with the same column: each costs every insert.
    article = models.ForeignKey(Article, models.PROTECT, related_name="claims", db_index=False)
    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="claims")
    text = models.TextField()
    # Of the wording: PostgreSQL cannot index a text of any length, and the constraint below needs it.
    text_sha256 = models.CharField(max_length=64, editable=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    spans = models.JSONField(default=list, help_text="The exact pieces, [[start, end], …].")
    also_at = models.JSONField(default=list, help_text="Other places that say the same, [[start, end], …].")
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=ClaimKind.choices, default=ClaimKind.ASSERTED)
    speaker = models.CharField(max_length=200, blank=True)
    check_worthiness = models.FloatField(default=0)
    reasons = models.JSONField(default=list, help_text="Why it may be worth checking, in words.")
    substitutions = models.JSONField(default=list, help_text="Names put in: [[original, name, start, end], …].")
    readings = models.JSONField(default=list, help_text="The ways an ambiguous claim can be read.")
    needs_context = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, choices=ClaimOrigin.choices, default=ClaimOrigin.SPLITTER)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="claims_proposed"
    )
    status = models.CharField(max_length=20, choices=ClaimStatus.choices, default=ClaimStatus.UNREVIEWED)
    decided_at = models.DateTimeField(null=True, blank=True)
    extra_reviews = models.PositiveSmallIntegerField(
        default=0, help_text="Reviews asked for past the article's number, when an editor sent the claim back."
    )
    reviews_count = models.PositiveIntegerField(default=0)
    verdict = models.ForeignKey(
        "Verdict", models.PROTECT, null=True, blank=True, related_name="+", help_text="The standing verdict."
    )
    withdrawn_cause = models.CharField(max_length=20, choices=WithdrawnCause.choices, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    orphaned_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="Counts edits; an edit names the one it saw.")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_span_not_empty"),
            models.CheckConstraint(condition=Q(sentence_end__gt=F("sentence_start")), name="claim_sentence"),
            models.CheckConstraint(condition=Q(status__in=ClaimStatus.values), name="claim_status_known"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="claim_text_given"),
            models.CheckConstraint(
                condition=Q(status=ClaimStatus.WITHDRAWN, withdrawn_cause__in=WithdrawnCause.values)
                | (~Q(status=ClaimStatus.WITHDRAWN) & Q(withdrawn_cause="")),
                name="claim_withdrawn_with_cause",
            ),
            # A split that runs twice, or two people proposing the same words, make one claim.
            models.UniqueConstraint(
                fields=["version", "start", "end", "text_sha256"],
                condition=~Q(status=ClaimStatus.WITHDRAWN),
                name="claim_said_once",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "start", "end", "id"], name="claim_in_text_order"),
            models.Index(fields=["status", "-id"], name="claim_by_status"),
            models.Index(fields=["status", "-check_worthiness", "id"], name="claim_queue"),
            models.Index(fields=["-check_worthiness", "id"], name="claim_by_worth"),
            models.Index(fields=["kind", "-id"], name="claim_by_kind"),
            models.Index(fields=["changed_at", "id"], name="claim_by_change"),
            # The dashboard reads a window of decisions from this alone, without the rows.
            models.Index(fields=["decided_at", "status", "speaker", "article"], name="claim_by_decision"),
            models.Index(fields=["status", "created_at"], name="claim_by_age"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @classmethod
    def numbered(cls, pk: int) -> "Claim":
        """One of which nothing but the number is known; whatever else is asked of it is fetched then."""
        return cls.from_db(None, ["id"], [pk])

    @property
    def needed_reviews(self) -> int:
        """How many reviews decide this claim: its article's number and what an editor asked for on top."""
        return self.article.needed_reviews + self.extra_reviews

    @property
    def hides_reviewers(self) -> bool:
        """Whether who said what is told to nobody: it must not weigh while a conflict waits for an editor."""
        return settings.HIDE_REVIEWER_NAMES and self.status == ClaimStatus.CONFLICTING

    @property
    def is_decided(self) -> bool:
        return ClaimStatus(self.status).is_decided

    @property
    def is_withdrawn(self) -> bool:
        return self.status == ClaimStatus.WITHDRAWN


class Lineage(models.Model):
    """Which claim came from which, and how. An old claim points to its heirs for ever."""

    ancestor = models.ForeignKey(Claim, models.PROTECT, related_name="heir_links", db_index=False)
    heir = models.ForeignKey(Claim, models.PROTECT, related_name="ancestor_links")
    how = models.CharField(max_length=20, choices=LineageHow.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "heir"], name="lineage_once"),
            models.CheckConstraint(condition=~Q(ancestor=F("heir")), name="lineage_not_itself"),
            models.CheckConstraint(condition=Q(how__in=LineageHow.values), name="lineage_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} {self.how} {self.heir_id}"
