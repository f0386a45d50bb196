"""`manage.py export_claims --format NAME [--status …] [--output FILE]`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.choices import ClaimStatus
from claims.exporters.formats import FORMATS, About
from claims.exporters.rows import stream
from claims.exporters.scopes import DECIDED_ONLY
from claims.exporters.snapshots import snapshot
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
        parser.add_argument("--raw", action="store_true", help="csv: cells as they are, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = FORMATS[options["format"]]
        if options["raw"] and "raw" not in wanted.parameters:
            raise CommandError(f"--raw means nothing for {options['format']}.")
        filters = {"status": options["status"]} if options["status"] else {}
        claims = ClaimFilter(filters, queryset=Claim.objects.all()).qs
        about = About(scope=DECIDED_ONLY.name, filters=filters, raw=options["raw"])
        with snapshot():
            pieces = wanted.write(stream(claims, DECIDED_ONLY), about)
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


def print_all(pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
