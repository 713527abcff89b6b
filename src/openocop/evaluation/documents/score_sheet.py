"""The score sheet (phiếu đánh giá) of one assessor for one product.

Source: Decision 26/2026/QĐ-TTg, Annex II, whose tables are "kiêm phiếu đánh giá"; Decision 148/QĐ-TTg before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openocop.core.documents.frame import Marking, marking_context, place_and_date
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound, paragraphs
from openocop.core.documents.vietnamese import BLANK, number_text, stars_text

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "score_sheet.typ"


@dataclass(frozen=True, slots=True)
class SheetLevel:
    """A level as printed. `required_for`: the star whose floor it marks (3 to 5). `case`: its case, in set 26."""

    points: int
    text: str
    required_for: int | None = None
    case: str = ""


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A criterion with its levels; `chosen` is the index of the ticked level, None on a blank sheet.

    `requirements` are printed above the levels ("Yêu cầu: …"), `remarks` below them ("Ghi chú: …").
    """

    code: str
    label: str
    levels: tuple[SheetLevel, ...]
    chosen: int | None = None
    points: Decimal | None = None
    description: str = ""
    requirements: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetGroup:
    code: str
    label: str
    max_points: int
    criteria: tuple[SheetCriterion, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    code: str
    label: str
    max_points: int
    points: Decimal | None
    groups: tuple[SheetGroup, ...]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The words in which a member's sheet and the advisory team's differ."""

    title: str
    assessor: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whose levels a member's reasons answer to, as the heading says it and as the column is headed."""

    words: str
    head: str


ADVISED, CLAIMED = Proposal("Tổ tư vấn đề nghị", "Tổ tư vấn"), Proposal("chủ thể tự chấm", "Chủ thể")
MEMBER_FORM = SheetForm("PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP", "Người đánh giá", "Ý kiến của người đánh giá")
ADVISORY_FORM = SheetForm("PHIẾU ĐÁNH GIÁ CỦA TỔ TƯ VẤN", "Người lập phiếu", "Kết luận của Tổ tư vấn")


@dataclass(frozen=True, slots=True)
class SheetReason:
    """Why the assessor departed from the level that was proposed, and how many points either gives."""

    criterion_code: str
    proposed: Decimal | None
    given: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreSheetDocument:
    """Everything one sheet states. An empty text is printed as a dotted line to write on.

    `ballot` counts the rounds of scoring of this product, from 1. `stars` is read from this sheet alone.
    `council` names the council and the round for which the sheet was filled in. `remarks` are pairs of criterion code
    and text. `reasons_against` says whose levels the reasons depart from.
    """

    marking: Marking
    created_at: datetime
    legal_reference: str
    set_title: str
    product_name: str
    product_code: str
    producer_name: str
    producer_phone: str
    producer_address: str
    rejected_if: tuple[str, ...]
    parts: tuple[SheetPart, ...]
    total: Decimal | None
    max_total: int
    stars: int | None
    stars_note: str = ""
    council: str = ""
    ballot: int = 1
    form: SheetForm = MEMBER_FORM
    remarks: tuple[tuple[str, str], ...] = ()
    reasons: tuple[SheetReason, ...] = ()
    reasons_against: Proposal = ADVISED
    notes: tuple[str, ...] = ()
    opinion: str = ""
    assessor_name: str = ""
    assessor_body: str = ""
    place: str = ""
    signed_on: date | None = None


def score_sheet_pdf(doc: ScoreSheetDocument) -> bytes:
    """Return the sheet as PDF; a sheet without marks is the blank paper form."""
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at)


def _context(doc: ScoreSheetDocument) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "legal_reference": doc.legal_reference,
        "set_title": doc.set_title,
        "council": bound(doc.council),
        "ballot": f"(Phiếu chấm lần {doc.ballot})" if doc.ballot > 1 else "",
        "product_name": doc.product_name,
        "product_code": doc.product_code,
        "producer_name": doc.producer_name,
        "producer_phone": doc.producer_phone,
        "producer_address": doc.producer_address,
        "rejected_if": doc.rejected_if,
        "parts": [_part(part) for part in doc.parts],
        "total_label": f"TỔNG ĐIỂM ({' + '.join(part.code for part in doc.parts)})",
        "total": _points(doc.total),
        "max_total": number_text(doc.max_total),
        "stars": stars_text(doc.stars),
        "stars_note": doc.stars_note,
        "has_floors": any(level.required_for for level in _levels(doc)),
        "form": {"title": doc.form.title, "assessor": doc.form.assessor, "opinion": doc.form.opinion},
        "signs_as": doc.form.assessor.upper(),
        "remarks": doc.remarks,
        "reasons_against": {"words": doc.reasons_against.words, "head": doc.reasons_against.head},
        "reasons": [_reason(reason) for reason in doc.reasons],
        "notes": doc.notes,
        "opinion": paragraphs(doc.opinion),
        "assessor_name": doc.assessor_name,
        "assessor_body": doc.assessor_body,
        "place_and_date": place_and_date(doc.place, doc.signed_on),
    }


def _levels(doc: ScoreSheetDocument) -> list[SheetLevel]:
    criteria = (criterion for part in doc.parts for group in part.groups for criterion in group.criteria)
    return [level for criterion in criteria for level in criterion.levels]


def _part(part: SheetPart) -> dict[str, object]:
    return {
        "code": part.code,
        "label": part.label,
        "max_points": number_text(part.max_points),
        "points": _points(part.points),
        "groups": [_group(group) for group in part.groups],
    }


def _group(group: SheetGroup) -> dict[str, object]:
    alone = len(group.criteria) == 1 and group.criteria[0].code == group.code
    return {
        # The law prints a group of one criterion under the criterion's own number, in one row.
        "heading": "" if alone else group.label,
        "code": group.code,
        "max_points": number_text(group.max_points),
        "criteria": [_criterion(criterion) for criterion in group.criteria],
    }


def _criterion(criterion: SheetCriterion) -> dict[str, object]:
    return {
        "code": criterion.code,
        "label": criterion.label,
        "description": criterion.description,
        "requirements": criterion.requirements,
        "remarks": criterion.remarks,
        "points": _points(criterion.points),
        "levels": [
            {
                "ticked": index == criterion.chosen,
                "text": level.text,
                "stars": "*" * (level.required_for or 0),
                "points": f"({number_text(level.points)}{BLANK}điểm)",
                "case": level.case,
            }
            for index, level in enumerate(criterion.levels)
        ],
    }


def _reason(reason: SheetReason) -> dict[str, object]:
    return {
        "code": reason.criterion_code,
        "proposed": _points(reason.proposed),
        "given": _points(reason.given),
        "reason": reason.reason,
    }


def _points(points: Decimal | None) -> str:
    return "" if points is None else number_text(points)
