import io
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from openocop.evaluation.documents.summary import SummaryDocument, SummaryMember, summary_docx, summary_pdf
from tests.unit.documents.samples import pdf_text, summary, word_text

RESULTS = (
    "1 Tôm khô HTX Minh Đức 75 75,5 75,25 0,5 4 sao Thiếu: 2.1, 3.5 3 sao "
    "2 Bò viên HTX Minh Đức 66 – 66,00* 0,5 3 sao Đạt 3 sao "
    "* Theo phiếu chấm lần 2. "
    "Thành viên theo số cột: 1. Nguyễn Văn A – Ủy ban nhân dân tỉnh; 2. Trần Thị B. "
    "Quy chế áp dụng: Quy chế hoạt động của Hội đồng (bản 3); "
    "điểm chính thức: trung bình cộng, không làm tròn; chênh lệch tối đa: 10 điểm. "
    "THƯ KÝ Bùi Thị K CHỦ TỌA CHỦ TỊCH HỘI ĐỒNG Nguyễn Văn A"
)


def test_pdf_states_totals_average_spread_band_gates_and_result() -> None:
    assert RESULTS in pdf_text(summary_pdf(summary()))


def test_word_states_the_same() -> None:
    assert RESULTS in word_text(summary_docx(summary()))


def test_pages_lie_on_their_side() -> None:
    box = PdfReader(io.BytesIO(summary_pdf(summary()))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    section = Document(io.BytesIO(summary_docx(summary()))).sections[0]
    assert section.page_width > section.page_height


def test_without_a_second_ballot_nothing_is_starred() -> None:
    rows = tuple(replace(row, second_ballot=False) for row in summary().rows)
    assert "*" not in pdf_text(summary_pdf(summary(rows=rows)))


def _with_members(count: int) -> SummaryDocument:
    totals = tuple(Decimal(60 + number) for number in range(count))
    row = replace(summary().rows[0], totals=totals)
    return summary(members=tuple(SummaryMember(f"Ủy viên {n}") for n in range(count)), rows=(row,))


def test_fifteen_members_have_their_columns() -> None:
    text = pdf_text(summary_pdf(_with_members(15)))
    assert "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 Trung bình" in text
    assert "60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75,25" in text


def test_more_members_than_fit_are_summed_up_by_lowest_and_highest() -> None:
    text = pdf_text(summary_pdf(_with_members(16)))
    assert "Thấp nhất Cao nhất Trung bình" in text
    assert "Tôm khô HTX Minh Đức 60 75 75,25" in text
    assert "Thành viên theo số cột" not in text


@pytest.mark.parametrize("count", [1, 9, 15])
def test_word_table_fits_the_page_whatever_the_number_of_members(count: int) -> None:
    document = Document(io.BytesIO(summary_docx(_with_members(count))))
    section = document.sections[0]
    results = document.tables[1]
    assert len(results.columns) == count + 8
    widths = [column.width for column in results.columns]
    assert widths == [cell.width for cell in results.rows[1].cells]
    room = section.page_width - section.left_margin - section.right_margin
    assert 0 <= room - sum(widths) < Mm(1)


def test_a_product_without_sheets_prints_dashes() -> None:
    row = replace(summary().rows[0], totals=(None, None), average=None, spread=None, band=None, missed=(), stars=None)
    assert "Tôm khô HTX Minh Đức – – – – – – –" in pdf_text(summary_pdf(summary(rows=(row,))))


def test_totals_must_match_the_members() -> None:
    with pytest.raises(ValueError, match="one total"):
        summary(members=())


def test_reasons_stand_beside_the_requirements() -> None:
    row = replace(summary().rows[0], reason="Bị loại")
    for made in (summary(rows=(row,)), summary(rows=(replace(row, reason=""),))):
        for text in (pdf_text(summary_pdf(made)), word_text(summary_docx(made))):
            assert ("Yêu cầu tối thiểu; ghi chú Hạng 1 Tôm khô" in text) is bool(made.rows[0].reason)
            assert ("Thiếu: 2.1, 3.5. Bị loại 3 sao" in text) is bool(made.rows[0].reason)


def test_requirements_that_were_not_examined_have_no_column_but_a_note() -> None:
    made = summary(gates_note="Yêu cầu tối thiểu: không xét.")
    for text in (pdf_text(summary_pdf(made)), word_text(summary_docx(made))):
        assert "Khung điểm Hạng 1 Tôm khô HTX Minh Đức 75 75,5 75,25 0,5 4 sao 3 sao 2" in text
        assert "2. Trần Thị B. Yêu cầu tối thiểu: không xét. Quy chế áp dụng:" in text
