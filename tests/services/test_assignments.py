"""Giving work to people: in turns, evenly, never twice and never their own; and taking it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import AssignmentState, EventKind, NotificationKind
from claims.errors import BadInput
from claims.models import Assignment, Event, Notification
from claims.services.assignments import (
    NotAReviewer,
    assign_article,
    release,
    release_stale,
    share_claims,
)
from claims.services.claims import withdraw_claim
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory
from tests.services.racing import race, raise_unexpected
from tests.services.test_verdicts import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory(editor=True)


def owners(shared: Any) -> list[Any]:
    return [assignment.assignee for assignment in shared.assignments]


def open_of(person: Any) -> int:
    return Assignment.objects.filter(assignee=person, state=AssignmentState.OPEN).count()


def test_claims_go_round_in_turns(editor: Any) -> None:
    a, b, c = UserFactory.create_batch(3)
    shared = share_claims(actor=editor, claims=ClaimFactory.create_batch(5), people=[b, a, c])
    assert owners(shared) == [b, a, c, b, a]
    assert shared.left == []


def test_claims_go_evenly_to_who_has_least_to_do(editor: Any) -> None:
    busy, idle = UserFactory.create_batch(2)
    share_claims(actor=editor, claims=ClaimFactory.create_batch(3), people=[busy])
    shared = share_claims(actor=editor, claims=ClaimFactory.create_batch(5), people=[busy, idle], how="even")
    assert (open_of(busy), open_of(idle)) == (4, 4)
    assert owners(shared)[:3] == [idle, idle, idle]


def test_giving_leaves_an_event_and_tells_the_person_once(editor: Any) -> None:
    person, due = UserFactory(), timezone.now() + timedelta(days=2)
    claim = ClaimFactory()
    (given,) = share_claims(actor=editor, claims=[claim], people=[person], due_at=due).assignments
    assert (given.assigned_by, given.due_at, given.state) == (editor, due, AssignmentState.OPEN)
    event = Event.objects.get(kind=EventKind.CLAIM_ASSIGNED)
    assert (event.actor, event.person, event.claim) == (editor, person, claim)
    assert Notification.objects.get().kind == NotificationKind.ASSIGNED


def test_nobody_gets_their_own_claim_a_reviewed_one_or_one_they_have(editor: Any) -> None:
    person = UserFactory()
    own, reviewed, had = ClaimFactory(proposed_by=person), ReviewFactory(reviewer=person).claim, ClaimFactory()
    share_claims(actor=editor, claims=[had], people=[person])
    shared = share_claims(actor=editor, claims=[own, reviewed, had], people=[person])
    assert (shared.assignments, shared.left) == ([], [own, reviewed, had])
    other = UserFactory()
    assert owners(share_claims(actor=editor, claims=[own, reviewed, had], people=[person, other])) == [other] * 3


@pytest.mark.parametrize("trait", [{"reader": True}, {"is_active": False}], ids=["a reader", "somebody who left"])
def test_work_goes_only_to_who_may_do_it(editor: Any, trait: dict[str, bool]) -> None:
    person = UserFactory(**trait)
    with pytest.raises(NotAReviewer):
        share_claims(actor=editor, claims=[ClaimFactory()], people=[person])
    with pytest.raises(NotAReviewer):
        assign_article(actor=editor, article=ArticleFactory(), person=person)


def test_bad_ways_of_sharing_are_refused_by_name(editor: Any) -> None:
    with pytest.raises(BadInput) as nobody:
        share_claims(actor=editor, claims=[], people=[])
    with pytest.raises(BadInput) as how:
        share_claims(actor=editor, claims=[], people=[UserFactory()], how="by lot")  # type: ignore[arg-type]
    assert (nobody.value.field, how.value.field) == ("people", "how")


def test_a_review_ends_the_assignment(editor: Any) -> None:
    claim, person = ClaimFactory(), UserFactory()
    (given,) = share_claims(actor=editor, claims=[claim], people=[person]).assignments
    submit(claim, actor=person)
    given.refresh_from_db()
    assert given.state == AssignmentState.DONE
    assert given.closed_at is not None


def test_an_article_is_done_with_its_last_claim(editor: Any) -> None:
    article, person = ArticleFactory(), UserFactory()
    claims = ClaimFactory.create_batch(2, article=article)
    given = assign_article(actor=editor, article=article, person=person)
    submit(claims[0], actor=person)
    given.refresh_from_db()
    assert given.state == AssignmentState.OPEN
    submit(claims[1], actor=person)
    given.refresh_from_db()
    assert given.state == AssignmentState.DONE


def test_an_article_given_again_only_moves_its_date(editor: Any) -> None:
    article, person, due = ArticleFactory(), UserFactory(), timezone.now() + timedelta(days=1)
    first = assign_article(actor=editor, article=article, person=person)
    again = assign_article(actor=editor, article=article, person=person, due_at=due)
    assert (again, again.due_at) == (first, due)


def test_what_others_decided_or_an_editor_withdrew_is_nobodys_work(editor: Any) -> None:
    decided, withdrawn = ClaimFactory.create_batch(2)
    person = UserFactory()
    share_claims(actor=editor, claims=[decided, withdrawn], people=[person])
    submit(decided)
    submit(decided)
    withdraw_claim(actor=editor, claim=withdrawn, reason="Because.")
    assert open_of(person) == 0


def test_what_is_long_overdue_comes_back_with_an_event(editor: Any) -> None:
    now, person = timezone.now(), UserFactory()
    late, later, never = ClaimFactory.create_batch(3)
    share_claims(actor=editor, claims=[late], people=[person], due_at=now - timedelta(days=4))
    share_claims(actor=editor, claims=[later], people=[person], due_at=now - timedelta(days=1))
    share_claims(actor=editor, claims=[never], people=[person])
    assert (release_stale(), release_stale()) == (1, 0)
    event = Event.objects.get(kind=EventKind.CLAIM_RELEASED)
    assert (event.claim, event.actor, event.person) == (late, None, person)
    assert open_of(person) == 2


def test_taking_back_twice_is_once(editor: Any) -> None:
    (given,) = share_claims(actor=editor, claims=[ClaimFactory()], people=[UserFactory()]).assignments
    release(actor=editor, assignment=given, reason="On leave.")
    release(actor=editor, assignment=given)
    assert Event.objects.filter(kind=EventKind.CLAIM_RELEASED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_give_the_same_claim_at_once_give_it_once() -> None:
    claim, person = ClaimFactory(), UserFactory()
    editors = UserFactory.create_batch(2, editor=True)
    answers = race([lambda e=e: share_claims(actor=e, claims=[claim], people=[person]) for e in editors])
    raise_unexpected(answers)
    assert open_of(person) == 1


def test_sharing_costs_the_same_questions_for_one_person_and_for_ten(editor: Any) -> None:
    people = UserFactory.create_batch(10)
    shared = share_claims(actor=editor, claims=ClaimFactory.create_batch(10), people=people, how="even")
    assert sorted(open_of(person) for person in people) == [1] * 10
    assert len(shared.assignments) == 10
