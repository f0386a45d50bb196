"""Reviewing: once per person, never one's own claim, with evidence where a rating rests on it."""

from typing import Any

import pytest

from claims.choices import ClaimStatus, EventKind, Rating, ReviewState
from claims.errors import (
    AlreadyReviewed,
    BadCharacters,
    BadInput,
    BadLink,
    ClaimClosed,
    ClaimsError,
    EvidenceMissing,
    NotYours,
    OwnClaim,
    ReasonMissing,
    TextTooLong,
)
from claims.models import Claim, Event, Evidence, Review, Source
from claims.services.claims import withdraw_claim
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.verdicts import adjudicate
from tests.factories import ClaimFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = Citation(url="https://records.example.org/1932", stance="refutes")


def submit(claim: Claim, rating: str = "unproven", *, actor: Any = None, **content: Any) -> Review:
    return submit_review(actor=actor or UserFactory(), claim=claim, rating=rating, **content)


def kinds(claim: Claim) -> list[str]:
    return list(Event.objects.filter(claim=claim).order_by("id").values_list("kind", flat=True))


# --- submitting --------------------------------------------------------------------------------
def test_a_review_is_kept_with_all_that_was_given() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    piece = Citation(url=PAGE.url, stance="refutes", title="City records", quote="opened 1933", note="page 2")
    review = submit(claim, "incorrect", actor=actor, note=" Off by\r\na year. ", confidence=4, evidence=[piece])
    assert (review.rating, review.note, review.confidence) == ("incorrect", "Off by\na year.", 4)
    assert (review.state, review.reviewer) == (ReviewState.SUBMITTED, actor)
    assert review.submitted_at is not None
    evidence = review.evidence.get()
    assert (evidence.url, evidence.stance, evidence.quote, evidence.note) == (
        PAGE.url,
        "refutes",
        "opened 1933",
        "page 2",
    )
    assert evidence.source.title == "City records"
    claim.refresh_from_db()
    assert (claim.status, claim.reviews_count) == (ClaimStatus.IN_REVIEW, 1)
    assert kinds(claim) == ["review:submitted"]


def test_nobody_reviews_twice() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit(claim, actor=actor)
    with pytest.raises(AlreadyReviewed):
        submit(claim, "not_checkable", actor=actor, note="Too vague.")
    assert claim.reviews.count() == 1


def test_nobody_reviews_a_claim_of_their_own_making() -> None:
    actor = UserFactory()
    with pytest.raises(OwnClaim):
        submit(ClaimFactory(proposed_by=actor), actor=actor)


def test_a_desk_of_one_reviews_its_own_claims(settings: Any) -> None:
    settings.SOLO_DESK, settings.QUORUM = True, 1
    actor = UserFactory()
    claim = submit(ClaimFactory(proposed_by=actor), actor=actor).claim
    assert claim.status == ClaimStatus.UNPROVEN


def test_a_draft_becomes_the_review() -> None:
    draft = ReviewFactory(state=ReviewState.DRAFT, rating="")
    review = submit(draft.claim, actor=draft.reviewer)
    assert list(draft.claim.reviews.all()) == [review]


def test_a_withdrawn_claim_takes_no_reviews() -> None:
    claim = ClaimFactory()
    withdraw_claim(actor=UserFactory(editor=True), claim=claim, reason="Because.")
    with pytest.raises(ClaimClosed):
        submit(claim)


def test_an_adjudicated_claim_takes_no_reviews_until_reopened() -> None:
    claim = conflicting_claim()
    adjudicate(actor=UserFactory(editor=True), claim=claim, rating="incorrect", reason="The records say so.")
    review = claim.reviews.first()
    for late in (
        lambda: submit(claim),
        lambda: revise_review(actor=review.reviewer, review=review, rating="unproven"),
        lambda: retract_review(actor=review.reviewer, review=review),
    ):
        with pytest.raises(ClaimClosed, match="adjudicated"):
            late()


def test_a_decided_claim_still_takes_another_opinion() -> None:
    claim = ClaimFactory()
    for _ in range(3):
        submit(claim)
    claim.refresh_from_db()
    assert (claim.status, claim.reviews_count) == (ClaimStatus.UNPROVEN, 3)


