"""Lists come in whole or not at all, go out whole, and nothing that only resembles is taken for the same."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.text import search_key
from openocop.core.models import JournalEntry, StoredFile
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.models import Dossier
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.models import ImportRun, Recognition
from openocop.recognition.services import imports
from openocop.recognition.services.import_undo import CannotUndo, undo_import
from openocop.recognition.services.imports import CannotImport, ImportReport, import_recognitions, preview_import
from openocop.registry.models import Producer, Product
from tests.factories.dossiers import HERE, THERE, a_post, a_producer, a_product
from tests.factories.recognition import a_list, a_result
from tests.factories.withdrawals import a_case

pytestmark = pytest.mark.django_db

PROVINCE = "ca-mau"
GOOD = a_list(
    ("Tôm khô thử", "HTX Thử Một", "3 sao"), ("Mắm thử", "HTX Thử Một", "4 sao"), ("Cá thử", "HKD Thử Hai", "3")
)


def _imported(data: bytes = GOOD, *, by: Post | None = None, **options: object) -> ImportReport:
    return import_recognitions(province=PROVINCE, data=data, filename="ds.csv", by=by, **options)  # type: ignore[arg-type]  # the options of one call


def _held() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Producer, Product, Recognition, ImportRun, JournalEntry))


def test_a_list_makes_its_producers_products_and_recognitions() -> None:
    run = _imported(by=a_post(Role.PROVINCIAL_OFFICER)).run
    assert run.counts == {
        "products": 3,
        "producers": 2,
        "new_products": 3,
        "new_producers": 2,
        "recognitions": 3,
        "repeated": 0,
        "left_out": 0,
    }
    rows = Recognition.objects.filter(import_run=run).order_by("id")
    assert [(r.product.name, r.product.producer.name if r.product.producer else "", r.star) for r in rows] == [
        ("Tôm khô thử", "HTX Thử Một", 3),
        ("Mắm thử", "HTX Thử Một", 4),
        ("Cá thử", "HKD Thử Hai", 3),
    ]
    assert [(r.valid_from, r.valid_until) for r in rows] == [(None, None)] * 3
    assert path_of(run.file.sha256).read_bytes() == GOOD


def test_a_day_of_the_decision_gives_the_term() -> None:
    head = ("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận")
    run = _imported(a_list(("Tôm khô thử", "HTX Thử", "3 sao", "05/02/2026"), head=head)).run
    row = Recognition.objects.get(import_run=run)
    assert (row.valid_from, row.valid_until) == (date(2026, 2, 5), date(2029, 2, 6))


def test_one_unreadable_cell_holds_the_whole_list_up() -> None:
    before = _held()
    data = a_list(("Tôm khô thử", "HTX Thử", "3 sao"), ("Mắm thử", "HTX Thử", "3 xao"))
    with pytest.raises(CannotImport, match="C3") as refused:
        _imported(data)
    assert "Chưa ghi gì" in str(refused.value)
    assert _held() == before


@pytest.mark.parametrize(("choice", "stars"), [("skip", [3]), ("blank", [3, None])])
def test_a_cell_that_was_settled_lets_the_list_in(choice: str, stars: list[int | None]) -> None:
    data = a_list(("Tôm khô thử", "HTX Thử", "3 sao"), ("Mắm thử", "HTX Thử", "3 xao"))
    run = _imported(data, choices={"3": choice}).run
    assert [row.star for row in Recognition.objects.filter(import_run=run).order_by("id")] == stars


def test_fewer_than_three_stars_are_never_recognised() -> None:
    data = a_list(("Tôm khô thử", "HTX Thử", "2 sao"))
    for choices in ({}, {"2": "blank"}):
        with pytest.raises(CannotImport, match=r"4\.1a"):
            _imported(data, choices=choices)


def test_an_error_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_arguments: object) -> None:
        assert Producer.objects.exists()  # the register was written already
        raise KeyboardInterrupt

    before = _held()
    monkeypatch.setattr(imports, "append_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        _imported()
    assert _held() == before
    monkeypatch.undo()
    assert _imported().run.counts["recognitions"] == 3


def test_a_process_killed_half_way_leaves_nothing(tmp_path: Path) -> None:
    list_file = tmp_path / "ds.csv"
    list_file.write_bytes(GOOD)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "openocop.config.settings", "OPENOCOP_HOME": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    told = subprocess.run(
        [sys.executable, "-c", _KILLED, str(list_file)], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    assert told.stdout.split() == ["killed", "9", "left", "0", "then", "3"]


# A child is killed after it wrote the register and before the recognitions; its parent counts and imports again.
_KILLED = """
import os, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from openocop.core.models import JournalEntry
from openocop.recognition.models import ImportRun, Recognition
from openocop.recognition.services import imports
from openocop.registry.models import Producer, Product

call_command("migrate", verbosity=0)
connection.close()
data = open(sys.argv[1], "rb").read()
act = {"province": "ca-mau", "data": data, "filename": "ds.csv", "by": None}
if (child := os.fork()) == 0:
    imports.append_rows = lambda *_: os.kill(os.getpid(), 9)
    imports.import_recognitions(**act)
