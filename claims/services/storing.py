"""Rows stored and changed as the ORM does it, by SQL that is put together once.

For what every review writes: there the ORM takes several times as long as the database. No signal is sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, models

from claims.models.prepared import is_lasting, prepared_cursor, present_connection


class Write(NamedTuple):
    """Unsaved rows of one model, or one row and the names of its columns that have changed."""

    rows: tuple[models.Model, ...]
    names: tuple[str, ...] = ()


class Shape(NamedTuple):
    """What the SQL of a write depends on. `earlier` are, row by row and column by column, the writes before it, by
    their place, whose new row the column names; -1 for a value."""

    model: type[models.Model]
    names: tuple[str, ...]
    earlier: tuple[tuple[int, ...], ...]


PLAIN = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.BigAutoField: int,
    models.IntegerField: int,
    models.PositiveIntegerField: int,
}
"""Fields to which a value of just this type, no subclass, is the same in the database."""

_GATHERED: ContextVar[list[Write] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Within it rows are stored and changed when it ends, or at `store_gathered`; new ones have no id until then.

    Rows may name each other before: evidence its review. Whoever asks the database for what was
    gathered calls `store_gathered` first. If it ends by an error, nothing is stored.
    """
    token = _GATHERED.set([])
    try:
        yield
        store_gathered()
    finally:
        _GATHERED.reset(token)


def store_gathered() -> None:
    """Store what was gathered so far, in its order; nothing outside of `gathered`. Raises IntegrityError."""
    writes = _GATHERED.get()
    if not writes:
        return
    kept = tuple(writes)
    writes.clear()
    if len(kept) > 1 and is_lasting(present_connection()):
        _write_together(kept)
    else:
        for write in kept:
            _write(write)


def insert(*rows: models.Model) -> None:
    """Store unsaved rows of one model; each gets its id. Raises IntegrityError."""
    if rows:
        _take(Write(rows))


def change(row: models.Model, names: Sequence[str]) -> None:
    """Store these columns of a row that is there already: `save(update_fields=…)` in one short statement."""
    _take(Write((row,), tuple(names)))


def _take(write: Write) -> None:
    writes = _GATHERED.get()
    if writes is None:
        _write(write)
    else:
        writes.append(write)


def _write(write: Write) -> None:
    """By a statement of its own."""
    _name_stored(write)
    fields = _fields(type(write.rows[0]), write.names)
    shape = Shape(type(write.rows[0]), write.names, ((-1,) * len(fields),) * len(write.rows))
    sql = _statement(shape)
    with prepared_cursor(sql) as cursor:
        cursor.execute(sql, _values(write, shape))
        if not write.names:
            _number(write.rows, [key for (key,) in cursor.fetchall()])


def _write_together(writes: Sequence[Write]) -> None:
    """By one statement: PostgreSQL stores each part in turn, and a part can name the rows of those before it."""
    new = {id(row): place for place, write in enumerate(writes) if not write.names for row in write.rows}
    shapes = tuple(_shape(write, new) for write in writes)
    values = [value for write, shape in zip(writes, shapes, strict=True) for value in _values(write, shape)]
    sql = _statements(shapes)
    with prepared_cursor(sql, numbered=True) as cursor:
        cursor.execute(sql, values)
        keys = cursor.fetchall()
    for place, write in enumerate(writes):
        if not write.names:
            _number(write.rows, [key for part, key in keys if part == place])
    for write in writes:
        _name_stored(write)


def _shape(write: Write, new: dict[int, int]) -> Shape:
    fields = _fields(type(write.rows[0]), write.names)
    earlier = tuple(tuple([_earlier(row, field, new) for field in fields]) for row in write.rows)
    return Shape(type(write.rows[0]), write.names, earlier)


def _earlier(row: models.Model, field: Any, new: dict[int, int]) -> int:
    unnamed = field.is_relation and getattr(row, field.attname) is None and field.is_cached(row)
    return new.get(id(field.get_cached_value(row)), -1) if unnamed else -1


def _name_stored(write: Write) -> None:
    """Take over the ids that rows named by these have got since."""
    for field in _relations(type(write.rows[0])):
        for row in write.rows:
            if getattr(row, field.attname) is None and field.is_cached(row):
                setattr(row, field.name, field.get_cached_value(row))


def _number(rows: Sequence[models.Model], keys: Sequence[int]) -> None:
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _values(write: Write, shape: Shape) -> list[Any]:
    columns = _columns(shape.model, shape.names)
    values = [
        value if type(value := getattr(row, name)) is plain else _prepared(field, value)
        for row, places in zip(write.rows, shape.earlier, strict=True)
        for (name, plain, field), place in zip(columns, places, strict=True)
        if place < 0
    ]
    return [*values, write.rows[0].pk] if write.names else values


def _prepared(field: Any, value: Any) -> Any:
    # Most columns of a new row are empty, and no field of ours stores something else for that.
    return None if value is None else field.get_db_prep_save(value, present_connection())


@cache
def _columns(model: type[models.Model], names: tuple[str, ...]) -> list[tuple[str, type | None, Any]]:
    """Of each column its attribute, the kind of value that is stored as it is, and its field."""
    return [(field.attname, _plain(field), field) for field in _fields(model, names)]


def _plain(field: Any) -> type | None:
    return PLAIN.get(type(field.target_field if field.is_relation else field))


@cache
def _fields(model: type[models.Model], names: tuple[str, ...]) -> list[Any]:
    if names:
        return [model._meta.get_field(name) for name in names]
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _relations(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


@cache
def _statements(shapes: tuple[Shape, ...]) -> str:
    """For PostgreSQL, its values numbered."""
    new = [place for place, shape in enumerate(shapes) if not shape.names]
    parts = ", ".join(f"part{place} AS ({_statement(shape)})" for place, shape in enumerate(shapes))
    sql = f"WITH {parts} " + " UNION ALL ".join(f"SELECT {place}, id FROM part{place}" for place in new)  # noqa: S608
    first, *others = sql.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(others, start=1))


@cache
def _statement(shape: Shape) -> str:
    quote, fields = present_connection().ops.quote_name, _fields(shape.model, shape.names)
    table, columns = quote(shape.model._meta.db_table), [quote(field.column) for field in fields]
    rows = [[_value(place) for place in places] for places in shape.earlier]
    if shape.names:
        pairs = ", ".join(f"{column} = {value}" for column, value in zip(columns, rows[0], strict=True))
        return f"UPDATE {table} SET {pairs} WHERE id = %s"  # noqa: S608
    values = ", ".join(f"({', '.join(row)})" for row in rows)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} RETURNING id"  # noqa: S608


def _value(place: int) -> str:
    return "%s" if place < 0 else f"(SELECT id FROM part{place})"  # noqa: S608
