"""Queries of the ORM whose SQL is put together once: for the few that run so often that this costs more than they do.

BY_PAGE = Statement(lambda: Claim.objects.filter(article=Slot("article")).values_list("id", "text"))
rows = BY_PAGE.rows(article=7)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any, NamedTuple

from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import CURSOR

from claims.models.prepared import pipelined, prepared_cursor, present_connection


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


class Opened(NamedTuple):
    """A connection as far as a compiler asks for one to get its cursor."""

    opened: Any

    def cursor(self) -> Any:
        return self.opened


class Asking(SQLCompiler):
    """The ORM's compiler of a query whose SQL is known, as far as it runs it: by a cursor that is open already."""

    def __init__(self, cursor: Any, sql: str, params: Sequence[Any]) -> None:
        self.connection, self.known = Opened(cursor), (sql, params)

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, Sequence[Any]]:
        return self.known


class Compiled(NamedTuple):
    """A query's SQL, its values and slots in their order, and what turns the database's values into Python's."""

    sql: str
    params: Sequence[Any]
    converters: list[tuple[int, Any]]

    def ask(self, cursor: Any, values: Mapping[str, Any]) -> None:
        """Let the ORM's compiler run it by this cursor."""
        given = [values[param.name] if isinstance(param, Slot) else param for param in self.params]
        Asking(cursor, self.sql, given).execute_sql(CURSOR)

    def read(self, rows: Iterable[Any]) -> list[tuple[Any, ...]]:
        return list(self._converted(rows)) if self.converters else list(map(tuple, rows))

    def _converted(self, rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        connection = present_connection()
        for row in map(list, rows):
            for place, (converters, expression) in self.converters:
                for converter in converters:
                    row[place] = converter(row[place], expression, connection)
            yield tuple(row)


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
        with prepared_cursor(known.sql) if self.prepared else present_connection().cursor() as cursor:
            known.ask(cursor, values)
            return known.read(cursor.fetchall())

    def _compiled(self) -> Compiled:
        if self.kept is not None:
            return self.kept
        # SQLite's converters hold on to the connection of their thread, so there each connection keeps its own.
        connection = present_connection()
        if connection.vendor != "postgresql":
            return self._kept_by(connection)
        self.kept = self._compile()
        return self.kept

    def _kept_by(self, holder: Any) -> Compiled:
        kept: dict[Statement, Compiled] = holder.__dict__.setdefault("kept_statements", {})
        if self not in kept:
            kept[self] = self._compile()
        return kept[self]

    def _compile(self) -> Compiled:
        connection = present_connection()
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if self.locked and connection.vendor == "postgresql":
            sql += f' FOR UPDATE OF "{self.locked}"'
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return Compiled(sql, params, list(converters.items()))


def rows_together(*asked: tuple[Statement, Mapping[str, Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of several prepared statements, each with its values, in one way to the database and back.

    They run one after the other, so one behind a statement that waits for a lock sees what it waited for.
    """
    known = [statement._compiled() for statement, _ in asked]
    with ExitStack() as stack:
        cursors = [stack.enter_context(prepared_cursor(one.sql)) for one in known]
        with pipelined() if len(asked) > 1 else nullcontext():
            for cursor, compiled, (_, values) in zip(cursors, known, asked, strict=True):
                compiled.ask(cursor, values)
        return [compiled.read(cursor.fetchall()) for cursor, compiled in zip(cursors, known, strict=True)]
