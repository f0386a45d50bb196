"""`manage.py sweep [--every SECONDS]`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from claims import tasks
from claims.services import messages


class Command(BaseCommand):
    help = "Hand out again what waits: jobs whose worker is gone, lost messages, feeds and pages that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS", help="go on and on; default: once")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            self.sweep(forgiving=bool(options["every"]))
            if not options["every"]:
                return
            time.sleep(options["every"])

    def sweep(self, *, forgiving: bool) -> None:
        try:
            messages.beat(f"sweeper@{tasks.worker_name()}")
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
