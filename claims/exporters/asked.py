"""The pieces of a file somebody asked for, with how far it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from claims.exporters.export import export
from claims.exporters.formats import FORMATS, About
from claims.exporters.scopes import scope_of
from claims.models import Claim, Export


def pieces_of(asked: Export, claims: QuerySet[Claim], *, tell: Callable[[int], None]) -> Iterator[bytes]:
    """The file as its person may see it; `tell` is called with the number of claims as they go into it."""
    wanted, scope = FORMATS[asked.format], scope_of(asked.job.requested_by)
    flags = {"raw": asked.raw, "whole": asked.whole, "trailer": asked.trailer}
    about = About(scope.name, asked.query, **flags, desk=settings.SITE_NAME, site=settings.SITE_URL)

    def counted(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            yield row
            tell(len(row["claims"]) if wanted.by_article else 1)

    def write(rows: Iterable[dict[str, Any]], about: About) -> Iterator[bytes]:
        return wanted.write(counted(rows), about)

    yield from export(claims, replace(wanted, write=write), scope, about)
