"""Statements that PostgreSQL plans once for each connection: for the few that run with every request or review.

They are short, so planning them takes longer than answering them. Connections that do not last (CONN_MAX_AGE=0, as
behind a pooler in transaction mode) would gain nothing, and may not be one's own the next time: they prepare nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partialmethod
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

SEEN = 5
"""How often psycopg has met a statement before it prepares it, unless it is told to."""


def present_connection() -> Any:
    """What `django.db.connection` stands for, which looks itself up anew at every step."""
    return connections[DEFAULT_DB_ALIAS]


def is_lasting(connection: Any) -> bool:
    """Whether a connection is one that gains by preparing."""
    return connection.vendor == "postgresql" and connection.settings_dict["CONN_MAX_AGE"] != 0


def prepared_cursor() -> Any:
    """A cursor as `connection.cursor()`, whose statements are prepared where the database gains by it."""
    connection = present_connection()
    if not is_lasting(connection):
        return connection.cursor()
    # As Django's `_cursor`, but for the kind of cursor: its own put values into the statement and never prepare.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # Django forbids it for a whole connection.
    connection.connection.prepare_threshold = SEEN
    # Within Django's own wrapper, which counts, logs and translates errors as ever.
    return connection._prepare_cursor(_preparing_cursor()(connection.connection))


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
def _preparing_cursor() -> type[Any]:
    from django.db.backends.postgresql.base import ServerBindingCursor  # SQLite's desks need no psycopg

    return type("PreparingCursor", (ServerBindingCursor,), {"execute": _always_prepared(ServerBindingCursor)})


def _always_prepared(kind: Any) -> Any:
    return partialmethod(kind.execute, prepare=True)
