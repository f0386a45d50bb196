"""What a claim is, where it came from, and where the desk stands on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.choices.reviews import Rating


class ClaimStatus(models.TextChoices):
    """Where the desk stands on a claim. Written by one function, `services.verdicts.settle`."""

    UNREVIEWED = "unreviewed", _("Unreviewed")
    IN_REVIEW = "in_review", _("In review")
    SUPPORTED = "supported", _("Supported")
    DISPUTED = "disputed", _("Disputed")
    INCORRECT = "incorrect", _("Incorrect")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")
    CONFLICTING = "conflicting", _("Conflicting")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def is_decided(self) -> bool:
        return self in DECIDED

    @property
    def is_open(self) -> bool:
        return self in OPEN


DECIDED = frozenset(ClaimStatus(rating.value) for rating in Rating)

OPEN = frozenset({ClaimStatus.UNREVIEWED, ClaimStatus.IN_REVIEW, ClaimStatus.CONFLICTING})


class ClaimKind(models.TextChoices):
    """How the article carries the claim."""

    ASSERTED = "asserted", _("Asserted")
    PRESUPPOSED = "presupposed", _("Presupposed")
    ATTRIBUTED = "attributed", _("Attributed")


class ClaimOrigin(models.TextChoices):
    """Where a claim came from."""

    SPLITTER = "splitter", _("Splitter")
    PERSON = "person", _("Person")
    IMPORT = "import", _("Import")


class LineageHow(models.TextChoices):
    """How a claim came from another."""

    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    REWORDED = "reworded", _("Reworded")
    DUPLICATE = "duplicate", _("Duplicate of")


class WithdrawnCause(models.TextChoices):
    """Why a claim left the desk's work."""

    MERGED = "merged", _("Merged into another claim")
    DIVIDED = "divided", _("Divided into several claims")
    DUPLICATE = "duplicate", _("Duplicate of another claim")
    BADLY_SPLIT = "badly_split", _("Badly split")
    NOT_A_CLAIM = "not_a_claim", _("Not a claim")
    OTHER = "other", _("Other")
