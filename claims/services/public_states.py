"""The one writer of a verdict's publication state, and the rule by which a public verdict follows its claim.

The public verdict is what the public was told. It stands as long as the desk says the same: when the claim's
status is no longer its rating, it pauses by itself, and an editor corrects or resumes it. When the claim is
withdrawn (merged and divided ones are), it is taken back. What was superseded or withdrawn stays so.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from claims.choices import PUBLIC, ClaimStatus, EventKind, NotificationKind, PublicationState, Role
from claims.models import Claim, Verdict
from claims.services.events import record
from claims.services.notifications import notify
from claims.services.public_words import keep_words

# In an event's data: the step followed from another one and is undone with it by nobody.
BY_ITSELF = "by_itself"
# Stored as they are; a page translates them.
LOOKING_AGAIN = gettext_noop("The desk is looking at this claim again.")
NO_LONGER = gettext_noop("The desk no longer works on this claim.")


def public_verdict(claim: Claim) -> Verdict | None:
    """The one the public has an address for, published or paused."""
    verdict = claim.verdicts.filter(state__in=list(PUBLIC)).first()
    if verdict is not None:
        verdict.claim = claim
    return verdict


def enter(verdict: Verdict, state: PublicationState, *, actor: Any, note: str = "", **fields: Any) -> None:
    """Write a verdict's state, when, by whom and with which words. Inside the lock on its claim."""
    now = timezone.now()
    verdict.state, verdict.state_changed_at, verdict.public_note = state, now, note
    changed = {**fields}
    if state is PublicationState.PUBLISHED and verdict.published_at is None:
        changed |= {"published_at": now, "published_by": actor}
    for name, value in changed.items():
        setattr(verdict, name, value)
    verdict.save(update_fields=["state", "state_changed_at", "public_note", *changed])
    if state is PublicationState.PUBLISHED:
        keep_words(verdict)


def follow_claim(claim: Claim, *, actor: Any) -> Verdict | None:
    """Pause or take back the public verdict when its claim's new status asks for it; the verdict, when it did.

    Call it inside the transaction that changed the status, after the change.
    """
    verdict = public_verdict(claim)
    if verdict is None:
        return None
    if claim.is_withdrawn:
        return _withdraw(verdict, claim, actor)
    if verdict.state == PublicationState.PUBLISHED and verdict.rating != claim.status:
        return _pause(verdict, claim, actor)
    return None


def astray() -> list[int]:
    """Claims whose public verdict has not followed them, in order. There are none unless something else wrote."""
    apart = Verdict.objects.published().exclude(rating=F("claim__status"))
    gone = Verdict.objects.filter(state__in=list(PUBLIC), claim__status=ClaimStatus.WITHDRAWN)
    return sorted({*apart.values_list("claim", flat=True), *gone.values_list("claim", flat=True)})


def editors(*, without: Any = None) -> list[Any]:
    """Who answers for what is public."""
    people = get_user_model().objects.filter(role__in=[Role.EDITOR, Role.ADMIN], is_active=True).order_by("pk")
    return [person for person in people if without is None or person.pk != without.pk]


def _withdraw(verdict: Verdict, claim: Claim, actor: Any) -> Verdict:
    enter(verdict, PublicationState.WITHDRAWN, actor=actor, note=NO_LONGER)
    _tell(EventKind.VERDICT_WITHDRAWN, verdict, claim, actor)
    return verdict


def _pause(verdict: Verdict, claim: Claim, actor: Any) -> Verdict:
    enter(verdict, PublicationState.PAUSED, actor=actor, note=LOOKING_AGAIN)
    _tell(EventKind.VERDICT_PAUSED, verdict, claim, actor)
    notify(NotificationKind.VERDICT_PAUSED, editors(without=actor), claim=claim)
    return verdict


def _tell(kind: EventKind, verdict: Verdict, claim: Claim, actor: Any) -> None:
    data = {BY_ITSELF: True}
    record(kind, actor=actor, claim=claim, verdict=verdict, old=verdict.rating, reason=verdict.public_note, data=data)
