"""Mẫu số 01: the registration slip for evaluation and ranking.

Source: Decision 26/2026/QĐ-TTg, Annex III and article 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, Signature, marking_context, place_and_date, signature_context
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.vietnamese import count_text, date_short
from openocop.core.documents.word import render_word
from openocop.dossiers.documents.entry import LEGAL_REFERENCE, Entry, classified, evaluation_boxes
from openocop.dossiers.documents.items import Item, Line, items_context
from openocop.dossiers.domain.samples import SAMPLES

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_PLEDGE = (
    "Chúng tôi cam đoan nội dung phiếu này và hồ sơ kèm theo là đúng sự thật, "
    "và chịu trách nhiệm trước pháp luật về hồ sơ đã nộp."
)


@dataclass(frozen=True, slots=True)
class Form01Document:
    """Everything the slip states. `evidence` counts the papers that prove the self-score; `filed_on`: None for a draft.

    The office's part is filled in from the entry; what the offices have not given yet is dotted.
    """

    marking: Marking
    created_at: datetime
    entry: Entry
    evidence: int
    signature: Signature
    place: str = ""
    filed_on: date | None = None


def form_01_pdf(doc: Form01Document) -> bytes:
    return render_pdf(_TEMPLATES / "form_01.typ", _context(doc), created_at=doc.created_at)


def form_01_docx(doc: Form01Document, template: bytes | None = None) -> bytes:
    """Return the slip for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "form_01.docx").read_bytes() if template is None else template
    return render_word(source, _context(doc), created_at=doc.created_at)


FORM_01: Mapping[str, Callable[[Form01Document], bytes]] = {"pdf": form_01_pdf, "docx": form_01_docx}


def _context(doc: Form01Document) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "form_number": "Mẫu số 01",
        "legal_reference": LEGAL_REFERENCE,
        "title": "PHIẾU ĐĂNG KÝ",
        "subject": ["Đánh giá, phân hạng sản phẩm OCOP"],
        "general": items_context(_general(doc)),
        "pledge": _PLEDGE,
        "place_and_date": place_and_date(doc.place, doc.filed_on),
        "signature": signature_context(doc.signature),
        "offices": _offices(doc.entry),
    }


def _general(doc: Form01Document) -> list[Item]:
    entry, applicant = doc.entry, doc.entry.applicant
    named = (
        Line("1. Tên đơn vị", applicant.name),
        Line("2. Người đại diện", applicant.representative),
        Line("3. Chức vụ"),
        Line("4. Địa chỉ", applicant.address),
        Line("5. Điện thoại", applicant.phone),
        Line("6. Email", applicant.email),
        Line("7. Tên sản phẩm", entry.product_name),
        Line("8. Ngành/nhóm/phân nhóm sản phẩm", classified(entry)),
    )
    return [
        Item(lines=named),
        Item("9. Đăng ký", boxes=evaluation_boxes(entry)),
        Item("10. Hồ sơ kèm theo", lines=_attached(doc.evidence)),
        Item(lines=(Line("11. Số lượng sản phẩm mẫu", _samples(entry)),)),
    ]


def _attached(evidence: int) -> tuple[Line, ...]:
    counted = f"{count_text(evidence)} tài liệu, xếp theo thứ tự tiêu chí" if evidence else ""
    return Line("- Báo cáo tự đánh giá", "Mẫu số 02"), Line("- Minh chứng", counted), Line("- Tài liệu khác")


def _samples(entry: Entry) -> str:
    return "không, vì là dịch vụ du lịch" if entry.tourism else f"{count_text(SAMPLES)} sản phẩm"


def _offices(entry: Entry) -> list[dict[str, object]]:
    received_on = date_short(entry.received_on) if entry.received_on else ""
    local = (Line("Phiếu số", entry.local_number), Line("Ngày nhận", received_on), Line("Người tiếp nhận"))
    province = (Line("Phiếu số", entry.province_number), Line("Ngày nhận"), Line("Người tiếp nhận"))
    return [
        {"name": "Ủy ban nhân dân cấp xã", **items_context([Item(lines=local)])[0]},
        {"name": "Cơ quan tham mưu quản lý OCOP cấp tỉnh", **items_context([Item(lines=province)])[0]},
    ]
