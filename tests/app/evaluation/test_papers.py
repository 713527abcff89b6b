"""What the papers of a session say, read from the rows: law of the day, place, hours, requirements, proposals."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.core.documents.frame import Marking
from openocop.evaluation.documents.score_sheet import ADVISED, CLAIMED, score_sheet_pdf
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import ScoreSheet, Session
from openocop.evaluation.selectors.papers import minutes_document, regulation_options, summary_document
from openocop.evaluation.selectors.sheet_papers import advisory_sheet_document, score_sheet_document
from openocop.evaluation.services.sheets import save_advisory_sheet
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, a_fixed_panel, a_plain_round, an_accepted_dossier, levels_of, signed_in
from tests.factories.geography import load_camau

pytestmark = pytest.mark.django_db


def fixed(**options: object) -> Session:
    load_camau()
    return a_fixed_panel([(60, 62, 61)], **options).reload()


def replayed(panel: Panel, held_on: date) -> Session:
    """Return the session as one that was acted today for a day long past."""
    Session.objects.filter(pk=panel.session.pk).update(is_illustrative=True, held_on=held_on)
    return panel.reload()


def test_minutes_name_the_committee_above_the_council_and_the_place() -> None:
    head = minutes_document(fixed()).letterhead
    assert head.superior_agency == ("ỦY BAN NHÂN DÂN TỈNH CÀ MAU",)
    assert head.agency == ("HỘI ĐỒNG CẤP TỈNH",)
    assert (head.place, head.dated_on) == ("Cà Mau", date(2026, 11, 26))


def test_minutes_cite_release_and_appointment_in_full() -> None:
    assert minutes_document(fixed()).legal_bases == (
        "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí "
        "và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm;",
        "Quyết định số 01/QĐ-UBND ngày 01 tháng 11 năm 2026 về việc thành lập Hội đồng.",
    )


def test_minutes_go_to_the_chair_of_the_committee_and_are_signed_by_secretary_and_chair() -> None:
    document = minutes_document(fixed())
    assert document.conclusion == (
        "Hội đồng thông qua kết quả đánh giá, phân hạng 01 sản phẩm như bảng trên,"
        " đề nghị Chủ tịch Ủy ban nhân dân tỉnh Cà Mau xem xét, quyết định.",
    )
    assert document.recipients[0] == "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau (để b/c);"
    assert [signature.capacity for signature in document.signatures] == [("THƯ KÝ",), ("CHỦ TỌA", "CHỦ TỊCH HỘI ĐỒNG")]


def test_hours_of_a_real_session_are_those_of_the_acts() -> None:
    session = fixed()
    document = minutes_document(session)
    assert (document.started_at, document.ended_at) == (session.opened_at, session.fixed_at)


def test_hours_and_days_of_a_replayed_session_are_not_those_of_the_replay() -> None:
    load_camau()
    session = replayed(a_fixed_panel([(60, 62, 61)], release="1048-2019"), date(2022, 11, 30))
    document = minutes_document(session)
    assert (document.started_at, document.ended_at, document.held_on) == (None, None, date(2022, 11, 30))
    sheet = ScoreSheet.objects.filter(entry__session=session).select_related("entry__session__council__round")[0]
    paper = score_sheet_document(sheet)
    assert paper.signed_on == date(2022, 11, 30)
    criteria = {one.code: one for part in paper.parts for group in part.groups for one in group.criteria}
    assert criteria["3.2"].requirements == ("Lựa chọn một trong hai trường hợp sau",)


def test_requirements_are_not_said_to_be_met_where_the_release_does_not_examine_them() -> None:
    load_camau()
    session = a_fixed_panel([(60, 62, 61)], release="1048-2019").reload()
    for document in (minutes_document(session), summary_document(session)):
        assert document.gates_note.startswith("Yêu cầu tối thiểu: không xét. Phiếu của 1048/QĐ-TTg không in")
    assert [option.label for option in regulation_options(session)] == [
        "Mức chênh lệch điểm lớn nhất giữa các thành viên",
        "Cách kết luận bị loại",
        "Cách đọc khung điểm",
    ]


def test_only_what_the_law_leaves_open_is_printed_as_a_choice() -> None:
    session = fixed()
    assert minutes_document(session).gates_note == ""
    assert [option.label for option in regulation_options(session)] == [
        "Cách xét yêu cầu tối thiểu",
        "Khi đủ điểm mà thiếu yêu cầu tối thiểu",
        "Mức chênh lệch điểm lớn nhất giữa các thành viên",
        "Cách kết luận bị loại",
    ]


def test_a_sheet_says_where_the_law_prints_it_and_whose_levels_its_reasons_answer() -> None:
    session = fixed()
    sheet = ScoreSheet.objects.filter(entry__session=session).select_related("entry__session__council__round")[0]
    document = score_sheet_document(sheet)
    assert (
        document.legal_reference == "Bộ số 8, Phụ lục II kèm theo Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026"
    )
    assert document.council.startswith("Hội đồng cấp tỉnh, đợt thử ")
    assert (document.place, document.reasons_against) == ("Cà Mau", CLAIMED)


def test_the_sheet_of_the_advisory_team_is_a_paper_and_the_same_each_time() -> None:
    load_camau()
    dossier = an_accepted_dossier(a_plain_round())
    marks = Marks(levels=levels_of(70), reasons={"1.1": "Đã đối chiếu."}, opinion="Đủ điều kiện.")
    sheet = save_advisory_sheet(dossier=dossier, marks=marks, by=a_post(Role.ADVISER), send=True)
    document = advisory_sheet_document(sheet)
    assert (document.total, document.stars, document.remarks) == (70, None, (("1.1", "Đã đối chiếu."),))
    assert document.opinion == "Đủ điều kiện."
    assert document.marking == Marking(fingerprint=document.marking.fingerprint)
    assert score_sheet_pdf(document) == score_sheet_pdf(advisory_sheet_document(sheet))


def test_the_advisory_team_prints_the_sheet_it_sent_and_no_draft() -> None:
    dossier, adviser = an_accepted_dossier(a_plain_round()), a_post(Role.ADVISER)
    address = reverse("evaluation:advice-paper", args=[dossier.public_id])
    save_advisory_sheet(dossier=dossier, marks=Marks(levels=levels_of(70)), by=adviser)
    assert signed_in(adviser).get(address).status_code == 404
    save_advisory_sheet(dossier=dossier, marks=Marks(levels=levels_of(70)), by=adviser, send=True)
    answer = signed_in(adviser).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'inline; filename="phieu-to-tu-van-{dossier.public_id}.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert answer.content == signed_in(adviser).get(address).content


def test_reasons_answer_to_the_advisory_team_once_it_has_spoken() -> None:
    session = fixed()
    sheet = ScoreSheet.objects.filter(entry__session=session).select_related("entry__session__council__round")[0]
    dossier = sheet.entry.dossier
    type(dossier).objects.filter(pk=dossier.pk).update(stage="accepted")
    save_advisory_sheet(dossier=dossier, marks=Marks(levels=levels_of(70)), by=a_post(Role.ADVISER), send=True)
    assert score_sheet_document(sheet).reasons_against == ADVISED
