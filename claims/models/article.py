"""Articles and their immutable texts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from claims.choices import DECIDED, ArticleState, ClaimStatus
from claims.models.desk import desk_quorum
from claims.models.tag import Tag
from claims.models.viewers import is_member


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: Any) -> "ArticleQuerySet":
        return self if is_member(user) else self.none()

    def with_progress(self) -> "ArticleQuerySet":
        """Adds `claims_count` and `decided_count` by subqueries, so that ordering survives."""
        return self.annotate(
            claims_count=_count_claims(~Q(status=ClaimStatus.WITHDRAWN)),
            decided_count=_count_claims(Q(status__in=[status.value for status in DECIDED])),
        )


def _count_claims(condition: Q) -> models.Subquery:
    from claims.models.claim import Claim

    counted = Claim.objects.filter(condition, article=models.OuterRef("pk")).order_by()
    counted = counted.values("article").annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(models.Subquery(counted), 0, output_field=models.IntegerField())


class Article(models.Model):
    """A text under check. Its words live in versions; this row is what one knows about it."""

    title = models.CharField(max_length=500)
    source_url = models.URLField(max_length=2000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=20, default="en")
    state = models.CharField(max_length=20, choices=ArticleState.choices, default=ArticleState.WAITING)
    state_reason = models.TextField(blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Reviews needed to decide a claim here; empty: the desk's own number.",
    )
    tags = models.ManyToManyField(Tag, related_name="articles", blank=True)
    # SHA-256 of the first text. Unique, so that ten people pasting one text get one article; empty
    # on a copy that somebody asked for.
    fingerprint = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    # The address in canonical form: two spellings of one page are one page.
    canonical_url = models.CharField(max_length=2000, blank=True, db_index=True, editable=False)
    # The same, of a page this desk fetched itself. Unique, so that ten people importing it get one article.
    fetched_url = models.CharField(max_length=2000, unique=True, null=True, blank=True, editable=False)
    version = models.ForeignKey(
        "ArticleVersion", models.PROTECT, null=True, related_name="+", help_text="The current text."
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles_added")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArticleState.values), name="article_state_known"),
            models.CheckConstraint(condition=Q(quorum__isnull=True) | Q(quorum__gte=1), name="article_quorum"),
            models.CheckConstraint(condition=~Q(title=""), name="article_title_given"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def needed_reviews(self) -> int:
        """How many reviews decide a claim of this article: its own number, never below the desk's."""
        return max(self.quorum or 0, self.desk_quorum)

    @cached_property
    def desk_quorum(self) -> int:
        """The desk's number when this row was read; who locks a claim reads it together with the lock."""
        return desk_quorum()


class ArticleVersion(models.Model):
    """One immutable text of an article. Offsets of claims count this text's code points."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    # What the splitter left out: [[start, end, stage, reason], …]; sentences: [[start, end], …].
    dropped = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="version_text_given"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of article {self.article_id}"