def conflicting_claim() -> Claim:
    claim = ClaimFactory()
    submit(claim)
    submit(claim, "incorrect", evidence=[PAGE])
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.CONFLICTING
    return claim


# --- what a review must hold -------------------------------------------------------------------
@pytest.mark.parametrize("rating", ["supported", "disputed", "incorrect"])
def test_a_rating_that_rests_on_sources_needs_one(rating: str) -> None:
    claim = ClaimFactory()
    with pytest.raises(EvidenceMissing, match=str(Rating(rating).label)) as caught:
        submit(claim, rating, evidence=[Citation(url="", stance="refutes")])
    assert caught.value.field == "evidence"
    assert submit(claim, rating, evidence=[PAGE]).evidence.count() == 1


def test_what_cannot_be_checked_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing) as caught:
        submit(ClaimFactory(), "not_checkable", note=" ")
    assert caught.value.field == "note"


INCOMPLETE = [
    ("an unknown rating", {"rating": "true"}, BadInput, "rating"),
    ("no rating", {"rating": ""}, BadInput, "rating"),
    ("a confidence past the scale", {"confidence": 6}, BadInput, "confidence"),
    ("a confidence before the scale", {"confidence": 0}, BadInput, "confidence"),
    ("a confidence in words", {"confidence": "high"}, BadInput, "confidence"),
    ("a truth value for a confidence", {"confidence": True}, BadInput, "confidence"),
    ("a NUL in the note", {"note": "a\x00"}, BadCharacters, "note"),
    ("a note that is too long", {"note": "a" * 20_001}, TextTooLong, "note"),
    ("a link that is a script", {"evidence": [Citation(url="javascript:x", stance="refutes")]}, BadLink,
     "evidence[0].url"),
    ("a piece without its link", {"evidence": [PAGE, Citation(url="", stance="refutes", note="see there")]}, BadLink,
     "evidence[1].url"),
    ("an empty piece is left out, and the next keeps its number",
     {"evidence": [Citation(url="", stance=""), Citation(url="x", stance="refutes")]}, BadLink, "evidence[1].url"),
    ("an unknown stance", {"evidence": [Citation(url=PAGE.url, stance="maybe")]}, BadInput, "evidence[0].stance"),
    ("a surrogate in a quote", {"evidence": [PAGE, Citation(url=PAGE.url, stance="context", quote="\ud800")]},
     BadCharacters, "evidence[1].quote"),
    ("a title that is too long", {"evidence": [Citation(url=PAGE.url, stance="context", title="a" * 501)]},
     TextTooLong, "evidence[0].title"),
    ("more pieces than anybody reads", {"evidence": [PAGE] * 51}, BadInput, "evidence"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "error", "field"), [row[1:] for row in INCOMPLETE], ids=[row[0] for row in INCOMPLETE]
)
def test_an_incomplete_review_is_refused_by_the_name_of_its_field(
    given: dict[str, Any], error: type[ClaimsError], field: str
) -> None:
    claim = ClaimFactory()
    with pytest.raises(error) as caught:
        submit_review(actor=UserFactory(), claim=claim, **{"rating": "unproven", **given})
    assert caught.value.field == field
    assert not Review.objects.exists()
    assert not Event.objects.exists()


def test_two_spellings_of_a_page_are_one_source() -> None:
    one = Citation(url="https://Records.example.org:443/1932?utm_source=mail", stance="refutes", title="Records")
    review = submit(ClaimFactory(), "incorrect", evidence=[one, PAGE])
    assert Source.objects.get().title == "Records"
    assert [piece.url for piece in review.evidence.all()] == [one.url, PAGE.url]


def test_a_known_title_is_not_replaced() -> None:
    submit(ClaimFactory(), "incorrect", evidence=[Citation(url=PAGE.url, stance="refutes", title="First")])
    submit(ClaimFactory(), "incorrect", evidence=[Citation(url=PAGE.url, stance="refutes", title="Second")])
    assert Source.objects.get().title == "First"


