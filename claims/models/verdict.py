"""Verdicts: the desk's numbered decisions on a claim."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import PUBLIC, AdjudicationCause, ClaimStatus, DecidedBy, PublicationState, Rating
from claims.models.article import ArticleVersion
from claims.models.claim import Claim
from claims.models.review import sees_ratings
from claims.models.viewers import is_member
from claims.text.slugs import slug


def public_path(claim_id: int, text: str) -> str:
    """The address of a claim's public verdict. The claim's number, so that it survives every correction."""
    return f"/verdicts/{claim_id}-{slug(text)}/"


# What the list of corrections tells: corrected, being checked again, or taken back.
CORRECTED = ~Q(correction_note="") | Q(state__in=[PublicationState.PAUSED, PublicationState.WITHDRAWN])


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def visible_to(self, user: Any) -> "VerdictQuerySet":
        """Published ones, and those of claims whose ratings this person may see."""
        if not is_member(user):
            return self.none()
        return self.filter(Q(state=PublicationState.PUBLISHED) | sees_ratings(user, claim="claim"))

    def public(self) -> "VerdictQuerySet":
        """What has a public address: of each standing claim at most one, published or paused."""
        return self.filter(state__in=list(PUBLIC)).exclude(claim__status=ClaimStatus.WITHDRAWN)

    def published(self) -> "VerdictQuerySet":
        """What the public reads as the desk's word: of each standing claim at most one."""
        return self.filter(state=PublicationState.PUBLISHED).exclude(claim__status=ClaimStatus.WITHDRAWN)

    def corrected(self) -> "VerdictQuerySet":
        """Every number that was corrected to, paused or taken back, the latest step first."""
        return self.filter(CORRECTED).order_by("-state_changed_at", "-id")

    def taken_back(self) -> "VerdictQuerySet":
        """Of each claim that nothing is public on any more, the number that was taken back last; the latest first."""
        same = Verdict.objects.filter(claim=models.OuterRef("claim"))
        later = same.filter(state=PublicationState.WITHDRAWN, number__gt=models.OuterRef("number"))
        gone = self.filter(state=PublicationState.WITHDRAWN)
        gone = gone.exclude(models.Exists(same.public())).exclude(models.Exists(later))
        return gone.order_by("-state_changed_at", "-id")

    def ever_public(self) -> "VerdictQuerySet":
        """Every number that the public was ever told; of one claim, oldest first, its correction log."""
        return self.exclude(state=PublicationState.UNPUBLISHED).order_by("claim", "number")


class Verdict(models.Model):
    """One decision. A change never edits it: it makes the next number, with a reason."""

    # `verdict_number_unique` starts with it.
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts", db_index=False)
    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField()
    rating = models.CharField(max_length=20, choices=Rating.choices)
    summary = models.TextField(blank=True, help_text="What the public reads.")
    decided_by = models.CharField(max_length=20, choices=DecidedBy.choices)
    adjudicator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="adjudications"
    )
    reason = models.TextField(blank=True)
    causes = models.JSONField(default=list, help_text="Why the reviewers disagreed: values of AdjudicationCause.")
    true_as_of = models.DateField(default=timezone.localdate)
    recheck_on = models.DateField(null=True, blank=True, help_text="When the desk looks at it again.")
    state = models.CharField(max_length=20, choices=PublicationState.choices, default=PublicationState.UNPUBLISHED)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, help_text="When this number was first public.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="verdicts_published"
    )
    state_changed_at = models.DateTimeField(null=True, blank=True)
    correction_note = models.TextField(blank=True, help_text="For the public: why it took an earlier one's place.")
    public_note = models.TextField(blank=True, help_text="For the public: about its present state.")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="verdict_number_unique"),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="verdict_rating_known"),
            models.CheckConstraint(condition=Q(state__in=PublicationState.values), name="verdict_state_known"),
            models.CheckConstraint(
                condition=Q(state=PublicationState.UNPUBLISHED) | Q(published_at__isnull=False),
                name="verdict_public_has_date",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state__in=sorted(PUBLIC)), name="verdict_one_public"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="verdict_number_from_one"),
            models.CheckConstraint(
                condition=Q(decided_by=DecidedBy.QUORUM, adjudicator__isnull=True)
                | Q(decided_by=DecidedBy.ADJUDICATION, adjudicator__isnull=False),
                name="verdict_adjudicator_named",
            ),
        ]

        indexes = [
            # The public list, what changed lately, what was corrected; what never was public costs them nothing.
            models.Index(
                fields=["-published_at", "-id"], condition=Q(state__in=sorted(PUBLIC)), name="verdict_public_list"
            ),
            models.Index(
                fields=["-state_changed_at", "-id"],
                condition=~Q(state=PublicationState.UNPUBLISHED),
                name="verdict_told",
            ),
            models.Index(fields=["-state_changed_at", "-id"], condition=CORRECTED, name="verdict_corrected"),
        ]

    def __str__(self) -> str:
        return f"verdict {self.number} on claim {self.claim_id}: {self.rating}"

    @property
    def cause_labels(self) -> list[str]:
        return [str(AdjudicationCause(cause).label) for cause in self.causes]

    @property
    def is_public(self) -> bool:
        return PublicationState(self.state).is_public

    @property
    def public_path(self) -> str:
        """Where the public reads it."""
        return public_path(self.claim_id, self.claim.text)

    @property
    def public_url(self) -> str:
        return f"{settings.SITE_URL}{self.public_path}"
