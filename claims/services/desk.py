"""How many reviews decide a claim of this desk, and settling its claims when that changes."""

from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from claims.choices import EventKind, JobKind
from claims.errors import BadInput, ClaimsError, StaleEdit
from claims.models import Claim, Desk, Job
from claims.services.claims import lock_claim
from claims.services.events import record
from claims.services.jobs import Lease, add_job, finish
from claims.services.verdicts import settle

PATIENCE = "SET LOCAL lock_timeout = '5s'"
ALONE = f'LOCK TABLE "{Claim._meta.db_table}" IN EXCLUSIVE MODE'


class DeskBusy(ClaimsError):
    """Something long is writing claims: "Much is being written just now." """

    code = "desk_busy"
    default_message = "Much is being written just now. Nothing was changed; try again in a minute."


def set_desk_quorum(*, actor: Any, quorum: int | None, seen: int) -> Job:
    """Change how many reviews decide a claim, from now on; the job that settles the claims is returned.

    None is the environment's number. `seen` is the revision of the desk that the admin looked at. The same number
    again is no event, and still settles what does not fit it. Raises BadInput, StaleEdit, DeskBusy.
    """
    whole = isinstance(quorum, int) and not isinstance(quorum, bool)
    if quorum is not None and not (whole and 1 <= quorum <= 100):
        raise BadInput("quorum must be a whole number from 1 to 100.", field="quorum")
    with transaction.atomic():
        _wait_for_writers()
        desk, _ = Desk.objects.select_for_update().get_or_create(pk=Desk.THE_ONE)
        if desk.revision != seen:
            raise StaleEdit(revision=desk.revision, texts={"quorum": str(desk.quorum or "")})
        old, desk.quorum, desk.revision, desk.changed_at = desk.quorum, quorum, seen + 1, timezone.now()
        desk.save(update_fields=["quorum", "revision", "changed_at"])
        if old != quorum:
            record(EventKind.DESK_QUORUM, actor=actor, old=str(old or ""), new=str(quorum or ""))
        return add_job(actor=actor, kind=JobKind.SETTLE, key=f"settle:{desk.revision}")


def run_settle(lease: Lease) -> None:
    """Settle every claim that does not fit the desk's number, each in a transaction of its own, by who asked.

    Killed anywhere, the next worker finds what is left.
    """
    for claim_id in _unsettled():
        with lease.fenced() as job:
            settle(lock_claim(claim_id), actor=job.requested_by)
    finish(lease)


def _unsettled() -> Iterator[int]:
    """Ids in order, a thousand at a time: SQLite lets no cursor stay open while it writes."""
    last, waiting = 0, Claim.objects.unsettled().order_by("pk").values_list("pk", flat=True)
    while ids := list(waiting.filter(pk__gt=last)[:1000]):
        yield from ids
        last = ids[-1]


def _wait_for_writers() -> None:
    """Until the change is committed nobody else locks a claim, and who did is done.

    So whoever decides a claim afterwards goes by the new number, and what was decided by the old one is found.
    SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
            cursor.execute(ALONE)
    except OperationalError as error:
        raise DeskBusy from error
