"""The forms of Annex III: the same in print and in Word, lines to write on, and long dossiers.

What holds for every paper stands in `test_every_pdf` and `test_hard_cases`.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from openocop.core.documents.frame import Marking
from openocop.dossiers.documents.form_01 import form_01_docx, form_01_pdf
from openocop.dossiers.documents.form_02 import ScoredGroup, ScoredPart, form_02_docx, form_02_pdf
from openocop.dossiers.documents.form_03 import form_03_docx, form_03_pdf
from tests.unit.documents.form_samples import ENTRY, MARKED, form_01, form_02, form_03, with_product
from tests.unit.documents.samples import HOSTILE, one_line, page_texts, pdf_text, word_text
from tests.unit.documents.test_word import headers

IN_WORD: dict[str, tuple[Callable[[Any], bytes], Callable[..., Any]]] = {
    "01": (form_01_docx, form_01),
    "02": (form_02_docx, form_02),
    "03": (form_03_docx, form_03),
}
each_form = pytest.mark.parametrize("number", IN_WORD)


def word(number: str, **changes: Any) -> bytes:
    render, sample = IN_WORD[number]
    return render(sample(**changes))


@each_form
def test_same_facts_make_the_same_word_file(number: str) -> None:
    assert word(number) == word(number)


@each_form
def test_text_that_looks_like_code_stays_text_in_word(number: str) -> None:
    assert one_line(HOSTILE) in word_text(word(number, entry=with_product(HOSTILE)))


@each_form
def test_an_invented_dossier_is_marked_in_word(number: str) -> None:
    assert "MINH HOẠ" in headers(word(number, marking=Marking(illustrative=True)))
    assert "MINH HOẠ" not in headers(word(number))


def test_boxes_are_ticked_for_what_is_known_and_open_for_the_rest() -> None:
    text = word_text(form_02_docx(form_02()))
    assert "2. Loại hình tổ chức ☒ Hợp tác xã ☐ Tổ hợp tác ☐ Doanh nghiệp nhỏ và vừa ☐ Trang trại" in text
    assert "4. Giấy phép, giấy chứng nhận ☒ Mã số thuế: 2001234567 ☐ Giấy chứng nhận cơ sở đủ điều kiện:" in text
    assert "5. Sở hữu trí tuệ ☐ Nhãn hiệu: ☐ Kiểu dáng công nghiệp:" in text


def test_bodies_of_tourism_are_offered_for_tourism_only() -> None:
    assert "Hội, hiệp hội" not in pdf_text(form_02_pdf(form_02()))
    assert "Hội, hiệp hội" in pdf_text(form_02_pdf(form_02(entry=replace(ENTRY, tourism=True))))
    tourism = pdf_text(form_01_pdf(form_01(entry=replace(ENTRY, tourism=True))))
    assert "11. Số lượng sản phẩm mẫu: không, vì là dịch vụ du lịch" in tourism


def test_what_is_not_known_is_a_dotted_line_in_word() -> None:
    lines = [paragraph.text for paragraph in Document(io.BytesIO(form_02_docx(form_02()))).paragraphs]
    assert "Giới tính: \t" in lines
    assert "Dân tộc: \t" in lines
    assert "Tổng điểm tự chấm: \t" in lines
    assert lines.count("\t") == 18  # three lines under each of six headings


@pytest.mark.parametrize(
    ("evaluation", "words"),
    [
        ("upgrade", "6. Thay đổi so với sản phẩm đã được công nhận"),
        ("again", "6. Thay đổi so với sản phẩm đã được công nhận Nguyên liệu: Công nghệ: Bao bì: Nhãn mác:"),
    ],
)
def test_an_upgrade_and_a_reassessment_tell_what_changed(evaluation: str, words: str) -> None:
    assert words in pdf_text(form_02_pdf(form_02(entry=replace(ENTRY, evaluation=evaluation))))
    assert "Thay đổi so với" not in pdf_text(form_02_pdf(form_02()))


def test_headings_and_sums_span_the_whole_table_in_word() -> None:
    rows = Document(io.BytesIO(form_02_docx(form_02()))).tables[0].rows
    assert [row.cells[0].text for row in rows] == [
        "TT",
        "PHẦN A: SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG (40 điểm)",
        "1. TỔ CHỨC SẢN XUẤT (18 điểm)",
        "1.1",
        "1.2",
        "Cộng điểm phần A:",
    ]
    assert {round(sum(cell.width.mm for cell in row._tr.tc_lst)) for row in rows} == {165}


def test_papers_are_counted_through_in_the_order_of_the_criteria() -> None:
    text = word_text(form_02_docx(form_02()))
    assert "1.1 Nguồn nguyên liệu Từ 50% đến dưới 75% 2 1. Hợp đồng (trang 2); 2. Hóa đơn 1.2 Vùng nguyên liệu" in text
    assert "Giấy tờ chung của hồ sơ 3. Ảnh nhà xưởng" in text


def test_a_hundred_long_papers_under_each_criterion_are_all_printed() -> None:
    papers = tuple(f"Hợp đồng {n} {'mua nguyên liệu ' * 10}" for n in range(100))
    criteria = tuple(replace(MARKED, code=f"1.{n}", papers=papers) for n in range(1, 4))
    part = ScoredPart("A", "SẢN PHẨM", 40, 6, (ScoredGroup("1", "TỔ CHỨC SẢN XUẤT", 18, criteria),))
    made = form_02_pdf(form_02(parts=(part,)))
    assert all(f"{n}. Hợp đồng {(n - 1) % 100} mua" in pdf_text(made) for n in (1, 100, 101, 300))
    assert "2. Phát triển thị trường" in page_texts(made)[-1]  # nobody signs an empty page


def test_a_long_report_is_signed_under_its_last_words() -> None:
    for lines in range(10, 40, 3):
        contents = form_03().contents | {"local_identity": "\n".join(f"Nghề {n}" for n in range(lines))}
        assert f"Nghề {lines - 1}" in page_texts(form_03_pdf(form_03(contents=contents)))[-1]
