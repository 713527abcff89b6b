"""The report of a round on one page (báo cáo kết quả đợt). No form is prescribed; Decree 30/2020 gives the frame."""

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
from openocop.core.documents.text import bound
from openocop.core.documents.word import render_word

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One figure both ways, as printed; "" where it is not known that way."""

    name: str
    counted: str
    declared: str


@dataclass(frozen=True, slots=True)
class RoundReport:
    """Everything the report states. `addressee` in running text; texts are whole paragraphs, without numbering."""

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    subject: str
    addressee: str
    paragraph: str
    rows: tuple[ReportRow, ...]
    open_points: tuple[str, ...]
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: Signature


def report_pdf(doc: RoundReport) -> bytes:
    return render_pdf(_TEMPLATES / "round_report.typ", _context(doc), created_at=doc.created_at)


def report_docx(doc: RoundReport, template: bytes | None = None) -> bytes:
    """Return the report for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "round_report.docx").read_bytes() if template is None else template
    return render_word(source, _context(doc), created_at=doc.created_at)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REPORT_KINDS: Mapping[str, tuple[str, Callable[[RoundReport], bytes]]] = {
    "pdf": ("application/pdf", report_pdf),
    "docx": (DOCX, report_docx),
}


def _context(doc: RoundReport) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": "BÁO CÁO",
        "subject": [bound(doc.subject)],
        "addressee": doc.addressee,
        "paragraph": doc.paragraph,
        "with_declared": any(row.declared for row in doc.rows),
        "rows": [
            {"figure_name": row.name, "counted": row.counted or "–", "declared": row.declared or "–"}
            for row in doc.rows
        ],
        "open_points": [f"{number}. {point}" for number, point in enumerate(doc.open_points, start=1)] or ["Không có."],
        "sources": doc.sources,
        "recipients": doc.recipients,
        "signature": signature_context(doc.signature),
    }
