"""What a desk does once a day: stale work comes back, due work is announced, digests go out, old rows go."""

from collections.abc import Iterator
from datetime import time
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.choices import JobKind
from claims.models import Desk, Job
from claims.services.assignments import release_stale
from claims.services.digests import send_digests, warn_of_due_work
from claims.services.jobs import Lease, add_job, finish
from claims.services.kept_pages import remove_needless
from claims.services.webhooks import forget_old_deliveries

NOT_BEFORE = time(5)


class Step(NamedTuple):
    """One thing of the day and how many it was about."""

    number: int
    what: str


def ask_daily() -> Job | None:
    """The job of the day, after 5:00 and when nobody has asked for it today; of two who ask at once, one gets it."""
    today = timezone.localdate()
    asked = Desk.objects.filter(pk=Desk.THE_ONE, daily_asked_on__gte=today)
    if timezone.localtime().time() < NOT_BEFORE or asked.exists():
        return None
    with transaction.atomic():
        return add_job(actor=None, kind=JobKind.DAILY, key="daily") if _take_day(today) else None


def run_daily(lease: Lease) -> None:
    """Do the day's things. Each does nothing twice, so that a job whose worker was killed is simply begun anew."""
    for _ in day():
        lease.renew()
    with lease.fenced():
        _note_done()
    finish(lease)


def do_daily() -> Iterator[Step]:
    """The same for whoever does it by hand or by cron; workers leave the day alone afterwards."""
    with transaction.atomic():
        _take_day(timezone.localdate())
    yield from day()
    _note_done()


def day() -> Iterator[Step]:
    yield Step(release_stale(), "assignments taken back")
    yield Step(warn_of_due_work(), "people warned of work that is due")
    yield Step(send_digests(), "digests sent")
    yield Step(forget_old_deliveries(), "lines of webhooks' logs removed")
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    yield Step(sum(1 for _ in remove_needless()), "kept pages and files removed that nothing rests on")


def _take_day(today: Any) -> bool:
    """Whether the day was still to be had."""
    Desk.objects.get_or_create(pk=Desk.THE_ONE)
    free = Q(daily_asked_on__isnull=True) | Q(daily_asked_on__lt=today)
    return bool(Desk.objects.filter(free, pk=Desk.THE_ONE).update(daily_asked_on=today))


def _note_done() -> None:
    Desk.objects.filter(pk=Desk.THE_ONE).update(daily_done_at=timezone.now())
