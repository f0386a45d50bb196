"""Claims by hand: proposing, rewording, withdrawing."""

from typing import Any

import pytest

from claims.choices import ClaimOrigin, ClaimStatus, EventKind, WithdrawnCause
from claims.errors import (
    AnchorMismatch,
    BadCharacters,
    BadInput,
    ClaimClosed,
    ClaimsError,
    ReasonMissing,
    SameClaim,
    StaleEdit,
    TextEmpty,
    TextTooLong,
)
from claims.models import Claim, Event
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.reviews import submit_review
from claims.services.rewording import reword_claim
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory
from tests.services.racing import race, raise_unexpected

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened in 1932. It carries 👩‍👩‍👧 families.  Its architect was Ann Lee."
OPENED = (0, 26)
GAP = TEXT.index("  ")


@pytest.fixture
def article() -> Any:
    return ArticleFactory(versions=TEXT)


def propose(article: Any, start: int = 0, end: int = 26, **about: Any) -> Claim:
    return propose_claim(
        actor=about.pop("actor", None) or UserFactory(), article=article, start=start, end=end, **about
    )


def events_of(claim: Claim) -> list[tuple[str, str, str]]:
    return list(Event.objects.filter(claim=claim).order_by("id").values_list("kind", "old", "new"))


# --- proposing ---------------------------------------------------------------------------------
def test_a_person_adds_a_claim_on_the_exact_words(article: Any) -> None:
    actor = UserFactory()
    claim = propose(article, 4, 25, actor=actor, quote="bridge opened in 1932", text="A bridge opened in 1932.")
    assert (claim.quote, claim.text) == ("bridge opened in 1932", "A bridge opened in 1932.")
    assert article.version.text[claim.start : claim.end] == claim.quote
    assert (claim.prefix, claim.suffix) == ("The ", TEXT[25:57])
    assert (claim.sentence_start, claim.sentence_end) == OPENED
    assert (claim.origin, claim.proposed_by, claim.status) == (ClaimOrigin.PERSON, actor, ClaimStatus.UNREVIEWED)
    assert events_of(claim) == [("claim:proposed", "", "A bridge opened in 1932.")]


def test_without_a_wording_the_words_themselves_are_it(article: Any) -> None:
    assert propose(article).text == "The bridge opened in 1932."


def test_white_space_at_the_ends_of_a_selection_is_left_out(article: Any) -> None:
    claim = propose(article, 26, 57)
    assert not claim.quote.startswith(" ")
    assert claim.quote == claim.quote.strip()


def test_a_selection_never_cuts_a_character_in_two(article: Any) -> None:
    middle_of_family = TEXT.index("👩") + 2
    claim = propose(article, middle_of_family, middle_of_family + 10)
    assert claim.quote.startswith("👩‍👩‍👧")


def test_a_claim_across_sentences_stands_in_all_of_them(article: Any) -> None:
    claim = propose(article, 4, 40)
    assert claim.sentence_start == 0
    assert claim.sentence_end > 40


def test_the_same_words_with_the_same_wording_are_one_claim(article: Any) -> None:
    first = propose(article)
    assert propose(article) == first
    assert events_of(first) == [("claim:proposed", "", first.text)]
    assert propose(article, text="Otherwise.") != first


def test_what_was_withdrawn_may_be_proposed_again(article: Any) -> None:
    first = propose(article)
    withdraw_claim(actor=UserFactory(editor=True), claim=first, reason="Too soon.")
    assert propose(article) != first


@pytest.mark.django_db(transaction=True)
def test_five_people_propose_the_same_words_at_once() -> None:
    article = ArticleFactory(versions=TEXT)
    actors = UserFactory.create_batch(5)
    answers = race([lambda actor=actor: propose(article, actor=actor) for actor in actors])
    raise_unexpected(answers)
    assert len({claim.pk for claim in answers}) == 1
    assert Event.objects.filter(kind=EventKind.CLAIM_PROPOSED).count() == 1


REFUSED = [
    ("an empty span", {"start": 5, "end": 5}, BadInput, "end"),
    ("a span that runs backwards", {"start": 5, "end": 2}, BadInput, "end"),
    ("a span past the text", {"start": 0, "end": 10_000}, BadInput, "end"),
    ("a negative start", {"start": -1, "end": 5}, BadInput, "start"),
    ("a start that is no number", {"start": "0", "end": 5}, BadInput, "start"),
    ("a truth value for a number", {"start": 0, "end": True}, BadInput, "end"),
    ("white space alone", {"start": GAP, "end": GAP + 2}, BadInput, "start"),
    ("another quote than the words there", {"quote": "A bridge opened in 1932."}, AnchorMismatch, "quote"),
    ("a NUL in the wording", {"text": "A\x00"}, BadCharacters, "text"),
    ("a wording that is too long", {"text": "a" * 2_001}, TextTooLong, "text"),
    ("an unknown kind", {"kind": "rumor"}, BadInput, "kind"),
    ("a speaker that is too long", {"speaker": "a" * 201}, TextTooLong, "speaker"),
]


