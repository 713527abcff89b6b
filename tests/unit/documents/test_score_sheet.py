import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from openocop.evaluation.documents.score_sheet import (
    ADVISORY_FORM,
    CLAIMED,
    ScoreSheetDocument,
    SheetCriterion,
    SheetLevel,
    score_sheet_pdf,
)
from tests.unit.documents.samples import page_texts, pdf_text, sheet


def test_head_of_the_sheet() -> None:
    text = pdf_text(score_sheet_pdf(sheet()))
    assert text.startswith(
        "Bộ số 8, Phụ lục II ban hành kèm theo Quyết định số 26/2026/QĐ-TTg PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP "
        "Chế biến từ thịt, thủy sản Tên sản phẩm: Ba khía trộn sẵn Mã số sản phẩm: 96-32152-01-2026 "
        "Tên chủ thể: HTX ba khía Đầm Dơi Số điện thoại: Địa chỉ: Người đánh giá: Trần Thị B – Sở Công Thương "
        "Hồ sơ bị loại khi: Giả mạo hồ sơ"
    )


def test_levels_carry_tick_star_marks_and_points() -> None:
    text = pdf_text(score_sheet_pdf(sheet()))
    assert (
        "1 TỔ CHỨC SẢN XUẤT (18 điểm) 1.1 Nguồn nguyên liệu Dưới 50% *** (1 điểm) × Từ 50% đến dưới 75% **** (2 điểm) "
        "Ghi chú: Bị loại nếu không rõ nguồn gốc 2 1.2 Vùng nguyên liệu × Không được cấp (0 điểm) Được cấp (1 điểm) 0"
    ) in text
    assert text.count("×") == 3


def test_a_group_of_one_criterion_is_one_row_as_in_the_law() -> None:
    text = pdf_text(score_sheet_pdf(sheet()))
    assert "9 Đảm bảo chất lượng Yêu cầu: còn hiệu lực Trường hợp 1 Có giấy chứng nhận (1 điểm)" in text
    assert "ĐẢM BẢO CHẤT LƯỢNG SẢN PHẨM" not in text


def test_sums_and_star_of_this_sheet() -> None:
    text = pdf_text(score_sheet_pdf(sheet(stars_note="chưa xét điều kiện tối thiểu")))
    assert (
        "Cộng điểm phần C (tối đa 35) 3 TỔNG ĐIỂM (A + C) (tối đa 100) 5 "
        "Hạng theo điểm của phiếu này: 1 sao (chưa xét điều kiện tối thiểu)."
    ) in text


def test_reasons_opinion_and_signature() -> None:
    text = pdf_text(score_sheet_pdf(sheet()))
    assert "Tiêu chí Tổ tư vấn Người đánh giá Lý do 1.2 1 0 Chưa thấy giấy chứng nhận." in text
    assert "Ý kiến của người đánh giá: Nên đăng ký nhãn hiệu. Ghi rõ cách bảo quản." in text
    assert text.endswith("Cà Mau, ngày 26 tháng 11 năm 2026 NGƯỜI ĐÁNH GIÁ (Ký, ghi rõ họ tên) Trần Thị B Trang 1/1")


@pytest.mark.parametrize(("ballot", "printed"), [(1, False), (2, True)])
def test_second_ballot_is_named(ballot: int, printed: bool) -> None:
    assert ("(Phiếu chấm lần 2)" in pdf_text(score_sheet_pdf(sheet(ballot=ballot)))) is printed


def test_a_blank_sheet_has_no_tick_no_points_and_no_star() -> None:
    text = pdf_text(score_sheet_pdf(_blank()))
    assert "×" not in text
    assert "Hạng theo" not in text
    assert "Cộng điểm phần A (tối đa 40) PHẦN C" in text
    assert "TỔNG ĐIỂM (A + C) (tối đa 100) Dấu" in text


def _blank() -> ScoreSheetDocument:
    full = sheet(total=None, stars=None, reasons=(), opinion="")
    parts = tuple(
        replace(
            part,
            points=None,
            groups=tuple(
                replace(group, criteria=tuple(replace(c, chosen=None, points=None) for c in group.criteria))
                for group in part.groups
            ),
        )
        for part in full.parts
    )
    return replace(full, parts=parts)


def test_a_long_sheet_repeats_its_head_and_part_and_counts_pages() -> None:
    pages = page_texts(score_sheet_pdf(_long()))
    assert len(pages) == 3
    assert "Trang 1/3" in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        head = f"{number}\nTT Tiêu chí Mức đánh giá Điểm\nPHẦN A: SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG (40 điểm)\n"
        assert page.startswith(head)


def _long() -> ScoreSheetDocument:
    levels = tuple(SheetLevel(points, "Có hợp đồng liên kết " * 5) for points in range(4))
    criteria = tuple(SheetCriterion(f"1.{number}", f"Tiêu chí {number}", levels) for number in range(1, 15))
    part = sheet().parts[0]
    group = replace(part.groups[0], criteria=criteria)
    return sheet(parts=(replace(part, groups=(group,)),), reasons=())


def test_pages_are_a4_upright() -> None:
    box = PdfReader(io.BytesIO(score_sheet_pdf(sheet()))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)  # 210 × 297 mm in points


def test_the_sheet_of_the_advisory_team_has_its_own_words() -> None:
    remarks = (("1.1", "Đã đối chiếu sổ thu mua."), ("9", "Giấy chứng nhận còn hạn."))
    text = pdf_text(score_sheet_pdf(sheet(form=ADVISORY_FORM, remarks=remarks, reasons=(), opinion="Đủ điều kiện.")))
    assert "PHIẾU ĐÁNH GIÁ CỦA TỔ TƯ VẤN Chế biến" in text
    assert "Người lập phiếu: Trần Thị B" in text
    assert "Nhận xét theo tiêu chí Tiêu chí Nhận xét 1.1 Đã đối chiếu sổ thu mua. 9 Giấy chứng nhận còn hạn." in text
    assert "Kết luận của Tổ tư vấn: Đủ điều kiện." in text
    assert "NGƯỜI LẬP PHIẾU (Ký, ghi rõ họ tên)" in text


def test_without_advice_the_reasons_answer_to_the_producer() -> None:
    text = pdf_text(score_sheet_pdf(sheet(reasons_against=CLAIMED)))
    assert "Lý do chấm khác mức chủ thể tự chấm Tiêu chí Chủ thể Người đánh giá Lý do 1.2 1 0" in text
