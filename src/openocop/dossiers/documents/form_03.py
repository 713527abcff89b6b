"""Mẫu số 03: the report of the commune's People's Committee on four contents of a product. It carries no points.

Source: Decision 26/2026/QĐ-TTg, Annex III and article 7.2; Decree 30/2020/NĐ-CP gives the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Signature,
    letterhead_context,
    marking_context,
    signature_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound, paragraphs
from openocop.core.documents.vietnamese import date_short
from openocop.core.documents.word import render_word
from openocop.dossiers.documents.entry import EVALUATIONS, LEGAL_REFERENCE, Entry, classified
from openocop.dossiers.documents.items import Item, Line, items_context, written
from openocop.dossiers.domain.form_03 import HEADINGS

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Form03Document:
    """Everything the report states. `contents` maps each of `HEADINGS` to the office's words.

    `helped` says that who reports filled in the dossier for its producer, "" where nobody did.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    entry: Entry
    contents: Mapping[str, str]
    conclusion: str
    recipients: tuple[str, ...]
    signature: Signature
    helped: str = ""


def form_03_pdf(doc: Form03Document) -> bytes:
    return render_pdf(_TEMPLATES / "form_03.typ", _context(doc), created_at=doc.created_at)


def form_03_docx(doc: Form03Document, template: bytes | None = None) -> bytes:
    """Return the report for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "form_03.docx").read_bytes() if template is None else template
    return render_word(source, _context(doc), created_at=doc.created_at)


FORM_03: Mapping[str, Callable[[Form03Document], bytes]] = {"pdf": form_03_pdf, "docx": form_03_docx}


def _context(doc: Form03Document) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "form_number": "Mẫu số 03",
        "legal_reference": LEGAL_REFERENCE,
        "head": letterhead_context(doc.letterhead),
        "title": "BÁO CÁO",
        "subject": [bound("Đánh giá một số nội dung"), bound("của sản phẩm đăng ký đánh giá, phân hạng OCOP")],
        "general": items_context([Item(lines=(*_general(doc.entry), *_helped(doc)))]),
        "contents": items_context(
            [
                written(f"{number}. {heading}", paragraphs(doc.contents[name]))
                for number, (name, heading) in enumerate(HEADINGS.items(), start=1)
            ]
        ),
        "conclusion": items_context([Item(paragraphs=paragraphs(doc.conclusion))] if doc.conclusion else []),
        "recipients": doc.recipients,
        "signature": signature_context(doc.signature),
    }


def _helped(doc: Form03Document) -> tuple[Line, ...]:
    return (Line("11. Người lập báo cáo", doc.helped),) if doc.helped else ()


def _general(entry: Entry) -> tuple[Line, ...]:
    applicant = entry.applicant
    return (
        Line("1. Tên sản phẩm", entry.product_name),
        Line("2. Ngành/nhóm/phân nhóm sản phẩm", classified(entry)),
        Line("3. Tên chủ thể", applicant.name),
        Line("4. Loại hình tổ chức", applicant.settled_kind),
        Line("5. Người đại diện", applicant.representative),
        Line("6. Địa chỉ", applicant.address),
        Line("7. Điện thoại", applicant.phone),
        Line("8. Đăng ký", EVALUATIONS[entry.evaluation]),
        Line("9. Phiếu đăng ký số", entry.local_number),
        Line("10. Ngày nhận hồ sơ", date_short(entry.received_on) if entry.received_on else ""),
    )
