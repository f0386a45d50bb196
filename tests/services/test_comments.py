"""Comments: said once, answered in threads, resolved once; who is named is told."""

import pytest

from claims.choices import EventKind
from claims.errors import BadInput, ClaimsError, TextEmpty
from claims.models import Comment, Event, Notification
from claims.services.comments import add_comment, mentioned_in, resolve_comment
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_remark_is_kept_and_recorded_without_its_words() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    comment = add_comment(actor=actor, claim=claim, body=" Look at\r\nthe date. ")
    assert comment.body == "Look at\nthe date."
    event = Event.objects.get(kind=EventKind.COMMENT_ADDED)
    assert (event.claim, event.data, event.new) == (claim, {"comment": comment.pk}, "")


def test_a_reply_to_a_reply_joins_the_thread() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    first = add_comment(actor=actor, claim=claim, body="One")
    second = add_comment(actor=actor, claim=claim, body="Two", parent=first)
    third = add_comment(actor=actor, claim=claim, body="Three", parent=second)
    assert (second.parent, third.parent) == (first, first)


def test_a_reply_stays_on_its_claim() -> None:
    first = add_comment(actor=UserFactory(), claim=ClaimFactory(), body="One")
    with pytest.raises(BadInput):
        add_comment(actor=UserFactory(), claim=ClaimFactory(), body="Two", parent=first)


def test_an_empty_remark_is_refused() -> None:
    with pytest.raises(TextEmpty):
        add_comment(actor=UserFactory(), claim=ClaimFactory(), body=" \n\u200b")


def test_who_is_named_is_told_once_and_nobody_names_themselves() -> None:
    rosa, ravi = UserFactory(username="rosa"), UserFactory(username="Ravi.K")
    add_comment(actor=rosa, claim=ClaimFactory(), body="@ravi.k, and again @Ravi.K. (@rosa) x@ravi.k")
    assert [(told.person, told.kind) for told in Notification.objects.all()] == [(ravi, "mentioned")]


@pytest.mark.parametrize("body", ["mail ravi@ravi.org", "@nobody here", "no names", "@"])
def test_other_words_name_nobody(body: str) -> None:
    UserFactory(username="ravi.org")
    assert mentioned_in(body) == []


def test_who_has_left_is_not_told() -> None:
    UserFactory(username="ravi", is_active=False)
    assert mentioned_in("@ravi") == []


def test_a_thread_is_resolved_once_and_by_its_first_remark() -> None:
    claim, actor = ClaimFactory(), UserFactory()
    first = add_comment(actor=actor, claim=claim, body="One")
    reply = add_comment(actor=actor, claim=claim, body="Two", parent=first)
    with pytest.raises(BadInput):
        resolve_comment(actor=actor, comment=reply)
    assert resolve_comment(actor=actor, comment=first).resolved_by == actor
    with pytest.raises(ClaimsError):
        resolve_comment(actor=actor, comment=first)


def test_who_is_blind_reads_only_their_own_remarks() -> None:
    claim, blind, seeing = ClaimFactory(), UserFactory(), UserFactory()
    submit_review(actor=seeing, claim=claim, rating="unproven")
    own = add_comment(actor=blind, claim=claim, body="Mine")
    add_comment(actor=seeing, claim=claim, body="It is unproven, I think")
    assert list(Comment.objects.visible_to(blind)) == [own]
    assert Comment.objects.visible_to(seeing).count() == 2
