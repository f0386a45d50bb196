"""Jobs: work done in the background. Their rows are the truth; a queue's messages only say "look"."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import ItemState, JobKind, JobState
from claims.models.article import Article
from claims.models.evidence import Source
from claims.models.feed import Feed
from claims.models.webhook import Webhook


class Job(models.Model):
    """One piece of work, taken by one worker at a time under a lease.

    `token` counts the takings: whoever holds an older one has lost the lease and may write nothing more.
    `attempts` counts them too, until somebody presses retry; the third that fails parks the job.
    """

    kind = models.CharField(max_length=20, choices=JobKind.choices)
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.WAITING)
    # What makes it the same work: asking twice makes one job.
    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="jobs")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="jobs")
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, blank=True, related_name="jobs")
    webhook = models.ForeignKey(Webhook, models.SET_NULL, null=True, blank=True, related_name="jobs")
    with_preview = models.BooleanField(default=False, help_text="Whether a person looks before anything is added.")
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(
        null=True, blank=True, help_text="When a worker was last told to look; a message may be lost."
    )
    error = models.TextField(blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        help_text="Empty: the desk.",
    )
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=JobKind.values), name="job_kind_known"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False), name="job_running_has_lease"
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}

    @property
    def is_busy(self) -> bool:
        return self.state in {JobState.WAITING, JobState.RUNNING}


class JobItem(models.Model):
    """One article that a job is to bring: where it comes from, what was read, what became of it."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    where = models.CharField(max_length=2000, help_text="File name or address, for people.")
    url = models.URLField(max_length=2000, blank=True)
    file = models.BinaryField(null=True, blank=True, help_text="What was uploaded, until it is read.")
    encoding = models.CharField(
        max_length=40,
        blank=True,
        help_text="Of the file, as its sender said; afterwards the one it was read in, where that was told from its "
        "letters alone.",
    )
    state = models.CharField(max_length=20, choices=ItemState.choices, default=ItemState.WAITING)
    draft = models.JSONField(default=dict, help_text="What was read: the fields of an article.")
    error = models.TextField(blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["job", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="job_item_position"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="job_item_state_known"),
        ]

    def __str__(self) -> str:
        return self.where


class WorkerPulse(models.Model):
    """When a worker last said that it is alive."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
