"""Who a person is, and what they are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; `permissions.py` holds the map."""

    READER = "reader", _("Reader")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class NotificationKind(models.TextChoices):
    """What a person is told about; each can be switched off."""

    ASSIGNED = "assigned", _("Work was assigned to me")
    MENTIONED = "mentioned", _("Somebody mentioned me")
    DECIDED = "decided", _("A conflict I reviewed was decided")
    RETURNED = "returned", _("A claim I reviewed came back with a question")
    DUE_SOON = "due_soon", _("My work is due soon")
    WEBHOOK_PAUSED = "webhook_paused", _("A webhook was paused")
    VERDICT_PAUSED = "verdict_paused", _("A public verdict paused by itself")
    SOURCE_CHANGED = "source_changed", _("A page that a public verdict rests on changed or is gone")
