"""A backup archive into a home, all or nothing: everything is checked and unpacked before anything is replaced."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from openocop.core.domain.archive import DATABASE, FILES, ArchiveBroken, Manifest
from openocop.core.services.archive_tables import SQLITE_NAME, load, sqlite_rows
from openocop.core.services.backup import NOT_DATA, PART, checked

_KEY = "secret_key"


class NotEmpty(Exception):
    """Data stand where the archive should go; `str(error)` is one Vietnamese line."""


def restore(connection: BaseDatabaseWrapper, home: Path, source: Path, *, force: bool) -> Manifest:
    """Put the archive's database and files into `home`; the tables stand as they were when it was written.

    Without `force` nothing is replaced. The database is exchanged last, in one step: whoever interrupts this has the
    old home, or an empty one, with perhaps some files that nobody asks for.

    Raises:
        ArchiveBroken: damaged, of another kind of database, or of a newer version.
        NotEmpty: data stand there already and `force` was not given.
        OSError: the home cannot be written.
    """
    manifest = checked(source)
    _refuse_foreign(manifest, connection)
    if not force and (found := _what_stands(connection, home)):
        raise NotEmpty(found)
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as archive, _workplace(home) as folder:
        names = [name for name in manifest.members if name.startswith(FILES)]
        for name in names:
            _unpack(archive, name, folder / name)
        if manifest.engine == "sqlite":
            _unpack(archive, DATABASE + SQLITE_NAME, folder / SQLITE_NAME)
            _same_rows(folder / SQLITE_NAME, manifest)
        for name in names:
            _move(folder / name, home / name.removeprefix(FILES))
        if manifest.engine == "sqlite":
            _exchange(connection, folder / SQLITE_NAME, home / SQLITE_NAME)
        else:
            load(connection, manifest.migrations, manifest.columns, lambda table: archive.open(DATABASE + table))
    _remove_others(home, {name.removeprefix(FILES) for name in names})
    return manifest


def _refuse_foreign(manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    if manifest.engine != connection.vendor:
        raise ArchiveBroken(
            f"bản sao lưu là của {manifest.engine}, cơ sở dữ liệu ở đây là {connection.vendor}; xem DATABASE_URL"
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    unknown = [name for name in manifest.migrations if tuple(name) not in known]
    if unknown:
        raise ArchiveBroken(f"bản sao lưu của phiên bản mới hơn phần mềm này ({unknown[0][0]} {unknown[0][1]})")


def _what_stands(connection: BaseDatabaseWrapper, home: Path) -> str:
    """Return what makes a home not empty, nothing when it is; a fresh key and static files are no data."""
    if connection.vendor == "postgresql":
        tables = connection.introspection.table_names()
        if tables:
            return f"cơ sở dữ liệu đã có {len(tables)} bảng"
    elif (home / SQLITE_NAME).exists() and (home / SQLITE_NAME).stat().st_size:
        return f"{home / SQLITE_NAME} đã có dữ liệu"
    others = [path.name for path in home.glob("*") if path.name not in (*NOT_DATA, _KEY)] if home.exists() else []
    return f"{home} đã có {sorted(others)[0]}" if others else ""


@contextmanager
def _workplace(home: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=home, prefix=".restore-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as file, target.open("wb") as out:
        _pour(file, out)
    if target.name == _KEY:
        target.chmod(0o600)


def _pour(file: IO[bytes], out: IO[bytes]) -> None:
    while part := file.read(PART):
        out.write(part)


def _same_rows(path: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            rows = sqlite_rows(copy)
    except sqlite3.DatabaseError as error:
        raise ArchiveBroken("cơ sở dữ liệu trong bản sao lưu bị hỏng") from error
    if rows != manifest.tables:
        raise ArchiveBroken("cơ sở dữ liệu trong bản sao lưu không khớp bản kê")


def _move(unpacked: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    unpacked.replace(target)


def _exchange(connection: BaseDatabaseWrapper, unpacked: Path, target: Path) -> None:
    """Put the new database in place of the old; refused while anybody has the old one open.

    The last to close a database takes its write-ahead log away: where that stays, we were not the last.
    """
    connection.close()
    if target.exists() and target.stat().st_size:
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(target, timeout=1)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if target.with_name(f"{target.name}-shm").exists():
            raise DatabaseError("đang có chương trình dùng cơ sở dữ liệu ở đây; dừng openocop serve trước")
    for ending in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    unpacked.replace(target)


def _remove_others(home: Path, kept: set[str]) -> None:
    """Remove files of the home that were there before and are not the archive's."""
    for path in sorted(home.rglob("*"), reverse=True):
        name = path.relative_to(home)
        if name.parts[0] in NOT_DATA or name.as_posix() in (kept | {_KEY}):
            continue
        if path.is_file() or path.is_symlink():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
