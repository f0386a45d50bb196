"""What the desk has decided about itself on its pages; whatever it has not is as the environment says."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone


class Desk(models.Model):
    """The one row of the desk; before anything was decided there is none."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Reviews that decide a claim; empty: QUORUM of the environment."
    )
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a change names the one it saw.")
    changed_at = models.DateTimeField(default=timezone.now)
    daily_asked_on = models.DateField(null=True, blank=True, help_text="The last day whose work a worker was given.")
    daily_done_at = models.DateTimeField(null=True, blank=True, help_text="When the work of a day was last done.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="desk_is_one"),
            models.CheckConstraint(condition=Q(quorum__isnull=True) | Q(quorum__gte=1), name="desk_quorum"),
        ]

    def __str__(self) -> str:
        return f"desk, revision {self.revision}"


def stored_quorum() -> models.Subquery:
    """The number that was set on the desk's page, inside another query; NULL where none was."""
    return models.Subquery(Desk.objects.filter(pk=Desk.THE_ONE).values("quorum"))


def quorum_in_sql() -> Any:
    """How many reviews the desk asks for, inside another query."""
    return Coalesce(stored_quorum(), models.Value(settings.QUORUM), output_field=models.IntegerField())


def desk_quorum() -> int:
    """How many reviews the desk asks for, as of now. One query."""
    stored = Desk.objects.filter(pk=Desk.THE_ONE).values_list("quorum", flat=True).first()
    return stored or settings.QUORUM
