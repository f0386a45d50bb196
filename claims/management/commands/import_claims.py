"""`manage.py import_claims FILE…`: read back what `export_claims --format ndjson` wrote."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import ClaimsError
from claims.management.actors import actor_named, add_actor_argument
from claims.services.restoring import Imported, import_claims


class Command(BaseCommand):
    help = "Add the claims of NDJSON exports with their articles, reviews, evidence and verdicts. Twice adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="an export in the format ndjson")
        add_actor_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor, left_out = actor_named(options["user"]), 0
        for name in options["files"]:
            done = take_in(name, actor)
            for line in told(done):
                self.stdout.write(f"{name}: {line}")
            for words in done.left_out:
                self.stderr.write(f"{name}: {words} Its claims were left out.")
            left_out += len(done.left_out)
        if left_out:
            sys.exit(1)


def take_in(name: str, actor: Any) -> Imported:
    """Raises CommandError naming the file."""
    try:
        with Path(name).open("rb") as file:
            return import_claims(actor=actor, file=file)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None
    except ClaimsError as error:
        raise CommandError(f"{name}: {error.message}") from None


def told(done: Imported) -> list[str]:
    """What became of a file, in lines for its reader."""
    lines = [
        f"{done.claims} claims added, {done.known} known already, "
        f"with {done.articles} articles, {done.reviews} reviews, {done.verdicts} verdicts."
    ]
    if done.reopened:
        lines.append(f"{done.reopened} of them were under review, but the file does not hold those reviews.")
    if done.heirs_missing:
        lines.append(f"{done.heirs_missing} links of withdrawn claims lead to claims that are not in the file.")
    return lines
