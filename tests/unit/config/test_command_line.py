"""The console script itself: whatever is wrong is one Vietnamese line on standard error, and exit 2."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from openocop.config.cli import main
from openocop.core.command import BadInput
from openocop.core.serving import refuse_busy_port


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "openocop.config.settings", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "openocop", *arguments],
        env=os.environ | settings | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "openocop: thiếu LỆNH (xem openocop --help)\n"),
        (("criteria",), "openocop criteria: thiếu VIỆC (xem openocop criteria --help)\n"),
        (("score",), "openocop score: thiếu TỆP (xem openocop score --help)\n"),
        (("criteria", "list", "thêm"), "openocop: không hiểu thêm (xem openocop --help)\n"),
        (("criteria", "show", "26-2026", "--set"),
         "openocop criteria show: --set: thiếu giá trị (xem openocop criteria show --help)\n"),
        (("serve", "--port", "abc"),
         "openocop serve: --port: “abc” phải là số nguyên từ 1 đến 65535 (xem openocop serve --help)\n"),
        (("serve", "--port", "70000"),
         "openocop serve: --port: “70000” phải là số nguyên từ 1 đến 65535 (xem openocop serve --help)\n"),
        (("demo", "--workers", "0"),
         "openocop demo: --workers: “0” phải là số nguyên từ 1 đến 64 (xem openocop demo --help)\n"),
        (("report", "summary"), "openocop report summary: thiếu --round (xem openocop report summary --help)\n"),
        (("criteria", "list", "--json=1"),
         "openocop criteria list: --json: không nhận giá trị 1 (xem openocop criteria list --help)\n"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_told_on_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2
    assert capsys.readouterr() == ("", said)


def test_an_unknown_command_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nosuch"])

    said = capsys.readouterr().err
    assert said.startswith("openocop: LỆNH: không có nosuch (có: demo, criteria, score, import, ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["import", "recognitions", "--help"], ["criteria", "show", "-h"]])
def test_help_is_vietnamese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    said = capsys.readouterr().out
    assert left.value.code == 0
    assert said.startswith("cách dùng: openocop")
    assert "xem hướng dẫn này" in said
    assert not any(word in said for word in ("usage", "options", "positional", "show this", "and exit"))


@pytest.mark.parametrize(
    ("environment", "said"),
    [({"DATABASE_URL": "mysql://x"}, "openocop: DATABASE_URL: chỉ nhận postgres://…, không nhận “mysql”\n"),
     ({"OPENOCOP_HOME": "/dev/null/home"},
      "openocop: /dev/null/home: không dùng được (có phần đường dẫn không phải thư mục)\n")],
)  # fmt: skip
def test_a_wrong_environment_is_told_on_one_line(environment: dict[str, str], said: str) -> None:
    ended = _run("audit", "verify", **environment)

    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)


def test_a_database_that_does_not_answer_is_told_on_one_line(tmp_path: Path) -> None:
    ended = _run(
        "audit", "verify", DATABASE_URL="postgres://a:b@127.0.0.1:9/x", OPENOCOP_HOME=str(tmp_path), OPENOCOP_DEBUG=""
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("openocop: cơ sở dữ liệu: ")
    assert ended.stderr.count("\n") == 1


def test_a_journal_that_is_not_there_is_told_on_one_line(tmp_path: Path) -> None:
    ended = _run("audit", "verify", "--json", OPENOCOP_HOME=str(tmp_path), DATABASE_URL="")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "openocop: chưa có nhật ký nào ở đây; chạy openocop demo hoặc openocop serve trước\n"


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(BadInput) as refused:
            refuse_busy_port(port)

    assert str(refused.value) == (f"--port: không mở được cổng {port} (đang có chương trình khác dùng); chọn cổng khác")


def test_the_sweeper_ends_with_the_process_it_belongs_to(tmp_path: Path) -> None:
    # A parent that is not its parent: it must leave before it touches any database.
    environment = {"DJANGO_SETTINGS_MODULE": "openocop.config.settings", "OPENOCOP_HOME": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "openocop.config.tick", "1"],
        env=os.environ | environment | {"DATABASE_URL": ""},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert not (tmp_path / "openocop.sqlite3").exists()
