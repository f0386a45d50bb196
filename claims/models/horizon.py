"""How far the record of events is certain, for whoever reads it piece by piece.

Event ids rise in the order they are drawn, not in the order their transactions are committed: a reader that has seen
event 106 may later meet 105. The horizon is the id up to which nothing can turn up any more.

PostgreSQL: a trigger has each writer hold, until its transaction ends, a shared advisory lock that carries the last
id drawn before its own. Read the sequence first and the locks afterwards, and the smaller of both is certain. Writers
never wait for one another, and a restored copy goes on counting where the original stood. 77 marks our locks.
SQLite: one writer at a time, so the largest id is certain.
"""

from django.db import connection

CERTAIN = {
    # LEAST evaluates from left to right: the sequence before the locks.
    "postgresql": """
        SELECT LEAST(
            (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM claims_event_id_seq),
            (SELECT MIN(((classid::bigint & 65535) << 32) | objid::bigint) FROM pg_locks
              WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = 77
                AND pid <> pg_backend_pid()
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
        )""",
    "sqlite": "SELECT COALESCE(MAX(id), 0) FROM claims_event",
}


def read_horizon() -> int:
    """The id of the last event before which no other can appear; 0 before the first. One statement.

    Events up to it are to be read by a later statement than this one. What the caller's own transaction has written
    is seen by the caller, so it holds nothing back.
    """
    with connection.cursor() as cursor:
        cursor.execute(CERTAIN[connection.vendor])
        return int(cursor.fetchone()[0])
