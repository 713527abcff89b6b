"""The whole database into an archive and out of it: a snapshot on SQLite, one table after the other on PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

MIGRATIONS = "django_migrations"
SQLITE_NAME = "openocop.sqlite3"

Open = Callable[[str], Any]


def applied(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return the migrations a database stands at, none for an empty one."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def snapshot(connection: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    """Write one consistent copy of the embedded database, while others go on writing; return the rows by table."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)  # in one step: writers do not make it begin again
        copy.execute("PRAGMA journal_mode=DELETE")
        return sqlite_rows(copy)


def sqlite_rows(copy: sqlite3.Connection) -> dict[str, int]:
    """Return the rows of every table, after the database has checked itself.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    found = copy.execute("PRAGMA integrity_check").fetchone()
    if found != ("ok",):
        raise sqlite3.DatabaseError(str(found))
    names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'").fetchall()
    return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(names)}  # noqa: S608  # names of our own tables


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """Yield a PostgreSQL cursor that sees the database as it is now, whatever others write meanwhile."""
    connection.ensure_connection()
    with connection.connection.transaction(), connection.connection.cursor() as cursor:
        if not connection.in_atomic_block:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def postgresql_columns(cursor: Any) -> dict[str, list[str]]:
    """Return the columns of every table of the schema, without those the database works out itself."""
    cursor.execute(
        "SELECT t.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)"
        " FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name)"
        " WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'"
        " GROUP BY t.table_name ORDER BY t.table_name"
    )
    return {name: list(columns) for name, columns in cursor.fetchall()}


def copy_out(cursor: Any, table: str, columns: Iterable[str], file: IO[bytes]) -> int:
    """Write a table as PostgreSQL's own text and return its rows."""
    with cursor.copy(f'COPY "{table}" ({_quoted(columns)}) TO STDOUT') as rows:
        for part in rows:
            file.write(part)
    return int(cursor.rowcount)


def load(
    connection: BaseDatabaseWrapper, migrations: list[tuple[str, str]], columns: dict[str, list[str]], opened: Open
) -> None:
    """Fill a PostgreSQL database that is emptied first, all or nothing; `opened(table)` gives a table's text.

    The tables are made as they were when the archive was written; the caller brings them up to date afterwards.
    """
    with transaction.atomic(using=connection.alias):
        drop_everything(connection)
        executor = MigrationExecutor(connection)
        executor.migrate(_last_of_each_app(executor, set(migrations)))
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come in any order
            for table, names in columns.items():
                if table != MIGRATIONS:
                    _copy_in(cursor.cursor, table, names, opened)
            _continue_numbering(cursor)


def _last_of_each_app(executor: MigrationExecutor, migrations: set[tuple[str, str]]) -> list[tuple[str, str]]:
    nodes = executor.loader.graph.node_map
    return sorted(
        name
        for name in migrations
        if name in nodes
        and not any(child.key in migrations and child.key[0] == name[0] for child in nodes[name].children)
    )


def _copy_in(cursor: Any, table: str, columns: list[str], opened: Open) -> None:
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608  # a table of the archive, made by us
    if cursor.fetchone()[0]:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # the same
    with opened(table) as file, cursor.copy(f'COPY "{table}" ({_quoted(columns)}) FROM STDIN') as rows:
        while part := file.read(1 << 20):
            rows.write(part)


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in columns)


def drop_everything(connection: BaseDatabaseWrapper) -> None:
    """Leave a PostgreSQL schema without tables and functions; what belongs to an extension stays."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {table} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def _continue_numbering(cursor: Any) -> None:
    cursor.execute(
        "SELECT quote_ident(table_name), quote_ident(column_name),"
        " pg_get_serial_sequence(quote_ident(table_name), column_name)"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    )
    for table, column, sequence in cursor.fetchall():
        last = f"SELECT setval(%s, COALESCE(max({column}), 1), max({column}) IS NOT NULL) FROM {table}"  # noqa: S608  # quoted by PostgreSQL itself
        cursor.execute(last, [sequence])
