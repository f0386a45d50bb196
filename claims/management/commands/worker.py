"""`manage.py worker`: background work out of the database, for as long as the machine runs.

It waits when the database is away, says every ten seconds that it is alive, hands out again what others
dropped, and gives its job back when it is told to stop.
"""

import logging
import signal
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from claims import tasks
from claims.management.stop import Stop
from claims.services import messages
from claims.services.work import Stopping

log = logging.getLogger("claims.worker")

LOOK_EVERY = 0.5
BEAT_EVERY = 10.0
SWEEP_EVERY = 15.0
WAIT_FOR_DATABASE = 1.0


class Command(BaseCommand):
    help = "Do the background work: imports, long splits, feeds, snapshots. Ctrl-C or SIGTERM stops it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(once=options["once"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        worker.run()


class Worker:
    """One process that does one thing at a time, and a thread beside it that beats and sweeps."""

    def __init__(self, *, once: bool = False) -> None:
        self.name = tasks.worker_name()
        self.once = once
        self.stopping = Stop()
        self.may_interrupt = False

    def stop(self, number: int, frame: FrameType | None) -> None:
        # Nothing here may wait for a lock, not even to write a line: the thread that holds it stands still.
        self.stopping.set()
        if self.may_interrupt:
            self.may_interrupt = False
            raise Stopping

    def run(self) -> None:
        log.info("worker %s starts", self.name)
        beside = threading.Thread(target=self.keep_house, daemon=True)
        beside.start()
        while not self.stopping.is_set():
            try:
                if not self.work_once() and (self.once or self.stopping.wait(LOOK_EVERY)):
                    break
            except DatabaseError as error:
                log.warning("the database does not answer, waiting for it: %s", error)
                connection.close()
                self.stopping.wait(WAIT_FOR_DATABASE)
                self.attempt(messages.return_messages_of, self.name)
        self.stopping.set()
        beside.join(timeout=5)
        self.attempt(messages.return_messages_of, self.name)
        self.attempt(messages.leave, self.name)
        log.info("worker %s stops", self.name)

    def work_once(self) -> bool:
        """Act on one message; False when there is none."""
        close_old_connections()
        message = messages.take_message(self.name)
        if message is None:
            return False
        try:
            self.may_interrupt = True
            call(message)
        except Stopping:
            return True
        except DatabaseError:
            raise
        except Exception as error:
            self.may_interrupt = False
            log.exception("%s failed", message.task_path)
            messages.end_message(message, error)
        else:
            self.may_interrupt = False
            messages.end_message(message)
        finally:
            self.may_interrupt = False
        return True

    def keep_house(self) -> None:
        """Beat and sweep until the worker stops; a database that is away is waited for."""
        next_beat = next_sweep = 0.0
        while not self.stopping.is_set():
            now = time.monotonic()
            if now >= next_beat:
                self.attempt(messages.beat, self.name)
                next_beat = now + BEAT_EVERY
            if now >= next_sweep:
                self.attempt(tasks.sweep)
                self.attempt(messages.tidy)
                self.attempt(tasks.ask_daily)
                next_sweep = now + SWEEP_EVERY
            self.stopping.wait(1)
        connection.close()

    def attempt(self, step: Any, *args: Any) -> None:
        try:
            close_old_connections()
            step(*args)
        except DatabaseError as error:
            log.warning("%s has to wait: %s", step.__name__, error)
            connection.close()
        except Exception:
            # Whatever it is: a worker that no longer says that it is alive would be worse.
            log.exception("%s failed", step.__name__)


def call(message: DBTaskResult) -> None:
    """Run the function a message names, with what it carries."""
    task, result = message.task, message.task_result
    first = [TaskContext(task_result=result)] if task.takes_context else []
    task.call(*first, *result.args, **result.kwargs)