# --- revising and retracting -------------------------------------------------------------------
def test_a_revision_takes_the_place_of_the_first_and_overwrites_nothing() -> None:
    first = submit(ClaimFactory(), "incorrect", note="Off by a year.", evidence=[PAGE])
    second = revise_review(actor=first.reviewer, review=first, rating="unproven", reason="The page was a fake.")
    first.refresh_from_db()
    assert (first.state, first.rating, first.note) == (ReviewState.SUPERSEDED, "incorrect", "Off by a year.")
    assert first.evidence.count() == 1
    assert (second.supersedes, second.state, second.rating) == (first, ReviewState.SUBMITTED, "unproven")
    event = Event.objects.get(kind=EventKind.REVIEW_REVISED)
    assert (event.old, event.new, event.reason) == ("incorrect", "unproven", "The page was a fake.")
    assert Claim.objects.get().reviews_count == 1


def test_what_was_replaced_is_not_replaced_again() -> None:
    first = submit(ClaimFactory())
    revise_review(actor=first.reviewer, review=first, rating="unproven")
    for again in (revise_review, retract_review):
        content = {"rating": "unproven"} if again is revise_review else {}
        with pytest.raises(ClaimClosed, match="replaced or retracted"):
            again(actor=first.reviewer, review=first, **content)


def test_a_retracted_review_is_kept_and_no_longer_counts() -> None:
    review = submit(ClaimFactory(), "incorrect", evidence=[PAGE])
    retract_review(actor=review.reviewer, review=review, reason="Wrong claim.")
    review.refresh_from_db()
    claim = Claim.objects.get()
    assert (review.state, claim.status, claim.reviews_count) == (ReviewState.RETRACTED, ClaimStatus.UNREVIEWED, 0)
    assert kinds(claim) == ["review:submitted", "review:retracted"]
    assert submit(claim, actor=review.reviewer).is_active


def test_nobody_revises_or_retracts_for_another() -> None:
    review, stranger = submit(ClaimFactory()), UserFactory(admin=True)
    with pytest.raises(NotYours):
        revise_review(actor=stranger, review=review, rating="unproven")
    with pytest.raises(NotYours):
        retract_review(actor=stranger, review=review)


def test_a_refused_revision_leaves_the_first_one_standing() -> None:
    review = submit(ClaimFactory(), "incorrect", evidence=[PAGE])
    with pytest.raises(EvidenceMissing):
        revise_review(actor=review.reviewer, review=review, rating="supported")
    review.refresh_from_db()
    assert review.is_active
    assert Evidence.objects.count() == 1


# --- blindness ---------------------------------------------------------------------------------
def test_reviews_are_blind_until_ones_own_is_in() -> None:
    claim, first, second = ClaimFactory(), UserFactory(), UserFactory()
    submit(claim, actor=first)
    assert not Review.objects.visible_to(second).exists()
    assert not Event.objects.visible_to(second).filter(kind=EventKind.REVIEW_SUBMITTED).exists()
    submit(claim, "incorrect", actor=second, evidence=[PAGE])
    assert Review.objects.visible_to(second).count() == 2
    assert Event.objects.visible_to(second).filter(kind=EventKind.REVIEW_SUBMITTED).count() == 2


def test_a_conflict_stays_blind_for_who_has_not_reviewed() -> None:
    claim, third = conflicting_claim(), UserFactory()
    assert not Review.objects.visible_to(third).exists()
    assert not Event.objects.visible_to(third).filter(claim=claim).exists()


def test_a_decision_shows_the_reviews_to_everybody_and_a_reopening_hides_them_again() -> None:
    claim, reader = ClaimFactory(), UserFactory(reader=True)
    submit(claim)
    second = submit(claim)
    assert Review.objects.visible_to(reader).count() == 2
    retract_review(actor=second.reviewer, review=second)
    assert not Review.objects.visible_to(reader).exists()
    assert not Event.objects.visible_to(reader).filter(claim=claim).exists()


def test_a_draft_is_its_writers_alone() -> None:
    draft = ReviewFactory(state=ReviewState.DRAFT)
    assert list(Review.objects.visible_to(draft.reviewer)) == [draft]
    assert not Review.objects.visible_to(UserFactory(admin=True)).exists()


def test_nobody_signed_in_sees_nothing() -> None:
    review = submit(ClaimFactory())
    review.reviewer.is_active = False
    for nobody in (None, review.reviewer):
        assert not Review.objects.visible_to(nobody).exists()
        assert not Event.objects.visible_to(nobody).exists()
        assert not Claim.objects.visible_to(nobody).exists()
