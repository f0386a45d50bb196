"""One export from the query to the last byte."""

from collections.abc import Generator

from django.db.models import QuerySet

from claims.exporters.articles import stream_articles
from claims.exporters.formats import About, Format
from claims.exporters.rows import stream
from claims.exporters.scopes import Scope
from claims.exporters.snapshots import snapshot
from claims.models import Claim


def export(claims: QuerySet[Claim], wanted: Format, scope: Scope, about: About) -> Generator[bytes]:
    """The file in pieces, all from one moment; memory does not grow with the number of claims."""
    with snapshot():
        rows = stream_articles(claims) if wanted.by_article else stream(claims, scope)
        yield from wanted.write(rows, about)
