"""Messages of the database's queue come back when their worker does not."""

from datetime import timedelta

import pytest
from django.tasks import TaskResultStatus, task_backends
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims import tasks
from claims.models import WorkerPulse
from claims.services import jobs, messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(settings):
    """One message in the database's queue, about a job that does not exist."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    task_backends.__dict__.pop("settings", None)
    return DBTaskResult.objects.create(
        task_path="claims.tasks.run_job",
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now() - timedelta(seconds=1),
    )


def grow_old(message):
    DBTaskResult.objects.filter(pk=message.pk).update(started_at=timezone.now() - timedelta(minutes=2))


def state(message):
    message.refresh_from_db()
    return message.status


def test_a_message_is_taken_by_one(message):
    assert messages.take_message("a") is not None
    assert messages.take_message("b") is None


def test_a_dead_workers_message_is_given_back(message):
    messages.take_message("a")
    grow_old(message)
    assert messages.return_messages_of_the_dead() == 1
    assert state(message) == TaskResultStatus.READY


def test_a_living_workers_message_stays_with_it(message):
    messages.beat("a")
    messages.take_message("a")
    grow_old(message)
    assert messages.return_messages_of_the_dead() == 0
    assert state(message) == TaskResultStatus.RUNNING


def test_a_message_that_ends_three_workers_is_set_aside(message):
    for name in "abc":
        messages.take_message(name)
        grow_old(message)
        messages.return_messages_of_the_dead()
    assert state(message) == TaskResultStatus.FAILED
    assert jobs.PARKED in message.traceback


def test_an_error_text_with_a_nul_is_kept_and_the_worker_lives(message):
    taken = messages.take_message("a")
    messages.end_message(taken, ValueError("a NUL \x00, half a character \ud800" + "x" * 100_000))
    assert state(message) == TaskResultStatus.FAILED
    assert "\x00" not in message.traceback
    assert len(message.traceback) <= 2000


def test_a_worker_that_lost_the_database_gives_back_what_it_held(message):
    messages.take_message("a")
    messages.return_messages_of("b")
    assert state(message) == TaskResultStatus.RUNNING
    messages.return_messages_of("a")
    assert state(message) == TaskResultStatus.READY


def test_old_results_go_and_running_messages_stay(message):
    long_ago = timezone.now() - timedelta(days=30)
    done = DBTaskResult.objects.create(
        task_path="claims.tasks.run_job",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=long_ago,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=long_ago,
    )
    messages.take_message("a")
    DBTaskResult.objects.filter(pk=message.pk).update(started_at=long_ago, enqueued_at=long_ago)
    messages.tidy()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {message.pk}
    assert done.pk != message.pk


def test_a_worker_is_seen_until_it_leaves():
    messages.beat("a")
    messages.beat("a")
    assert WorkerPulse.objects.get().name == "a"
    messages.leave("a")
    assert not WorkerPulse.objects.exists()


def test_a_worker_has_a_name_of_its_own():
    assert tasks.worker_name() == tasks.worker_name()
