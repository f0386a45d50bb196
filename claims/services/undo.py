"""Undoing one's own last step: for ten minutes, and until somebody built on it.

Undoing never erases. It is a step of its own that takes the first one back, and both stay in the record.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import EventKind
from claims.errors import CannotUndo, NotYours
from claims.models import Claim, Event, Lineage
from claims.services.claims import lock_claim
from claims.services.events import record
from claims.services.public_states import BY_ITSELF
from claims.services.undoing import BY_SURGERY, TALK, UNDOING

UNDO_FOR = timedelta(minutes=10)
MOST_STEPS = 50
# One's own later steps that cannot be undone themselves, and so hold what lies below them.
BUILT_ON = (
    EventKind.VERDICT_PUBLISHED,
    EventKind.VERDICT_PAUSED,
    EventKind.VERDICT_CORRECTED,
    EventKind.VERDICT_WITHDRAWN,
)


def last_undoable(actor: Any) -> Event | None:
    """The person's latest step that could still be undone, looking at time alone."""
    recent = Event.objects.filter(actor=actor, at__gt=timezone.now() - UNDO_FOR)
    recent = recent.filter(kind__in=[*UNDOING, EventKind.CLAIM_UNDONE]).select_related("claim", "review")
    # What a merging or dividing withdrew and made comes and goes with that step, not by itself.
    recent = _chosen(recent.exclude(kind=EventKind.CLAIM_WITHDRAWN, new__in=BY_SURGERY))
    recent = recent.exclude(kind=EventKind.CLAIM_PROPOSED, claim__in=Lineage.objects.values("heir"))
    latest = list(recent.order_by("-id")[:MOST_STEPS])
    settled = _settled(event for event in latest if event.kind == EventKind.CLAIM_UNDONE)
    steps = (event for event in latest if event.kind != EventKind.CLAIM_UNDONE)
    return next((event for event in steps if event.pk not in settled), None)


def _chosen(steps: Any) -> Any:
    """Without the reopenings that followed from another step, such as a review taken back."""
    return steps.exclude(kind=EventKind.CLAIM_REOPENED, data__stood__isnull=True)


def _settled(undone: Iterable[Event]) -> set[int]:
    """Steps that were taken back, and the steps that took them back: neither is undone again."""
    return {step for event in undone for step in [event.data["undoes"], *event.data["steps"]]}


def undo(*, actor: Any, event: Event) -> Claim:
    """Take a step back, with everything that was done in the same batch.

    Raises NotYours for somebody else's step, CannotUndo when it is too old, of a kind that stands, or
    somebody else has worked on the claim since.
    """
    if event.actor_id != actor.pk:
        raise NotYours
    with transaction.atomic():
        for step in _steps_of_batch(event):
            claim = _undo_one(actor, step)
    return claim


def steps_at_once(event: Event) -> int:
    """How many steps are taken back with this one, itself among them. One statement, none for a single step."""
    return _batch_of(event).count() if event.data.get("batch") else 1


def _batch_of(event: Event) -> QuerySet[Event]:
    near = event.at - UNDO_FOR, event.at + UNDO_FOR
    return Event.objects.filter(
        actor=event.actor_id, kind=event.kind, at__range=near, data__batch=event.data["batch"]
    )


def _steps_of_batch(event: Event) -> list[Event]:
    """What was done at once is undone at once, the last first."""
    if not event.data.get("batch"):
        return [event]
    return list(_batch_of(event).select_related("claim", "review").order_by("-id"))


def _undo_one(actor: Any, event: Event) -> Claim:
    undoing = UNDOING.get(EventKind(event.kind))
    if undoing is None or event.claim_id is None:
        raise CannotUndo
    claim = lock_claim(event.claim_id)
    for claim_id in {event.claim_id, *event.data.get("from", []), *event.data.get("into", [])}:
        _refuse_late(event, claim_id)
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    undoing(actor, event)
    steps = Event.objects.filter(actor=actor, id__gt=last, kind__in=UNDOING)
    data = {"undoes": event.pk, "steps": list(steps.order_by("id").values_list("id", flat=True))}
    record(EventKind.CLAIM_UNDONE, actor=actor, claim=claim, old=event.kind, data=data)
    return claim


def _refuse_late(event: Event, claim_id: int) -> None:
    if event.at < timezone.now() - UNDO_FOR:
        raise CannotUndo(_("A step can be undone for ten minutes. This one is older."))
    # A correction of the text takes the claim along and asks nothing of it.
    later = Event.objects.filter(claim=claim_id, id__gt=event.pk).exclude(kind=EventKind.CLAIM_CARRIED)
    if later.exclude(actor=event.actor_id).exists():
        raise CannotUndo(_("Somebody else has worked on this claim since, so your step stands."))
    settled = _settled(later.filter(kind=EventKind.CLAIM_UNDONE))
    # A public verdict that followed its claim by itself is no step of anybody's.
    held = set(UNDOING) - set(TALK) | set(BUILT_ON)
    mine = _chosen(later.filter(kind__in=held)).exclude(pk__in=settled).exclude(data__has_key=BY_ITSELF)
    if event.pk in settled or mine.exists():
        raise CannotUndo(_("You have done something else with this claim since. Undo that first."))
