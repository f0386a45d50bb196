"""Many new rows, as fast as the database takes them.

PostgreSQL reads COPY several times as fast as INSERT; ids are drawn beforehand, so that the events can name them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from claims.choices import EventKind
from claims.models import Claim, Event
from claims.services.events import record_many

BATCH = 500


def insert_claims(claims: list[Claim], *, actor: Any, kind: EventKind) -> None:
    """Store unsaved claims and give them their ids. Call it inside a transaction; raises IntegrityError."""
    if connection.vendor != "postgresql":
        Claim.objects.bulk_create(claims, batch_size=BATCH)
        record_many(kind, actor=actor, abouts=[{"claim": claim, "new": claim.text} for claim in claims])
        return
    for claim, key in zip(claims, draw_ids(Claim, len(claims)), strict=True):
        claim.pk = key
        claim._state.adding, claim._state.db = False, connection.alias
    _copy(Claim, _fields(Claim), (_values(claim, _fields(Claim)) for claim in claims))
    _copy_events(claims, Event(kind=kind, actor=actor))


def _copy_events(claims: list[Claim], pattern: Event) -> None:
    """One event for each claim, like `pattern` but for what it is about."""
    fields = [field for field in _fields(Event) if not field.primary_key]
    places = {field.attname: number for number, field in enumerate(fields)}
    values = _values(pattern, fields)

    def about(claim: Claim) -> list[Any]:
        values[places["claim_id"]], values[places["article_id"]] = claim.pk, claim.article_id
        values[places["new"]] = claim.text
        return values

    _copy(Event, fields, map(about, claims))


def insert_rows(pattern: models.Model, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store rows that are like the unsaved `pattern` but for what each names, by column and in plain values."""
    model, fields = type(pattern), _fields(type(pattern))
    if rows and "id" not in rows[0]:
        fields = [field for field in fields if not field.primary_key]
    if connection.vendor != "postgresql":
        same = {field.attname: getattr(pattern, field.attname) for field in fields}
        model._default_manager.bulk_create([model(**{**same, **row}) for row in rows], batch_size=BATCH)
        return
    same = dict(zip((field.attname for field in fields), _values(pattern, fields), strict=True))
    wrapped = [field.attname for field in fields if isinstance(field, models.JSONField)]
    _copy(model, fields, (list({**same, **row, **_wrap(row, wrapped)}.values()) for row in rows))


def _wrap(row: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: Jsonb(row[name]) for name in names if name in row}


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


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


def _values(row: models.Model, fields: list[Any]) -> list[Any]:
    """The row's values as psycopg writes them: JSON wrapped, and a member of a choice as its word."""
    values = [getattr(row, field.attname) for field in fields]
    for place, field in enumerate(fields):
        value = values[place]
        if isinstance(value, str) and type(value) is not str:
            values[place] = str(value)
        elif isinstance(field, models.JSONField):
            values[place] = Jsonb(value)
    return values


def _copy(model: type[models.Model], fields: list[Any], rows: Iterable[list[Any]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
