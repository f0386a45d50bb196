"""The queue: in order, and never more people on a claim than it needs."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from claims.models import Claim, Reservation
from claims.services.queue import RESERVED_FOR, next_turns, release, reserve, take_turn
from claims.services.reviews import submit_review
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def taken(actor: Any, **about: Any) -> Claim | None:
    turn = take_turn(actor=actor, **about)
    return turn.claim if turn else None


def test_no_more_people_are_handed_a_claim_than_it_needs() -> None:
    claim = ClaimFactory()
    first, second, third = UserFactory.create_batch(3)
    assert taken(first) == taken(second) == claim
    assert taken(third) is None


def test_reviews_and_reservations_fill_the_quorum_together() -> None:
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    assert taken(UserFactory()) == claim
    assert taken(UserFactory()) is None


def test_a_higher_quorum_of_the_article_or_the_claim_makes_more_room() -> None:
    raised = ClaimFactory(article=ArticleFactory(quorum=3))
    assert [taken(UserFactory()) for _ in range(4)] == [raised] * 3 + [None]
    extra = ClaimFactory(extra_reviews=1)
    assert [taken(UserFactory()) for _ in range(4)] == [extra] * 3 + [None]


def test_a_reservation_ends_by_itself() -> None:
    claim = ClaimFactory()
    for _ in range(2):
        taken(UserFactory())
    late = UserFactory()
    assert taken(late) is None
    with time_machine.travel(timezone.now() + RESERVED_FOR + timedelta(seconds=1)):
        assert taken(late) == claim


def test_coming_back_gives_the_same_claim_and_keeps_one_reservation() -> None:
    actor = UserFactory()
    ClaimFactory(check_worthiness=0.9)
    ClaimFactory(check_worthiness=0.1)
    assert taken(actor) == taken(actor)
    assert Reservation.objects.filter(reviewer=actor).count() == 1


def test_going_on_lets_go_of_the_last_claim() -> None:
    one, two = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
    first, second, third = UserFactory.create_batch(3)
    taken(first)
    taken(second)
    assert taken(third) == two
    taken(first, without=[one.pk])
    assert taken(UserFactory()) == one


def test_a_submitted_review_gives_its_slot_back() -> None:
    claim = ClaimFactory(article=ArticleFactory(quorum=3))
    actor = UserFactory()
    taken(actor)
    submit_review(actor=actor, claim=claim, rating="unproven")
    assert not Reservation.objects.filter(reviewer=actor).exists()


def test_when_nothing_is_left_nothing_is_held() -> None:
    actor = UserFactory()
    claim = ClaimFactory()
    taken(actor)
    assert taken(actor, without=[claim.pk]) is None
    assert not Reservation.objects.exists()


def test_reserving_and_releasing_by_hand() -> None:
    claim = ClaimFactory()
    one, two, three = UserFactory.create_batch(3)
    assert reserve(actor=one, claim=claim)
    assert reserve(actor=one, claim=claim)
    assert reserve(actor=two, claim=claim)
    assert not reserve(actor=three, claim=claim)
    release(actor=one)
    assert reserve(actor=three, claim=claim)


@pytest.mark.parametrize("number", [1, 30])
def test_looking_ahead_costs_the_same_for_a_short_and_a_long_queue(
    number: int, django_assert_num_queries: Any
) -> None:
    article = ArticleFactory()
    for _ in range(number):
        ClaimFactory(article=article)
    actor = UserFactory()
    with django_assert_num_queries(3):
        assert len(next_turns(actor=actor, most=5)) == min(number, 5)
