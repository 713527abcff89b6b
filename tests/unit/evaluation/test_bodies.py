from __future__ import annotations

import pytest

from openocop.evaluation.domain.bodies import DISTRICT, PROVINCE, composition, compositions
from openocop.evaluation.domain.lifecycle import SeatRole


def test_article_7_3b_names_these_bodies() -> None:
    law = composition("26-2026", PROVINCE)
    assert law.source == "26/2026/QĐ-TTg Điều 7.3b"
    assert [body.words for body in law.bodies] == [
        "Lãnh đạo Ủy ban nhân dân cấp tỉnh",
        "Sở Nông nghiệp và Môi trường",
        "Sở Công Thương",
        "Sở Y tế",
        "Sở Khoa học và Công nghệ",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở An toàn thực phẩm (nếu có)",
        "Cơ quan tham mưu quản lý OCOP cấp tỉnh",
        "Đơn vị chuyên môn thuộc Sở Nông nghiệp và Môi trường",
        "Chuyên gia OCOP (có thể mời)",
        "Hiệp hội, tổ chức khác (có thể mời)",
    ]
    assert [body.place for body in law.bodies if body.place != SeatRole.MEMBER] == ["chair", "guest", "guest"]


def test_a_body_the_law_only_invites_is_never_missing() -> None:
    law = composition("26-2026", PROVINCE)
    all_but = {body.code for body in law.bodies} - {"food_safety", "expert", "association", "trade"}
    assert [body.code for body in law.missing(all_but)] == ["trade", "food_safety"]


@pytest.mark.parametrize(("members", "misses"), [(4, True), (5, False), (7, False), (8, True)])
def test_a_district_council_of_1048_has_five_to_seven_members(members: int, misses: bool) -> None:
    assert [one.level for one in compositions("1048-2019")] == [PROVINCE, DISTRICT]
    assert composition("1048-2019", DISTRICT).misses_size(members) is misses


def test_of_a_text_nobody_could_read_no_body_is_claimed() -> None:
    assert composition("148-2023", PROVINCE).bodies == ()
    assert composition("148-2023", DISTRICT).missing(set()) == ()
