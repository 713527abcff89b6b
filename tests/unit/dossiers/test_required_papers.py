"""What article 6.1 asks for, kind by kind, as the transcript of 26/2026/QĐ-TTg has it."""

from __future__ import annotations

import pytest

from openocop.dossiers.domain.required_papers import required_papers, stated_matters


@pytest.mark.parametrize(
    ("kind", "point", "labels"),
    [
        ("first", "a", []),
        ("upgrade", "b", ["Thay đổi so với sản phẩm đã được công nhận, kèm minh chứng"]),
        (
            "again",
            "c",
            [
                *("Nguyên liệu", "Công nghệ", "Bao bì", "Nhãn mác", "Công bố chất lượng", "Phiếu kiểm nghiệm định kỳ"),
                *("Thị trường", "Sản lượng", "Doanh thu", "Giấy tờ pháp lý có thời hạn đã được cấp lại"),
            ],
        ),
    ],
)
def test_the_law_s_list(kind: str, point: str, labels: list[str]) -> None:
    asked = required_papers("26-2026", kind)
    assert [paper.label for paper in asked[:2]] == [
        "Mẫu số 01: Phiếu đăng ký",
        "Mẫu số 02: Báo cáo tự đánh giá",
    ]
    assert [paper.label for paper in asked[2:]] == labels
    assert {paper.source for paper in asked} == {f"Điều 6 khoản 1 điểm {point}"}
    assert [matter.label for matter in stated_matters("26-2026", kind)] == labels


def test_a_release_whose_list_was_not_read_asks_for_nothing_by_name() -> None:
    assert required_papers("148-2023", "again") == ()
