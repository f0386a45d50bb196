"""Background work over a broker, for several machines: TASK_BROKER_URL chooses it.

`celery -A annotator.celery worker` on each machine, and one or two `manage.py sweep --every 15` anywhere.
A message says only "look at this job": the job's row is the truth, so a message may be lost or come twice.
"""

import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotator.settings")

app = Celery("desk")


@app.on_configure.connect
def configure(sender: Celery, **_: object) -> None:
    from django.conf import settings

    broker = settings.TASK_BROKER_URL
    sender.conf.update(
        {
            "broker_url": broker,
            "result_backend": broker if broker.startswith("redis") else "rpc://",
            "result_extended": True,
            "result_expires": 3600,
            "task_ignore_result": True,
            # A message is done with when the work is: a worker that dies leaves it to the next.
            "task_acks_late": True,
            "task_reject_on_worker_lost": True,
            "worker_prefetch_multiplier": 1,
            # Longer than any job: a message must not come again while its job is worked on.
            "broker_transport_options": {"visibility_timeout": 3600},
            "broker_connection_retry_on_startup": True,
            # Asked by a person who waits: a broker that is away is told of at once, and the sweeper tries again.
            "task_publish_retry": False,
        }
    )


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
