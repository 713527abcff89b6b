"""Small forms of Annex III for the tests. The names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from openocop.core.documents.frame import CHAIR_FOR_COMMITTEE, Letterhead, Signature
from openocop.dossiers.documents.entry import Applicant, Entry
from openocop.dossiers.documents.form_01 import Form01Document
from openocop.dossiers.documents.form_02 import Form02Document, ScoredCriterion, ScoredGroup, ScoredPart
from openocop.dossiers.documents.form_03 import Form03Document
from tests.unit.documents.samples import CREATED_AT, PLAIN

ENTRY = Entry(
    applicant=Applicant(
        name="HTX Mẫu Rừng Đước",
        kind="cooperative",
        address="ấp Mẫu, xã Đầm Dơi, tỉnh Cà Mau",
        representative="Nguyễn Văn A",
        founded_on=date(2019, 5, 12),
        numbers=(("Mã số thuế", "2001234567"),),
    ),
    product_name="Chả tôm (mẫu)",
    classification=("Sản phẩm thực phẩm", "Thực phẩm chế biến", "Đồ ăn nhanh"),
    evaluation="first",
    local_number="01/PĐK-96-32152-2027",
    received_on=date(2027, 3, 1),
)
SIGNED = Signature(("ĐẠI DIỆN CHỦ THỂ",), "Nguyễn Văn A", "(Ký, ghi rõ họ tên, đóng dấu nếu có)")
MARKED = ScoredCriterion("1.1", "Nguồn nguyên liệu", "Từ 50% đến dưới 75%", 2, ("Hợp đồng (trang 2)", "Hóa đơn"))
UNMARKED = ScoredCriterion("1.2", "Vùng nguyên liệu", "", None, ())


def with_product(product_name: str) -> Entry:
    return replace(ENTRY, product_name=product_name)


def form_01(**changes: Any) -> Form01Document:
    document = Form01Document(PLAIN, CREATED_AT, ENTRY, 12, SIGNED, "Đầm Dơi", date(2027, 3, 1))
    return replace(document, **changes)


def form_02(**changes: Any) -> Form02Document:
    group = ScoredGroup("1", "TỔ CHỨC SẢN XUẤT", 18, (MARKED, UNMARKED))
    document = Form02Document(
        marking=PLAIN,
        created_at=CREATED_AT,
        entry=ENTRY,
        description="",
        packaging="Hộp 500 g",
        set_title="Bộ số 5: Đồ ăn nhanh",
        parts=(ScoredPart("A", "SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG", 40, None, (group,)),),
        total=None,
        max_total=100,
        rank="",
        loose_papers=("Ảnh nhà xưởng",),
        signature=SIGNED,
    )
    return replace(document, **changes)


def form_03(**changes: Any) -> Form03Document:
    document = Form03Document(
        marking=PLAIN,
        created_at=CREATED_AT,
        letterhead=Letterhead((), ("ỦY BAN NHÂN DÂN", "XÃ ĐẦM DƠI"), "BC-UBND", "Đầm Dơi", 2027),
        entry=ENTRY,
        contents={
            "local_material": "Tôm mua trong xã.",
            "local_labour": "14 người của xã.",
            "idea_origin": "Nghề của gia đình.",
            "local_identity": "Nghề dưới tán đước.",
        },
        conclusion="",
        recipients=("Cơ quan tham mưu quản lý OCOP cấp tỉnh;", "Lưu: VT."),
        signature=Signature(CHAIR_FOR_COMMITTEE),
    )
    return replace(document, **changes)
