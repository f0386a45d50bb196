"""Agreement and workload of a small desk, counted by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.figures.agreement import agreement
from claims.figures.workload import workload
from claims.services.assignments import share_claims
from claims.services.reviews import retract_review
from claims.services.verdicts import adjudicate
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory
from tests.services.test_verdicts import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Any, Any]:
    return UserFactory(), UserFactory()


def rate(pair: tuple[Any, Any], one: str, other: str, **about: Any) -> Any:
    claim = ClaimFactory(**about)
    submit(claim, one, actor=pair[0])
    submit(claim, other, actor=pair[1])
    return claim


def test_agreement_counts_pairs_ratings_and_topics(pair: tuple[Any, Any]) -> None:
    rate(pair, "incorrect", "incorrect")
    rate(pair, "supported", "supported")
    rate(pair, "supported", "incorrect")
    submit(ClaimFactory())
    found = agreement()
    assert (found.alpha.units, found.alpha.ratings) == (3, 6)
    assert found.alpha.value == pytest.approx(1 - 5 * 2 / 18)
    rows = {row.rating.value: (row.given, row.others, row.agreed) for row in found.ratings}
    assert rows["supported"] == (3, 3, 2)
    assert rows["unproven"] == (0, 0, 0)
    confusion = {rating.value: cells for rating, cells in found.confusion}
    assert confusion["supported"] == [1, 0, 1, 0, 0]
    assert confusion["incorrect"] == [1, 0, 1, 0, 0]
    assert [(row.one, row.other, row.kappa.units, row.kappa.agreed) for row in found.pairs] == [(*pair, 3, 2)]
    assert [(row.topic, row.alpha.units) for row in found.publishers] == [("Example Daily", 3)]


def test_retracted_reviews_and_withdrawn_claims_are_no_agreement(pair: tuple[Any, Any]) -> None:
    claim = rate(pair, "incorrect", "supported")
    review = claim.reviews.first()
    retract_review(actor=review.reviewer, review=review)
    assert agreement().alpha.units == 0


def test_agreement_of_one_article_or_of_some_days(pair: tuple[Any, Any]) -> None:
    article, today = ArticleFactory(), timezone.localdate()
    rate(pair, "incorrect", "supported", article=article)
    rate(pair, "incorrect", "supported")
    assert agreement(article=article.pk).alpha.units == 1
    assert agreement(since=today, until=today).alpha.units == 2
    assert agreement(since=today + timedelta(days=1)).alpha.units == 0


def test_what_an_editor_overruled_is_counted_by_the_standing_verdict(pair: tuple[Any, Any]) -> None:
    claim = rate(pair, "incorrect", "supported")
    for rating in ("unproven", "incorrect"):
        adjudicate(actor=UserFactory(editor=True), claim=claim, rating=rating, reason="So.")
    found = agreement().overruled
    assert (found.claims, found.reviews, found.overruled) == (1, 2, 1)


def test_an_empty_desk_has_sentences_instead_of_numbers() -> None:
    found = agreement()
    assert (found.alpha.value, found.pairs, found.publishers) == (None, [], [])
    assert found.tags == []
    assert found.alpha.why


def test_agreement_costs_the_same_questions_whatever_the_size(
    pair: tuple[Any, Any], django_assert_max_num_queries: Any
) -> None:
    rate(pair, "incorrect", "supported")
    with django_assert_max_num_queries(6) as few:
        agreement()
    for _ in range(20):
        rate((UserFactory(), UserFactory()), "incorrect", "supported")
    with django_assert_max_num_queries(len(few)):
        agreement()


def test_workload_tells_open_overdue_done_and_pace() -> None:
    editor, person, now = UserFactory(editor=True, username="zoe"), UserFactory(username="abe"), timezone.now()
    reader, leaver = UserFactory(reader=True), UserFactory(is_active=False)
    share_claims(actor=editor, claims=ClaimFactory.create_batch(2), people=[person])
    share_claims(actor=editor, claims=[ClaimFactory()], people=[person], due_at=now - timedelta(hours=1))
    for minutes in (0, 4, 10, 16, 600):
        ReviewFactory(reviewer=person, submitted_at=now - timedelta(minutes=minutes))
    loads = workload()
    assert [load.person.username for load in loads] == sorted(load.person.username for load in loads)
    told = {load.person: (load.open, load.overdue, load.done, load.minutes) for load in loads}
    assert told[person] == (3, 1, 5, 6.0)
    assert told[editor] == (0, 0, 0, None)
    assert not {reader, leaver} & set(told)


@pytest.mark.parametrize("people", [1, 30])
def test_workload_costs_four_questions(people: int, django_assert_num_queries: Any) -> None:
    for person in UserFactory.create_batch(people):
        ReviewFactory(reviewer=person, submitted_at=timezone.now())
    with django_assert_num_queries(4):
        workload()
