"""Articles, assignments, jobs and endpoints on their way."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleState(models.TextChoices):
    """How far an article has come on its way to claims."""

    WAITING = "waiting", _("Waiting to be split")
    SPLITTING = "splitting", _("Being split")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class AssignmentState(models.TextChoices):
    """An assignment is open until done, or released when stale or handed on."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    RELEASED = "released", _("Released")


class JobKind(models.TextChoices):
    """What a worker is asked to do."""

    IMPORT = "import", _("Import articles")
    SPLIT = "split", _("Split an article")
    FEED = "feed", _("Read a feed")
    SNAPSHOT = "snapshot", _("Look at a cited page")
    WEBHOOK = "webhook", _("Tell a webhook")
    EXPORT = "export", _("Write an export")
    DAILY = "daily", _("Do what is done once a day")
    SETTLE = "settle", _("Settle claims by another number of reviews")


class JobState(models.TextChoices):
    """How far a job has come. A failed one says why and can be tried again."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    PREVIEW = "preview", _("Waiting for your look")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class ItemState(models.TextChoices):
    """What became of one article of an import."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    ADDED = "added", _("Added")
    KNOWN = "known", _("Here already")
    FAILED = "failed", _("Failed")
    LEFT_OUT = "left_out", _("Left out")


class WebhookState(models.TextChoices):
    """Whether an endpoint is told what happens."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
