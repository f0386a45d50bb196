"""`manage.py sweep [--every SECONDS]`."""

import signal
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from claims import tasks
from claims.management.stop import Stop
from claims.services import messages


class Command(BaseCommand):
    help = "Hand out again what waits: jobs whose worker is gone, lost messages, feeds and pages that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS", help="go on and on; default: once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"]:
            self.go_on(options["every"])
        else:
            self.sweep(forgiving=False)

    def go_on(self, every: float) -> None:
        """Sweep until told to stop."""
        # The first process of a container is not even ended by a signal that it has not asked for.
        stopping = Stop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            self.sweep(forgiving=True)
            stopping.wait(every)
        with suppress(DatabaseError):
            messages.leave(my_name())

    def sweep(self, *, forgiving: bool) -> None:
        try:
            messages.beat(my_name())
            count = tasks.sweep()
            messages.tidy()
            tasks.ask_daily()
        except DatabaseError as error:
            if not forgiving:
                raise
            self.stderr.write(f"The database does not answer, trying again: {error}")
            connection.close()
        else:
            if count:
                self.stdout.write(f"{count} jobs handed out.")


def my_name() -> str:
    return f"sweeper@{tasks.worker_name()}"
