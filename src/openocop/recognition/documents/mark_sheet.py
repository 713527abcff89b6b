"""The sheet of a mark-use kit: for which product, from when to when, and how the star sign may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, marking_context
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import date_short, stars_text
from openocop.recognition.documents.star_mark import SIZES_MM, star_svg

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "mark_sheet.typ"


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """What the sheet states; the days are the first and the last on which the sign may be used.

    `packs` are those on offer when the certificate was issued, empty where none was recorded.
    """

    marking: Marking
    created_at: datetime
    product_name: str
    producer_name: str
    product_code: str
    certificate_number: str
    decision_number: str
    stars: int
    first_on: date
    last_on: date
    status_url: str
    packs: tuple[str, ...] = ()


def mark_sheet_pdf(doc: MarkSheet) -> bytes:
    days = f"từ {date_short(doc.first_on)} đến hết ngày {date_short(doc.last_on)}"
    context: dict[str, object] = {
        "marks": marking_context(doc.marking),
        "product_name": doc.product_name,
        "facts": [
            ["Chủ thể", doc.producer_name or "chưa rõ"],
            ["Hạng", stars_text(doc.stars)],
            ["Mã số sản phẩm", doc.product_code],
            ["Giấy chứng nhận số", doc.certificate_number],
            ["Quyết định công nhận số", doc.decision_number],
            ["Được dùng dấu sao", days],
            *([["Quy cách lúc cấp giấy", "; ".join(doc.packs)]] if doc.packs else []),
        ],
        "may": [bound(line) for line in _may(doc)],
        "may_not": [bound(line) for line in _MAY_NOT],
        "files": [bound(line) for line in _files(doc)],
        "origin": [bound(line) for line in _ORIGIN],
        "address": doc.status_url,
    }
    return render_pdf(_TEMPLATE, context, created_at=doc.created_at, drawings={"mark": star_svg(doc.stars)})


def _may(doc: MarkSheet) -> tuple[str, ...]:
    return (
        f"In {doc.stars} sao trên bao bì và tài liệu quảng bá của đúng sản phẩm có tên và mã số ở trên.",
        f"Dùng đến hết ngày {date_short(doc.last_on)}. Sau ngày ấy chỉ dùng tiếp khi có quyết định mới.",
        "In mã QR kèm theo để người mua tự kiểm tra hiệu lực.",
    )


_MAY_NOT = (
    "Dùng cho sản phẩm khác, dù cùng chủ thể, cùng nhãn hàng.",
    "In số sao khác với giấy chứng nhận, hoặc thêm hạng đang đề nghị.",
    "Dùng khi giấy chứng nhận hết hạn, bị thu hồi hoặc được thay thế: sử dụng sai nhãn hiệu OCOP là một căn cứ thu hồi "
    "(Điều 8 Quyết định 26/2026/QĐ-TTg).",
)
_ORIGIN = (
    "Hình sao trong bộ này do OpenOCOP vẽ. Tệp chính thức của nhãn hiệu chứng nhận “Sản phẩm OCOP Việt Nam” "
    "(quy chế theo Quyết định 1162/QĐ-VPĐP-OCOP) không có trong hệ thống: xin tại cơ quan tham mưu quản lý OCOP "
    "cấp tỉnh và dùng tệp ấy khi quy chế yêu cầu.",
    "Quyết định 26/2026/QĐ-TTg không quy định màu, cỡ và khoảng trống của dấu sao. Màu và khoảng trống nửa ngôi sao "
    "quanh hình là khuyến nghị.",
)


def _files(doc: MarkSheet) -> tuple[str, ...]:
    widths = ", ".join(f"{width} mm" for width in SIZES_MM)
    return (
        f"dau-sao/dau-{doc.stars}-sao.svg: hình vẽ, phóng to tùy ý.",
        f"dau-sao/*.png: rộng {widths}, 300 điểm một inch, nền trong suốt, đã có khoảng trống quanh hình.",
        "ma-qr/ma-qr.svg và ma-qr.png: mã QR của giấy chứng nhận. In rộng ít nhất 35 mm, giữ viền trắng.",
    )
