"""Whoever meets a withdrawn claim hears what became of it."""

import pytest
from django.utils import translation

from claims.choices import LineageHow
from claims.errors import ClaimClosed
from claims.models import Lineage
from claims.services.claims import withdraw_claim
from claims.services.reviews import submit_review
from claims.services.rewording import reword_claim
from claims.services.surgery import merge_claims
from claims.web.sentences import in_words
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def refusal(claim):
    with pytest.raises(ClaimClosed) as caught:
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    return caught.value.message


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("duplicate", "as a duplicate and can no longer be changed."),
        ("badly_split", "as badly split and can no longer be changed."),
        ("not_a_claim", "because it is not a claim, and can no longer be changed."),
        ("other", "and can no longer be changed. The reason: Said twice"),
    ],
)
def test_a_cause_is_said_in_words(cause, said):
    claim = ClaimFactory()
    withdraw_claim(actor=UserFactory(editor=True), claim=claim, cause=cause, reason="Said twice")
    assert refusal(claim) == f"This claim was withdrawn {said}"
    with translation.override("fr"):
        assert in_words(refusal(claim)).startswith("Cette affirmation est retirée")


def test_what_took_its_place_is_named_by_number():
    editor, first = UserFactory(editor=True), ClaimFactory(at=(0, 5))
    other = ClaimFactory(article=first.article, at=(4, 9))
    heir = merge_claims(actor=editor, claims=[first, other], text="Both of them")
    assert refusal(first) == f"This claim was merged into claim {heir.pk} and can no longer be changed."
    with pytest.raises(ClaimClosed, match=f"merged into claim {heir.pk} "):
        reword_claim(actor=editor, claim=other, text="Anew")
    divided = ClaimFactory(status="withdrawn", withdrawn_cause="divided")
    heirs = [ClaimFactory().pk, ClaimFactory().pk]
    for pk in heirs:
        Lineage.objects.create(ancestor=divided, heir_id=pk, how=LineageHow.SPLIT)
    assert refusal(divided) == (
        f"This claim was divided into claims {heirs[0]}, {heirs[1]} and can no longer be changed."
    )


def test_a_claim_whose_heirs_nobody_knows_is_withdrawn():
    claim = ClaimFactory(status="withdrawn", withdrawn_cause="merged")
    assert refusal(claim) == "This claim was withdrawn and can no longer be changed."
