"""The report of a round as a paper and on the command line."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from openocop.config.cli import main
from openocop.monitoring.documents.round_report import report_docx, report_pdf
from openocop.monitoring.selectors.reports import round_report
from openocop.monitoring.selectors.rounds import round_summary
from tests.factories.actors import Cast
from tests.factories.catalogue import a_declared_round, a_recognition
from tests.factories.evaluation import a_revealed_panel

DECLARED = {"products": 24, "producers": 11, "units": 6, "stars": {"3": 24}, "council_on": "2022-11-30"}
EVIL = 'Tôm & <b>cua</b> {{ 7*7 }} #set page(paper: "a0") \\ $x$'


def _read(pdf: bytes) -> tuple[str, int]:
    """Return the words of a PDF and the number of its pages."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), len(pages)


def _words(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split())


def test_the_report_is_one_administrative_page_in_both_forms(cast: Cast) -> None:
    round = a_declared_round(declared=DECLARED)
    a_recognition(cast, "Ba khía trộn sẵn", None, round=round, score="62")
    report = round_report(round, round_summary(round))
    text, pages = _read(report_pdf(report))
    assert pages == 1
    for words in (
        "ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
        "CƠ QUAN THAM MƯU OCOP TỈNH",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO Kết quả đánh giá, phân hạng sản phẩm OCOP, đợt 1 năm 2022",
        "Kính gửi: Ủy ban nhân dân tỉnh Cà Mau",
        "phân hạng 24 sản phẩm của 11 chủ thể (theo nguồn công bố)",
        "1. Chưa có số và ngày quyết định công nhận",
        "Nguồn công bố: https://bao.example/danh-sach.",
        "THỦ TRƯỞNG CƠ QUAN",
    ):
        assert words in text.replace("\u00a0", " "), words
    assert "DỰ THẢO" not in text
    word = _words(report_docx(report)).replace("\u00a0", " ")
    for words in ("BÁO CÁO", "Kính gửi: Ủy ban nhân dân tỉnh Cà Mau", "Sản phẩm 1 24", "THỦ TRƯỞNG CƠ QUAN"):
        assert words in word, words


def test_names_in_a_report_are_text(cast: Cast) -> None:
    round = a_declared_round(declared=DECLARED, name=EVIL)
    a_recognition(cast, EVIL, None, round=round, score="62")
    report = round_report(round, round_summary(round))
    assert "“Tôm & <b>cua</b> {{ 7*7 }} #set page" in _read(report_pdf(report))[0]
    assert "“Tôm & <b>cua</b> {{ 7*7 }} #set page" in _words(report_docx(report))


def test_an_open_round_gives_a_draft_and_an_invented_one_a_watermark(cast: Cast) -> None:
    panel = a_revealed_panel([[80, 82, 84]])
    round = panel.council.round
    round.is_illustrative = True
    round.save()
    text, _pages = _read(report_pdf(round_report(round, round_summary(round))))
    assert "DỰ THẢO · MINH HOẠ" in text
    assert "82" not in re.findall(r"\d+", text)


def test_the_paper_is_sent_as_a_file(cast: Cast) -> None:
    round = a_declared_round(declared=DECLARED)
    client = Client()
    client.force_login(cast.leader.user)
    answer = client.get(f"/theo-doi/dot/{round.public_id}/bao-cao.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao-CM-2022-1.pdf"'
    assert answer.content[:5] == b"%PDF-"


def test_the_command_prints_text_json_and_files(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    round = a_declared_round(declared=DECLARED)
    a_recognition(cast, "Ba khía trộn sẵn", None, round=round, score="62")
    assert main(["report", "round", "CM-2022-1"]) == 0
    text = capsys.readouterr().out
    assert "Sản phẩm                               1          24" in text
    assert "Việc còn lại và điều chưa rõ:" in text
    assert main(["report", "round", "CM-2022-1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["code"], told["products"], told["council_on"], told["decided_on"]) == (
        *("CM-2022-1", 1, "2022-11-30", None),
    )
    assert {"label": "Sản phẩm", "value": "24", "origin": "nguồn công bố của đợt", "declared": True} in told["figures"]
    assert main(["report", "round", "CM-2022-1", "--format", "pdf"]) == 0
    assert capsys.readouterr().out == "Đã ghi bao-cao-CM-2022-1.pdf\n"
    assert (tmp_path / "bao-cao-CM-2022-1.pdf").read_bytes()[:5] == b"%PDF-"
    assert main(["report", "round", "CM-2022-1", "--format", "docx", "--out", str(tmp_path / "a.docx"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    assert main(["report", "summary", "--round", "CM-2022-1", "--json"]) == 0
    press = json.loads(capsys.readouterr().out)
    assert press["paragraph"].startswith("Đợt 1 năm 2022 của tỉnh Cà Mau: ngày 30/11/2022")
    assert {figure["value"] for figure in press["figures"]} >= {"24", "11", "62"}


def test_a_round_that_is_not_there_or_cannot_be_written_is_one_line(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    a_declared_round()
    a_declared_round("HAI")
    a_declared_round("HAI", province="an-giang")
    refused = {
        ("report", "round", "KHONG-CO"): "không có đợt “KHONG-CO”",
        ("report", "summary", "--round", "HAI"): "mã đợt “HAI” có ở nhiều tỉnh",
        ("report", "round", "CM-2022-1", "--format", "pdf", "--out", "/khong/co/a.pdf"): "không ghi được",
    }
    for arguments, says in refused.items():
        assert main(list(arguments)) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert says in told.err
        assert told.err.count("\n") == 1
