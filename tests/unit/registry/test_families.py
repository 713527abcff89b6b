"""Families read from names. The names are those of the public lists of Cà Mau and Bạc Liêu."""

from __future__ import annotations

import pytest

from openocop.core.domain.text import search_key
from openocop.registry.domain.families import FamilyReading, read_family


@pytest.mark.parametrize(
    ("name", "family", "sure"),
    [
        ("Tôm khô tách vỏ", "tom-kho", True),
        ("Khô tôm thẻ ép gia vị", "tom-kho", True),
        ("Khô thẻ ép", "tom-kho", False),
        ("Tôm chà bông", "tom-kho", False),
        ("Tôm rang", "tom", True),
        ("Bánh phồng tôm (38% tôm)", "banh-phong", True),
        ("Bánh phồng ghẹ", "banh-phong", True),
        ("Ba khía muối", "ba-khia", True),
        ("Riêu ba khía", "ba-khia", True),
        ("Nước mắm Mạch Long 40 độ đạm", "nuoc-mam", True),
        ("Bắp bò ngâm nước mắm", "mac-dinh", False),
        ("Mắm tôm chua ngọt", "mam", True),
        ("Chả lụa bò", "cha", True),
        ("Cá khô bổi Ba Đức", "ca-kho", True),
        ("Khô cá kèo", "ca-kho", True),
        ("Khô trâu một nắng", "mac-dinh", False),
        ("Cua biển Năm Căn", "cua", True),
        ("Trà đinh lăng túi lọc Hùng Khánh", "tra", True),
        ("Rượu nhàu", "ruou", True),
        ("Yến chưng đường phèn", "yen", True),
        ("Muối hạt Bạc Liêu", "muoi", True),
        ("Dưa bồn bồn", "bon-bon", True),
        ("Gạo sạch Ông Muộn", "gao", True),
        ("Chuối sấy dẻo", "chuoi", True),
        ("Thanh Nhãn Bạc Liêu", "trai-cay", True),
        ("Đũa đước", "thu-cong", False),
        ("Mật ong rừng U Minh", "mat-ong", True),
        ("Điểm du lịch Mũi Cà Mau", "du-lich", True),
        ("Rau ăn lá", "mac-dinh", False),
    ],
)
def test_a_name_tells_its_family(name: str, family: str, sure: bool) -> None:
    assert read_family(search_key(name)) == FamilyReading(family, sure)
