"""The file of a closed round: what is in it, what is missing, that it is the same each time and can be checked."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.config.cli import main
from openocop.core.models import JournalEntry
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.evaluation.services.papers import supersede_session_papers
from openocop.recognition.domain.round_archive import PackUnreadable, verify_pack
from openocop.recognition.models import RoundArchive
from openocop.recognition.services import archive_items
from openocop.recognition.services.archives import close_round
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_round_papers import also_in_writing, numbered
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, an_evidence, signed_in
from tests.factories.recognition import NOTICE, THREE, a_decision, a_leader, a_result, issued
from tests.unit.documents.samples import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plain_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("form_01_pdf", "form_02_pdf"):
        monkeypatch.setattr(archive_items, name, lambda document: b"%PDF-1.7 " + repr(document).encode())


def closed(panel: Panel, **changes: object) -> RoundArchive:
    acts = {"retention": "20 năm", "retention_basis": "", "by": panel.officer}
    return close_round(round=panel.council.round, **{**acts, **changes})  # type: ignore[arg-type]


def a_finished_round() -> Panel:
    panel = a_result()
    an_evidence(panel.entries()[0].dossier)
    issued(a_decision(panel))
    numbered(panel)
    return panel


def rows_of(archive: RoundArchive) -> list[dict[str, str]]:
    with zipfile.ZipFile(path_of(archive.file.sha256)) as pack:
        return list(csv.DictReader(io.StringIO(pack.read("muc-luc.csv").decode("utf-8-sig"))))


def test_the_pack_holds_papers_in_order_with_their_sums_and_names_what_is_missing() -> None:
    archive = closed(a_finished_round())
    rows = rows_of(archive)
    held = [row for row in rows if row["Đường dẫn"]]
    assert (archive.papers, archive.missing) == (len(held), len(rows) - len(held))
    assert [row["Đường dẫn"].split("/")[0] for row in held] == sorted(row["Đường dẫn"].split("/")[0] for row in held)
    by_title = {row["Tên văn bản"]: row for row in rows}
    submission = by_title["Tờ trình của cơ quan tham mưu"]
    assert (submission["Số, ký hiệu"], submission["Ngày"], submission["Ghi chú"]) == (
        "12/TTr",
        "01/12/2026",
        "PDF/A-2a",
    )
    assert by_title["Kế hoạch tổ chức đánh giá, phân hạng"]["Ghi chú"] == "Chưa ghi số, ngày."
    evidence = next(row for title, row in by_title.items() if title.endswith("Hợp đồng liên kết"))
    assert evidence["Ghi chú"] == "chủ thể tải lên, giữ nguyên"
    titles = " ".join(by_title)
    for part in ("Biên bản họp Hội đồng", "Phiếu đánh giá: ", "Quyết định công nhận", "Giấy chứng nhận: ", "Mẫu số 01"):
        assert part in titles


def test_the_same_content_makes_the_same_pack_and_is_closed_once() -> None:
    panel = a_finished_round()
    first = closed(panel)
    assert closed(panel).pk == first.pk
    assert closed(panel, retention="Vĩnh viễn").pk != first.pk
    assert JournalEntry.objects.filter(verb="round.closed").count() == 2


def test_the_record_of_the_hand_over_names_the_pack_by_its_sum() -> None:
    archive = closed(a_finished_round())
    text = pdf_text(path_of(archive.handover.sha256).read_bytes())
    assert "BIÊN BẢN GIAO NHẬN HỒ SƠ" in text
    assert archive.file.sha256 in text.replace(" ", "")
    assert "Thời hạn bảo quản: 20 năm (căn cứ: ……………………)." in text
    assert "BÊN GIAO (Ký, ghi rõ họ tên)" in text


def test_a_pack_is_checked_without_a_database_and_a_changed_file_is_named(tmp_path: Path) -> None:
    archive = closed(a_finished_round())
    source = path_of(archive.file.sha256)
    found = verify_pack(source)
    assert (found.whole, found.files, found.sha256) == (True, archive.papers + 2, archive.file.sha256)
    tampered = tmp_path / "doi.zip"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tampered, "w") as new:
        names = old.namelist()
        for name in names[1:]:
            new.writestr(name, old.read(name) + (b"!" if name == names[2] else b""))
        new.writestr("la.pdf", b"x")
    found = verify_pack(tampered)
    assert (found.changed, found.missing, found.unlisted) == ((names[2],), (names[0],), ("la.pdf",))
    (tmp_path / "khac.zip").write_bytes(b"no zip")
    with pytest.raises(PackUnreadable):
        verify_pack(tmp_path / "khac.zip")


def test_the_command_closes_a_round_and_checks_the_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    panel, out = a_finished_round(), tmp_path / "ho-so.zip"
    code = panel.council.round.code
    assert main(["round", "archive", code, "--out", str(out), "--retention", "20 năm", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["round"], told["retention"], Path(told["handover"]).exists()) == (code, "20 năm", True)
    assert main(["round", "verify", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sha256"] == told["sha256"]
    assert main(["round", "archive", "khong-co"]) == 2
    assert main(["round", "verify", str(tmp_path / "khong-co.zip")]) == 2


def test_the_page_closes_the_file_and_gives_it_to_the_office_and_its_leaders() -> None:
    panel = a_finished_round()
    client, address = signed_in(panel.officer), reverse("recognition:archive", args=[panel.council.round.public_id])
    assert "Chưa ghi số, ngày." in client.get(address).content.decode()
    assert client.post(address, {"retention": "20 năm", "retention_basis": ""}).status_code == 302
    archive = RoundArchive.objects.get()
    answer = signed_in(a_leader()).get(reverse("recognition:archive-file", args=[archive.public_id, "ho-so"]))
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content) == path_of(archive.file.sha256).read_bytes()  # type: ignore[attr-defined]


def test_only_the_office_closes() -> None:
    panel = a_result()
    for post in (panel.secretary, a_leader(), a_post(Role.ADMINISTRATOR)):
        with pytest.raises(NotPermitted):
            closed(panel, by=post)


@pytest.mark.usefixtures("plain_session_papers")
def test_replaced_minutes_of_every_session_are_kept_under_the_name_of_their_own_kind() -> None:
    met = a_result(THREE)
    written = also_in_writing(met, NOTICE)
    for session in (met.session, written.session):
        supersede_session_papers(session=session)
    titles = [item.title for item in archive_items.archive_items(met.council.round, met.officer, on=NOW.date())]
    assert [title for title in titles if "đã được thay" in title] == [
        "Bảng tổng hợp điểm (đã được thay)",
        "Biên bản họp Hội đồng (đã được thay)",
        "Bảng tổng hợp điểm (đã được thay)",
        "Biên bản tổng hợp ý kiến bằng văn bản (đã được thay)",
    ]
