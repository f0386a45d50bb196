"""Every closed list of the domain, each value with the sentence a person reads about it. Import from here."""

from claims.choices.claims import (
    DECIDED,
    OPEN,
    ClaimKind,
    ClaimOrigin,
    ClaimStatus,
    LineageHow,
    WithdrawnCause,
)
from claims.choices.events import EventKind
from claims.choices.people import NotificationKind, Role
from claims.choices.reviews import (
    RATING_EXPLANATIONS,
    QuoteMatch,
    Rating,
    Reliability,
    ReviewState,
    SnapshotState,
    Stance,
)
from claims.choices.verdicts import PUBLIC, AdjudicationCause, DecidedBy, PublicationState, SitePageKey
from claims.choices.work import (
    ArticleState,
    AssignmentState,
    ItemState,
    JobKind,
    JobState,
    WebhookState,
)

__all__ = [
    "DECIDED",
    "OPEN",
    "PUBLIC",
    "RATING_EXPLANATIONS",
    "AdjudicationCause",
    "ArticleState",
    "AssignmentState",
    "ClaimKind",
    "ClaimOrigin",
    "ClaimStatus",
    "DecidedBy",
    "EventKind",
    "ItemState",
    "JobKind",
    "JobState",
    "LineageHow",
    "NotificationKind",
    "PublicationState",
    "QuoteMatch",
    "Rating",
    "Reliability",
    "ReviewState",
    "Role",
    "SitePageKey",
    "SnapshotState",
    "Stance",
    "WebhookState",
    "WithdrawnCause",
]
