from __future__ import annotations

import pytest
from tests.unit.criteria.cast import best_levels, with_codes

from openocop.criteria.domain.explanation import reasons
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import evaluate
from openocop.criteria.domain.sheet import Mark, score_sheet


def told(
    release_id: str, no: int, *sheets: dict[str, Mark], out: tuple[str, ...] = (), **options: object
) -> tuple[str, ...]:
    """Return the reasons for best sheets with changes; the first sheet disqualifies by the codes of `out`."""
    sheet = criteria_set(release_id, no)
    scores = [
        score_sheet(sheet, str(place), best_levels(sheet) | with_codes(changed), () if place else out)
        for place, changed in enumerate(sheets)
    ]
    regulation = regulation_of(release_id, options)
    return reasons(sheet, regulation, scores, evaluate(sheet, regulation, scores))


def test_a_plain_result() -> None:
    assert told("26-2026", 8, {}) == (
        "Tổng điểm trung bình của 1 phiếu là 100 điểm, thuộc khung 5 sao (từ 90 đến 100 điểm).",
        "Xếp hạng 5 sao.",
    )


def test_a_missed_floor_and_a_fraction() -> None:
    assert told("26-2026", 8, {"_1_5": 1}, {"_1_5": 1}, {"_1_5": 1, "_7": 2}) == (
        "Tổng điểm trung bình của 3 phiếu là 97,33 điểm (chính xác 292/3), thuộc khung 5 sao (từ 90 đến 100 điểm).",
        "Chưa đạt yêu cầu tối thiểu của hạng 4 sao (quá nửa số phiếu phải đạt) ở: 1.5 Liên kết chuỗi trong sản xuất.",
        "Chưa đạt yêu cầu tối thiểu của hạng 5 sao (quá nửa số phiếu phải đạt) ở: 1.5 Liên kết chuỗi trong sản xuất.",
        "Đủ điểm hạng 5 sao nhưng thiếu yêu cầu tối thiểu nên xếp hạng 3 sao, hạng cao nhất đã đủ yêu cầu.",
    )


def test_a_wide_spread() -> None:
    assert told("26-2026", 8, {}, {"_4_3": 0, "_5_3": 1}, max_spread="7.5")[1] == (
        "Điểm của các thành viên chênh nhau 9 điểm, quá mức 7,5 điểm của quy chế: Hội đồng thảo luận và chấm lại."
    )


def test_disqualified() -> None:
    assert told("26-2026", 8, {}, out=("dossier", "2.1"))[1:] == (
        "1 trên 1 phiếu kết luận loại (mã 2.1, dossier); quá nửa số phiếu kết luận: sản phẩm bị loại.",
        "Sản phẩm bị loại nên không xếp hạng.",
    )


def test_not_enough_to_disqualify() -> None:
    assert told("26-2026", 8, {}, {}, out=("dossier",))[1] == (
        "1 trên 2 phiếu kết luận loại (mã dossier); quá nửa số phiếu kết luận: chưa đủ để loại."
    )


def test_not_eligible() -> None:
    assert told("26-2026", 8, {"_2_2": 0}, missed_gate="not_eligible")[-1] == (
        "Thiếu yêu cầu tối thiểu của hạng 3 sao: không đủ điều kiện công nhận theo quy chế."
    )


@pytest.mark.parametrize(("mark", "words"), [("not_binding", "không buộc"), ("top_level", "buộc đạt mức cao nhất")])
def test_the_heading_mark_of_148_is_named(mark: str, words: str) -> None:
    assert told("148-2023", 8, {}, heading_mark=mark)[1:3] == (
        "Dấu **** in cạnh tên tiêu chí 3.6 Sở hữu trí tuệ, không cạnh mức nào: theo quy chế, " + words + ".",
        "Nguồn của phiếu: một bản chép duy nhất, chưa đối chiếu với bản ký.",
    )


def test_the_unread_requirements_of_781_are_named() -> None:
    assert told("1048-2019", 9, {})[1] == (
        "Phiếu của 1048/QĐ-TTg không in yêu cầu tối thiểu; danh mục do 781/QĐ-TTg thêm chưa đọc được đủ nên"
        " không xét khi tính hạng."
    )
