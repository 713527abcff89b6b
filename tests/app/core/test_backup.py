"""One archive out, the same data back; whatever is wrong with it changes nothing."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from openocop.core.domain.archive import ArchiveBroken
from openocop.core.models import JournalEntry, StoredFile
from openocop.core.services.archive_tables import SQLITE_NAME, snapshot
from openocop.core.services.backup import back_up, checked
from openocop.core.services.restoring import NotEmpty, restore

NOW = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
CONTENT = "5c" * 32
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL")


@pytest.fixture
def source(db: None, home: Path, schema: bytes) -> Iterator[BaseDatabaseWrapper]:
    """The database to back up: on SQLite a file of its own, since a backup waits for whoever writes."""
    if connection.vendor == "postgresql":
        yield connection
        return
    (home / SQLITE_NAME).write_bytes(schema)
    connections.databases["source"] = connection.settings_dict | {"NAME": str(home / SQLITE_NAME)}
    connections["source"].connect()
    yield connections["source"]
    connections["source"].close()
    del connections["source"], connections.databases["source"]


@pytest.fixture(scope="session")
def schema(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of an embedded database with every table and no row of ours."""
    path = tmp_path_factory.mktemp("schema") / SQLITE_NAME
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            snapshot(connection, path)
            return path.read_bytes()
    return b""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def full(source: BaseDatabaseWrapper, home: Path) -> Path:
    """A home with a key, static files, a stored file and an entry of the journal."""
    (home / "secret_key").write_text("khoá")
    for made_again in ("static", "sizes"):
        (home / made_again).mkdir()
    (home / "sizes" / "a-320.avif").write_bytes(b"made of a photograph")
    (home / "static" / "a.css").write_text("a {}")
    (home / "files" / CONTENT[:2]).mkdir(parents=True)
    (home / "files" / CONTENT[:2] / CONTENT).write_text("Tôm khô\n")
    (home / "files" / "tmpabc").write_text("half a file of a killed process")
    StoredFile.objects.using(source.alias).create(
        province="ca-mau", name="danh sách.csv", media_type="text/csv", size=10, sha256=CONTENT, stored_at=NOW
    )
    JournalEntry.objects.using(source.alias).create(
        province="ca-mau", sequence=1, recorded_at=NOW, actor_digest="d", actor_role="r", actor_office="o",
        verb="file.stored", subject_type="core.storedfile", subject_id="x", facts={"Đạt": "3 sao"}, previous_hash="",
        hash="abc",
    )  # fmt: skip
    return home


@pytest.fixture
def archive(source: BaseDatabaseWrapper, full: Path, tmp_path: Path) -> Path:
    target = tmp_path / "sao-luu.zip"
    back_up(source, full, target)
    return target


def test_a_backup_holds_database_files_and_key_and_says_so(
    source: BaseDatabaseWrapper, full: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sao-luu.zip"

    report = back_up(source, full, target)

    names = {name for name in report.manifest.members if name.startswith("home/")}
    assert names == {f"home/files/{CONTENT[:2]}/{CONTENT}", "home/secret_key"}
    assert report.manifest.tables["core_journalentry"] == 1
    assert report.missing == ()
    assert report.size == target.stat().st_size
    assert target.stat().st_mode & 0o777 == 0o600
    assert checked(target) == report.manifest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "sao-luu.zip"]


def test_a_file_that_is_gone_is_named(source: BaseDatabaseWrapper, full: Path, tmp_path: Path) -> None:
    (full / "files" / CONTENT[:2] / CONTENT).unlink()

    assert back_up(source, full, tmp_path / "a.zip").missing == (CONTENT,)


