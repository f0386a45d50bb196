"""`manage.py export_claims --format NAME [--status …] [--output FILE]`."""

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.choices import ClaimStatus
from claims.exporters.export import export
from claims.exporters.formats import FORMATS, About
from claims.exporters.scopes import DECIDED_ONLY, EVERYTHING
from claims.filters import ClaimFilter
from claims.models import Claim


class Command(BaseCommand):
    help = "Write claims to a file or to standard output, all from one moment. Evidence of open claims is left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument(
            "--status", choices=ClaimStatus.values, action="append", default=[], help="may be repeated"
        )
        parser.add_argument("--output", help="the file to write; it appears once it is complete")
        parser.add_argument(
            "--whole",
            action="store_true",
            help="ndjson: all that import_claims reads back, open claims' reviews too",
        )
        parser.add_argument(
            "--no-trailer", action="store_true", help="doccano: without the last line, to be imported"
        )
        parser.add_argument("--raw", action="store_true", help="csv: cells as they are, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = FORMATS[options["format"]]
        if options["raw"] and "raw" not in wanted.parameters:
            raise CommandError(f"--raw means nothing for {options['format']}.")
        if options["no_trailer"] and "trailer" not in wanted.parameters:
            raise CommandError(f"--no-trailer means nothing for {options['format']}.")
        if options["whole"] and "whole" not in wanted.parameters:
            raise CommandError(f"--whole means nothing for {options['format']}.")
        filters = {"status": options["status"]} if options["status"] else {}
        claims = ClaimFilter(filters, queryset=Claim.objects.all()).qs
        desk = {"desk": settings.SITE_NAME, "site": settings.SITE_URL}
        scope = EVERYTHING if options["whole"] else DECIDED_ONLY
        about = About(
            scope=scope.name,
            filters=filters,
            raw=options["raw"],
            whole=options["whole"],
            trailer=not options["no_trailer"],
            **desk,
        )
        pieces = export(claims, wanted, scope, about)
        if options["output"]:
            write_whole(Path(options["output"]), pieces)
        else:
            print_all(pieces)


def write_whole(path: Path, pieces: Iterator[bytes]) -> None:
    """Write beside `path` and rename: a reader never meets half a file. Raises CommandError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def print_all(pieces: Generator[bytes]) -> None:
    """To standard output. A reader that has seen enough (`| head`) ends it without a word."""
    try:
        with closing(pieces):
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
