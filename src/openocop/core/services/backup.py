"""One archive of the database and the files, checked after it was written."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from openocop.core.domain.archive import DATABASE, FILES, MANIFEST, ArchiveBroken, Manifest, Member, manifest_of
from openocop.core.models import StoredFile
from openocop.core.services.archive_tables import (
    SQLITE_NAME,
    applied,
    copy_out,
    one_moment,
    postgresql_columns,
    snapshot,
)

# What stands in a home and is no data: made again at every start or when asked for, part of the database itself, or a
# private key, which leaves the machine in no archive (a new one takes the place of one that is lost).
NOT_DATA = (
    "static",
    "sizes",
    "signing-keys",
    SQLITE_NAME,
    f"{SQLITE_NAME}-wal",
    f"{SQLITE_NAME}-shm",
    f"{SQLITE_NAME}-journal",
)
PART = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupReport:
    """`missing` are the stored files that the database knows and the home does not have."""

    manifest: Manifest
    size: int
    sha256: str
    missing: tuple[str, ...]


def back_up(connection: BaseDatabaseWrapper, home: Path, target: Path) -> BackupReport:
    """Write the archive beside its place, check it, and put it there; the database comes first, so no file is missed.

    Raises:
        ArchiveBroken: what was written does not read back.
        OSError: the target cannot be written.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        descriptor = temporary.open("xb")
        with descriptor, zipfile.ZipFile(descriptor, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            temporary.chmod(0o600)
            manifest = _database(connection, archive)
            members = manifest.members | {
                FILES + name: _add_file(archive, home / name, FILES + name) for name in _files(home)
            }
            manifest = replace(manifest, members=members)
            archive.writestr(MANIFEST, manifest.to_json())
        read_back = checked(temporary)
        if read_back != manifest:
            raise ArchiveBroken("bản sao lưu vừa ghi đọc lại không giống")
        digest = _digest(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return BackupReport(manifest, target.stat().st_size, digest, _missing(connection, manifest))


def checked(path: Path) -> Manifest:
    """Return the manifest of an archive of which every part reads as the manifest says.

    Raises:
        ArchiveBroken: it is no archive of ours, or damaged.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = manifest_of(archive.read(MANIFEST))
            if sorted(archive.namelist()) != sorted([MANIFEST, *manifest.members]):
                raise ArchiveBroken("bản sao lưu thừa hoặc thiếu tệp so với bản kê")
            for name, member in manifest.members.items():
                with archive.open(name) as file:
                    if _digested(file) != member:
                        raise ArchiveBroken(f"bản sao lưu hỏng ở {name}")
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveBroken("không phải bản sao lưu của OpenOCOP, hoặc tệp hỏng") from error
    return manifest


def _database(connection: BaseDatabaseWrapper, archive: zipfile.ZipFile) -> Manifest:
    made_at, at = timezone.now().isoformat(timespec="seconds"), applied(connection)
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / SQLITE_NAME
            rows = snapshot(connection, copy)
            member = _add_file(archive, copy, DATABASE + SQLITE_NAME)
        return Manifest("sqlite", made_at, at, rows, members={DATABASE + SQLITE_NAME: member})
    tables, members = {}, {}
    with one_moment(connection) as cursor:
        columns = postgresql_columns(cursor)
        for table, names in columns.items():
            with archive.open(DATABASE + table, "w", force_zip64=True) as out:
                written = _Counted(out)
                tables[table] = copy_out(cursor, table, names, written)  # type: ignore[arg-type] # only written to
            members[DATABASE + table] = written.member()
    return Manifest("postgresql", made_at, at, tables, columns, members)


class _Counted:
    """A file that is written to while its digest and size are kept."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self._size = file, hashlib.sha256(), 0

    def write(self, part: Any) -> None:
        self._digest.update(part)
        self._size += len(part)
        self._file.write(part)

    def member(self) -> Member:
        return Member(self._digest.hexdigest(), self._size)


def _files(home: Path) -> list[str]:
    """Return the files of a home that are data, as paths inside it; none that is only half written."""
    found = (path for path in sorted(home.rglob("*")) if path.is_file() and not path.is_symlink())
    names = (path.relative_to(home) for path in found)
    return [
        str(name.as_posix())
        for name in names
        if name.parts[0] not in NOT_DATA and not name.name.startswith(("tmp", "."))
    ]


def _add_file(archive: zipfile.ZipFile, path: Path, name: str) -> Member:
    with path.open("rb") as file, archive.open(name, "w", force_zip64=True) as out:
        written = _Counted(out)
        while part := file.read(PART):
            written.write(part)
    return written.member()


def _digested(file: IO[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    while part := file.read(PART):
        digest.update(part)
        size += len(part)
    return Member(digest.hexdigest(), size)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return _digested(file).sha256


def _missing(connection: BaseDatabaseWrapper, manifest: Manifest) -> tuple[str, ...]:
    if StoredFile._meta.db_table not in manifest.tables:
        return ()
    kept = {name.rpartition("/")[2] for name in manifest.members if name.startswith(FILES)}
    known = StoredFile.objects.using(connection.alias).order_by("sha256").values_list("sha256", flat=True).distinct()
    return tuple(digest for digest in known if digest not in kept)
