"""Discussion on a claim: remarks, replies, mentions, and calling a thread resolved."""

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from claims.choices import EventKind, NotificationKind
from claims.errors import BadInput, ClaimsError
from claims.models import Claim, Comment
from claims.services.events import record
from claims.services.form_drafts import form_draft_of, save_form_draft
from claims.services.input import require_words
from claims.services.notifications import notify, take_back

LONGEST = 5_000
MOST_MENTIONS = 20
# A name after @, at the start or after white space or an opening bracket: never part of a mail address.
MENTION = re.compile(r"(?:^|(?<=[\s(\[“\"]))@([\w.+-]{1,150})")


def add_comment(*, actor: Any, claim: Claim, body: str, parent: Comment | None = None) -> Comment:
    """Add a remark, or a reply to one. People named with @ and their sign-in name are told.

    A reply to a reply joins the same thread. Its words stay out of the event: events are seen by more
    people than comments are. Raises TextEmpty, TextTooLong, BadInput for a parent on another claim.
    """
    body = require_words(body, field="body", limit=LONGEST)
    if parent is not None and parent.claim_id != claim.pk:
        raise BadInput("A reply belongs to the claim it replies on.", field="parent")
    with transaction.atomic():
        first = parent.parent or parent if parent is not None else None
        comment = Comment.objects.create(claim=claim, author=actor, body=body, parent=first)
        record(EventKind.COMMENT_ADDED, actor=actor, claim=claim, data={"comment": comment.pk})
        notify(NotificationKind.MENTIONED, mentioned_in(body, without=actor), claim=claim)
    return comment


def resolve_comment(*, actor: Any, comment: Comment) -> Comment:
    """Call a thread settled. Raises ClaimsError for a reply, or when it is resolved already."""
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        if comment.parent_id is not None:
            raise BadInput("A thread is resolved by its first remark.", field="comment")
        if comment.resolved_at is not None:
            raise ClaimsError("This thread is resolved already.")
        comment.resolved_at, comment.resolved_by = timezone.now(), actor
        comment.save(update_fields=["resolved_at", "resolved_by"])
        data = {"comment": comment.pk}
        record(EventKind.COMMENT_RESOLVED, actor=actor, claim=comment.claim, data=data)
    return comment


def withdraw_comment(*, actor: Any, comment: Comment) -> None:
    """Take back what one has just said: nobody sees it any more, and who was named is not told any more.

    Its words are in the form again. Raises ClaimsError once somebody has replied.
    """
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        if comment.replies.filter(withdrawn_at=None).exists():
            raise ClaimsError("Somebody has replied to this, so it stands.")
        comment.withdrawn_at = timezone.now()
        comment.save(update_fields=["withdrawn_at"])
        named = mentioned_in(comment.body, without=actor)
        take_back(NotificationKind.MENTIONED, named, since=comment.created_at, claim=comment.claim)
        place = f"comment:{comment.claim_id}"
        if form_draft_of(actor, place) is None:
            save_form_draft(actor=actor, place=place, typed={"body": [comment.body]})


def open_thread(*, comment: Comment) -> None:
    """A thread that was called settled goes on."""
    Comment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


def mentioned_in(body: str, *, without: Any = None) -> list[Any]:
    """The active people whose sign-in names stand after @ in the words, in any case of letters."""
    names = dict.fromkeys(name.rstrip(".").lower() for name in MENTION.findall(body))
    if not names:
        return []
    lowered = get_user_model().objects.annotate(name=Lower("username"))
    people = lowered.filter(is_active=True, name__in=list(names)[:MOST_MENTIONS]).order_by("pk")
    return [person for person in people if without is None or person.pk != without.pk]
