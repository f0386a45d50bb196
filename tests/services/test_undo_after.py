"""Undo of what comes after a decision, and of talk."""

from typing import Any

import pytest

from claims.errors import CannotUndo
from claims.models import Claim, Comment, Notification, Review
from claims.services.comments import add_comment, resolve_comment
from claims.services.decisions import reopen_claim, return_to_review
from claims.services.form_drafts import form_draft_of
from claims.services.reviews import retract_review, submit_review
from claims.services.undo import last_undoable, undo
from claims.services.verdicts import adjudicate, settle_all
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def undo_last(actor: Any) -> Claim:
    event = last_undoable(actor)
    assert event is not None
    return undo(actor=actor, event=event)


@pytest.fixture
def conflict() -> Claim:
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="Why")
    return claim


class TestAfterADecision:
    def test_an_undone_reopening_leaves_the_editors_decision_under_its_own_number(self, conflict) -> None:
        one, two = UserFactory(editor=True), UserFactory(editor=True)
        adjudicate(actor=one, claim=conflict, rating="incorrect", reason="The register.")
        reopen_claim(actor=two, claim=conflict, reason="A new source")
        undo_last(two)
        conflict.refresh_from_db()
        assert conflict.verdict is not None
        assert (conflict.status, conflict.verdict.number, conflict.verdict.adjudicator) == ("incorrect", 1, one)
        assert (list(settle_all()), last_undoable(two)) == ([], None)

    def test_an_undone_reopening_of_what_reviewers_agreed_on_asks_nobody_more(self) -> None:
        claim, editor = ClaimFactory(), UserFactory(editor=True)
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        reopen_claim(actor=editor, claim=claim, reason="A new source")
        undo_last(editor)
        claim.refresh_from_db()
        assert (claim.status, claim.extra_reviews, claim.verdicts.count()) == ("unproven", 0, 1)
        assert list(settle_all()) == []

    def test_a_reopening_stands_once_somebody_has_reviewed_again(self) -> None:
        claim, editor = ClaimFactory(), UserFactory(editor=True)
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        reopen_claim(actor=editor, claim=claim, reason="A new source")
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        with pytest.raises(CannotUndo):
            undo_last(editor)

    def test_a_reopening_that_followed_from_a_review_taken_back_is_no_step_of_its_own(self) -> None:
        claim, actor = ClaimFactory(), UserFactory()
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        review = submit_review(actor=actor, claim=claim, rating="unproven")
        retract_review(actor=actor, review=review)
        undo_last(actor)
        claim.refresh_from_db()
        assert (claim.status, claim.reviews_count) == ("unproven", 2)

    def test_an_undone_question_leaves_a_conflict_and_nobody_is_told(self, conflict) -> None:
        editor = UserFactory(editor=True)
        return_to_review(actor=editor, claim=conflict, question="What of the second source?")
        assert Notification.objects.filter(kind="returned").count() == 2
        undo_last(editor)
        conflict.refresh_from_db()
        assert (conflict.status, conflict.extra_reviews) == ("conflicting", 0)
        assert not Notification.objects.filter(kind="returned").exists()


class TestTalk:
    def test_an_undone_comment_is_seen_by_nobody_and_its_words_are_in_the_form_again(self) -> None:
        claim, actor, named = ClaimFactory(), UserFactory(), UserFactory(username="nora")
        comment = add_comment(actor=actor, claim=claim, body="Too soon, @nora")
        undo_last(actor)
        for person in (actor, named, UserFactory(editor=True)):
            assert not Comment.objects.visible_to(person).exists()
        comment.refresh_from_db()
        assert comment.body == "Too soon, @nora", "kept, as everything is"
        draft = form_draft_of(actor, f"comment:{claim.pk}")
        assert draft is not None
        assert draft.typed == {"body": ["Too soon, @nora"]}
        assert not Notification.objects.exists()

    def test_a_comment_with_a_reply_stands(self) -> None:
        claim, actor = ClaimFactory(), UserFactory()
        first = add_comment(actor=actor, claim=claim, body="One")
        add_comment(actor=UserFactory(), claim=claim, body="Two", parent=first)
        with pytest.raises(CannotUndo):
            undo_last(actor)

    def test_ones_own_reply_is_undone_before_what_it_replies_to(self) -> None:
        claim, actor = ClaimFactory(), UserFactory()
        first = add_comment(actor=actor, claim=claim, body="One")
        add_comment(actor=actor, claim=claim, body="Two", parent=first)
        undo_last(actor)
        undo_last(actor)
        assert not Comment.objects.visible_to(actor).exists()

    def test_an_undone_resolving_opens_the_thread(self) -> None:
        comment = add_comment(actor=UserFactory(), claim=ClaimFactory(), body="One")
        editor = UserFactory(editor=True)
        resolve_comment(actor=editor, comment=comment)
        undo_last(editor)
        comment.refresh_from_db()
        assert (comment.resolved_at, comment.resolved_by) == (None, None)

    def test_talk_does_not_hold_the_review_below_it(self) -> None:
        claim, actor = ClaimFactory(), UserFactory()
        submit_review(actor=actor, claim=claim, rating="unproven")
        step = last_undoable(actor)
        assert step is not None
        add_comment(actor=actor, claim=claim, body="A word on it")
        undo(actor=actor, event=step)
        assert not Review.objects.submitted().exists()
