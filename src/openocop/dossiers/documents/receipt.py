"""The receipt of the one-stop counter with its appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả).

Source: Circular 01/2018/TT-VPCP, form 01, gives what such a receipt states; it is printed here in the frame of Decree
30/2020. Where the evaluation is no published procedure, it is a plain receipt and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Signature,
    letterhead_context,
    marking_context,
    signatures_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import count_text, date_short
from openocop.dossiers.documents.items import Box, Item, Line, items_context

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "receipt.typ"
_SIGN = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """Everything the receipt states. `procedure` is the name of the published procedure, "" where there is none.

    `components` are pairs of what article 6 asks for and whether it was handed in, None before it was checked;
    none under an earlier decision, whose list was not read.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    procedure: str
    number: str
    slip: str
    product_name: str
    producer_name: str
    address: str
    phone: str
    evaluation: str
    components: tuple[tuple[str, bool | None], ...]
    electronic_papers: int
    paper_set: bool
    received_on: date
    appointment_on: date
    received_by: str
    office: str


def receipt_pdf(doc: ReceiptDocument) -> bytes:
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at)


def _context(doc: ReceiptDocument) -> dict[str, object]:
    about = doc.procedure or "Đánh giá, phân hạng sản phẩm OCOP (chưa công bố thành thủ tục hành chính)"
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": "GIẤY TIẾP NHẬN HỒ SƠ",
        "subject": [bound("và hẹn trả kết quả")],
        "items": items_context(
            [
                Item(
                    "1. Người nộp hồ sơ",
                    lines=(
                        Line("Chủ thể", doc.producer_name),
                        Line("Địa chỉ", doc.address),
                        Line("Điện thoại", doc.phone),
                    ),
                ),
                Item(
                    "2. Nội dung giải quyết",
                    lines=(
                        Line("Thủ tục", about),
                        Line("Sản phẩm", doc.product_name),
                        Line("Đăng ký", doc.evaluation),
                        Line("Số hồ sơ tại bộ phận một cửa", doc.number),
                        Line("Phiếu đăng ký số", doc.slip),
                    ),
                ),
                _components(doc),
                Item(
                    "4. Số lượng hồ sơ (Điều 7.1)",
                    lines=(Line("Tài liệu điện tử kèm theo", f"{count_text(doc.electronic_papers) or '0'} tệp"),),
                    boxes=(Box("01 bộ điện tử", ticked=True), Box("01 bộ giấy", doc.paper_set)),
                ),
                Item(
                    "5. Thời gian",
                    lines=(
                        Line("Ngày nhận hồ sơ", date_short(doc.received_on)),
                        Line("Thời hạn giải quyết tại cấp xã", "15 ngày làm việc, không tính ngày nhận (Điều 7.2)"),
                        Line("Ngày hẹn trả kết quả", date_short(doc.appointment_on)),
                        Line("Nơi trả kết quả", doc.office),
                    ),
                ),
            ]
        ),
        "signatures": signatures_context(
            [
                Signature(("NGƯỜI NỘP HỒ SƠ",), "", _SIGN),
                Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), doc.received_by, _SIGN),
            ]
        ),
    }


def _components(doc: ReceiptDocument) -> Item:
    if not doc.components:
        return Item("3. Thành phần hồ sơ", lines=(Line("Danh mục", "theo quyết định áp dụng khi nộp hồ sơ"),))
    boxes = tuple(Box(label, bool(there)) for label, there in doc.components)
    return Item("3. Thành phần hồ sơ (Điều 6, Quyết định số 26/2026/QĐ-TTg)", boxes=boxes)
