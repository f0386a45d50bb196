"""`manage.py daily`: what a desk does once a day. Workers do it by themselves; this is for who likes cron."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.services.daily import do_daily
from claims.services.kept_pages import remove_needless


class Command(BaseCommand):
    help = "Take back stale assignments, warn of due work, mail digests, forget old kept pages, logs, sessions, now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say which kept pages and files would go.")
        parser.add_argument(
            "--even-most", action="store_true", help="Remove kept files even where most of them belong to nothing."
        )

    def handle(self, *args: Any, dry_run: bool, even_most: bool, **options: Any) -> None:
        if dry_run or even_most:
            for one in remove_needless(dry=dry_run, even_most=even_most):
                self.stdout.write(f"{'would remove' if dry_run else 'removed'} {one.what}: {one.why}")
        if not dry_run:
            for step in do_daily():
                self.stdout.write(f"{step.number} {step.what}.")