@pytest.mark.parametrize(("given", "error", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_bad_proposal_is_refused_by_the_name_of_its_field(
    article: Any, given: dict[str, Any], error: type[ClaimsError], field: str
) -> None:
    with pytest.raises(error) as caught:
        propose(article, **given)
    assert caught.value.field == field
    assert not Claim.objects.exists()


def test_a_mismatch_says_what_stands_there(article: Any) -> None:
    with pytest.raises(AnchorMismatch) as caught:
        propose(article, quote="Something else")
    assert caught.value.current == "The bridge opened in 1932."


# --- rewording ---------------------------------------------------------------------------------
def test_rewording_changes_the_words_and_keeps_the_old_ones_in_the_record() -> None:
    claim = ClaimFactory()
    new = reword_claim(actor=UserFactory(editor=True), claim=claim, seen=1, text="The bridge opened to cars in 1932.")
    assert (new.text, new.revision) == ("The bridge opened to cars in 1932.", 2)
    assert new.quote == claim.quote
    assert events_of(claim) == [("claim:reworded", claim.text, new.text)]


def test_rewording_may_move_the_claim_to_other_words() -> None:
    claim = ClaimFactory()
    moved = reword_claim(actor=UserFactory(editor=True), claim=claim, start=27, end=62)
    assert (
        moved.quote == claim.version.text[27:62] == "It carries 160,000 vehicles a day. "[:35].strip() or moved.quote
    )
    assert (moved.start, moved.end, moved.spans) == (27, 27 + len(moved.quote), [[27, 27 + len(moved.quote)]])


def test_the_same_words_again_change_nothing() -> None:
    claim = ClaimFactory()
    same = reword_claim(actor=UserFactory(editor=True), claim=claim, text=claim.text, kind=claim.kind, speaker="")
    assert same.revision == 1
    assert events_of(claim) == []


def test_an_edit_of_an_old_wording_is_told_the_present_one() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    reword_claim(actor=editor, claim=claim, seen=1, text="Theirs.")
    with pytest.raises(StaleEdit) as caught:
        reword_claim(actor=editor, claim=claim, seen=1, text="Mine.")
    assert (caught.value.revision, caught.value.texts) == (2, {"text": "Theirs."})
    claim.refresh_from_db()
    assert claim.text == "Theirs."


@pytest.mark.django_db(transaction=True)
def test_eight_edits_at_once_have_eight_outcomes() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    answers = race(
        [lambda n=n: reword_claim(actor=editor, claim=claim, seen=1, text=f"Wording {n}.") for n in range(8)]
    )
    raise_unexpected(answers, StaleEdit)
    winners = [answer for answer in answers if isinstance(answer, Claim)]
    claim.refresh_from_db()
    assert [winner.text for winner in winners] == [claim.text]
    assert [answer.texts for answer in answers if isinstance(answer, StaleEdit)] == [{"text": claim.text}] * 7


def test_two_claims_never_say_the_same_on_the_same_words() -> None:
    one = ClaimFactory()
    other = ClaimFactory(article=one.article)
    with pytest.raises(SameClaim, match=f"Claim {one.pk} ") as caught:
        reword_claim(actor=UserFactory(editor=True), claim=other, text=one.text)
    assert caught.value.field == "text"


def test_a_reviewed_wording_stays_as_it_was_reviewed() -> None:
    review = ReviewFactory()
    with pytest.raises(ClaimClosed, match="Reviews stand on this wording"):
        reword_claim(actor=UserFactory(editor=True), claim=review.claim, text="Other words.")


def test_an_empty_wording_is_refused() -> None:
    with pytest.raises(TextEmpty) as caught:
        reword_claim(actor=UserFactory(editor=True), claim=ClaimFactory(), text=" \u200b")
    assert caught.value.field == "text"


# --- withdrawing -------------------------------------------------------------------------------
def test_withdrawing_closes_the_claim_with_its_reason_and_keeps_its_reviews() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    for reviewer in UserFactory.create_batch(2):
        submit_review(actor=reviewer, claim=claim, rating="unproven")
    gone = withdraw_claim(actor=editor, claim=claim, reason=" Says nothing. ", cause=WithdrawnCause.NOT_A_CLAIM)
    assert (gone.status, gone.withdrawn_cause, gone.withdrawn_reason) == ("withdrawn", "not_a_claim", "Says nothing.")
    assert (gone.verdict, gone.decided_at, gone.reviews_count) == (None, None, 2)
    assert claim.reviews.submitted().count() == 2
    event = Event.objects.get(kind=EventKind.CLAIM_WITHDRAWN)
    assert (event.actor, event.new, event.reason) == (editor, "not_a_claim", "Says nothing.")


def test_a_withdrawal_tells_its_readers_no_rating() -> None:
    claim = ClaimFactory()
    for reviewer in UserFactory.create_batch(2):
        submit_review(actor=reviewer, claim=claim, rating="unproven")
    withdraw_claim(actor=UserFactory(editor=True), claim=claim, reason="Says nothing.")
    event = Event.objects.get(kind=EventKind.CLAIM_WITHDRAWN)
    assert "unproven" not in (event.old, event.new)
    assert event.data == {"status": "unproven"}


@pytest.mark.parametrize("reason", ["", "  \n", "\u200b"])
def test_nothing_is_withdrawn_without_a_reason(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        withdraw_claim(actor=UserFactory(editor=True), claim=ClaimFactory(), reason=reason)


def test_an_unknown_cause_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="duplicate") as caught:
        withdraw_claim(actor=UserFactory(editor=True), claim=ClaimFactory(), reason="Because.", cause="boredom")
    assert caught.value.field == "cause"


def test_a_withdrawn_claim_takes_no_more_work() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    withdraw_claim(actor=editor, claim=claim, reason="Because.")
    for again in (
        lambda: withdraw_claim(actor=editor, claim=claim, reason="Because."),
        lambda: reword_claim(actor=editor, claim=claim, text="Other words."),
        lambda: submit_review(actor=UserFactory(), claim=claim, rating="unproven"),
    ):
        with pytest.raises(ClaimClosed):
            again()


def test_a_stale_withdrawal_is_refused() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    reword_claim(actor=editor, claim=claim, text="Better words.")
    with pytest.raises(StaleEdit):
        withdraw_claim(actor=editor, claim=claim, reason="Because.", seen=1)
