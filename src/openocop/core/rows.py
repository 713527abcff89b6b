"""One row written in one statement whose words are made once in a process; for the writes that come all at once.

Unlike `Model.save` nothing is announced by signals and no related row is looked at.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db import DatabaseError, connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def write(row: Row) -> Row:
    """Insert a new row, which gets its key, or write every field of one that was read.

    Raises:
        DatabaseError: the row that was read is gone.
    """
    fields, insert, update = _words(type(row))
    is_new = row._state.adding
    values = [field.get_db_prep_save(field.pre_save(row, is_new), connection) for field in fields]
    with connection.cursor() as cursor:
        if is_new:
            cursor.execute(insert, values)
            (row.pk,) = cursor.fetchone()
        else:
            cursor.execute(update, [*values, row.pk])
            if cursor.rowcount != 1:
                raise DatabaseError(f"no {row._meta.label} {row.pk} to write")
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _words(model: type[Model]) -> tuple[tuple[Field[Any, Any], ...], str, str]:
    quoted = connection.ops.quote_name
    key, table = quoted(str(model._meta.pk.column)), quoted(model._meta.db_table)
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = [quoted(str(field.column)) for field in fields]
    gaps, changes = ", ".join(["%s"] * len(fields)), ", ".join(f"{column} = %s" for column in columns)
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({gaps}) RETURNING {key}"  # noqa: S608  # our own names
    return fields, insert, f"UPDATE {table} SET {changes} WHERE {key} = %s"  # noqa: S608  # as above
