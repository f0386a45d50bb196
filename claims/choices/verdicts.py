"""How the desk decides, and what the public sees of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecidedBy(models.TextChoices):
    """How a verdict came about."""

    QUORUM = "quorum", _("Quorum")
    ADJUDICATION = "adjudication", _("Adjudication")


class PublicationState(models.TextChoices):
    """Whether the public sees a verdict. What was withdrawn or superseded stays so: it is history."""

    UNPUBLISHED = "unpublished", _("Not published")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    WITHDRAWN = "withdrawn", _("Taken back")
    SUPERSEDED = "superseded", _("Corrected since")

    @property
    def is_public(self) -> bool:
        return self in PUBLIC


# Of these the public has an address; of each claim at most one verdict is in them.
PUBLIC = frozenset({PublicationState.PUBLISHED, PublicationState.PAUSED})


class AdjudicationCause(models.TextChoices):
    """Why reviewers disagreed, as the editor who decided saw it. Several may apply."""

    AMBIGUOUS_WORDING = "ambiguous_wording", _("Ambiguous wording")
    SOURCES_CONFLICT = "sources_conflict", _("Sources conflict")
    EVIDENCE_MISSED = "evidence_missed", _("Evidence was missed")
    GUIDELINE_GAP = "guideline_gap", _("The guidelines leave a gap")
    REVIEWER_ERROR = "reviewer_error", _("A reviewer erred")


class SitePageKey(models.TextChoices):
    """Public pages in the desk's own words."""

    METHOD = "method", _("How we check")
    CORRECTIONS = "corrections", _("Corrections")
