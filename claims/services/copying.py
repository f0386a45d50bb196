"""Many new rows, as fast as the database takes them.

PostgreSQL reads COPY several times as fast as INSERT, and SQLite one prepared INSERT as what models make of each row;
ids are drawn beforehand, so that the events can name them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from claims.choices import EventKind
from claims.models import Claim, Event

# A row to be stored: plain values by column, without those that have their default.
Fields = Mapping[str, Any]


def insert_claims(rows: Sequence[Fields], *, actor: Any, kind: EventKind) -> list[int]:
    """Store claims given by their columns, with an event each; their ids, in the order given.

    Call it inside a transaction; raises IntegrityError.
    """
    ids = draw_ids(Claim, len(rows))
    numbered = list(zip(ids, rows, strict=True))
    insert_rows(Claim(), [{"id": key, **row} for key, row in numbered])
    insert_rows(
        Event(kind=kind, actor=actor),
        [{"claim_id": key, "article_id": row["article_id"], "new": row["text"]} for key, row in numbered],
    )
    return ids


def insert_rows(pattern: models.Model, rows: Sequence[Fields]) -> None:
    """Store rows that are like the unsaved `pattern` but for what each names, by column and in plain values."""
    if not rows:
        return
    fields = [field for field in pattern._meta.concrete_fields if "id" in rows[0] or not field.primary_key]
    if connection.vendor == "postgresql":
        _copy(pattern, fields, rows)
    else:
        _insert(pattern, fields, rows)


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for rows to come. Call it inside the transaction that stores them: SQLite keeps others out by its lock."""
    if connection.vendor != "postgresql":
        last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        return list(range(last + 1, last + 1 + count))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _insert(pattern: models.Model, fields: Sequence[Any], rows: Sequence[Fields]) -> None:
    quote = connection.ops.quote_name
    places = {field.attname: place for place, field in enumerate(fields)}
    adapt = [_adapter(field) for field in fields]
    usual = [adapt[place](getattr(pattern, field.attname)) for place, field in enumerate(fields)]

    def values(row: Fields) -> list[Any]:
        found = usual.copy()
        for name, value in row.items():
            found[places[name]] = adapt[places[name]](value)
        return found

    names, marks = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(pattern._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 (our own names)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [values(row) for row in rows])


def _adapter(field: Any) -> Callable[[Any], Any]:
    """What makes of a column's value what the database's module takes."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    return _same


def _same(value: Any) -> Any:
    return value


def _copy(pattern: models.Model, fields: Sequence[Any], rows: Sequence[Fields]) -> None:
    places = {field.attname: place for place, field in enumerate(fields)}
    usual = [_written(getattr(pattern, field.attname), field) for field in fields]
    nested = {field.attname for field in fields if isinstance(field, models.JSONField)}
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(pattern._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            values = usual.copy()
            for name, value in row.items():
                values[places[name]] = json.dumps(value) if name in nested else value
            copy.write_row(values)


def _written(value: Any, field: Any) -> Any:
    """The value as COPY's text takes it, once for all rows that share it."""
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
