"""Rows put in their places by statements whose words are made once in a process; for writes that come all at once.

Unlike `Model.save` nothing is announced by signals and no related row is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)
Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Put(Generic[Row]):
    """An unsaved row. `over` are fields with their values: a row in its place that has none of them stays.

    By default any open row may be written over.
    """

    row: Row
    over: Mapping[str, Any] = field(default_factory=dict)


def put_all(given: Sequence[Put[Row]], *, same: Sequence[str], closed_by: str) -> list[Row | None]:
    """Insert each row, or write it over the one that has its place; of several for one place, one after the other.

    Returns for each the row, with the key and the `public_id` of what stands there now; None, and nothing written, if
    what stands there must stay.

    Args:
        same: the fields (`attname`) that make the place; a unique constraint holds them.
        closed_by: the field that, once set, closes a row for good.
    """
    outcome: dict[int, Row | None] = {}
    waiting = list(enumerate(given))
    while waiting:
        first = {_place(put.row, same): (number, put) for number, put in reversed(waiting)}
        stands = _put([put for _number, put in first.values()], tuple(same), closed_by)
        outcome |= {number: _placed(put.row, stands.get(place)) for place, (number, put) in first.items()}
        waiting = [(number, put) for number, put in waiting if number not in outcome]
    return [outcome[number] for number in range(len(given))]


def _put(given: Sequence[Put[Row]], same: tuple[str, ...], closed_by: str) -> dict[Place, tuple[Any, ...]]:
    """Put rows of different places; return by place what they got."""
    model = type(given[0].row)
    names = sorted({name for put in given for name in put.over})
    known = {name: [put for put in given if name in put.over] for name in names}
    counts = tuple((name, len(puts)) for name, puts in known.items())
    free = [put for put in given if not put.over]
    fields, words = _words(model, same, closed_by, len(given), len(free), counts)
    values = [field.get_db_prep_save(field.pre_save(put.row, True), connection) for put in given for field in fields]
    values += [value for put in free for value in _place(put.row, same)]
    for name, puts in known.items():
        field = _field(model, name)
        for put in puts:
            values += [*_place(put.row, same), field.get_db_prep_save(put.over[name], connection)]
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return {tuple(row[2:]): row[:2] for row in cursor.fetchall()}


def _place(row: Model, same: Sequence[str]) -> Place:
    return tuple(getattr(row, name) for name in same)


def _placed(row: Row, stands: tuple[Any, ...] | None) -> Row | None:
    if stands is None:
        return None
    row.pk, public_id = stands
    setattr(row, "public_id", public_id)  # noqa: B010  # each model that is put has one
    row._state.adding, row._state.db = False, connection.alias
    return row


@lru_cache(256)  # by how many come at once, and what they know
def _words(
    model: type[Model],
    same: tuple[str, ...],
    closed_by: str,
    count: int,
    free: int,
    known: tuple[tuple[str, int], ...],
) -> tuple[tuple[Field[Any, Any], ...], str]:
    """Word it for `count` rows: `free` of them go over whatever stands there, others by the fields that are `known`."""
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    table, stays = _quoted(model._meta.db_table), {*same, "public_id"}
    places = [_column(_field(model, name)) for name in same]
    columns = ", ".join(_column(field) for field in fields)
    changes = ", ".join(f"{_column(one)} = excluded.{_column(one)}" for one in fields if one.attname not in stays)
    there = [f"{table}.{place}" for place in places]
    may = [f"({', '.join(there)}) IN ({_gaps(len(there), free)})"] if free else []
    for name, rows in known:
        may.append(f"({', '.join(there)}, {table}.{_column(_field(model, name))}) IN ({_gaps(len(there) + 1, rows)})")
    words = (
        f"INSERT INTO {table} ({columns}) VALUES {_gaps(len(fields), count)}"  # noqa: S608  # our own names
        f" ON CONFLICT ({', '.join(places)}) DO UPDATE SET {changes}"
        f" WHERE {table}.{_quoted(closed_by)} IS NULL AND ({' OR '.join(may)})"
        f" RETURNING {_column(model._meta.pk)}, {_quoted('public_id')}, {', '.join(places)}"
    )
    return fields, words


def _gaps(width: int, count: int) -> str:
    return ", ".join([f"({', '.join(['%s'] * width)})"] * count)


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _column(field: Field[Any, Any]) -> str:
    return _quoted(str(field.column))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
