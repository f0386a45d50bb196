"""Background work over a broker, for several machines: TASK_BROKER_URL chooses it.

`celery -A annotator.celery worker` on each machine, and one or two `manage.py sweep --every 15` anywhere.
A message says only "look at this job": the job's row is the truth, so a message may be lost or come twice.
"""

import os
import time
from contextlib import suppress

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotator.settings")

app = Celery("desk")

BEAT_EVERY = 10.0
# A broker that takes a connection and says nothing would hold whoever announces work, a request too, for ever.
PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5}
next_beat = {"at": 0.0}


@app.on_configure.connect
def configure(sender: Celery, **_: object) -> None:
    from django.conf import settings

    broker = settings.TASK_BROKER_URL
    is_redis = broker.startswith("redis")
    sender.conf.update(
        {
            "broker_url": broker,
            "result_backend": broker if is_redis else "rpc://",
            "result_extended": True,
            "result_expires": 3600,
            "task_ignore_result": True,
            # A message is done with when the work is: a worker that dies leaves it to the next.
            "task_acks_late": True,
            "task_reject_on_worker_lost": True,
            "worker_prefetch_multiplier": 1,
            # Longer than any job: a message must not come again while its job is worked on.
            "broker_transport_options": {"visibility_timeout": 3600, **(PATIENCE if is_redis else {})},
            "broker_connection_retry_on_startup": True,
            # Asked by a person who waits: a broker that is away is told of at once, and the sweeper tries again.
            "task_publish_retry": False,
        }
    )


@signals.setup_logging.connect
def log_as_the_program_does(**_: object) -> None:
    """Celery's own set-up takes the program's handlers away, and what fails in a child process is told nowhere."""
    import django

    django.setup()


@signals.worker_process_init.connect
@signals.worker_init.connect
def load_tasks(**_: object) -> None:
    import django

    django.setup()
    from claims import tasks  # noqa: F401  (registers them)


@signals.worker_init.connect
def refuse_unready(**_: object) -> None:
    """What every command of the program asks before it starts; Celery would start all the same."""
    from django.core import checks

    wrong = [message for message in checks.run_checks() if message.is_serious()]
    if wrong:
        raise SystemExit(f"Cannot start: {wrong[0]}")


@signals.heartbeat_sent.connect
def say_alive(**_: object) -> None:
    """So that `/metrics` counts Celery's workers too. Celery says it every two seconds, the desk every ten."""
    from django.db import DatabaseError, connection

    from claims import tasks
    from claims.services import messages

    if time.monotonic() < next_beat["at"]:
        return
    next_beat["at"] = time.monotonic() + BEAT_EVERY
    with suppress(DatabaseError):
        messages.beat(f"celery@{tasks.worker_name()}")
    # Children are forked from this process: they must not find a connection that it holds.
    connection.close()
