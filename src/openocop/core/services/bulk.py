"""Writing very many rows at once: COPY on PostgreSQL, prepared inserts on SQLite.

Django's bulk_create builds a statement for every batch; for lists of many thousand rows that building is most of the
work. Here no signal is sent and no default filled in: the caller gives every column.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

Row = Sequence[Any]


@contextmanager
def many_objects() -> Iterator[None]:
    """Stop looking for cycles while very many small objects are made that all live on: it takes half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def append_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows` as they come: on PostgreSQL the first are being written while the last are still being made.

    Args:
        columns: names of fields (a foreign key by its `attname`, "product_id"). Without the key among them the
            database gives it, in the order of the rows.
        rows: for each row a value for each of the columns. Making one must ask the database nothing.
    """
    fields = [_field(model, column) for column in columns]
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    with transaction.atomic():
        _APPEND[connection.vendor](model, names, _prepared(fields, rows))


def new_keys(model: type[models.Model], count: int) -> list[int]:
    """Return `count` rising keys that nobody else will be given; on SQLite they have to be used at once."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_NEXT_KEYS, [connection.ops.quote_name(table), model._meta.pk.column, count])
            return [key for (key,) in cursor.fetchall()]
        # SQLite has one writer at a time, and inserting a key given here moves its counter on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
        return list(range(last + 1, last + 1 + count))


# The sequence is looked up once and not for each key.
_NEXT_KEYS = """
    SELECT nextval(named.sequence)
    FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence OFFSET 0) AS named, generate_series(1, %s)
"""


def insert_models(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model, as they stand, and give them their keys."""
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, new_keys(model, len(rows)), strict=True):
        row.pk = key
    columns = [field.attname for field in model._meta.concrete_fields]
    append_rows(model, columns, map(attrgetter(*columns), rows))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _prepared(fields: Sequence[models.Field[Any, Any]], rows: Iterable[Row]) -> Iterable[Row]:
    """Bring values into the form of the database; most columns need nothing."""
    converters = [(place, convert) for place, field in enumerate(fields) if (convert := _converter(field))]
    if not converters:
        return rows
    return _converted(converters, rows)


def _converted(converters: Sequence[tuple[int, Callable[[Any], Any]]], rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        values = list(row)
        for place, convert in converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        yield values


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return _json_text
    if connection.vendor == "sqlite" and isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if connection.vendor == "sqlite" and isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    return None


def _json_text(value: Any) -> str:
    return "[]" if value == [] else _as_json(value)


_as_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: `json.dumps` makes one for each value


def _copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608  # our own names


_APPEND: dict[str, Callable[[type[models.Model], Sequence[str], Iterable[Row]], None]] = {
    "postgresql": _copy,
    "sqlite": _insert,
}
