"""A desk that has published, and a visitor whom nobody knows."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Verdict
from claims.services.publication import publish_verdict
from claims.services.reviews import Citation, submit_review
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

SUMMARY = "The city’s records give 1932 as the year of the opening."
WHY = "The archive is closed this week."
RECORDS = Citation(
    url="https://records.example.org/1932", stance="supports", title="City records", quote="Opened on 19 March 1932."
)


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def editor() -> Any:
    return UserFactory(editor=True)


def decided(*, rating: str = "supported", evidence: list[Citation] | None = None, **about: Any) -> Claim:
    """A claim that two people rated alike."""
    claim = ClaimFactory(**about)
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating=rating, note="See it.", evidence=evidence or [RECORDS])
    return Claim.objects.get(pk=claim.pk)


def published(*, rating: str = "supported", summary: str = SUMMARY, **about: Any) -> Verdict:
    """A verdict that is public, with its claim and article at hand."""
    claim = decided(rating=rating, **about)
    verdict = publish_verdict(actor=UserFactory(editor=True), claim=claim, summary=summary, reason=WHY)
    return fresh(verdict)


def fresh(verdict: Verdict) -> Verdict:
    return Verdict.objects.select_related("claim__article").get(pk=verdict.pk)


def many_published(number: int) -> None:
    """Rows as they would be, without the way there."""
    article = ArticleFactory()
    for place in range(number):
        claim = ClaimFactory(article=article, version=article.version, status="supported")
        at = timezone.now()
        about = {"number": 1, "rating": "supported", "decided_by": "quorum", "summary": f"Summary {place}."}
        Verdict.objects.create(
            claim=claim, version=article.version, state="published", published_at=at, state_changed_at=at, **about
        )