@on_sqlite
def test_what_comes_back_is_what_went_in(source: BaseDatabaseWrapper, archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"

    manifest = restore(source, new, archive, force=False)

    with closing(sqlite3.connect(new / SQLITE_NAME)) as copy:
        assert copy.execute("SELECT name, sha256 FROM core_storedfile").fetchall() == [("danh sách.csv", CONTENT)]
        assert copy.execute("SELECT hash FROM core_journalentry").fetchall() == [("abc",)]
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            copy.execute("DELETE FROM core_journalentry")
    assert (new / "files" / CONTENT[:2] / CONTENT).read_text() == "Tôm khô\n"
    assert (new / "secret_key").read_text() == "khoá"
    assert (new / "secret_key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in new.iterdir()) == ["files", SQLITE_NAME, "secret_key"]
    assert manifest.rows == sum(manifest.tables.values())


@on_sqlite
def test_data_that_stand_already_are_replaced_only_by_force(
    source: BaseDatabaseWrapper, archive: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    restore(source, new, archive, force=False)
    (new / "files" / "thêm.txt").write_text("của sau này")
    with closing(sqlite3.connect(new / SQLITE_NAME)) as copy, copy:
        copy.execute("UPDATE core_storedfile SET name = 'khác'")

    with pytest.raises(NotEmpty, match="đã có dữ liệu"):
        restore(source, new, archive, force=False)
    restore(source, new, archive, force=True)

    with closing(sqlite3.connect(new / SQLITE_NAME)) as copy:
        assert copy.execute("SELECT name FROM core_storedfile").fetchall() == [("danh sách.csv",)]
    assert not (new / "files" / "thêm.txt").exists()


@on_sqlite
def test_a_database_in_use_is_not_replaced(source: BaseDatabaseWrapper, archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    restore(source, new, archive, force=False)
    with closing(sqlite3.connect(new / SQLITE_NAME)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("SELECT count(*) FROM core_storedfile").fetchone()

        with pytest.raises(DatabaseError, match="dừng openocop serve trước"):
            restore(source, new, archive, force=True)

        assert other.execute("SELECT name FROM core_storedfile").fetchall() == [("danh sách.csv",)]


def _without(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.pop(next(part for part in parts if name in part)) and None


def _changed(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        part = next(part for part in parts if name in part)
        parts[part] = parts[part][:-1] + b"!"

    return change


def _said(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes).encode()

    return change


def _escaping(parts: dict[str, bytes]) -> None:
    said = json.loads(parts["manifest.json"])
    said["members"]["home/../../x"] = {"sha256": "", "size": 1}
    parts["manifest.json"] = json.dumps(said).encode()


@pytest.mark.parametrize(
    ("damage", "said"),
    [(_without("secret_key"), "thừa hoặc thiếu tệp"), (_changed("home/files"), "hỏng ở home/files/"),
     (_without("manifest"), "không phải bản sao lưu"), (_changed("manifest"), "thiếu hoặc sai bản kê"),
     (_said(format=9), "theo dạng 9"), (_said(engine="oracle"), "là của oracle"),
     (_said(migrations=[["core", "9999_later"]]), "phiên bản mới hơn"), (_escaping, "tên tệp không hợp lệ")],
)  # fmt: skip
def test_what_is_wrong_with_an_archive_is_said_and_changes_nothing(
    damage: Callable[[dict[str, bytes]], None], said: str, source: BaseDatabaseWrapper, archive: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    damage(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as broken:
        for name, content in parts.items():
            broken.writestr(name, content)
    archive.write_bytes(buffer.getvalue())
    new = tmp_path / "new"

    with pytest.raises(ArchiveBroken, match=said):
        restore(source, new, archive, force=True)

    assert not new.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"PK\x03\x04" + b"\0" * 60])
def test_no_archive_at_all_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    with pytest.raises(ArchiveBroken, match="không phải bản sao lưu"):
        checked(path)


@pytest.fixture
def second(db: None) -> Iterator[Any]:
    """A second, empty database on the same server."""
    name = f"{connection.settings_dict['NAME']}_second"
    maintenance = connection.copy("maintenance")
    maintenance.settings_dict = connection.settings_dict | {"NAME": "postgres"}
    with maintenance.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connections.databases["second"] = connection.settings_dict | {"NAME": name}
    connections["second"].connect()
    try:
        yield connections["second"]
    finally:
        connections["second"].close()
        del connections["second"], connections.databases["second"]
        with maintenance.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
        maintenance.close()


@on_postgresql
def test_tables_of_postgresql_come_back_row_by_row(archive: Path, second: Any, tmp_path: Path) -> None:
    new = tmp_path / "new"
    manifest = restore(second, new, archive, force=False)

    with second.cursor() as cursor, connection.cursor() as own:
        for table in ("core_storedfile", "core_journalentry", "core_journalhead", "django_content_type"):
            rows = f"SELECT x::text FROM {table} x ORDER BY 1"  # noqa: S608  # names of our own tables
            cursor.execute(rows)
            own.execute(rows)
            assert cursor.fetchall() == own.fetchall()
        cursor.execute("INSERT INTO core_journalactor (digest, salt, name, login) VALUES ('x', '', 'y', 'z')")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("DELETE FROM core_journalentry")
    assert manifest.engine == "postgresql"
    with pytest.raises(NotEmpty, match=r"đã có \d+ bảng"):
        restore(second, tmp_path / "other", archive, force=False)

    _spoil_columns(archive)
    with pytest.raises(DatabaseError, match="no_such_column"):
        restore(second, new, archive, force=True)

    with second.cursor() as cursor:  # what failed midway left everything as it was
        cursor.execute("SELECT name FROM core_storedfile")
        assert cursor.fetchall() == [("danh sách.csv",)]


def _spoil_columns(archive: Path) -> None:
    with zipfile.ZipFile(archive) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    said = json.loads(parts["manifest.json"])
    said["columns"]["core_storedfile"] = ["no_such_column"]
    parts["manifest.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(archive, "w") as broken:
        for name, content in parts.items():
            broken.writestr(name, content)
