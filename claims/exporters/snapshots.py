"""Many statements, one moment: what is written meanwhile is in all of an export or in none of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# PostgreSQL: as long as it takes a jump on the disk for four times a step, it reads the whole table of evidence for
# each part of a large file rather than look the few pieces up.
# SQLite: a deferred transaction takes no write lock, so reviewers go on while a file is written.
BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL random_page_cost = 1.1",
    "sqlite": "BEGIN DEFERRED",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Run the block's statements in one read-only transaction. A caller's own transaction is left as it is."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
    begun_on = connection.connection
    try:
        yield
    finally:
        # Nothing was written; where the connection is lost or another one by now there is nothing to end.
        if connection.connection is begun_on:
            _end()


def _end() -> None:
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
    else:
        connection.close()
