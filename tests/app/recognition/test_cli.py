"""`openocop import`: one object, exit codes, and nothing written that was not said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openocop.config.cli import main
from openocop.recognition.models import ImportRun, Recognition
from tests.factories.dossiers import a_producer, a_product, some_units
from tests.factories.recognition import a_list

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, Any, str]]
GOOD = a_list(("Tôm khô thử", "HTX Thử Một", "3 sao"), ("Cá thử", "HKD Thử Hai", "4 sao"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `openocop import … --json` and gives exit code, object and standard error."""
    some_units()
    monkeypatch.setattr("openocop.core.serving.prepare_database", lambda: None)

    def run_command(*arguments: str) -> tuple[int, Any, str]:
        code = main(["import", *arguments, "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out else None, told.err

    return run_command


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[bytes], str]:
    def write(data: bytes) -> str:
        path = tmp_path / "ds.csv"
        path.write_bytes(data)
        return str(path)

    return write


def test_a_list_comes_in_and_goes_out(run: Run, listed: Callable[[bytes], str]) -> None:
    code, told, _error = run("recognitions", listed(GOOD), "--province", "Cà Mau")
    assert (code, told["written"]) == (0, True)
    assert told["mapping"] == {"product": "A", "producer": "B", "star": "C"}
    assert told["header_row"] == 1
    assert [(row["row"], row["product"], row["star"]) for row in told["rows"]] == [
        (2, "Tôm khô thử", 3),
        (3, "Cá thử", 4),
    ]
    assert (told["counts"]["products"], told["counts"]["producers"]) == (2, 2)
    assert (told["problems"], told["probable_matches"]) == ([], [])
    assert Recognition.objects.filter(import_run__public_id=told["import_id"]).count() == 2

    assert run("undo", told["import_id"])[:2] == (
        0,
        {"import_id": told["import_id"], "undone": True, "counts": told["counts"]},
    )
    assert not Recognition.objects.exists()


def test_a_dry_run_writes_nothing(run: Run, listed: Callable[[bytes], str]) -> None:
    code, told, _error = run("recognitions", listed(GOOD), "--dry-run")
    assert (code, told["written"], "import_id" in told) == (0, False, False)
    assert not ImportRun.objects.exists()


def test_what_is_refused_is_named_and_not_written(run: Run, listed: Callable[[bytes], str]) -> None:
    data = a_list(("Tôm thử", "HTX Thử", "3 xao"), ("Cá thử", "HTX Thử", "2 sao"))
    code, told, _error = run("recognitions", listed(data), "--province", "Cà Mau")
    assert (code, told["written"]) == (1, False)
    assert [(one["cell"], one["code"]) for one in told["problems"]] == [
        ("C2", "star_unreadable"),
        ("C3", "star_not_recognised"),
    ]
    assert "C2" in told["refused"]
    assert not ImportRun.objects.exists()


def test_a_probable_match_is_told_and_not_merged(run: Run, listed: Callable[[bytes], str]) -> None:
    maker = a_producer()
    known = a_product(maker, "Khô cá dứa một nắng")
    data = a_list(("Khô cá dứa 1 nắng", maker.name, "3 sao"))
    code, told, _error = run("recognitions", listed(data), "--province", "Cà Mau")
    assert (code, told["probable_matches"]) == (
        0,
        [{"row": "2", "of": "product", "printed": "Khô cá dứa 1 nắng", "name": "Khô cá dứa một nắng", "likeness": 100}],
    )
    assert not Recognition.objects.filter(product=known).exists()


def test_columns_are_named_by_hand(run: Run, listed: Callable[[bytes], str]) -> None:
    path = listed("Nội dung,Số tiền\nTôm thử,12000\n".encode())
    code, _told, error = run("recognitions", path, "--dry-run")
    assert (code, error.count("\n")) == (2, 1)
    assert "--map product=C" in error
    code, told, _error = run("recognitions", path, "--dry-run", "--map", "product=A", "--header-row", "1")
    assert (code, [row["product"] for row in told["rows"]]) == (0, ["Tôm thử"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("recognitions", "{list}", "--province", "Atlantis"), "không có tỉnh nào tên “Atlantis”"),
        (("recognitions", "/khong/co.xlsx"), "không đọc được tệp “/khong/co.xlsx”"),
        (("recognitions", "{list}", "--map", "product"), "phải có dạng TRƯỜNG=CỘT"),
        (("recognitions", "{list}", "--dry-run", "--map", "prodct=A"), "Không có trường “prodct”"),
        (("undo", "khongco"), "không có lần nhập nào mang mã “khongco”"),
    ],
)
def test_bad_arguments_are_one_line(
    run: Run, listed: Callable[[bytes], str], arguments: tuple[str, ...], told: str
) -> None:
    path = listed(GOOD)
    code, answer, error = run(*(argument.format(list=path) for argument in arguments))
    assert (code, answer, error.count("\n")) == (2, None, 1)
    assert told in error
