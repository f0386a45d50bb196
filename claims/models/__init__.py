"""One module per noun; import models from here."""

from claims.models import lookups as lookups
from claims.models.article import Article, ArticleVersion
from claims.models.assignment import Assignment
from claims.models.claim import Claim, Lineage
from claims.models.comment import Comment
from claims.models.desk import Desk
from claims.models.event import Event
from claims.models.evidence import Evidence, Source
from claims.models.export import Export
from claims.models.feed import Feed, FeedEntry
from claims.models.form_draft import FormDraft
from claims.models.job import Job, JobItem, WorkerPulse
from claims.models.kept_answer import KeptAnswer
from claims.models.notification import Notification
from claims.models.public import PublicWords, SitePage
from claims.models.reply import Reply
from claims.models.reservation import Reservation
from claims.models.review import Review
from claims.models.snapshot import Snapshot
from claims.models.tag import Tag
from claims.models.verdict import Verdict
from claims.models.webhook import Delivery, Webhook

__all__ = [
    "Article",
    "ArticleVersion",
    "Assignment",
    "Claim",
    "Comment",
    "Delivery",
    "Desk",
    "Event",
    "Evidence",
    "Export",
    "Feed",
    "FeedEntry",
    "FormDraft",
    "Job",
    "JobItem",
    "KeptAnswer",
    "Lineage",
    "Notification",
    "PublicWords",
    "Reply",
    "Reservation",
    "Review",
    "SitePage",
    "Snapshot",
    "Source",
    "Tag",
    "Verdict",
    "Webhook",
    "WorkerPulse",
]
