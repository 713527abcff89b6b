"""The Vietnamese catalogue is whole, current and compiled; no migration is pending."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.utils import translation
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "openocop"
CATALOGUES = sorted(SOURCE.glob("*/locale/vi/LC_MESSAGES/django.po"))


def test_there_are_catalogues() -> None:
    assert "ui" in {path.parents[3].name for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_everything_is_translated_and_nothing_fuzzy(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_the_compiled_catalogue_is_current(path: Path) -> None:
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))}
    source = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete}
    assert compiled == source


def test_one_message_has_one_translation_in_all_apps() -> None:
    """The catalogues merge into one: two apps that translate a message differently need a context."""
    seen: dict[tuple[str | None, str], set[str]] = {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            seen.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr)
    assert {key[1]: texts for key, texts in seen.items() if len(texts) > 1} == {}


def test_what_people_read_is_what_the_catalogue_says() -> None:
    """A message that Django or a library translates too is theirs where it is installed before our app."""
    with translation.override("vi"):
        other = [
            f"{path.parents[3].name}: {entry.msgid}"
            for path in CATALOGUES
            for entry in polib.pofile(str(path))
            if _read(entry) != (entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr)
        ]
    assert other == []


def _read(entry: polib.POEntry) -> str:
    if entry.msgid_plural and entry.msgctxt:
        return translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 1)
    if entry.msgid_plural:
        return translation.ngettext(entry.msgid, entry.msgid_plural, 1)
    return translation.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else translation.gettext(entry.msgid)


def test_no_message_is_missing_from_its_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "openocop"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("static", "*.pyc", "releases", "data", "fonts"))
    missing = []
    for folder in sorted(path.parent for path in SOURCE.glob("*/apps.py")):
        app = copy / folder.name
        (app / "locale").mkdir(exist_ok=True)
        monkeypatch.chdir(app)  # it collects from the folder it is called in
        call_command("makemessages", locale=["vi"], no_location=True, no_obsolete=True, verbosity=0)
        fresh = app / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        if fresh.exists():
            entries = polib.pofile(str(fresh))
            missing += [f"{folder.name}: {e.msgid}" for e in entries if not e.translated() or e.fuzzy]
    assert missing == []


def test_no_migration_is_pending(django_db_blocker: DjangoDbBlocker) -> None:
    """The database is asked for its history only, and an empty one has none: it need not be migrated for that."""
    with django_db_blocker.unblock():
        call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())
