"""Exports written in the background: what was asked for, how far it is, and the file, for a day."""

from typing import Any

from django.db import models
from django.utils import timezone

from claims.choices import JobState, Role
from claims.models.job import Job
from claims.models.viewers import is_member


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> "ExportQuerySet":
        """One's own, and none that was written with more rights than one has now."""
        if not is_member(user) or user.role not in Role.values:
            return self.none()
        roles = [role.value for role in Role if role.rank <= Role(user.role).rank]
        return self.filter(job__requested_by=user.pk, role__in=roles)

    def downloadable_by(self, user: Any) -> "ExportQuerySet":
        """Those whose file is whole and there."""
        whole = self.visible_to(user).filter(job__state=JobState.DONE, expires_at__gt=timezone.now())
        return whole.exclude(name="")


class Export(models.Model):
    """One file. Its job says how it fares; `name` and what follows are set once the whole file is there."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="export")
    format = models.CharField(max_length=20)
    query = models.JSONField(default=dict, help_text="The filters of the claims, {name: [value, …]}.")
    raw = models.BooleanField(default=False, help_text="csv: cells as they are, for programs.")
    whole = models.BooleanField(default=False, help_text="ndjson: with what another desk needs to read it back.")
    trailer = models.BooleanField(default=True, help_text="doccano: with the last line that proves it whole.")
    role = models.CharField(max_length=20, choices=Role.choices, help_text="Whose rights it was asked for with.")
    total = models.PositiveIntegerField(help_text="Claims when it was asked for.")
    rows = models.PositiveIntegerField(default=0, help_text="Claims written so far.")
    name = models.CharField(max_length=100, blank=True, help_text="The file's name under exports/.")
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.format} of {self.total} claims"

    @property
    def is_there(self) -> bool:
        return bool(self.name) and self.expires_at is not None and self.expires_at > timezone.now()
