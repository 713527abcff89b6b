"""Queries asked so often that wording them costs more than answering them: the ORM words each once in a process."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from threading import Lock
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import ModelIterable
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=Model)


class Given(Value):
    """A value that comes with each asking, by this name."""

    def __init__(self, name: str, kind: Field[Any, Any]) -> None:
        super().__init__(name, output_field=kind)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def among(self, values: dict[str, Any], connection: Any) -> Any:
        return self.output_field.get_db_prep_value(values[self.value], connection)


def enough_for(count: int) -> int:
    """Return how many gaps to word for `count` values: powers of two, so that few wordings serve all counts."""
    return 1 << max(count - 1, 0).bit_length()


def givens(kind: str, of: Field[Any, Any], count: int) -> list[Any]:
    """Return `count` gaps for values of one kind, which `among` fills."""
    return [Given(f"{kind}{place}", of) for place in range(count)]


def among(kind: str, values: Sequence[Any], count: int) -> dict[str, Any]:
    """Return what fills `count` gaps: the values, the last of them again in what is left over."""
    return {f"{kind}{place}": values[min(place, len(values) - 1)] for place in range(count)}


class Prepared(Generic[Row]):
    """A query with gaps. `build(*shape)` returns it with `Given` values; what changes its words belongs to `shape`.

    Only the words are kept, never an answer: each asking is put to the database.

    Args:
        shares_lock: of the rows that the query locks, others may hold the same lock; only who changes them waits.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *, shares_lock: bool = False) -> None:
        self._build, self._shares_lock = build, shares_lock
        self._worded: dict[tuple[Hashable, ...], tuple[Any, str, list[Any]]] = {}
        self._wording = Lock()

    def rows(self, *shape: Hashable, **values: Any) -> list[Row]:
        try:
            compiler, sql, params = self._worded.get(shape) or self._word(shape)
        except EmptyResultSet:  # its words alone say that there is nothing
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        if compiler.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("a lock outlives its statement only in a transaction")
        compiler = copy(compiler)
        given = [param.among(values, connection) if isinstance(param, Given) else param for param in params]
        compiler.connection, compiler.as_sql = connection, lambda: (sql, given)
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asked: Any = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})
        return list(ModelIterable(asked))

    def first(self, *shape: Hashable, **values: Any) -> Row | None:
        """Return the one row there may be, or the first of those there are."""
        return next(iter(self.rows(*shape, **values)), None)

    def _word(self, shape: tuple[Hashable, ...]) -> tuple[Any, str, list[Any]]:
        with self._wording:
            if shape not in self._worded:
                compiler: Any = self._build(*shape).query.get_compiler(DEFAULT_DB_ALIAS)
                sql, params = compiler.as_sql()
                if self._shares_lock:
                    sql = sql.replace(" FOR UPDATE", " FOR SHARE")
                converters = compiler.get_converters([column for column, *_rest in compiler.select])
                compiler.get_converters = lambda columns: converters
                self._worded[shape] = compiler, sql, list(params)
        return self._worded[shape]
