"""One export from the query to the last byte."""

from collections.abc import Generator, Iterator
from typing import Any

from django.db.models import QuerySet

from claims.exporters.ahead import ahead
from claims.exporters.articles import stream_articles
from claims.exporters.formats import About, Format
from claims.exporters.rows import stream
from claims.exporters.scopes import Scope
from claims.exporters.snapshots import snapshot
from claims.models import Claim

ROWS_AT_ONCE = 200


def export(claims: QuerySet[Claim], wanted: Format, scope: Scope, about: About) -> Generator[bytes]:
    """The file in pieces, all from one moment; memory does not grow with the number of claims."""

    def rows() -> Iterator[Any]:
        with snapshot():
            yield from stream_articles(claims) if wanted.by_article else stream(claims, scope, whole=about.whole)

    # An article comes with its whole text, so one of them is a piece of its own.
    yield from wanted.write(ahead(rows, at_once=1 if wanted.by_article else ROWS_AT_ONCE), about)
