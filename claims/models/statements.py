"""Queries of the ORM whose SQL is put together once: for the few that run so often that this costs more than they do.

BY_PAGE = Statement(lambda: Claim.objects.filter(article=Slot("article")).values_list("id", "text"))
rows = BY_PAGE.rows(article=7)
"""

from collections.abc import Callable, Sequence
from copy import copy
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.models import Expression, QuerySet
from django.db.models.sql.constants import MULTI

from claims.models.prepared import Preparing

ALL_AT_ONCE = 100_000


class Slot(Expression):
    """Stands in a query for a value that is given each time it runs; only plain values fit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @property
    def pk(self) -> "Slot":
        """So that a slot stands for an object as well, where only its key is asked for."""
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Compiled(NamedTuple):
    compiler: Any
    sql: str
    params: Sequence[Any]
    converters: dict[int, Any]


class Statement:
    """A `values_list` query with slots. `build` runs once for each process, so it reads no setting and no clock.

    With `locked`, the name of a table, its rows stay locked until the transaction ends; SQLite has no row locks.
    With `prepared`, PostgreSQL plans it once: for those that find a row or two by their key.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], *, locked: str = "", prepared: bool = False) -> None:
        self.build, self.locked, self.prepared = build, locked, prepared
        self.kept: Compiled | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Its rows for these values, one for each slot. Raises KeyError for a slot without one."""
        known = self._compiled()
        given = [values[param.name] if isinstance(param, Slot) else param for param in known.params]
        compiler = copy(known.compiler)
        compiler.connection = Preparing() if self.prepared else connections[connection.alias]
        compiler.as_sql = lambda: (known.sql, given)
        rows = chain.from_iterable(compiler.execute_sql(MULTI, chunk_size=ALL_AT_ONCE) or ())
        return list(map(tuple, compiler.apply_converters(rows, known.converters)) if known.converters else rows)

    def _compiled(self) -> Compiled:
        # SQLite's converters hold on to the connection of their thread, so there each connection keeps its own.
        if connection.vendor != "postgresql":
            return self._kept_by(connections[connection.alias])
        if self.kept is None:
            self.kept = self._compile()
        return self.kept

    def _kept_by(self, holder: Any) -> Compiled:
        kept: dict[Statement, Compiled] = holder.__dict__.setdefault("kept_statements", {})
        if self not in kept:
            kept[self] = self._compile()
        return kept[self]

    def _compile(self) -> Compiled:
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if self.locked and connection.vendor == "postgresql":
            sql += f' FOR UPDATE OF "{self.locked}"'
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.connection = None
        return Compiled(compiler, sql, params, converters)
