"""`manage.py settle_claims`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.services.verdicts import settle_all


class Command(BaseCommand):
    help = "Compute every claim's status from its reviews again and say which ones differed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what differs and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for difference in settle_all(write=not options["dry_run"]):
            count += 1
            self.stdout.write(f"claim {difference.claim_id}: {difference.stored} -> {difference.settled}")
        done = "differ" if options["dry_run"] else "settled"
        self.stdout.write(f"{count} {done}." if count else "Every claim's status is what its reviews give.")
