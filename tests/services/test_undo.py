"""Undo: one's own last step, for ten minutes, until somebody built on it; nothing is erased."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from claims.choices import EventKind
from claims.errors import CannotUndo, NotYours
from claims.models import Claim, Event, Review
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.decisions import set_quorum
from claims.services.review_drafts import draft_of
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.rewording import REWORDED_FIELDS, reword_claim
from claims.services.surgery import Part, divide_claim, merge_claims, restore_claim
from claims.services.undo import UNDO_FOR, last_undoable, undo
from claims.services.verdicts import adjudicate
from claims.services.versions import revise_article
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = Citation(url="https://records.example.org/1932", stance="refutes", quote="opened 1933")


def undo_last(actor: Any) -> Claim:
    event = last_undoable(actor)
    assert event is not None
    return undo(actor=actor, event=event)


def test_a_correction_of_the_text_holds_no_step() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    revise_article(actor=UserFactory(editor=True), article=claim.article, text="New. " + claim.version.text)
    undo_last(actor)
    claim.refresh_from_db()
    assert (claim.reviews_count, claim.version.number) == (0, 2)


def active(claim: Claim) -> Review | None:
    return Review.objects.submitted().filter(claim=claim).first()


def test_an_undone_review_is_a_draft_again_with_every_word() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="incorrect", note="Off.", confidence=3, evidence=[PAGE])
    undo_last(actor)
    claim.refresh_from_db()
    assert (claim.status, claim.reviews_count) == ("unreviewed", 0)
    draft = draft_of(actor, claim)
    assert draft is not None
    assert (draft.typed["rating"], draft.typed["note"], draft.typed["confidence"]) == ("incorrect", "Off.", "3")
    assert draft.typed["evidence"][0]["quote"] == "opened 1933"


def test_undoing_leaves_both_steps_in_the_record() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    undo_last(actor)
    kinds = list(Event.objects.filter(claim=claim).order_by("id").values_list("kind", flat=True))
    assert kinds == ["review:submitted", "review:retracted", "claim:undone"]


def test_an_undone_decision_opens_the_claim_again() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    submit_review(actor=actor, claim=claim, rating="unproven")
    undo_last(actor)
    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_an_undone_revision_brings_the_earlier_words_back() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    review = submit_review(actor=actor, claim=claim, rating="incorrect", note="First", evidence=[PAGE])
    revise_review(actor=actor, review=review, rating="unproven", note="Second")
    undo_last(actor)
    standing = active(claim)
    assert standing is not None
    assert (standing.rating, standing.note, standing.evidence.count()) == ("incorrect", "First", 1)


def test_an_undone_retraction_brings_the_review_back() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    review = submit_review(actor=actor, claim=claim, rating="incorrect", note="First", evidence=[PAGE])
    retract_review(actor=actor, review=review)
    undo_last(actor)
    standing = active(claim)
    assert standing is not None
    assert (standing.rating, standing.note) == ("incorrect", "First")


def test_an_undone_withdrawal_brings_the_claim_back() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    withdraw_claim(actor=editor, claim=claim, reason="Oops")
    assert undo_last(editor) == claim
    claim.refresh_from_db()
    assert claim.status == "unreviewed"


def test_nothing_is_undone_twice_and_no_undoing_is_undone() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    step = last_undoable(actor)
    undo_last(actor)
    assert last_undoable(actor) is None
    with pytest.raises(CannotUndo):
        undo(actor=actor, event=step)


def test_steps_are_undone_one_by_one_backwards() -> None:
    actor = UserFactory()
    claims = ClaimFactory.create_batch(2)
    for claim in claims:
        submit_review(actor=actor, claim=claim, rating="unproven")
    assert [undo_last(actor), undo_last(actor)] == claims[::-1]


def test_an_earlier_step_on_the_same_claim_waits_for_the_later_one() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    review = submit_review(actor=actor, claim=claim, rating="unproven")
    first = last_undoable(actor)
    revise_review(actor=actor, review=review, rating="not_checkable", note="Why")
    with pytest.raises(CannotUndo):
        undo(actor=actor, event=first)
    undo_last(actor)
    assert undo_last(actor) == claim
    assert active(claim) is None


def test_after_ten_minutes_a_step_stands() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    step = last_undoable(actor)
    with time_machine.travel(timezone.now() + UNDO_FOR + timedelta(seconds=1)):
        assert last_undoable(actor) is None
        with pytest.raises(CannotUndo):
            undo(actor=actor, event=step)


def test_once_somebody_built_on_it_a_step_stands() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    with pytest.raises(CannotUndo):
        undo_last(actor)
    assert active(claim) is not None


def test_nobody_undoes_somebody_elses_step() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    submit_review(actor=actor, claim=claim, rating="unproven")
    with pytest.raises(NotYours):
        undo(actor=UserFactory(admin=True), event=last_undoable(actor))


def test_steps_of_other_kinds_stand() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    set_quorum(actor=actor, article=claim.article, quorum=3)
    assert last_undoable(actor) is None
    with pytest.raises(CannotUndo):
        undo(actor=actor, event=Event.objects.get(kind=EventKind.ARTICLE_QUORUM))


def test_an_undone_proposal_leaves_the_desk_until_it_is_proposed_again() -> None:
    article, actor = ArticleFactory(), UserFactory()
    claim = propose_claim(actor=actor, article=article, start=0, end=10, text="Proposed")
    assert undo_last(actor) == claim
    claim.refresh_from_db()
    assert claim.is_withdrawn
    assert last_undoable(actor) is None
    assert propose_claim(actor=actor, article=article, start=0, end=10, text="Proposed") != claim


def test_an_undone_rewording_brings_wording_words_and_pieces_back() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    claim.spans = [[0, 3], [9, 26]]
    claim.save(update_fields=["spans"])
    fields = [*REWORDED_FIELDS]
    before = Claim.objects.values(*fields).get(pk=claim.pk)
    reword_claim(actor=editor, claim=claim, text="Otherwise", start=0, end=10, kind="attributed", speaker="Ada")
    undo_last(editor)
    assert Claim.objects.values(*fields).get(pk=claim.pk) == before
    assert last_undoable(editor) is None


def test_a_rewording_stands_once_somebody_reviewed_the_new_words() -> None:
    claim, editor = ClaimFactory(), UserFactory(editor=True)
    reword_claim(actor=editor, claim=claim, text="Otherwise")
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    with pytest.raises(CannotUndo):
        undo_last(editor)


@pytest.fixture
def conflict() -> Claim:
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="Why")
    return claim


def test_an_undone_decision_of_an_editor_is_a_conflict_again(conflict: Claim) -> None:
    editor = UserFactory(editor=True)
    verdict = adjudicate(actor=editor, claim=conflict, rating="incorrect", reason="Clear.")
    undo_last(editor)
    conflict.refresh_from_db()
    assert (conflict.status, conflict.verdict) == ("conflicting", None)
    assert conflict.verdicts.get() == verdict, "the number stays in the record"
    withdraw_claim(actor=editor, claim=conflict, reason="Not ours")
    assert restore_claim(actor=editor, claim=conflict).status == "conflicting"


def test_undoing_a_second_decision_makes_the_first_one_stand_again(conflict: Claim) -> None:
    one, two = UserFactory(editor=True), UserFactory(editor=True)
    adjudicate(actor=one, claim=conflict, rating="incorrect", reason="The register.", causes=["sources_conflict"])
    adjudicate(actor=two, claim=conflict, rating="disputed", reason="Or not.")
    undo_last(two)
    conflict.refresh_from_db()
    standing = conflict.verdict
    assert standing is not None
    assert (conflict.status, standing.number, standing.reason) == ("incorrect", 3, "The register.")
    assert standing.causes == ["sources_conflict"]


def test_an_undone_merging_leaves_the_claims_as_they_were() -> None:
    editor, one = UserFactory(editor=True), ClaimFactory(text="One")
    two = ClaimFactory(article=one.article, text="Two")
    submit_review(actor=UserFactory(), claim=one, rating="unproven")
    heir = merge_claims(actor=editor, claims=[one, two], text="Both")
    assert undo_last(editor) == heir
    statuses = dict(Claim.objects.values_list("text", "status"))
    assert statuses == {"One": "in_review", "Two": "unreviewed", "Both": "withdrawn"}
    assert last_undoable(editor) is None


def test_an_undone_dividing_leaves_the_claim_as_it_was() -> None:
    editor, claim = UserFactory(editor=True), ClaimFactory(text="Both")
    parts = [Part(text=text, start=0, end=26) for text in ("One", "Two")]
    divide_claim(actor=editor, claim=claim, parts=parts)
    assert undo_last(editor) == claim
    statuses = dict(Claim.objects.values_list("text", "status"))
    assert statuses == {"Both": "unreviewed", "One": "withdrawn", "Two": "withdrawn"}


def test_a_dividing_stands_once_a_part_was_reviewed() -> None:
    editor, claim = UserFactory(editor=True), ClaimFactory(text="Both")
    heirs = divide_claim(
        actor=editor, claim=claim, parts=[Part(text=text, start=0, end=26) for text in ("One", "Two")]
    )
    submit_review(actor=UserFactory(), claim=heirs[1], rating="unproven")
    with pytest.raises(CannotUndo):
        undo_last(editor)
    assert Claim.objects.standing().count() == 2
