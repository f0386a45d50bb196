"""Reservations: a claim the queue has handed to one person, for a while."""

from django.conf import settings
from django.db import models

from claims.models.claim import Claim


class Reservation(models.Model):
    """One person looks at one claim until `expires_at`; each person holds at most one.

    The queue counts it like a review that is on its way, so that no more people work on a claim than
    it needs. It keeps nobody from reviewing.
    """

    reviewer = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reservation")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reservations")
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["claim", "expires_at"], name="reservation_of_claim")]

    def __str__(self) -> str:
        return f"claim {self.claim_id} for {self.reviewer_id} until {self.expires_at:%H:%M}"
