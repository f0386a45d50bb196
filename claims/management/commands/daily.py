"""`manage.py daily`: what a desk does once a day. Workers do it by themselves; this is for who likes cron."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.services.daily import do_daily


class Command(BaseCommand):
    help = "Take back stale assignments, warn of due work, mail digests, forget old logs and sessions, now."

    def handle(self, *args: Any, **options: Any) -> None:
        for step in do_daily():
            self.stdout.write(f"{step.number} {step.what}.")
