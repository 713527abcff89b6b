import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from openocop.core.documents.frame import CHAIR, CHAIR_FOR_COMMITTEE, DEPUTY_FOR_COMMITTEE, Marking, Signature
from openocop.recognition.documents.decision import AnnexRow, decision_docx, decision_pdf, standard_articles
from tests.unit.documents.samples import decision, one_line, page_texts, pdf_text, word_text

ARTICLES = (
    "Điều 1. Công nhận 03 sản phẩm OCOP của 02 chủ thể trên địa bàn tỉnh Cà Mau, gồm: "
    "a) 01 sản phẩm đạt hạng 4 sao; b) 02 sản phẩm đạt hạng 3 sao. "
    "Danh sách sản phẩm, chủ thể, mã số và hạng sao tại Phụ lục kèm theo Quyết định này. "
    "Điều 2. Giấy chứng nhận sản phẩm OCOP có giá trị 36 tháng kể từ ngày cấp. Chủ thể nộp hồ sơ đánh giá, phân hạng "
    "lại không sớm hơn 180 ngày và không muộn hơn 120 ngày trước ngày hết hạn. "
    "Điều 3. Giám đốc Sở Nông nghiệp và Môi trường và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành "
    "Quyết định này kể từ ngày ký./. "
    "Nơi nhận: - Như Điều 3; - Lưu: VT, NN. KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
)
ANNEX = (
    "1 Tôm khô HTX Minh Đức 4 sao 2 Tôm thẻ khô 96-32152-02-2026 HTX Minh Đức 3 sao "
    "3 Chả lụa bò Hộ kinh doanh Thúy Lực 3 sao"
)


def test_pdf_states_articles_and_annex() -> None:
    text = pdf_text(decision_pdf(decision()))
    assert ARTICLES in text
    assert text.endswith(ANNEX)


def test_word_states_the_same() -> None:
    text = word_text(decision_docx(decision()))
    assert ARTICLES in text
    assert text.endswith(ANNEX)


def test_number_and_date_stay_blank_until_recorded() -> None:
    first, annex = (page.replace("\u00a0", "_") for page in page_texts(decision_pdf(decision())))
    assert "Số: ________/QĐ-UBND\n" in first
    assert "Cà Mau, ngày _____ tháng _____ năm 2026\n" in first
    assert "(Kèm theo Quyết định số ________/QĐ-UBND ngày _____ tháng _____ năm 2026 " in one_line(annex)


def test_recorded_number_and_date_stand_in_head_and_annex() -> None:
    head = replace(decision().letterhead, number="1234", dated_on=date(2026, 12, 5))
    document = decision(marking=Marking(), letterhead=head)
    for text in (pdf_text(decision_pdf(document)), word_text(decision_docx(document))):
        assert "Số: 1234/QĐ-UBND" in text
        assert "Cà Mau, ngày 05 tháng 12 năm 2026" in text
        assert (
            "(Kèm theo Quyết định số 1234/QĐ-UBND ngày 05 tháng 12 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Cà Mau)"
        ) in text


@pytest.mark.parametrize(
    ("capacity", "printed"),
    [
        (CHAIR, "VT, NN. CHỦ TỊCH Nguyễn Văn A"),
        (CHAIR_FOR_COMMITTEE, "VT, NN. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn A"),
        (DEPUTY_FOR_COMMITTEE, "VT, NN. TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A"),
    ],
)
def test_ways_to_sign(capacity: tuple[str, ...], printed: str) -> None:
    document = decision(signature=Signature(capacity, "Nguyễn Văn A"))
    assert printed in pdf_text(decision_pdf(document))
    assert printed in word_text(decision_docx(document))


def test_the_annex_counts_its_own_pages() -> None:
    rows = tuple(AnnexRow(number, "Tôm khô", "", "HTX Minh Đức", "", 3) for number in range(1, 121))
    pages = page_texts(decision_pdf(decision(marking=Marking(), annex_rows=rows)))
    assert [page.splitlines()[0].strip() for page in pages] == ["ỦY BAN NHÂN DÂN", "Phụ lục", "2", "3"]


def test_addresses_have_a_column_when_known() -> None:
    assert "Địa chỉ" not in pdf_text(decision_pdf(decision()))
    rows = (replace(decision().annex_rows[0], producer_address="xã Tân Duyệt"),)
    text = pdf_text(decision_pdf(decision(annex_rows=rows)))
    assert "Chủ thể Địa chỉ Hạng 1 Tôm khô HTX Minh Đức xã Tân Duyệt 4 sao" in text


def test_word_annex_is_a_section_of_its_own() -> None:
    document = Document(io.BytesIO(decision_docx(decision())))
    assert len(document.sections) == 2
    assert document.sections[1]._sectPr.xpath("./w:pgNumType/@w:start") == ["1"]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text.startswith("Phụ")] == ["Phụ lục"]


def test_one_rank_is_said_in_one_sentence_and_no_codes_have_no_column() -> None:
    rows = (AnnexRow(1, "Tôm khô", "", "HTX Minh Đức", "", 3), AnnexRow(2, "Bò viên", "", "HTX Minh Đức", "", 3))
    articles = standard_articles(rows=rows, territory="tỉnh Cà Mau", executors="Giám đốc Sở Công Thương")
    assert articles[0] == (
        "Công nhận 02 sản phẩm OCOP đạt hạng 3 sao của 01 chủ thể trên địa bàn tỉnh Cà Mau. "
        "Danh sách sản phẩm, chủ thể và hạng sao tại Phụ lục kèm theo Quyết định này.",
    )
    document = decision(annex_rows=rows, articles=articles)
    for text in (pdf_text(decision_pdf(document)), word_text(decision_docx(document))):
        assert text.endswith("TT Tên sản phẩm Chủ thể Hạng 1 Tôm khô HTX Minh Đức 3 sao 2 Bò viên HTX Minh Đức 3 sao")


def test_a_draft_of_an_unknown_year_leaves_the_year_blank() -> None:
    document = decision(letterhead=replace(decision().letterhead, year=None))
    assert "Cà Mau, ngày tháng năm QUYẾT ĐỊNH" in pdf_text(decision_pdf(document))


def test_an_approval_for_the_ministry_gives_no_star() -> None:
    rows = (AnnexRow(1, "Tôm khô", "", "HTX Minh Đức", "", 5),)
    document = decision(annex_rows=rows, potential=True)
    for text in (pdf_text(decision_pdf(document)), word_text(decision_docx(document))):
        assert text.endswith("TT Tên sản phẩm Chủ thể Kết quả 1 Tôm khô HTX Minh Đức Tiềm năng 5 sao")
