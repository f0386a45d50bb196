"""What somebody has typed into a form of the desk and not yet sent. Reviews' drafts are reviews: review.py."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class FormDraft(models.Model):
    """One person's words in one form: `place` names it, as in `propose:12`. Seen by its writer alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_drafts")
    place = models.CharField(max_length=60)
    typed = models.JSONField(default=dict, help_text="Field -> the words in it.")
    revision = models.PositiveIntegerField(default=1, help_text="Counts savings; a form names the one it saw.")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="form_draft_once")]

    def __str__(self) -> str:
        return f"{self.place} of {self.person_id}"
