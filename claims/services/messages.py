"""Messages of the database's own queue: taking one, and what becomes of it.

The rows are django-tasks-db's. Its worker keeps a dead one's task for ever and cannot store every error
text, so that taking, ending and returning them is done here.
"""

from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims.models import WorkerPulse
from claims.services.jobs import MOST_ATTEMPTS, PARKED, moment, scrub

Message = DBTaskResult[Any, Any]

PULSE_LOST = timedelta(seconds=60)
KEEP_RESULTS = timedelta(days=7)


def beat(name: str) -> None:
    """A worker says that it is alive."""
    WorkerPulse.objects.update_or_create(name=name[:100], defaults={"seen_at": moment()})


def leave(name: str) -> None:
    """A worker says that it goes."""
    WorkerPulse.objects.filter(name=name[:100]).delete()


def take_message(name: str) -> Message | None:
    """Take the next message, if there is one."""
    ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
    if not ready.exists():
        # A look takes no lock: on SQLite there is only one.
        return None
    with transaction.atomic():
        message = ready.get_locked()
        if message is not None:
            message.claim(name[:64])
    return message


def end_message(message: Message, error: BaseException | None = None) -> None:
    """The message was acted on; `error` is what came of it."""
    message.status = TaskResultStatus.FAILED if error else TaskResultStatus.SUCCESSFUL
    message.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}" if error else ""
    # The end of a long one says most. PostgreSQL keeps no NUL: an error text may have one.
    message.traceback = scrub("".join(format_exception(error))[-2000:]) if error else ""
    message.finished_at = timezone.now()
    message.save(update_fields=["status", "exception_class_path", "traceback", "finished_at"])


def return_messages_of(name: str) -> None:
    """Give back what this worker took and did not end: it was stopped, or the database was away."""
    with transaction.atomic():
        for message in DBTaskResult.objects.select_for_update(skip_locked=True).running():
            if message.worker_ids[-1:] == [name[:64]]:
                _return(message)


def return_messages_of_the_dead() -> int:
    """Give back what workers took that have been silent for a minute; after three times it is set aside."""
    seen = WorkerPulse.objects.filter(seen_at__gt=moment(-PULSE_LOST)).values_list("name", flat=True)
    alive = {name[:64] for name in seen}
    returned = 0
    with transaction.atomic():
        running = DBTaskResult.objects.select_for_update(skip_locked=True).running()
        for message in running.filter(started_at__lt=timezone.now() - PULSE_LOST):
            if not message.worker_ids or message.worker_ids[-1] not in alive:
                _return(message)
                returned += 1
    return returned


def _return(message: Message) -> None:
    if len(message.worker_ids) >= MOST_ATTEMPTS:
        end_message(message, RuntimeError(PARKED))
        return
    message.status = TaskResultStatus.READY
    message.save(update_fields=["status"])


def tidy() -> None:
    """Remove what nobody will look at: old results, pulses of workers long gone. Never a running message."""
    before = timezone.now() - KEEP_RESULTS
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    WorkerPulse.objects.filter(seen_at__lt=before).delete()
