"""Small papers of the offices around a dossier for the tests. The names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from openocop.core.documents.frame import Letterhead
from openocop.dossiers.documents.handover import HandoverDocument
from openocop.dossiers.documents.receipt import ReceiptDocument
from tests.unit.documents.samples import CREATED_AT, PLAIN

HEAD = Letterhead((), ("ỦY BAN NHÂN DÂN", "XÃ ĐẦM DƠI"), "BB", "Đầm Dơi", 2027, dated_on=date(2027, 3, 1))


def handover(**changes: Any) -> HandoverDocument:
    document = HandoverDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        letterhead=HEAD,
        product_name="Chả tôm (mẫu)",
        producer_name="HTX Mẫu Rừng Đước",
        slip="01/PĐK-96-32152-2027",
        round_name="Đợt 1 năm 2027",
        purpose="Đánh giá cấp tỉnh",
        count=5,
        required=5,
        handed_on=date(2027, 3, 1),
        handed_by="Nguyễn Văn A",
        received_by="Trần Thị B",
        office="UBND xã Đầm Dơi",
        condition="Nguyên bao bì",
        temperature="Nhiệt độ được giữ.",
        later=("02/03/2027: bảo quản 05 mẫu.",),
    )
    return replace(document, **changes)


def receipt(**changes: Any) -> ReceiptDocument:
    document = ReceiptDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        letterhead=HEAD,
        procedure="",
        number="H16.7",
        slip="01/PĐK-96-32152-2027",
        product_name="Chả tôm (mẫu)",
        producer_name="HTX Mẫu Rừng Đước",
        address="ấp Mẫu, xã Đầm Dơi",
        phone="",
        evaluation="Đánh giá, phân hạng lần đầu",
        components=(("Mẫu 01", True), ("Mẫu 02", None)),
        electronic_papers=0,
        paper_set=False,
        received_on=date(2027, 3, 1),
        appointment_on=date(2027, 3, 22),
        received_by="Trần Thị B",
        office="UBND xã Đầm Dơi",
    )
    return replace(document, **changes)
