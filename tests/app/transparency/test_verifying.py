"""`openocop log verify`: whatever was changed behind the log is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from openocop.config.cli import main
from openocop.recognition.models import Recognition
from openocop.transparency.domain.merkle import leaf_hash
from openocop.transparency.models import LogEntry, LogHead, LogNode, Opening
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.log import take_guards_away


@pytest.fixture
def first(cast: Cast) -> Recognition:
    """Five recognitions in two publications; the first of them."""
    facts = {"decided_on": date(2025, 6, 1), "decision_no": "12/QĐ-UBND"}
    made = [a_recognition(cast, name, **facts) for name in ("Tôm khô", "Ba khía muối", "Mắm cá đồng")]
    publish_all()
    for name in ("Mật ong", "Chuối khô"):
        a_recognition(cast, name)
    publish_all()
    return made[0]


def _verified(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    code = main(["log", "verify", "--json", *more])
    report = json.loads(capsys.readouterr().out)
    return code, [problem for log in report["logs"] for problem in log["problems"]]


def test_a_whole_log(first: Recognition, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--json", "--province", "ca-mau"]) == 0
    (log,) = json.loads(capsys.readouterr().out)["logs"]
    assert (log["entries"], log["heads"], log["waiting"], log["valid"]) == (5, 2, 0, True)
    assert main(["log", "verify"]) == 0
    assert capsys.readouterr().out.startswith("ca-mau: nguyên vẹn, 5 mục, 2 dấu niêm, gốc ")


def test_a_star_changed_in_the_database_alone_is_found(first: Recognition, capsys: pytest.CaptureFixture[str]) -> None:
    Recognition.objects.filter(pk=first.pk).update(star=5)
    code, problems = _verified(capsys)
    assert code == 1
    assert problems == [f"công nhận {first.public_id}: star trong sổ là 3, trong dữ liệu là 5"]


def test_a_recognition_slipped_in_is_found(first: Recognition, capsys: pytest.CaptureFixture[str]) -> None:
    Recognition.objects.filter(pk=first.pk).update(superseded_on=date(2026, 1, 1))
    copy = Recognition.objects.get(pk=first.pk)
    copy.pk, copy.public_id, copy.superseded_on = None, "222222222222", None
    copy.save()
    _code, problems = _verified(capsys)
    assert "công nhận 222222222222: có trong dữ liệu, chưa bao giờ vào sổ" in problems


def test_a_changed_name_is_found_but_a_forgotten_one_is_no_fault(
    first: Recognition, capsys: pytest.CaptureFixture[str]
) -> None:
    type(first.product).objects.filter(pk=first.product_id).update(name="Tôm khô hảo hạng")
    assert _verified(capsys)[1] == [f"công nhận {first.public_id}: tên trong sổ khác tên trong dữ liệu"]
    Opening.objects.all().delete()
    assert _verified(capsys) == (0, [])


def test_an_entry_rewritten_with_its_hash_is_found_by_the_seal(
    first: Recognition, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = LogEntry.objects.get(index=0)
    leaf = entry.leaf.replace('"star":3', '"star":5')
    take_guards_away()
    LogEntry.objects.filter(index=0).update(leaf=leaf, leaf_hash=leaf_hash(leaf.encode()).hex())
    Recognition.objects.filter(pk=first.pk).update(star=5)
    code, problems = _verified(capsys)
    assert code == 1
    assert problems == [
        "nút 1/0: không khớp các mục",
        "đầu sổ 3 mục: không khớp các mục",
        "nút 2/0: không khớp các mục",
        "đầu sổ 5 mục: không khớp các mục",
    ]


NOTHING = '{"stands":null,"names":""}'


@pytest.mark.parametrize(
    ("touch", "found"),
    [
        (lambda: LogEntry.objects.filter(index=1).update(leaf=NOTHING), "mục 1: nội dung không còn như lúc ghi"),
        (lambda: LogEntry.objects.filter(index=4).delete(), "sổ ghi là có 5 mục, đọc được 4"),
        (lambda: LogEntry.objects.filter(index=1).delete(), "mục 1: thiếu, hoặc đứng sai chỗ"),
        (lambda: LogNode.objects.filter(level=2).update(hash="ab"), "nút 2/0: không khớp các mục"),
        (lambda: LogHead.objects.filter(size=5).delete(), "sổ ghi là có 5 mục, đọc được 5"),
        (lambda: LogHead.objects.filter(size=3).update(root="ab"), "đầu sổ 3 mục: không khớp các mục"),
        (lambda: LogHead.objects.filter(size=3).update(note="ab"), "đầu sổ 3 mục: không có chữ ký đúng"),
    ],
)
def test_a_row_changed_behind_the_triggers_is_found(
    first: Recognition, capsys: pytest.CaptureFixture[str], touch: Callable[[], object], found: str
) -> None:
    take_guards_away()
    touch()
    code, problems = _verified(capsys)
    assert code == 1
    assert any(problem.startswith(found) for problem in problems), problems


def test_what_waits_is_not_held_against_the_log(
    cast: Cast, first: Recognition, capsys: pytest.CaptureFixture[str]
) -> None:
    a_recognition(cast, "Cua biển")
    code, problems = _verified(capsys)
    assert (code, problems) == (0, [])


def test_an_unknown_province_is_told(first: Recognition, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--province", "ha-noi"]) == 2
    assert "chưa có sổ nào của “ha-noi”" in capsys.readouterr().err
