"""A cursor that waits for its statement to come again serves one at a time, and outlives a refusal."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from django.db import IntegrityError, connection, transaction

from claims.models.prepared import MOST_KEPT, pipelined, prepared_cursor
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

DIVIDED = "SELECT 12 / CAST(%s AS integer)"
COUNTED = "UPDATE claims_claim SET revision = CAST(%s AS integer)"


def lasts() -> bool:
    """SQLite prepares by itself: there a cursor is a cursor of its own each time, and what it answers is the same."""
    return connection.vendor == "postgresql"


def test_a_statement_that_comes_again_finds_its_cursor() -> None:
    opened = []
    for number in (2, 3, 4):
        with prepared_cursor(DIVIDED) as cursor:
            opened.append(cursor.cursor)
            cursor.execute(DIVIDED, [number])
            assert cursor.fetchall() == [(12 / number,)]
    assert (opened[0] is opened[1] is opened[2]) == lasts()


def test_whoever_comes_meanwhile_gets_a_cursor_of_their_own() -> None:
    with prepared_cursor(DIVIDED) as first, prepared_cursor(DIVIDED) as second:
        with pipelined():
            first.execute(DIVIDED, [3])
            second.execute(DIVIDED, [4])
        assert (first.fetchall(), second.fetchall()) == ([(4,)], [(3,)])


@pytest.mark.parametrize("together", [pipelined, nullcontext])
def test_what_the_database_refuses_is_forgotten(together: Callable[[], AbstractContextManager[None]]) -> None:
    claim = ClaimFactory()
    for revision in (4, -1, 5):
        refused = pytest.raises(IntegrityError) if revision < 0 else nullcontext()
        with refused, transaction.atomic(), prepared_cursor(COUNTED) as cursor, together():
            cursor.execute(COUNTED, [revision])
    claim.refresh_from_db()
    assert claim.revision == 5


def test_numbered_values_find_their_places() -> None:
    sql = "SELECT CAST($2 AS text), CAST($1 AS text), '%s'" if lasts() else "SELECT CAST(?2 AS text), ?1, '%%s'"
    for words in ("one", "two"):
        with prepared_cursor(sql, numbered=True) as cursor:
            cursor.execute(sql, [words, "x"])
            assert cursor.fetchall() == [("x", words, "%s")]


def test_no_more_cursors_wait_than_a_connection_keeps_statements() -> None:
    for number in range(MOST_KEPT + 20):
        sql = f"SELECT {number}"
        with prepared_cursor(sql) as cursor:
            cursor.execute(sql)
            assert cursor.fetchall() == [(number,)]
    assert len(vars(connection.connection)["kept_cursors"] if lasts() else range(MOST_KEPT)) == MOST_KEPT
