"""Look and repair. Every change goes through a service; what happened is never edited here."""

from claims.admin.articles import ArticleAdmin
from claims.admin.claims import ClaimAdmin
from claims.admin.desk import DeskAdmin
from claims.admin.events import EventAdmin
from claims.admin.reviews import ReviewAdmin
from claims.admin.site_pages import SitePageAdmin
from claims.admin.sources import SourceAdmin
from claims.admin.verdicts import VerdictAdmin
from claims.admin.webhooks import DeliveryAdmin, WebhookAdmin

__all__ = [
    "ArticleAdmin",
    "ClaimAdmin",
    "DeliveryAdmin",
    "DeskAdmin",
    "EventAdmin",
    "ReviewAdmin",
    "SitePageAdmin",
    "SourceAdmin",
    "VerdictAdmin",
    "WebhookAdmin",
]
