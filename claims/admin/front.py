"""The admin's front page: what waits, and the doors to everything."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.choices import ArticleState, ClaimStatus
from claims.models import Article, Claim, Event

COUNTED = 1_000


def front(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds `waiting` (title, count, address) and `recent` events; named by UNFOLD's DASHBOARD_CALLBACK."""
    claims, articles = reverse("admin:claims_claim_changelist"), reverse("admin:claims_article_changelist")
    failed = Article.objects.filter(state=ArticleState.FAILED)
    context["waiting"] = [
        (_("Conflicts to decide"), counted(Claim.objects.conflicting()), f"{claims}?status__exact=conflicting"),
        (_("Claims to review"), counted(Claim.objects.open()), f"{claims}?status__in={OPEN}"),
        (_("Articles that failed"), counted(failed), f"{articles}?state__exact=failed"),
    ]
    context["recent"] = Event.objects.select_related("actor", "claim", "article").order_by("-id")[:10]
    return context


OPEN = f"{ClaimStatus.UNREVIEWED},{ClaimStatus.IN_REVIEW}"


def counted(rows: Any) -> str:
    """The number, up to a thousand: a full count of a million rows would take longer than the page."""
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"
