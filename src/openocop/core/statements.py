"""Statements that travel to the database together: one way there and back for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import Any

from django.db import connection

Words = str
Answer = tuple[Any, ...] | None


def answers(statements: Iterable[tuple[Words, Sequence[Any]]]) -> list[Answer]:
    """Carry out statements in their order; return the one row that each answers with, None for none."""
    todo = list(statements)
    with ExitStack() as held:
        if connection.vendor != "postgresql" or len(todo) < 2:
            return [_asked(held, *statement).fetchone() for statement in todo]
        with connection.wrap_database_errors, connection.connection.pipeline():
            cursors = [_asked(held, *statement) for statement in todo]
            return [cursor.fetchone() for cursor in cursors]


def _asked(held: ExitStack, words: Words, values: Sequence[Any]) -> Any:
    cursor = held.enter_context(connection.cursor())
    cursor.execute(words, values)
    return cursor
