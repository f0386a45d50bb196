"""Queries of the ORM whose SQL is put together once: for the few that run so often that this costs more than they do.

BY_PAGE = Statement(lambda: Claim.objects.filter(article=Slot("article")).values_list("id", "text"))
rows = BY_PAGE.rows(article=7)
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Expression, QuerySet


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
    sql: str
    params: Sequence[Any]
    converters: dict[int, Any]


class Statement:
    """A `values_list` query with slots. `build` runs once for each process, so it reads no setting and no clock."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.build = build
        self.kept: Compiled | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Its rows for these values, one for each slot. Raises KeyError for a slot without one."""
        compiled = self._compiled()
        given = [values[param.name] if isinstance(param, Slot) else param for param in compiled.params]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, given)
            found = cursor.fetchall()
        return [_converted(row, compiled.converters) for row in found] if compiled.converters else found

    def _compiled(self) -> Compiled:
        # SQLite's converters hold on to the connection of their thread, so there nothing is kept.
        if connection.vendor != "postgresql":
            return self._compile()
        if self.kept is None:
            self.kept = self._compile()
        return self.kept

    def _compile(self) -> Compiled:
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return Compiled(sql, params, compiler.get_converters([column for column, *_ in compiler.select]))


def _converted(row: tuple[Any, ...], converters: dict[int, Any]) -> tuple[Any, ...]:
    values = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            values[place] = step(values[place], expression, connection)
    return tuple(values)
