"""After the first decision: questions, reopening, replies, and how many reviews an article needs."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.choices import ClaimStatus, DecidedBy, EventKind, NotificationKind
from claims.errors import BadInput, ClaimsError, NotConflicting, NotYours
from claims.models import Article, Claim, Reply, Verdict
from claims.services.claims import lock_claim, refuse_stale, save_edit
from claims.services.closing import refuse_closed
from claims.services.events import record
from claims.services.input import require_reason, require_words
from claims.services.notifications import notify, take_back
from claims.services.verdicts import reviewers_of, settle


class NotDecided(ClaimsError):
    """Only a decision is reopened: "This claim is not decided." """

    code = "not_decided"
    default_message = "This claim is not decided, so there is nothing to reopen."


class AlreadyReplied(ClaimsError):
    """One reply each: "You have already replied to this decision." """

    code = "already_replied"
    default_message = "You have already replied to this decision."


def return_to_review(*, actor: Any, claim: Claim, question: str, seen: int | None = None) -> Claim:
    """Send a conflict back with a question: one more review is needed, and every reviewer is told.

    Only who has reviewed the claim reads the question, so that the next reviewer stays blind. Raises
    NotConflicting, ReasonMissing, StaleEdit.
    """
    question = require_reason(question, field="question")
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_stale(claim, seen)
        if claim.status != ClaimStatus.CONFLICTING:
            raise NotConflicting("Only a conflict is sent back to review.")
        before = {"extra": claim.extra_reviews}
        _ask_one_more(claim)
        settle(claim, actor=actor, told=EventKind.CLAIM_RETURNED, reason=question, data=before)
        notify(NotificationKind.RETURNED, reviewers_of(claim), claim=claim)
    return claim


def reopen_claim(*, actor: Any, claim: Claim, reason: str, seen: int | None = None) -> Claim:
    """Take a decision back for good reason. Its verdict stays readable; the next one has the next number.

    What an editor decided is a conflict again; what reviewers agreed on waits for one more review.
    Raises NotDecided, ReasonMissing, StaleEdit, ClaimClosed.
    """
    reason = require_reason(reason)
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        refuse_stale(claim, seen)
        if claim.verdict is None:
            raise NotDecided
        before = {"extra": claim.extra_reviews, "stood": claim.verdict_id}
        if claim.verdict.decided_by == DecidedBy.QUORUM:
            _ask_one_more(claim)
        claim.verdict = None
        settle(claim, actor=actor, told=EventKind.CLAIM_REOPENED, reason=reason, data=before)
    return claim


def keep_decision(*, actor: Any, claim: Claim, verdict: Verdict, extra: int) -> Claim:
    """The reopening is undone: the decision that stood stands again, under its own number."""
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        claim.verdict, claim.status, claim.decided_at = verdict, ClaimStatus(verdict.rating), verdict.created_at
        claim.extra_reviews = extra
        save_edit(claim, ["verdict", "status", "decided_at", "extra_reviews"])
        return settle(claim, actor=actor)


def drop_question(*, actor: Any, claim: Claim, extra: int, since: datetime) -> Claim:
    """The sending back is undone: the claim is a conflict again, and who has not read of it is not told."""
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        claim.extra_reviews = extra
        save_edit(claim, ["extra_reviews"])
        take_back(NotificationKind.RETURNED, reviewers_of(claim), since=since, claim=claim)
        return settle(claim, actor=actor)


def reply_to_verdict(*, actor: Any, verdict: Verdict, body: str) -> Reply:
    """A reviewer's one answer to an editor's decision on a claim they reviewed.

    Raises NotYours for who did not review, AlreadyReplied, TextEmpty.
    """
    body = require_words(body, field="body", limit=5_000)
    with transaction.atomic():
        claim = lock_claim(verdict.claim_id)
        if verdict.decided_by != DecidedBy.ADJUDICATION:
            raise BadInput("Only an editor's decision is answered.", field="verdict")
        if not claim.reviews.submitted().filter(reviewer=actor).exists():
            raise NotYours("Only who reviewed this claim may reply to its decision.")
        try:
            with transaction.atomic():
                reply = Reply.objects.create(verdict=verdict, author=actor, body=body)
        except IntegrityError:
            raise AlreadyReplied from None
        record(EventKind.VERDICT_REPLIED, actor=actor, claim=claim, verdict=verdict, new=body)
    return reply


def set_quorum(*, actor: Any, article: Article, quorum: int | None) -> Article:
    """Change how many reviews decide a claim of this article, and settle its claims by the new number.

    None is the desk's own number. Each claim whose status changes leaves an event.
    """
    whole = isinstance(quorum, int) and not isinstance(quorum, bool)
    if quorum is not None and not (whole and 1 <= quorum <= 100):
        raise BadInput("quorum must be a whole number from 1 to 100.", field="quorum")
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        old = article.quorum
        if old == quorum:
            return article
        article.quorum, article.changed_at = quorum, timezone.now()
        article.save(update_fields=["quorum", "changed_at"])
        record(EventKind.ARTICLE_QUORUM, actor=actor, article=article, old=str(old or ""), new=str(quorum or ""))
        for claim_id in article.claims.standing().order_by("pk").values_list("pk", flat=True):
            settle(lock_claim(claim_id), actor=actor)
    return article


def _ask_one_more(claim: Claim) -> None:
    """So that one review more than there are now is needed."""
    reviews = claim.reviews.submitted().count()
    claim.extra_reviews = max(reviews + 1 - claim.article.needed_reviews, 0)
    claim.revision += 1
    claim.save(update_fields=["extra_reviews", "revision"])
