"""A cursor that waits for its statement to come again serves one at a time, and outlives a refusal."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models.prepared import MOST_KEPT, asked_first, pipelined, prepared_cursor, present_connection
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


def divided(by: int) -> int:
    with prepared_cursor(DIVIDED) as cursor:
        cursor.execute(DIVIDED, [by])
        [(found,)] = cursor.fetchall()
    return int(found)


def as_a_request_begins(*, dead: bool = False) -> None:
    """As Django leaves a kept connection for the next request; `dead` if the database has ended it meanwhile."""
    connection.ensure_connection()
    if dead and lasts():
        with suppress(psycopg.OperationalError):
            connection.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.health_check_enabled, connection.health_check_done = True, False


@pytest.fixture
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)
    for name in ("health_check_enabled", "health_check_done"):
        monkeypatch.setattr(present_connection(), name, getattr(connection, name))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize("dead", [False, True])
def test_the_first_statement_tells_whether_the_connection_answers(dead: bool) -> None:
    as_a_request_begins(dead=dead)
    asked = []

    def ask() -> int:
        asked.append(1)
        return divided(3)

    assert asked_first(ask) == 4
    assert len(asked) == (2 if dead and lasts() else 1)
    assert asked_first(ask) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lasting")
def test_what_is_no_matter_of_the_connection_is_not_asked_again() -> None:
    as_a_request_begins()
    asked = []

    def ask() -> None:
        asked.append(1)
        raise ProgrammingError

    with pytest.raises(ProgrammingError):
        asked_first(ask)
    assert len(asked) == 1


@pytest.mark.usefixtures("lasting")
def test_within_a_transaction_nothing_is_asked_again() -> None:
    as_a_request_begins()
    with CaptureQueriesContext(connection) as captured:
        assert asked_first(lambda: divided(4)) == 3
    assert len(captured) == 1
