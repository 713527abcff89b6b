"""The law's commands as a person or a script runs them: exit codes, one JSON object, one line of error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.unit.criteria.cast import best_levels

from openocop.config.cli import main
from openocop.criteria.domain.releases import criteria_set

BEST = best_levels(criteria_set("26-2026", 8))
GOOD = {"release": "26-2026", "set": 8, "sheets": [{"assessor": "A", "levels": BEST}]}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command and gives exit code, standard output and standard error."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


def written(folder: Path, content: object) -> str:
    path = folder / "phieu.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_check_keeps_its_promise(run: Run) -> None:
    code, out, _ = run("criteria", "check", "--json")
    told = json.loads(out)
    assert (code, told["ok"]) == (0, True)
    assert told["releases"][2] == {
        "id": "26-2026",
        "status": "complete",
        "sets": 26,
        "criteria": 787,
        "levels": 2579,
        "gates": 574,
        "sums_ok": True,
        "errata": 29,
        "findings": [],
    }


def test_check_in_words(run: Run) -> None:
    _, out, _ = run("criteria", "check")
    assert "26-2026: 26 bộ, 787 tiêu chí, 2579 mức, 574 dấu sao, 29 mục đính chính; cộng khớp" in out
    assert out.endswith("Không có chỗ nào sai.\n")


def test_list(run: Run) -> None:
    _, out, _ = run("criteria", "list", "--json")
    assert [(item["id"], item["valid_until"]) for item in json.loads(out)["releases"]] == [
        ("1048-2019", "2023-02-24"),
        ("148-2023", "2026-07-22"),
        ("26-2026", None),
    ]
    _, out, _ = run("criteria", "list")
    assert len(out.splitlines()) == 4


def test_show_a_release(run: Run) -> None:
    _, out, _ = run("criteria", "show", "148-2023", "--json")
    told = json.loads(out)
    assert told["sets"][6] == {
        "no": 7,
        "title": "Chế biến từ rau, củ, quả, hạt",
        "status": "partial",
        "source": "148/QĐ-TTg, Phụ lục III, bộ số 7",
        "best_total": 99,
    }
    assert told["valid_from"] == "2023-02-24"
    _, out, _ = run("criteria", "show", "148-2023")
    assert "   7. Chế biến từ rau, củ, quả, hạt [chưa đầy đủ, cộng được 99]" in out.splitlines()


def test_show_a_sheet(run: Run) -> None:
    _, out, _ = run("criteria", "show", "26-2026", "--set", "8", "--json")
    told = json.loads(out)
    assert told["parts"][0]["groups"][0]["criteria"][4]["levels"][2] == {
        "points": 2,
        "text": "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ",
        "star": 4,
        "case": None,
    }
    assert list(told["knock_outs"]) == ["dossier", "1.1", "2.1", "6.1"]


@pytest.mark.parametrize(
    ("release_id", "key", "line"),
    [
        ("26-2026", "8", "    [2] 2 điểm ****: Có hợp đồng liên kết trên 75% sản lượng tiêu thụ"),
        ("26-2026", "26", "    Trường hợp 2: Điểm dịch vụ du lịch"),
        ("26-2026", "11", "  6.2 Nước pha"),
        ("148-2023", "2", "    (Khuyến khích cơ sở xây dựng, công bố tiêu chuẩn sản phẩm)"),
        ("148-2023", "8", "  3.6 Sở hữu trí tuệ **** (2 điểm)"),
        ("1048-2019", "14", "  6.1.3#2 Mùi (2 điểm)"),
        ("1048-2019", "26-2019", "Bộ số 26-2019: Dịch vụ du lịch - truyền thống - lễ hội"),
        ("1048-2019", "19", "Đính chính, mục 10: tối đa 5 điểm. Cách đọc: mức cao nhất là 3."),
    ],
)
def test_a_sheet_reads_as_printed(run: Run, release_id: str, key: str, line: str) -> None:
    code, out, _ = run("criteria", "show", release_id, "--set", key)
    assert code == 0
    assert line in out.splitlines()


@pytest.mark.parametrize("arguments", [("26-2027",), ("26-2026", "--set", "27"), ("26-2026", "--set", "0" * 9000)])
def test_show_what_does_not_exist(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run("criteria", "show", *arguments, "--json")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_score_one(run: Run, tmp_path: Path) -> None:
    code, out, err = run("score", written(tmp_path, GOOD), "--json")
    assert (code, json.loads(out)["star"], err) == (0, 5, "")


def test_score_in_words(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("score", written(tmp_path, GOOD))
    assert out.splitlines()[:2] == [
        "Kết quả: 5 sao (trung bình 100,00 điểm)",
        "  A: 100 điểm (A 40, B 25, C 35)",
    ]
    out_of_it = {**GOOD, "sheets": [{"assessor": "A", "levels": BEST, "disqualified": ["dossier"]}]}
    _, out, _ = run("score", written(tmp_path, out_of_it))
    assert out.startswith("Kết quả: không xếp hạng (trung bình 100,00 điểm)")


def test_score_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(GOOD).encode())))
    code, out, _ = run("score", "-", "--json")
    assert (code, json.loads(out)["average"]) == (0, "100.00")


def test_score_a_list_keeps_its_order(run: Run, tmp_path: Path) -> None:
    partial = {**GOOD, "release": "148-2023", "set": 7, "sheets": []}
    code, out, err = run("score", written(tmp_path, [GOOD, partial, 3, GOOD]), "--json")
    told: list[dict[str, Any]] = json.loads(out)
    assert (code, err) == (1, "")
    assert [item.get("star") for item in told] == [5, None, None, 5]
    assert list(told[1]) == ["error"]
    assert told[1]["error"].startswith("Bộ số 7 của 148-2023 chỉ có bản chép không đầy đủ")


def test_score_a_list_in_words(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("score", written(tmp_path, [GOOD, 3]))
    assert code == 1
    assert out.splitlines()[0].startswith("[1] Kết quả: 5 sao")
    assert out.splitlines()[-1] == "[2] Từ chối: Yêu cầu chấm điểm: phải là một đối tượng JSON"


def test_score_an_empty_list(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [])
    assert run("score", path, "--json") == (0, "[]\n", "")
    assert run("score", path) == (0, "Không có yêu cầu nào.\n", "")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "JSON sai ở dòng 1, cột 2"),
        ("", "JSON sai ở dòng 1, cột 1"),
        ('{"set": 8, "set": 9}', 'khóa "set" xuất hiện hai lần trong một đối tượng'),
        ("[NaN]", "NaN không phải là số"),
        ("[" * 100_000, "JSON lồng quá sâu"),
        ('{"release": "26-2026", "set": 8}', "Yêu cầu chấm điểm: sheets phải là danh sách"),
        ("3", "Yêu cầu chấm điểm: phải là một đối tượng JSON"),
        (json.dumps({**GOOD, "sheets": [{"assessor": "A", "levels": BEST | {"7": 9}}]}), 'Phiếu của "A", tiêu chí 7'),
    ],
)
def test_one_line_says_what_and_where(run: Run, tmp_path: Path, content: str, problem: str) -> None:
    path = written(tmp_path, content)
    code, out, err = run("score", path, "--json")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert f"{path}: {problem}" in err


def test_a_byte_order_mark_is_read_over(run: Run, tmp_path: Path) -> None:
    assert run("score", written(tmp_path, "\ufeff" + json.dumps(GOOD)), "--json")[0] == 0


def test_what_is_not_text_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phieu.xls"
    path.write_bytes(b"{\xd0\xcf")
    assert run("score", str(path)) == (2, "", f"openocop: {path}: không phải văn bản UTF-8 (byte thứ 1)\n")


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    code, _, err = run("score", str(tmp_path / "thieu.json"))
    assert code == 2
    assert "thieu.json: không đọc được tệp" in err
