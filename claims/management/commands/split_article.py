"""`manage.py split_article FILE|ID`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.choices import ArticleState
from claims.errors import ClaimsError
from claims.importers import read
from claims.models import Article
from claims.services.articles import read_text, splitter
from claims.tasks import split_article


class Command(BaseCommand):
    help = "Show the claims of a file, or split an article that still waits for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", metavar="FILE|ID", help="a text file (nothing is stored), or an article's number")
        parser.add_argument("--language", default="en", help="of the file")

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        if what.isascii() and what.isdigit():
            self.split_stored(int(what))
        else:
            self.show(Path(what), options["language"])

    def show(self, path: Path, language: str) -> None:
        try:
            for item in read(path.name, path.read_bytes()):
                text = read_text(item.draft.text) if item.draft else ""
                for claim in splitter()(text, language=language).claims:
                    self.stdout.write(f"{claim.start}-{claim.end} {claim.kind}: {claim.text}")
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
        except ClaimsError as error:
            raise CommandError(f"{path}: {error.message}") from None

    def split_stored(self, pk: int) -> None:
        if not Article.objects.filter(pk=pk).exists():
            raise CommandError(f"There is no article {pk}.")
        split_article.call(pk)
        article = Article.objects.get(pk=pk)
        if article.state == ArticleState.FAILED:
            raise CommandError(f"Article {pk} cannot be split: {article.state_reason}")
        self.stdout.write(f"Article {pk}, “{article.title}”: {article.claims.standing().count()} claims.")
