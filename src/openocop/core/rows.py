"""One row written in one statement whose words are made once in a process; for the writes that come all at once.

Unlike `Model.save` nothing is announced by signals and no related row is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def insert(row: Row) -> Row:
    """Insert a new row and give it its key."""
    fields, words = _insert_words(type(row))
    found = _returned(words, fields, row)
    if found is None:
        raise AssertionError("an insert returns its key")
    return _kept(row, found)


def put(row: Row, *, same: Sequence[str], closed_by: str) -> Row | None:
    """Insert a new row, or write it over the one that has its place; None, and nothing written, if that is closed.

    Args:
        row: unsaved; it gets the key and the `public_id` of the row that stands there now.
        same: the fields (`attname`) that make the place; a unique constraint holds them.
        closed_by: the field that, once set, closes a row for good.
    """
    fields, words = _put_words(type(row), tuple(same), closed_by)
    found = _returned(words, fields, row)
    if found is None:
        return None
    setattr(row, "public_id", found[1])  # noqa: B010  # each model that is put has one
    return _kept(row, found)


def _returned(words: str, fields: Sequence[Field[Any, Any]], row: Model) -> tuple[Any, ...] | None:
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def _kept(row: Row, returned: tuple[Any, ...]) -> Row:
    row.pk, row._state.adding, row._state.db = returned[0], False, connection.alias
    return row


@cache
def _insert_words(model: type[Model]) -> tuple[tuple[Field[Any, Any], ...], str]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    gaps = ", ".join(["%s"] * len(fields))
    table, columns = _quoted(model._meta.db_table), ", ".join(_column(field) for field in fields)
    words = f"INSERT INTO {table} ({columns}) VALUES ({gaps}) RETURNING {_column(model._meta.pk)}"  # noqa: S608  # our own names
    return fields, words


@cache
def _put_words(model: type[Model], same: tuple[str, ...], closed_by: str) -> tuple[tuple[Field[Any, Any], ...], str]:
    fields, words = _insert_words(model)
    words, returning, key = words.rpartition(" RETURNING ")
    place = ", ".join(_column(field) for field in fields if field.attname in same)
    stays = {*same, "public_id"}
    changes = ", ".join(f"{_column(one)} = excluded.{_column(one)}" for one in fields if one.attname not in stays)
    closed = f"{_quoted(model._meta.db_table)}.{_quoted(closed_by)}"
    words += f" ON CONFLICT ({place}) DO UPDATE SET {changes} WHERE {closed} IS NULL"
    return fields, f"{words}{returning}{key}, {_quoted('public_id')}"


def _column(field: Field[Any, Any]) -> str:
    return _quoted(str(field.column))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
