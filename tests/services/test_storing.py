"""Rows that are gathered are stored as the ORM would store them, in their order, or not at all."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.choices import Rating, ReviewState
from claims.models import Claim, Event, Evidence, Review
from claims.services.storing import change, gathered, insert, store_gathered
from tests.factories import ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def a_review(claim: Claim) -> Review:
    return Review(claim=claim, reviewer=UserFactory(), state="submitted", rating="incorrect", note="50 %s of “it”")


def cited(review: Review, *, position: int) -> Evidence:
    url = f"https://records.example.org/{position}"
    return Evidence(review=review, source=SourceFactory(), position=position, url=url, stance="refutes")


def store(*rows: Review, then: Exception | None = None) -> None:
    with transaction.atomic(), gathered():
        for row in rows:
            insert(row)
        if then is not None:
            raise then


def test_rows_may_name_rows_that_have_no_id_yet() -> None:
    claim = ClaimFactory()
    review = a_review(claim)
    evidence = [cited(review, position=n) for n in range(3)]
    event = Event(kind="review:submitted", claim=claim, review=review, data={"of": ["one", "two"]})
    with CaptureQueriesContext(connection) as captured:
        with gathered():
            insert(review)
            insert(*evidence)
            insert(event)
            claim.reviews_count = 1
            change(claim, ["reviews_count"])
            assert review.pk is None
        assert len(captured) == (1 if connection.vendor == "postgresql" else 4)
    assert [piece.review_id for piece in evidence] == [review.pk] * 3
    assert evidence[0].review is review
    stored = Review.objects.get()
    assert (stored.pk, stored.note, stored.created_at) == (review.pk, review.note, review.created_at)
    found = list(Evidence.objects.order_by("position").values_list("id", "source_id", "review_id"))
    assert found == [(piece.pk, piece.source_id, review.pk) for piece in evidence]
    told = Event.objects.get(kind="review:submitted")
    assert (told.pk, told.review, told.data) == (event.pk, review, {"of": ["one", "two"]})
    assert Claim.objects.get().reviews_count == 1


def test_values_of_other_kinds_become_what_their_columns_hold() -> None:
    claim = ClaimFactory()
    review = Review(claim=claim, reviewer=UserFactory(), state=ReviewState.SUBMITTED, rating=Rating.SUPPORTED, note=7)
    review.claim_id, review.confidence = str(claim.pk), "4"
    with gathered():
        insert(review)
        insert(Event(kind="review:submitted", claim=claim, review=review))
    stored = Review.objects.get()
    assert (stored.claim, stored.state, stored.rating) == (claim, "submitted", "supported")
    assert (stored.note, stored.confidence) == ("7", 4)


def test_what_a_row_names_need_not_be_of_the_same_gathering() -> None:
    claim = ClaimFactory()
    review = a_review(claim)
    with gathered():
        insert(review)
        store_gathered()
        assert Review.objects.get().pk == review.pk
        insert(cited(review, position=0))
        insert(Event(kind="review:submitted", claim=claim, review=review))
    assert Evidence.objects.get().review == review
    assert Event.objects.get(kind="review:submitted").review == review


def test_an_error_stores_nothing_and_leaves_nothing_behind() -> None:
    claim = ClaimFactory()
    with pytest.raises(ZeroDivisionError):
        store(a_review(claim), then=ZeroDivisionError())
    assert not Review.objects.exists()
    insert(a_review(claim))
    assert Review.objects.count() == 1


def test_what_the_database_refuses_is_an_error_of_the_orm() -> None:
    review = a_review(ClaimFactory())
    twin = Review(claim=review.claim, reviewer=review.reviewer, state="submitted", rating="supported")
    with pytest.raises(IntegrityError):
        store(review, twin)
    assert not Review.objects.exists()
