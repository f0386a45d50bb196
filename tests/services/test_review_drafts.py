"""Drafts: kept as typed, seen by their writer alone, never overwritten from another window."""

from typing import Any

import pytest

from claims.errors import AlreadyReviewed, BadCharacters, BadInput, ClaimClosed, StaleEdit
from claims.models import Claim, Event, Review
from claims.services.claims import withdraw_claim
from claims.services.review_drafts import discard_draft, draft_of, save_draft
from claims.services.reviews import Citation, submit_review
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_half_written_review_is_kept_as_it_is() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    half = Citation(url="https://exa", stance="refutes", note=" draft ")
    save_draft(actor=actor, claim=claim, rating="incorrect", note="  I thi", confidence="", evidence=[half])
    draft = draft_of(actor, claim)
    assert draft is not None
    assert draft.typed["note"] == "  I thi"
    assert draft.typed["evidence"][0]["url"] == "https://exa"


def test_a_draft_counts_for_nothing_and_leaves_no_event() -> None:
    claim = ClaimFactory()
    save_draft(actor=UserFactory(), claim=claim, rating="incorrect")
    claim.refresh_from_db()
    assert (claim.status, claim.reviews_count) == ("unreviewed", 0)
    assert not Event.objects.exists()


def test_nobody_else_sees_a_draft() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    save_draft(actor=actor, claim=claim, note="Secret")
    for other in (UserFactory(), UserFactory(editor=True), UserFactory(admin=True)):
        assert not Review.objects.visible_to(other).exists()
    assert Review.objects.visible_to(actor).exists()


def test_each_saving_is_counted_and_one_draft_is_kept() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    revisions = [save_draft(actor=actor, claim=claim, note="x" * n, seen=n).revision for n in range(4)]
    assert revisions == [1, 2, 3, 4]
    assert Review.objects.count() == 1


def test_the_same_words_again_change_nothing() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    save_draft(actor=actor, claim=claim, note="Same")
    assert save_draft(actor=actor, claim=claim, note="Same", seen=7).revision == 1


def test_two_windows_do_not_overwrite_each_other() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    save_draft(actor=actor, claim=claim, note="One", seen=0)
    with pytest.raises(StaleEdit) as refused:
        save_draft(actor=actor, claim=claim, note="Other window", seen=0)
    assert (refused.value.revision, refused.value.texts) == (1, {"note": "One"})
    assert save_draft(actor=actor, claim=claim, note="Other window", seen=1).revision == 2


def test_submitting_ends_the_draft() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    save_draft(actor=actor, claim=claim, note="On my way")
    submit_review(actor=actor, claim=claim, rating="unproven")
    assert draft_of(actor, claim) is None
    with pytest.raises(AlreadyReviewed):
        save_draft(actor=actor, claim=claim, note="Late autosave")


def test_a_draft_can_be_thrown_away() -> None:
    claim, actor, other = ClaimFactory(), UserFactory(), UserFactory()
    for person in (actor, other):
        save_draft(actor=person, claim=claim, note="Mine")
    discard_draft(actor=actor, claim=claim)
    assert [draft.reviewer for draft in Review.objects.all()] == [other]


def test_a_withdrawn_claim_takes_no_draft() -> None:
    claim = ClaimFactory()
    withdraw_claim(actor=UserFactory(editor=True), claim=claim, reason="Heading")
    with pytest.raises(ClaimClosed):
        save_draft(actor=UserFactory(), claim=claim, note="Late")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"note": "A \x00 NUL"}, BadCharacters),
        ({"evidence": [Citation(url="x", stance="refutes", quote="\ud800")]}, BadCharacters),
        ({"note": "x" * 200_001}, BadInput),
        ({"evidence": [Citation(url="x", stance="refutes")] * 51}, BadInput),
    ],
)
def test_what_cannot_be_kept_is_refused(typed: dict[str, Any], error: type[BadInput]) -> None:
    with pytest.raises(error):
        save_draft(actor=UserFactory(), claim=ClaimFactory(), **typed)
    assert Claim.objects.get().reviews.count() == 0
