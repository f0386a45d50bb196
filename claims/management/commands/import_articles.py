"""`manage.py import_articles FILE…`, where a FILE may be the address of a page."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.choices import ArticleState
from claims.errors import BadImport, ClaimsError
from claims.importers import FORMATS, Item, read
from claims.management.actors import actor_named, add_actor_argument
from claims.management.commands.import_claims import take_in, told
from claims.management.progress import Progress
from claims.models import Article
from claims.services.articles import add_article
from claims.services.intake import fetch_draft
from claims.tasks import split_article
from claims.text.links import read_link


class Command(BaseCommand):
    help = "Add the articles of files and split them into claims. Exits with 1 if any failed, naming each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help=f"one of {', '.join(FORMATS)}, a desk's .ndjson, or https://…"
        )
        add_actor_argument(parser)
        parser.add_argument(
            "--encoding",
            default="",
            help="of files without a mark; default: UTF-8, or what alone is possible",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor, count = actor_named(options["user"]), Counter[str]()
        progress = Progress(self.stderr, len(options["files"]))
        for name in progress.over(options["files"]):
            if name.lower().endswith(".ndjson"):
                count["failed"] += self.read_back(name, actor)
                continue
            for item in self.items(name, options["encoding"]):
                count[self.add(item, actor)] += 1
        self.stdout.write(f"{count['added']} added, {count['known']} known already, {count['failed']} failed.")
        if count["failed"]:
            sys.exit(1)

    def read_back(self, name: str, actor: Any) -> int:
        """A desk's own export; the number of texts whose claims were left out."""
        try:
            done = take_in(name, actor)
        except CommandError as error:
            self.stderr.write(str(error))
            return 1
        for line in [*told(done), *done.left_out]:
            self.stdout.write(f"{name}: {line}")
        return len(done.left_out)

    def items(self, name: str, encoding: str) -> Iterator[Item]:
        """The file's items; a file that cannot be read at all is one item that says so."""
        try:
            if is_address(name):
                yield Item(name, draft=fetch_draft(name))
                return
            yield from read(name, Path(name).read_bytes(), encoding=encoding)
        except OSError as error:
            yield Item(name, error=BadImport(f"The file cannot be read: {error.strerror}."))
        except ClaimsError as error:
            yield Item(name, error=BadImport(error.message))

    def add(self, item: Item, actor: Any) -> str:
        """Add one article and say what became of it: added, known or failed."""
        try:
            article, created = self.added(item, actor)
        except ClaimsError as error:
            self.stderr.write(f"{item.where}: {error.message}")
            return "failed"
        claims = f"{article.claims.standing().count()} claims"
        word = "added" if created else "known"
        how = f", read as {item.assumed}" if item.assumed else ""
        self.stdout.write(f"{item.where}: {word} as article {article.pk}, “{article.title}”, {claims}{how}")
        return word

    def added(self, item: Item, actor: Any) -> tuple[Article, bool]:
        if item.draft is None:
            raise item.error or BadImport()
        draft = item.draft
        article, created = add_article(
            actor=actor,
            text=draft.text,
            title=draft.title,
            source_url=draft.source_url,
            publisher=draft.publisher,
            author=draft.author,
            published_at=draft.published_at,
            language=draft.language or "en",
            fetched_url=read_link(item.where).canonical if is_address(item.where) else None,
        )
        if article.state == ArticleState.WAITING:
            split_article.call(article.pk)  # nobody waits for an answer here, so no worker is needed
            article.refresh_from_db()
        if article.state == ArticleState.FAILED:
            raise BadImport(f"Added as article {article.pk}, but not split: {article.state_reason}")
        return article, created


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))
