"""Statements that PostgreSQL plans once for each connection: for the few that run with every request or review.

They are short, so planning them takes longer than answering them. Connections that do not last (CONN_MAX_AGE=0, as
behind a pooler in transaction mode) would gain nothing, and may not be one's own the next time: they prepare nothing.
"""

from functools import cache, partialmethod
from typing import Any

from django.db import connection

SEEN = 5
"""How often psycopg has met a statement before it prepares it, unless it is told to."""


class Preparing:
    """The present connection, but for the cursors it gives."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)

    def cursor(self) -> Any:
        return prepared_cursor()


def prepared_cursor() -> Any:
    """A cursor as `connection.cursor()`, whose statements are prepared where the database gains by it."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql" and connection.settings_dict["CONN_MAX_AGE"] != 0:
        # Django forbids it for a whole connection; its own cursors put values into the statement and never prepare.
        connection.connection.prepare_threshold = SEEN
        # Within Django's own wrapper, which counts, logs and translates errors as ever.
        cursor.cursor = _preparing_cursor()(connection.connection)
    return cursor


@cache
def _preparing_cursor() -> type[Any]:
    from django.db.backends.postgresql.base import ServerBindingCursor  # SQLite's desks need no psycopg

    return type("PreparingCursor", (ServerBindingCursor,), {"execute": _always_prepared(ServerBindingCursor)})


def _always_prepared(kind: Any) -> Any:
    return partialmethod(kind.execute, prepare=True)
