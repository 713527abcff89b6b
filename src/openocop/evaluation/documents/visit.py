"""The advisory team's report on a visit. 26/2026/QĐ-TTg prints no form for it; Decree 30/2020/NĐ-CP gives the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, Signature, marking_context, place_and_date, signatures_context
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound, paragraphs
from openocop.core.documents.vietnamese import date_long

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "visit.typ"


@dataclass(frozen=True, slots=True)
class VisitPicture:
    """A photograph as an SVG drawing that holds it, and what stands under it."""

    drawing: str
    caption: str


@dataclass(frozen=True, slots=True)
class VisitDocument:
    """Everything the report states; `findings` pairs headings with words."""

    marking: Marking
    created_at: datetime
    product_name: str
    producer_name: str
    producer_address: str
    round_name: str
    visited_on: date
    visited_at: str
    present: str
    findings: Sequence[tuple[str, str]]
    conclusion: str
    adviser: str
    place: str
    signed_on: date | None
    pictures: Sequence[VisitPicture] = ()


def visit_pdf(doc: VisitDocument) -> bytes:
    """Return the report with its photographs, two a row."""
    drawings = {f"picture-{number}": picture.drawing for number, picture in enumerate(doc.pictures)}
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at, drawings=drawings)


def _context(doc: VisitDocument) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "title": "BIÊN BẢN",
        "subject": [bound("Khảo sát thực tế"), bound(f"sản phẩm {doc.product_name}")],
        "product_name": doc.product_name,
        "producer_name": doc.producer_name,
        "producer_address": doc.producer_address,
        "round_name": doc.round_name,
        "visited_on": date_long(doc.visited_on),
        "visited_at": doc.visited_at,
        "present": paragraphs(doc.present),
        "findings": [{"heading": heading, "words": paragraphs(words)} for heading, words in doc.findings],
        "conclusion": paragraphs(doc.conclusion),
        "captions": [picture.caption for picture in doc.pictures],
        "place_and_date": place_and_date(doc.place, doc.signed_on),
        "signatures": signatures_context(
            [
                Signature(("ĐẠI DIỆN CHỦ THỂ",), note="(Ký, ghi rõ họ tên)"),
                Signature(("ĐẠI DIỆN TỔ TƯ VẤN",), name=doc.adviser, note="(Ký, ghi rõ họ tên)"),
            ]
        ),
    }
