"""How many reviews decide, for the whole desk: shown before it is done, then done, each claim with its event."""

from typing import Any

import pytest

from claims.choices import EventKind, JobKind
from claims.errors import BadInput
from claims.models import Claim, Desk, Event, Job
from claims.models.desk import desk_quorum
from claims.services.desk import set_desk_quorum
from claims.services.terms import set_terms
from claims.services.verdicts import adjudicate
from claims.services.work import run_job
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.services.racing import race, raise_unexpected
from tests.services.test_verdicts import assert_settled, conflict, submit, transitions
from tests.web.conftest import read_page, signed_in

ADDRESS = "/desk/quorum/"
pytestmark = pytest.mark.django_db


def reviewed(*ratings: str, **about: Any) -> Claim:
    claim = ClaimFactory(**about)
    for rating in ratings:
        submit(claim, rating)
    claim.refresh_from_db()
    return claim


def run_settling() -> None:
    for job in Job.objects.filter(kind=JobKind.SETTLE).order_by("id"):
        run_job(job.pk)


def test_an_admin_sees_what_a_number_would_do_and_does_it() -> None:
    person = UserFactory(admin=True)
    client, decided, disputed = signed_in(person), reviewed("incorrect", "incorrect"), conflict()
    firm, waiting = conflict(), reviewed("unproven")
    adjudicate(actor=UserFactory(editor=True), claim=firm, rating="incorrect", reason="So.")
    strict = reviewed("unproven", article=ArticleFactory())
    set_terms(actor=person, article=strict.article, quorum=4, tags=[])

    page = read_page(client.get(f"{ADDRESS}?quorum=3"))
    assert "Now Afterwards Claims Incorrect In review 1 Conflicting In review 1 All together 2" in page
    assert Event.objects.filter(kind=EventKind.DESK_QUORUM).count() == 0

    assert "Saved." in read_page(client.post(ADDRESS, {"quorum": "3", "seen": "0"}, follow=True))
    assert "2 claims do not fit this number yet." in read_page(client.get(ADDRESS))
    run_settling()
    for claim, status in ((decided, "in_review"), (disputed, "in_review"), (firm, "incorrect")):
        claim.refresh_from_db()
        assert claim.status == status
    assert decided.events.order_by("-id").first().actor == person
    assert Event.objects.filter(kind=EventKind.CLAIM_REOPENED).count() == 2
    event = Event.objects.get(kind=EventKind.DESK_QUORUM)
    assert (event.actor, event.old, event.new) == (person, "", "3")
    assert desk_quorum() == 3
    assert_settled()

    page = read_page(client.get(f"{ADDRESS}?quorum=1"))
    assert "In review Incorrect 1 In review Unproven 1 In review Conflicting 1 All together 3" in page
    assert "nobody looks twice" in page
    client.post(ADDRESS, {"quorum": "1", "seen": "1"})
    run_settling()
    assert transitions(waiting)[-1] == ("claim:decided", "in_review", "unproven")
    strict.refresh_from_db()
    assert strict.status == "in_review"
    assert_settled()
    assert "No claim would change its status." in read_page(client.get(f"{ADDRESS}?quorum=1"))


def test_what_was_typed_survives_a_refusal_and_another_admins_change() -> None:
    client = signed_in(UserFactory(admin=True))
    for given, said in (("0", "greater than or equal to 1"), ("many", "whole number"), ("101", "less than or equal")):
        answer = client.get(ADDRESS, {"quorum": given})
        assert (answer.status_code, f'value="{given}"' in answer.text) == (422, True)
        assert said in read_page(answer)
        assert client.post(ADDRESS, {"quorum": given, "seen": "0"}).status_code == 422
    set_desk_quorum(actor=UserFactory(admin=True), quorum=4, seen=0)
    answer = client.post(ADDRESS, {"quorum": "3", "seen": "0"})
    assert (answer.status_code, 'value="3"' in answer.text) == (409, True)
    assert "Somebody else changed the number meanwhile" in read_page(answer)
    assert client.post(ADDRESS, {"quorum": "", "seen": "1"}).status_code == 302
    assert Desk.objects.get().quorum is None
    with pytest.raises(BadInput):
        set_desk_quorum(actor=None, quorum=True, seen=2)


@pytest.mark.parametrize("number", [1, 30])
def test_the_preview_costs_the_same_for_1_claim_and_for_30(number: int, django_assert_num_queries: Any) -> None:
    client = signed_in(UserFactory(admin=True))
    for claim in ClaimFactory.create_batch(number):
        submit(claim, "unproven")
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        client.get(f"{ADDRESS}?quorum=1")


@pytest.mark.django_db(transaction=True)
def test_reviews_at_the_same_moment_are_counted_by_one_number_or_the_other() -> None:
    admin, person, claims = UserFactory(admin=True), UserFactory(), ClaimFactory.create_batch(4)
    for claim in claims:
        submit(claim)
    reviews = [lambda claim=claim: submit(claim, "unproven", person) for claim in claims]
    answers = race([*reviews, lambda: set_desk_quorum(actor=admin, quorum=3, seen=0)])
    raise_unexpected(answers)
    run_settling()
    assert {claim.status for claim in Claim.objects.all()} == {"in_review"}
    assert_settled()
