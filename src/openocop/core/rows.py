"""One row put in its place in one statement whose words are made once in a process; for writes that come all at once.

Unlike `Model.save` nothing is announced by signals and no related row is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def put(row: Row, *, same: Sequence[str], closed_by: str, over: Mapping[str, Any] | None = None) -> Row | None:
    """Insert a new row, or write it over the one that has its place; None, and nothing written, if it must stay.

    Args:
        row: unsaved; it gets the key and the `public_id` of the row that stands there now.
        same: the fields (`attname`) that make the place; a unique constraint holds them.
        closed_by: the field that, once set, closes a row for good.
        over: fields with their values; a row that has none of them stays. By default any open row may be written over.
    """
    known = over or {}
    fields, words = _words(type(row), tuple(same), closed_by, tuple(known))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    values += [_field(type(row), name).get_db_prep_save(value, connection) for name, value in known.items()]
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        found = cursor.fetchone()
    if found is None:
        return None
    row.pk, public_id = found
    setattr(row, "public_id", public_id)  # noqa: B010  # each model that is put has one
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _words(
    model: type[Model], same: tuple[str, ...], closed_by: str, over: tuple[str, ...]
) -> tuple[tuple[Field[Any, Any], ...], str]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    table, stays = _quoted(model._meta.db_table), {*same, "public_id"}
    columns = ", ".join(_column(field) for field in fields)
    gaps = ", ".join(["%s"] * len(fields))
    place = ", ".join(_column(field) for field in fields if field.attname in same)
    changes = ", ".join(f"{_column(one)} = excluded.{_column(one)}" for one in fields if one.attname not in stays)
    known = " OR ".join(f"{table}.{_column(_field(model, name))} = %s" for name in over)
    words = (
        f"INSERT INTO {table} ({columns}) VALUES ({gaps})"  # noqa: S608  # our own names
        f" ON CONFLICT ({place}) DO UPDATE SET {changes} WHERE {table}.{_quoted(closed_by)} IS NULL"
        f"{f' AND ({known})' if known else ''}"
        f" RETURNING {_column(model._meta.pk)}, {_quoted('public_id')}"
    )
    return fields, words


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _column(field: Field[Any, Any]) -> str:
    return _quoted(str(field.column))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
