"""`manage.py make_desk --claims 1000000`: a large desk of made-up work, to measure with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import ClaimsError
from claims.services.large_desk import make_large_desk


class Command(BaseCommand):
    help = "Fill an empty desk with many made-up articles, claims, reviews and verdicts, to measure with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=int, default=1_000_000)
        parser.add_argument("--reviews", type=int, default=3, help="reviews a claim has on average (default 3)")
        parser.add_argument("--reviewers", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["claims"] < 1 or not 1 <= options["reviews"] <= options["reviewers"]:
            raise CommandError("--claims from 1, --reviews from 1 to --reviewers.")
        try:
            made = make_large_desk(
                claims=options["claims"], reviews=options["reviews"], reviewers=options["reviewers"], say=self.say
            )
        except ClaimsError as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write(f"{made.claims:,} claims, {made.reviews:,} reviews, {made.verdicts:,} verdicts.")

    def say(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {of:,} claims", ending="")
            self.stderr.flush()
