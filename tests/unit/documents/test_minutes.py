import io

from docx import Document

from openocop.core.documents.frame import Marking
from openocop.evaluation.documents.minutes import minutes_docx, minutes_pdf
from tests.unit.documents.samples import minutes, minutes_row, page_texts, pdf_text, word_text

STATED = [
    "ỦY BAN NHÂN DÂN TỈNH CÀ MAU HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP Số: /BB-HĐ "
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Cà Mau, ngày 26 tháng 11 năm 2026",
    "BIÊN BẢN Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh, đợt 2 năm 2026",
    "Thời gian bắt đầu: 07 giờ 30 phút, ngày 26 tháng 11 năm 2026. Địa điểm: Phòng họp số 2.",
    "1. Có mặt: 02/03 thành viên Hội đồng, đạt 66,7%. "
    "1.1. Nguyễn Văn A, Chủ tịch Hội đồng, Ủy ban nhân dân tỉnh. 1.2. Trần Thị B, Sở Y tế.",
    "2. Vắng mặt: 2.1. Lê Văn C, Ủy viên, Sở Công Thương (đi công tác). 3. Mời dự: đại diện Tổ tư vấn.",
    "Chủ trì: ông Nguyễn Văn A. Thư ký: bà Bùi Thị K.",
    "– Quyết định số 26/2026/QĐ-TTg. Quy chế áp dụng: Quy chế hoạt động của Hội đồng (bản 3), với các lựa chọn: "
    "– Điểm chính thức: trung bình cộng, không làm tròn. – Chênh lệch tối đa: 10 điểm.",
    "1. Khai báo xung đột lợi ích Không có thành viên nào khai báo xung đột lợi ích.",
    "2 Bò viên Hộ kinh doanh Thúy Lực 64,44 13 66,00 4 Quá 10 điểm",
    "4. Kết quả 02/02 sản phẩm được phân hạng: 02 sản phẩm 3 sao. "
    "Có 01 sản phẩm đủ điểm của khung nhưng thiếu yêu cầu tối thiểu của hạng sao tương ứng.",
    "Hộ kinh doanh Thúy Lực 9 65,11 6 4 sao Thiếu: 2.1 3 sao",
    "Hộ kinh doanh Thúy Lực 9 65,11* 6 3 sao Đạt 3 sao * Theo phiếu chấm lần 2.",
    "Cuộc họp kết thúc vào 16 giờ 40 phút, ngày 26 tháng 11 năm 2026. "
    "Biên bản đã được đọc lại cho các thành viên dự họp nghe và thống nhất ký tên./. "
    "THƯ KÝ Bùi Thị K CHỦ TỌA CHỦ TỊCH HỘI ĐỒNG Nguyễn Văn A Nơi nhận: - Các thành viên Hội đồng; - Lưu: HĐ.",
]


def test_pdf_states() -> None:
    text = pdf_text(minutes_pdf(minutes()))
    assert [stated for stated in STATED if stated not in text] == []


def test_word_states_the_same() -> None:
    text = word_text(minutes_docx(minutes()))
    assert [stated for stated in STATED if stated not in text] == []


def test_nobody_absent_and_no_second_ballot_are_said() -> None:
    document = minutes(absent=(), second_ballots=(), ended_at=None)
    for text in (pdf_text(minutes_pdf(document)), word_text(minutes_docx(document))):
        assert "2. Vắng mặt: không." in text
        assert "Không có sản phẩm phải chấm lại." in text
        assert "Cuộc họp kết thúc vào …… giờ …… phút, ngày 26 tháng 11 năm 2026. Biên bản" in text


def test_an_hour_nobody_noted_is_left_to_write_in() -> None:
    text = pdf_text(minutes_pdf(minutes(started_at=None)))
    assert "Thời gian bắt đầu: …… giờ …… phút, ngày 26 tháng 11 năm 2026." in text


def test_requirements_that_were_not_examined_have_no_column_but_a_note() -> None:
    document = minutes(gates_note="Yêu cầu tối thiểu: không xét.", rows=(minutes_row(1),))
    for text in (pdf_text(minutes_pdf(document)), word_text(minutes_docx(document))):
        assert "Khung điểm Hạng 1 Khô trâu một nắng Hộ kinh doanh Thúy Lực 9 65,11 6 3 sao 3 sao" in text
        assert "Yêu cầu tối thiểu: không xét. 5. Ý kiến bảo lưu" in text


def test_ninety_points_at_the_province_are_a_potential() -> None:
    document = minutes(rows=(minutes_row(1, band=5, stars=5), minutes_row(2)))
    text = pdf_text(minutes_pdf(document))
    assert "02/02 sản phẩm được phân hạng: 01 sản phẩm tiềm năng 5 sao, 01 sản phẩm 3 sao." in text
    assert "6 5 sao Đạt tiềm năng 5 sao" in text


def test_a_reason_stands_beside_the_gates() -> None:
    document = minutes(rows=(minutes_row(1, reason="Hồ sơ bị loại", stars=None, band=None, average=None),))
    text = pdf_text(minutes_pdf(document))
    assert "00/01" not in text
    assert "0/01 sản phẩm được phân hạng." in text
    assert "9 – 6 – Hồ sơ bị loại –" in text


def test_three_hundred_products_number_their_pages_from_the_second() -> None:
    pages = page_texts(minutes_pdf(minutes(rows=tuple(minutes_row(number) for number in range(1, 301)))))
    assert pages[0].startswith("ỦY BAN NHÂN DÂN")
    assert [page.splitlines()[0].strip() for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert all(page.splitlines()[1].startswith("TT Sản phẩm") for page in pages[2:-1])
    assert "300 Khô trâu một nắng" in "\n".join(pages)


def test_word_results_are_a_table_with_a_repeated_head() -> None:
    document = Document(io.BytesIO(minutes_docx(minutes())))
    results = document.tables[2]
    assert [cell.text for cell in results.rows[1].cells] == [
        *("1", "Khô trâu một nắng", "Hộ kinh doanh Thúy Lực", "9", "65,11", "6", "4 sao", "Thiếu: 2.1", "3 sao"),
    ]
    assert len(results.rows) == 3
    assert results.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_word_paper_has_the_margins_of_the_decree() -> None:
    section = Document(io.BytesIO(minutes_docx(minutes(marking=Marking(draft=True))))).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
