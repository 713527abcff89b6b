"""What columns are called: every synonym heads a list of which all other headings are plain."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.elsewhere import an_giang
from tests.unit.recognition.provincial_list.writers import Paper, as_csv

PRODUCT = (
    "Tên sản phẩm", "SẢN PHẨM", "Tên sản phẩm OCOP", "Sản phẩm/dịch vụ", "Tên sản phẩm, dịch vụ", "Tên SP",
    "Tên sản phẩm/bộ sản phẩm", "Sản phẩm được công nhận", "Sản phẩm dự thi", "Sản phẩm tham gia đánh giá",
    "Tên sản phẩm tham gia đánh giá, phân hạng năm 2022", "Danh mục sản phẩm", "Tên sản phẩm đạt OCOP",
    "Tên sản phẩm (Ghi đúng tên trên Giấy chứng nhận)", "Tên sản phẩm\n(Product name)", "Tên hàng hóa, dịch vụ",
    "Tên gọi sản phẩm", "Mặt hàng", "Danh sách sản phẩm", "Các sản phẩm OCOP đã được công nhận", "Tên sản phẩm đăng ký",
    "Tên thương mại của sản phẩm", "Sản phẩm chủ lực", "TenSanPham", "ten_san_pham", "tensp",
    "Sản phẩm đạt OCOP", "product_name", "Name of product",
)  # fmt: skip
PRODUCER = (
    "Chủ thể", "Tên chủ thể", "Chủ thể sản xuất", "Tên chủ thể sản xuất (Công ty, HTX, THT, hộ SXKD)", "Chủ thể OCOP",
    "Tổ chức, cá nhân", "Tổ chức/cá nhân sản xuất", "Tên tổ chức, cá nhân", "Đơn vị sản xuất", "Cơ sở sản xuất",
    "Tên cơ sở", "Tên cơ sở sản xuất, kinh doanh", "Tên DN/HTX/THT/Hộ KD", "HTX/DN/hộ", "Đơn vị chủ thể",
    "Doanh nghiệp, HTX, THT, hộ sản xuất", "Tên doanh nghiệp, cơ sở, HTX", "Chủ thể tham gia", "Nhà sản xuất",
    "Chủ hộ/Cơ sở", "Tên đơn vị/cơ sở sản xuất", "Chủ thể kinh tế", "Đơn vị thực hiện", "Chủ thể sở hữu sản phẩm",
    "Chủ sở hữu", "Đơn vị, cá nhân sản xuất", "Tên công ty/HTX", "Cơ sở SX-KD", "Đơn vị", "Chủ cơ sở", "Producer",
    "Tên Chủ thể (cơ sở sản xuất)", "OCOP entity", "owner_name", "Name of producer",
)  # fmt: skip
STAR = (
    "Hạng sao", "Xếp hạng", "Phân hạng", "Kết quả phân hạng", "Kết quả", "Kết quả đánh giá, phân hạng", "Số sao", "Sao",
    "Đạt sao", "Hạng", "Thứ hạng", "Hạng sao đạt được", "Sao OCOP", "Xếp loại", "Hạng sản phẩm", "Cấp sao", "Mức sao",
    "Kết quả công nhận", "Đạt chuẩn OCOP", "Tiêu chuẩn", "Đạt tiêu chuẩn", "Chứng nhận", "Hạng sao được công nhận",
    "Danh hiệu", "Chất lượng sản phẩm", "Phân loại", "Xếp sao", "Star", "OCOP", "XH sao", "HangSao",
    "Sản phẩm đạt chuẩn OCOP", "Star rating", "OCOP ranking", "Number of stars",
)  # fmt: skip
DISTRICT = (
    "Huyện", "Huyện, thị xã, thành phố", "Huyện/TP", "Địa phương", "Địa bàn", "Huyện, TX, TP", "Tên huyện",
    "Huyện (cũ)", "Huyện, thị, thành phố", "H/TX/TP", "QuanHuyen", "Huyện thị",
    "Đơn vị (huyện, TP)",
    "Đơn vị hành chính", "Quận/huyện", "Thuộc huyện", "Đơn vị cấp huyện", "Thành phố/huyện", "UBND huyện",
    "district_name",
)  # fmt: skip
PLAIN = ("Tên sản phẩm", "Chủ thể", "Huyện", "Xếp hạng")


@pytest.mark.parametrize(("place", "names"), [(0, PRODUCT), (1, PRODUCER), (2, DISTRICT), (3, STAR)])
def test_every_name_of_a_column_is_known(place: int, names: tuple[str, ...]) -> None:
    for name in names:
        paper = Paper()
        paper.add("STT", *PLAIN[:place], name, *PLAIN[place + 1 :])
        expected = []
        for number, row in enumerate(an_giang(), 1):
            district = row.address.split(", ")[1]
            paper.add(number, row.product, row.producer, district, f"{row.star} sao")
            expected.append((row.product, row.producer, district, row.star))

        found = read_list(as_csv(paper), filename="a.csv")

        assert [(row.product, row.producer, row.district, row.star) for row in found.rows] == expected, name
        assert found.problems == (), name
