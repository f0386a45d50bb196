"""What a reviewer says, and on what evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rating(models.TextChoices):
    """One person's answer to "is this claim borne out?"."""

    SUPPORTED = "supported", _("Supported")
    DISPUTED = "disputed", _("Disputed")
    INCORRECT = "incorrect", _("Incorrect")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")

    @property
    def needs_evidence(self) -> bool:
        return self in {Rating.SUPPORTED, Rating.DISPUTED, Rating.INCORRECT}

    @property
    def needs_reason(self) -> bool:
        return self is Rating.NOT_CHECKABLE

    @property
    def explanation(self) -> str:
        return str(RATING_EXPLANATIONS[self])


RATING_EXPLANATIONS = {
    Rating.SUPPORTED: _("Evidence bears it out."),
    Rating.DISPUTED: _("Credible sources disagree, or it misleads by framing."),
    Rating.INCORRECT: _("Evidence shows it is wrong."),
    Rating.UNPROVEN: _("There is not enough evidence either way."),
    Rating.NOT_CHECKABLE: _("It is an opinion, a prediction, or too ambiguous to check."),
}


class ReviewState(models.TextChoices):
    """A review is a draft until submitted; a revision supersedes, a retraction withdraws, nothing overwrites."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SUPERSEDED = "superseded", _("Superseded")
    RETRACTED = "retracted", _("Retracted")


class Stance(models.TextChoices):
    """What a piece of evidence says about the claim."""

    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Gives context")


class Reliability(models.TextChoices):
    """The desk's class of a source."""

    UNRATED = "unrated", _("Unrated")
    PRIMARY = "primary", _("Primary source")
    SECONDARY = "secondary", _("Secondary source")
    CONTESTED = "contested", _("Contested source")


class SnapshotState(models.TextChoices):
    """What a look at a cited page found."""

    KEPT = "kept", _("Kept")
    CHANGED = "changed", _("Changed since")
    GONE = "gone", _("Gone")


class QuoteMatch(models.TextChoices):
    """Whether a cited quote stands in the page's kept text."""

    EXACT = "exact", _("Found word for word")
    SIMILAR = "similar", _("Found in similar words")
    MISSING = "missing", _("Not found")
