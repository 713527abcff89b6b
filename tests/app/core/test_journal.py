"""The journal: append-only, chained, and honest about where it was broken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from openocop.core.domain.chain import Actor
from openocop.core.models import JournalActor, JournalEntry, StoredFile
from openocop.core.selectors.journal import history_of, verify_chains
from openocop.core.services.files import path_of, store_file
from openocop.core.services.journal import act_of, record, record_all

OFFICER = Actor(login="lan", name="Nguyễn Thị Lan", role="provincial_officer", office="Chi cục PTNT")


@pytest.fixture
def subject(db: None) -> StoredFile:
    return store_file(province="ca-mau", name="danh sách.csv", media_type="text/csv", content=b"a,b\n")


def _three(subject: StoredFile) -> list[JournalEntry]:
    return [
        record(province="ca-mau", actor=OFFICER, verb=verb, subject=subject, facts={"n": n})
        for n, verb in enumerate(["file.stored", "file.checked", "file.approved"])
    ]


def test_entries_are_numbered_and_chained_per_province(subject: StoredFile) -> None:
    first, second, third = _three(subject)
    other = record(province="bac-lieu", actor=OFFICER, verb="file.stored", subject=subject)
    assert [first.sequence, second.sequence, third.sequence, other.sequence] == [1, 2, 3, 1]
    assert [first.previous_hash, second.previous_hash, other.previous_hash] == ["", first.hash, ""]
    report = verify_chains()
    assert (report.entries, report.valid, report.first_bad) == (4, True, None)


def test_several_are_appended_at_once_in_their_order_also_of_people_who_are_new(subject: StoredFile) -> None:
    """Two chains, and a person of whom the journal knew nothing among those it knew."""
    record(province="ca-mau", actor=OFFICER, verb="file.stored", subject=subject)
    new = Actor(login="tam", name="Trần Văn Tám", role="leader", office="UBND tỉnh")
    given = [("ca-mau", OFFICER, "a"), ("ca-mau", new, "b"), ("bac-lieu", OFFICER, "c"), ("ca-mau", OFFICER, "d")]
    acts = [act_of(province=province, actor=actor, verb=verb, subject=subject) for province, actor, verb in given]
    entries = record_all(acts)
    assert [(one.province, one.verb) for one in entries] == [(province, verb) for province, _actor, verb in given]
    assert sorted(one.sequence for one in entries if one.province == "ca-mau") == [2, 3, 4]
    report = verify_chains()
    assert (report.entries, report.valid) == (5, True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the embedded database has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_those_who_write_at_once_make_one_chain() -> None:
    file = store_file(province="ca-mau", name="a.csv", media_type="text/csv", content=b"a")

    def write_five(person: int) -> None:
        for n in range(5):
            actor = Actor(login=f"nguoi-{person}", name=f"Người {person}", role="provincial_officer", office="Chi cục")
            record(province="ca-mau", actor=actor, verb="file.checked", subject=file, facts={"n": n})
        connection.close()

    with ThreadPoolExecutor(4) as people:
        list(people.map(write_five, range(4)))
    report = verify_chains()
    assert (report.entries, report.valid) == (20, True)


@pytest.mark.parametrize("statement", ["UPDATE core_journalentry SET verb = 'x'", "DELETE FROM core_journalentry"])
def test_the_database_itself_refuses_changes(subject: StoredFile, statement: str) -> None:
    _three(subject)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert JournalEntry.objects.filter(verb="file.checked").count() == 1


def test_an_edit_behind_the_triggers_is_found(subject: StoredFile) -> None:
    _three(subject)
    _without_triggers("UPDATE core_journalentry SET verb = 'file.refused' WHERE sequence = 2")
    report = verify_chains()
    assert (report.valid, report.first_bad) == (False, "ca-mau/2")


def test_a_cut_off_end_is_found(subject: StoredFile) -> None:
    _three(subject)
    _without_triggers("DELETE FROM core_journalentry WHERE sequence = 3")
    report = verify_chains()
    assert (report.entries, report.valid, report.first_bad) == (2, False, "ca-mau/3")


def test_erasing_a_person_leaves_the_chain_whole(subject: StoredFile) -> None:
    _three(subject)
    assert history_of(subject)[0].actor == "Nguyễn Thị Lan"
    JournalActor.objects.filter(login="lan").delete()
    assert history_of(subject)[0].actor == ""
    assert verify_chains().valid


def test_a_float_is_refused_because_it_has_no_one_spelling(subject: StoredFile) -> None:
    with pytest.raises(TypeError):
        record(province="ca-mau", actor=OFFICER, verb="x", subject=subject, facts={"average": 0.1})


def test_equal_content_is_kept_once_under_its_hash(subject: StoredFile) -> None:
    again = store_file(province="ca-mau", name="../../bản sao.csv", media_type="text/csv", content=b"a,b\n")
    assert again.sha256 == subject.sha256
    assert again.name == "bản sao.csv"
    assert path_of(again.sha256).read_bytes() == b"a,b\n"


def _without_triggers(statement: str) -> None:
    names = {
        "sqlite": [("journal_no_update", ""), ("journal_no_delete", "")],
        "postgresql": [("journal_no_change", " ON core_journalentry")],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for name, on in names:
            cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute(statement)
