"""Statements that PostgreSQL plans once for each connection: for the few that run with every request or review.

They are short, so planning them takes longer than answering them. Connections that do not last (CONN_MAX_AGE=0, as
behind a pooler in transaction mode) would gain nothing, and may not be one's own the next time: they prepare nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partialmethod
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

SEEN = 5
"""How often psycopg has met a statement before it prepares it, unless it is told to."""

MOST_KEPT = 100
"""Cursors that a connection keeps: as many as psycopg keeps statements prepared."""


def present_connection() -> Any:
    """What `django.db.connection` stands for, which looks itself up anew at every step."""
    return connections[DEFAULT_DB_ALIAS]


def is_lasting(connection: Any) -> bool:
    """Whether a connection is one that gains by preparing."""
    return connection.vendor == "postgresql" and connection.settings_dict["CONN_MAX_AGE"] != 0


def prepared_cursor(sql: str, *, numbered: bool = False) -> Any:
    """A cursor as `connection.cursor()` for this statement, which is prepared where the database gains by it.

    `numbered`: PostgreSQL's own `$1`, `$2` stand in the statement, so nobody looks it through for each execution.
    """
    connection = present_connection()
    if not is_lasting(connection):
        return connection.cursor()
    # As Django's `_cursor`, but for the kind of cursor: its own put values into the statement and never prepare.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # Django forbids it for a whole connection.
    connection.connection.prepare_threshold = SEEN
    cursor = _kept(connection.connection).pop(sql, None)
    if cursor is None:
        cursor = _kinds()[numbered](connection.connection)
        cursor.keeps = sql
    # Within Django's own wrapper, which counts, logs and translates errors as ever.
    return connection._prepare_cursor(cursor)


def _kept(opened: Any) -> dict[str, Any]:
    """The closed cursors of psycopg's connection by their statement: each knows how its values are read."""
    kept: dict[str, Any] = vars(opened).setdefault("kept_cursors", {})
    return kept


def asked_first[T](ask: Callable[[], T]) -> T:
    """What `ask` finds, which only reads: a request's first statement tells whether its connection still answers.

    Django would ask for that alone before. A connection that does not is made anew, and it is asked once more.
    """
    connection = present_connection()
    kept = connection.connection is not None and connection.health_check_enabled and not connection.health_check_done
    if not kept or connection.in_atomic_block or not is_lasting(connection):
        return ask()
    connection.health_check_done = True
    try:
        return ask()
    except (OperationalError, InterfaceError):
        connection.close()
        return ask()


@contextmanager
def pipelined() -> Iterator[None]:
    """What prepared cursors that are open already execute within it goes to the database in one way, in its order.

    Each statement still sees what was committed before it began. Rows can be fetched when it has ended.
    """
    connection = present_connection()
    if not is_lasting(connection) or not _can_pipeline():
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


@cache
def _can_pipeline() -> bool:
    from psycopg import Pipeline

    return Pipeline.is_supported()


@cache
def _kinds() -> tuple[type[Any], type[Any]]:
    """The cursors for statements with `%s` and with `$1`."""
    from psycopg import Cursor, RawCursor  # SQLite's desks need no psycopg

    class Prepared(Cursor[Any]):
        keeps = ""
        execute = partialmethod(Cursor.execute, prepare=True)

        def close(self) -> None:
            """Wait for the same statement; whoever comes meanwhile gets a cursor of their own."""
            kept = _kept(self.connection)
            if len(kept) < MOST_KEPT:
                kept[self.keeps] = self

    return Prepared, type("NumberedPrepared", (Prepared, RawCursor), {})
