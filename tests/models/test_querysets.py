"""Named queries: what they hold, in which order, at what cost."""

from typing import Any

import pytest
from django.utils import timezone

from claims.choices import ClaimStatus, ReviewState
from claims.models import Article, Claim, Review
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db

ONE_OF_EACH = [status.value for status in ClaimStatus]


@pytest.fixture
def desk() -> dict[str, Claim]:
    """A claim in every status."""
    now = timezone.now()
    return {
        status: ClaimFactory(
            status=status,
            withdrawn_cause="other" if status == "withdrawn" else "",
            decided_at=now if ClaimStatus(status).is_decided else None,
        )
        for status in ONE_OF_EACH
    }


def statuses(found: Any) -> set[str]:
    return {claim.status for claim in found}


def test_the_words_for_states_of_work(desk: dict[str, Claim]) -> None:
    ratings = {"supported", "disputed", "incorrect", "unproven", "not_checkable"}
    assert statuses(Claim.objects.open()) == {"unreviewed", "in_review"}
    assert statuses(Claim.objects.decided()) == ratings
    assert statuses(Claim.objects.conflicting()) == {"conflicting"}
    assert statuses(Claim.objects.standing()) == set(ONE_OF_EACH) - {"withdrawn"}


def test_my_queue_is_open_not_mine_and_not_yet_reviewed_by_me(desk: dict[str, Claim]) -> None:
    me = UserFactory()
    ClaimFactory(proposed_by=me)
    ReviewFactory(reviewer=me, claim=desk["in_review"])
    ReviewFactory(reviewer=UserFactory(), claim=desk["unreviewed"])
    assert list(Claim.objects.awaiting_review_by(me)) == [desk["unreviewed"]]


def test_a_draft_or_a_retracted_review_keeps_the_claim_in_my_queue(desk: dict[str, Claim]) -> None:
    me = UserFactory()
    ReviewFactory(reviewer=me, claim=desk["in_review"], state=ReviewState.DRAFT)
    ReviewFactory(reviewer=me, claim=desk["unreviewed"], state=ReviewState.RETRACTED)
    assert statuses(Claim.objects.awaiting_review_by(me)) == {"unreviewed", "in_review"}


def test_on_a_desk_of_one_my_own_claims_wait_for_me(settings: Any) -> None:
    settings.SOLO_DESK = True
    me = UserFactory()
    claim = ClaimFactory(proposed_by=me)
    assert list(Claim.objects.awaiting_review_by(me)) == [claim]


def test_text_order_is_the_order_of_reading() -> None:
    article = ArticleFactory()
    spans = [(10, 20), (0, 26), (0, 5), (10, 20)]
    claims = [ClaimFactory(article=article, at=span) for span in spans]
    assert list(article.claims.in_text_order()) == [claims[2], claims[1], claims[0], claims[3]]


def test_progress_counts_by_subquery_and_keeps_the_order() -> None:
    articles = ArticleFactory.create_batch(3)
    ClaimFactory.create_batch(2, article=articles[0])
    ClaimFactory(article=articles[0], status="incorrect")
    ClaimFactory(article=articles[0], status="withdrawn", withdrawn_cause="other")
    listed = list(Article.objects.with_progress())
    assert listed == articles[::-1]
    assert [(article.claims_count, article.decided_count) for article in listed] == [(0, 0), (0, 0), (3, 1)]


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_cost_the_same_for_one_row_and_for_thirty(rows: int, django_assert_num_queries: Any) -> None:
    me = UserFactory()
    for _ in range(rows):
        EvidenceFactory(review=ReviewFactory())
    with django_assert_num_queries(1):
        list(Claim.objects.awaiting_review_by(me).select_related("article"))
    with django_assert_num_queries(1):
        list(Article.objects.with_progress())
    with django_assert_num_queries(3):
        reviews = list(Review.objects.submitted().with_evidence())
        assert [evidence.source.url for review in reviews for evidence in review.evidence.all()]
