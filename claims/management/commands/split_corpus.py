"""`manage.py split_corpus ARTICLES.jsonl FOLDER`."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import tasks
from claims.errors import BadInput
from claims.services.corpus import Part, begin

LOOK_EVERY = 1.0
ASK_AGAIN = 300.0


class Command(BaseCommand):
    help = "Split a JSON Lines file of articles over all workers. Started again, it goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="ARTICLES.jsonl", help="one article a line, at least {“text”: …}")
        parser.add_argument("folder", metavar="FOLDER", help="where the parts go; all workers must see it")
        parser.add_argument("--part-size", type=int, default=100, metavar="N", help="articles in a part; default 100")
        parser.add_argument("--here", action="store_true", help="in this process, without workers")
        parser.add_argument(
            "--patience", type=float, default=0, metavar="SECONDS", help="give up after; default never"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source, folder = Path(options["source"]).resolve(), Path(options["folder"]).resolve()
        if not source.is_file():
            raise CommandError(f"There is no file {source}.")
        if options["part_size"] < 1:
            raise CommandError("--part-size must be at least 1.")
        try:
            parts = begin(source, folder, size=options["part_size"])
        except BadInput as error:
            raise CommandError(error.message) from None
        missing = [part for part in parts if not part.file(folder).exists()]
        if options["here"]:
            for part in missing:
                tasks.split_part.call(str(source), list(part), str(folder))
                self.tell(parts, folder)
        else:
            self.wait(source, folder, parts, missing, options["patience"])
        self.stdout.write(f"{sum(part.lines for part in parts):,} articles in {len(parts):,} parts in {folder}")

    def wait(self, source: Path, folder: Path, parts: list[Part], missing: list[Part], patience: float) -> None:
        """Ask for what is missing, and again for what nobody brings: a message may be lost, work is done once."""
        started = asked = 0.0
        began = time.monotonic()
        while missing:
            started = time.monotonic()
            if not asked or started - asked > ASK_AGAIN:
                for part in missing:
                    tasks.split_part.enqueue(str(source), list(part), str(folder))
                asked = started
            time.sleep(LOOK_EVERY)
            missing = [part for part in missing if not part.file(folder).exists()]
            self.tell(parts, folder)
            if missing and patience and time.monotonic() - began > patience:
                raise CommandError(f"{len(missing)} parts are missing after {patience:.0f} s. Do workers run?")

    def tell(self, parts: list[Part], folder: Path) -> None:
        if self.stderr.isatty():
            done = sum(part.file(folder).exists() for part in parts)
            self.stderr.write(f"\r\x1b[K{done}/{len(parts)} parts", ending="")
