"""What happened to a claim, in lines a person reads."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from claims.choices import ClaimStatus, EventKind, Rating, Role, WithdrawnCause
from claims.models import Claim, Event
from claims.services.public_states import BY_ITSELF

MOST_LINES = 100
# Of these kinds `old` and `new` are values of closed lists; of the others they are words.
LABELED = {
    EventKind.REVIEW_SUBMITTED: Rating,
    EventKind.REVIEW_REVISED: Rating,
    EventKind.REVIEW_RETRACTED: Rating,
    EventKind.CLAIM_DECIDED: ClaimStatus,
    EventKind.CLAIM_CONFLICTED: ClaimStatus,
    EventKind.CLAIM_REOPENED: ClaimStatus,
    EventKind.CLAIM_ADJUDICATED: ClaimStatus,
    EventKind.CLAIM_RETURNED: ClaimStatus,
    EventKind.CLAIM_UNDONE: EventKind,
    EventKind.PERSON_ROLE: Role,
    EventKind.PERSON_JOINED: Role,
    EventKind.VERDICT_PUBLISHED: Rating,
    EventKind.VERDICT_PAUSED: Rating,
    EventKind.VERDICT_CORRECTED: Rating,
    EventKind.VERDICT_WITHDRAWN: Rating,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, who (nobody: the desk itself), what, from what to what, and why."""

    at: datetime
    who: Any
    what: str
    old: str
    new: str
    reason: str


def history_of(claim: Claim, user: Any) -> list[Line]:
    """The newest events of the claim that this person may see, newest first, at most 100."""
    events = Event.objects.visible_to(user).filter(claim=claim).select_related("actor").order_by("-id")
    lines = [(event, line_of(event)) for event in events[:MOST_LINES]]
    hidden = gettext("A reviewer")
    return [replace(line, who=hidden) if event.hides_actor(claim, user) else line for event, line in lines]


def line_of(event: Event) -> Line:
    """The event in words: values of closed lists by their names."""
    return Line(
        at=event.at,
        who=event.actor,
        what=event.get_kind_display(),
        old=_label(event, event.old),
        new=_label(event, event.new),
        # What the desk says by itself comes in the reader's language.
        reason=gettext(event.reason) if BY_ITSELF in event.data else event.reason,
    )


def _label(event: Event, value: str) -> str:
    if event.kind in {EventKind.CLAIM_SPLIT, EventKind.CLAIM_PROPOSED}:
        return ""  # the claim's own first wording stands in the event; the page has it as its heading
    if event.kind == EventKind.CLAIM_WITHDRAWN:
        choices: Any = [*ClaimStatus.choices, *WithdrawnCause.choices]
    else:
        known = LABELED.get(EventKind(event.kind))
        choices = known.choices if known else []
    return str(dict(choices).get(value, value))
