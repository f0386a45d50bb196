"""Many claims at once: shown first, done together, undone together."""

import pytest
from django.urls import reverse

from claims.models import Assignment, Claim
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [ClaimFactory(text=f"Bulk claim {number}") for number in range(3)]


def ids(claims):
    return [claim.pk for claim in claims]


def test_what_will_happen_is_shown_and_nothing_has_happened(editor, three):
    ClaimFactory(text="Not chosen")
    closed = ClaimFactory(status="withdrawn", withdrawn_cause="other")
    address = reverse("claims_bulk")
    text = read_page(editor[0].get(address, {"action": "withdraw", "claim": [*ids(three), closed.pk, "x"]}))
    assert "These 3 claims will be withdrawn." in text
    assert "1 of the chosen claims is withdrawn already" in text
    assert "Not chosen" not in text
    assert Claim.objects.standing().count() == 4


def test_withdrawn_together_undone_together(editor, three):
    fields = {"action": "withdraw", "claim": ids(three), "cause": "badly_split", "reason": "All wrong"}
    response = editor[0].post(reverse("claims_bulk"), fields, follow=True)
    assert "3 claims are withdrawn." in read_page(response)
    assert not Claim.objects.standing().exists()
    step = response.context["last_step"]
    editor[0].post(reverse("step_undo", args=[step.pk]))
    assert Claim.objects.standing().count() == 3


def test_a_reason_is_asked_for_and_the_choice_stays(editor, three):
    fields = {"action": "withdraw", "claim": ids(three), "cause": "badly_split", "reason": ""}
    response = editor[0].post(reverse("claims_bulk"), fields)
    assert response.status_code == 422
    assert "Bulk claim 2" in read_page(response)
    assert Claim.objects.standing().count() == 3


def test_given_out_in_turns_and_taken_back_together(editor, three):
    people = UserFactory.create_batch(2)
    submit_review(actor=people[0], claim=three[0], rating="unproven")
    submit_review(actor=people[1], claim=three[0], rating="not_checkable", note="Why")
    fields = {"action": "assign", "claim": ids(three), "people": [person.pk for person in people]}
    response = editor[0].post(reverse("claims_bulk"), fields, follow=True)
    assert "2 claims are given out. 1 fit nobody" in read_page(response)
    assert Assignment.objects.filter(state="open").count() == 2
    editor[0].post(reverse("step_undo", args=[response.context["last_step"].pk]))
    assert not Assignment.objects.filter(state="open").exists()


def test_only_editors_choose(cast, three):
    address = reverse("claims_bulk")
    for who in ("reader", "reviewer"):
        assert cast[who][0].get(address).status_code == 403
        assert 'form="choice"' not in cast[who][0].get(reverse("claims")).content.decode()
    assert 'form="choice"' in cast["editor"][0].get(reverse("claims")).content.decode()
    assert "Choose claims in the list first" in read_page(cast["editor"][0].get(address))


def test_the_list_is_exported_as_it_is_narrowed(reviewer, three):
    content = reviewer[0].get(reverse("claims"), {"kind": "asserted", "search": ""}).content.decode()
    assert '"/api/v1/exports/claims.csv?kind=asserted"' in content
