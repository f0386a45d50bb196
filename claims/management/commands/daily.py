"""`manage.py daily`: what a desk does once a day; run it from cron."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims.services.assignments import release_stale
from claims.services.digests import send_digests, warn_of_due_work
from claims.services.webhooks import forget_old_deliveries


class Command(BaseCommand):
    help = "Take back stale assignments, warn of due work, mail digests, forget old logs, sessions. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{release_stale()} assignments taken back.")
        self.stdout.write(f"{warn_of_due_work()} people warned of work that is due.")
        self.stdout.write(f"{send_digests()} digests sent.")
        forget_old_deliveries()
        call_command("clearsessions")