print("killed", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) * -1)
print("left", sum(m.objects.count() for m in (Producer, Product, Recognition, ImportRun, JournalEntry)))
print("then", imports.import_recognitions(**act).run.counts["recognitions"])
"""


def test_the_same_file_is_imported_once() -> None:
    run = _imported().run
    with pytest.raises(CannotImport, match=run.public_id):
        _imported()
    undo_import(run=run, by=None)
    assert _imported().run.counts["recognitions"] == 3


def test_rows_on_record_already_make_nothing() -> None:
    _imported()
    before = _held()
    with pytest.raises(CannotImport, match="đều đã có"):
        _imported(GOOD + b"\n")
    assert _held() == before


def _maker(name: str, unit: str = HERE) -> Producer:
    producer = a_producer(unit=unit)
    producer.name, producer.search_key = name, search_key(name)
    producer.save(update_fields=["name", "search_key"])
    return producer


def test_what_only_resembles_is_asked_and_not_merged() -> None:
    maker = _maker("HTX ba khía Đầm Dơi")
    known = a_product(maker, "Khô cá dứa một nắng")
    data = a_list(
        ("Khô cá dứa 1 nắng", "HTX ba khía Đầm Dơi", "3 sao"), ("Khô cá dứa một nắng", "HTX ba khía Đầm Rơi", "3 sao")
    )
    first, second = preview_import(province=PROVINCE, data=data, filename="ds.csv").plan.rows
    assert [(one.name, one.is_producer) for one in first.candidates] == [("Khô cá dứa một nắng", False)]
    assert [(one.name, one.is_producer) for one in second.candidates] == [("HTX ba khía Đầm Dơi", True)]
    run = _imported(data).run
    assert not Recognition.objects.filter(import_run=run, product=known).exists()
    assert (Product.objects.count(), Producer.objects.count()) == (3, 2)


def test_a_person_says_that_it_is_the_same() -> None:
    known = a_product(a_producer(), "Khô cá dứa một nắng")
    assert known.producer is not None
    data = a_list(("Khô cá dứa 1 nắng", known.producer.name, "3 sao"))
    run = _imported(data, choices={"2": f"product:{known.public_id}"}).run
    assert Recognition.objects.get(import_run=run).product == known
    assert Product.objects.count() == 1


def test_a_producer_once_named_is_the_same_in_all_rows_that_print_it() -> None:
    known, printed = _maker("HTX ba khía Đầm Dơi"), "Hợp tác xã ba khía Đầm Rơi"
    data = a_list(("Tôm thử", printed, "3 sao"), ("Cá thử", printed, "3 sao"), ("Mắm thử", printed, "4 sao"))
    asked = preview_import(province=PROVINCE, data=data, filename="ds.csv").plan.rows
    assert [bool(row.candidates) for row in asked] == [True, False, False]
    _imported(data, choices={"2": f"producer:{known.public_id}"})
    assert list(Producer.objects.all()) == [known]
    assert known.products.count() == 3


def test_a_record_that_is_gone_is_asked_for_again() -> None:
    with pytest.raises(CannotImport, match="Chọn lại"):
        _imported(a_list(("Tôm thử", "HTX Thử", "3")), choices={"2": "product:222222222222"})


def test_equal_names_of_two_producers_are_asked() -> None:
    _maker("HTX Thử", HERE)
    _maker("HTX Thử", THERE)
    with pytest.raises(CannotImport, match="Có 2 chủ thể"):
        _imported(a_list(("Tôm thử", "HTX Thử", "3")))


def test_an_import_goes_out_whole() -> None:
    before = _held()[:3]
    run = _imported().run
    undone = undo_import(run=run, by=None)
    assert undone.undone_at is not None
    assert _held()[:3] == before
    assert StoredFile.objects.filter(pk=run.file_id).exists()
    assert undo_import(run=run, by=None).undone_at == undone.undone_at
    assert JournalEntry.objects.filter(verb="list.import_undone").count() == 1


def test_an_import_on_which_something_stands_stays() -> None:
    run = _imported().run
    product = Product.objects.filter(batch=run.batch).first()
    assert product is not None
    panel = a_result()
    Dossier.objects.filter(round=panel.council.round).update(product=product)
    before = _held()
    with pytest.raises(CannotUndo, match="1 hồ sơ"):
        undo_import(run=run, by=None)
    assert _held() == before
    run.refresh_from_db()
    assert run.undone_at is None


def test_an_import_on_which_a_case_of_withdrawal_stands_stays() -> None:
    run = _imported().run
    a_case(run.recognitions.order_by("pk")[0])
    before = _held()
    with pytest.raises(CannotUndo, match="1 hồ sơ thu hồi"):
        undo_import(run=run, by=None)
    assert _held() == before


def test_only_the_office_of_the_province_imports_and_undoes() -> None:
    run = _imported().run
    for post in (
        a_post(Role.SECRETARY),
        a_post(Role.LEADER),
        a_post(Role.ADMINISTRATOR),
        a_post(Role.PROVINCIAL_OFFICER, province="an-giang"),
    ):
        with pytest.raises(NotPermitted):
            _imported(by=post)
        with pytest.raises(NotPermitted):
            undo_import(run=run, by=post)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "not_a_spreadsheet"),
        (b"PK\x03\x04 cut", "not_a_spreadsheet"),
    ],
)
def test_what_is_no_list_writes_nothing(data: bytes, code: str) -> None:
    before = _held()
    with pytest.raises(ListUnreadable) as refused:
        _imported(data)
    assert refused.value.code == code
    assert _held() == before


def test_a_name_of_ten_thousand_characters_is_named_by_its_cell() -> None:
    before = _held()
    with pytest.raises(CannotImport, match=r"A2.*10000 ký tự, quá 300"):
        _imported(a_list(("Tôm khô " * 1249 + "Tôm khôô", "HTX Thử", "3 sao"), ("Cá thử", "HTX Thử", "3 sao")))
    assert _held() == before
