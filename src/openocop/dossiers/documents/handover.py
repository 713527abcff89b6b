"""The record of a hand-over of samples (biên bản bàn giao mẫu). No form is prescribed; Decree 30/2020 gives the frame.

Source of what it states: 26/2026/QĐ-TTg art. 6.2d, 6.3.
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
from openocop.core.documents.text import bound, paragraphs
from openocop.core.documents.vietnamese import count_text, date_long, date_short
from openocop.dossiers.documents.items import Item, Line, items_context, written

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "handover.typ"


@dataclass(frozen=True, slots=True)
class HandoverDocument:
    """Everything the record states. `later`: what became of the samples afterwards, a line each."""

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    product_name: str
    producer_name: str
    slip: str
    round_name: str
    purpose: str
    count: int
    required: int
    handed_on: date
    handed_by: str
    received_by: str
    office: str
    condition: str
    temperature: str
    later: tuple[str, ...]


def handover_pdf(doc: HandoverDocument) -> bytes:
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at)


def _context(doc: HandoverDocument) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": "BIÊN BẢN",
        "subject": [bound("Bàn giao sản phẩm mẫu đánh giá, phân hạng OCOP")],
        "opening": f"Hôm nay, {date_long(doc.handed_on)}, hai bên bàn giao sản phẩm mẫu với nội dung sau:",
        "items": items_context(
            [
                Item(
                    "1. Sản phẩm",
                    lines=(
                        Line("Tên sản phẩm", doc.product_name),
                        Line("Chủ thể", doc.producer_name),
                        Line("Phiếu đăng ký số", doc.slip),
                        Line("Đợt đánh giá", doc.round_name),
                    ),
                ),
                Item(
                    "2. Số lượng",
                    lines=(
                        Line("Nơi sử dụng mẫu", doc.purpose),
                        Line("Số mẫu bàn giao", count_text(doc.count)),
                        Line("Số mẫu theo Điều 6, Quyết định số 26/2026/QĐ-TTg", count_text(doc.required)),
                    ),
                ),
                written("3. Tình trạng mẫu", paragraphs(doc.condition)),
                Item("4. Bảo quản lạnh khi vận chuyển", paragraphs=(doc.temperature,)),
                Item(
                    "5. Bên giao, bên nhận",
                    lines=(Line("Bên giao", doc.handed_by), Line("Bên nhận", f"{doc.received_by}, {doc.office}")),
                ),
                written("6. Bảo quản, thay thế, sử dụng, xử lý mẫu sau bàn giao", doc.later),
            ]
        ),
        "closing": "Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản.",
        "signatures": signatures_context(
            [Signature(("BÊN GIAO",), doc.handed_by, _SIGN), Signature(("BÊN NHẬN",), doc.received_by, _SIGN)]
        ),
    }


_SIGN = "(Ký, ghi rõ họ tên)"


def later_line(on: date, what: str, count: int, note: str) -> str:
    """Return what happened to samples as one line of the record."""
    told = f"{date_short(on)}: {what} {count_text(count)} mẫu"
    return f"{told} ({note})." if note else f"{told}."
