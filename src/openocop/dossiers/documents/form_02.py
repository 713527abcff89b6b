"""Mẫu số 02: the producer's self-assessment report (báo cáo tự đánh giá).

Source: Decision 26/2026/QĐ-TTg, Annex III and article 6. What the register does not hold is left to be written in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, Signature, marking_context, place_and_date, signature_context
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound, paragraphs
from openocop.core.documents.vietnamese import date_short, number_text
from openocop.core.documents.word import render_word
from openocop.dossiers.documents.entry import LEGAL_REFERENCE, RELEASE, Entry, classified, kind_boxes
from openocop.dossiers.documents.items import Box, Item, Line, items_context, written
from openocop.dossiers.domain.required_papers import stated_matters

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_RIGHTS = ("Nhãn hiệu", "Kiểu dáng công nghiệp", "Sáng chế, giải pháp hữu ích", "Chỉ dẫn địa lý")


@dataclass(frozen=True, slots=True)
class ScoredCriterion:
    """A criterion with the level that the producer claims in the words of the law, "" where none is marked yet.

    `papers` are the titles of what proves it, with pages.
    """

    code: str
    label: str
    level: str
    points: int | None
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    code: str
    label: str
    max_points: int
    criteria: tuple[ScoredCriterion, ...]


@dataclass(frozen=True, slots=True)
class ScoredPart:
    code: str
    label: str
    max_points: int
    points: int | None
    groups: tuple[ScoredGroup, ...]


@dataclass(frozen=True, slots=True)
class Form02Document:
    """Everything the report states.

    `total`, the points of the parts and `rank` are None and "" until every criterion is marked. `set_title` names the
    sheet; `loose_papers` prove the dossier as a whole; `helped` states who filled in for the producer, a sentence each;
    `filed_on` is None for a draft. `matters` pairs what is told of an upgrade or re-assessment with the producer's
    words, "" for nothing; `differences` are sentences.
    """

    marking: Marking
    created_at: datetime
    entry: Entry
    description: str
    packaging: str
    set_title: str
    parts: tuple[ScoredPart, ...]
    total: int | None
    max_total: int
    rank: str
    loose_papers: tuple[str, ...]
    signature: Signature
    helped: tuple[str, ...] = ()
    place: str = ""
    filed_on: date | None = None
    matters: tuple[tuple[str, str], ...] = ()
    differences: tuple[str, ...] = ()


def form_02_pdf(doc: Form02Document) -> bytes:
    return render_pdf(_TEMPLATES / "form_02.typ", _context(doc), created_at=doc.created_at)


def form_02_docx(doc: Form02Document, template: bytes | None = None) -> bytes:
    """Return the report for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "form_02.docx").read_bytes() if template is None else template
    return render_word(source, _context(doc), created_at=doc.created_at)


FORM_02: Mapping[str, Callable[[Form02Document], bytes]] = {"pdf": form_02_pdf, "docx": form_02_docx}


def _context(doc: Form02Document) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "form_number": "Mẫu số 02",
        "legal_reference": LEGAL_REFERENCE,
        "title": "BÁO CÁO TỰ ĐÁNH GIÁ",
        "subject": [f"Sản phẩm: {doc.entry.product_name}"],
        "general": items_context(_general(doc.entry)),
        "business": items_context(_business(doc)),
        "set_title": bound(doc.set_title),
        "rows": _rows(doc),
        "result": items_context(_result(doc)),
        "plan": items_context(_plan()),
        "place_and_date": place_and_date(doc.place, doc.filed_on),
        "signature": signature_context(doc.signature),
    }


def _general(entry: Entry) -> list[Item]:
    applicant = entry.applicant
    founded_on = date_short(applicant.founded_on) if applicant.founded_on else ""
    person = (Line("Họ và tên", applicant.representative), Line("Giới tính"), Line("Dân tộc"))
    reached = (
        Line("Ngày thành lập", founded_on),
        Line("Địa chỉ", applicant.address),
        Line("Điện thoại", applicant.phone),
        Line("Email", applicant.email),
    )
    return [
        Item("1. Chủ thể", lines=(Line("Tên đầy đủ", applicant.name), *reached)),
        Item("2. Loại hình tổ chức", boxes=kind_boxes(entry)),
        Item("3. Người đại diện theo pháp luật", lines=person),
        Item("4. Giấy phép, giấy chứng nhận", boxes=_licences(entry)),
        Item("5. Sở hữu trí tuệ", boxes=tuple(Box(right, note="") for right in _RIGHTS)),
        written("6. Quá trình hình thành và phát triển"),
        written("7. Cơ cấu tổ chức"),
    ]


def _licences(entry: Entry) -> tuple[Box, ...]:
    numbers = tuple(Box(label, ticked=True, note=number) for label, number in entry.applicant.numbers)
    return (
        *(numbers or (Box("Giấy đăng ký kinh doanh", note=""),)),
        Box("Giấy chứng nhận cơ sở đủ điều kiện", note=""),
        Box("Giấy tờ khác", note=""),
    )


def _business(doc: Form02Document) -> list[Item]:
    product = (
        Line("Tên sản phẩm", doc.entry.product_name),
        Line("Ngành/nhóm/phân nhóm", classified(doc.entry)),
        Line("Quy cách đóng gói", doc.packaging),
    )
    return [
        Item("1. Sản phẩm đăng ký", lines=product),
        written("2. Mô tả sản phẩm", paragraphs(doc.description)),
        written("3. Nguyên liệu, vùng nguyên liệu, liên kết chuỗi"),
        Item("4. Lao động", lines=(Line("Tổng số lao động"), Line("Trong đó lao động địa phương"))),
        Item("5. Kết quả sản xuất, kinh doanh", lines=(Line("Sản lượng"), Line("Doanh thu"), Line("Thị trường"))),
        *_changes(doc),
    ]


def _changes(doc: Form02Document) -> list[Item]:
    """Return what changed since the recognised product, which an upgrade and a re-assessment tell (art. 6.1 b, c)."""
    title = "6. Thay đổi so với sản phẩm đã được công nhận"
    if doc.entry.evaluation == "upgrade":
        words = tuple(part for _label, text in doc.matters for part in paragraphs(text))
        return [written(title, (*words, *doc.differences))]
    if doc.entry.evaluation == "again":
        matters = doc.matters or tuple((one.label, "") for one in stated_matters(RELEASE, "again"))
        lines = tuple(Line(label, text) for label, text in matters)
        return [Item(title, lines=lines, paragraphs=doc.differences)]
    return []


def _rows(doc: Form02Document) -> list[dict[str, object]]:
    """Return the rows of the score in the order of the criteria; the papers are counted through."""
    rows: list[dict[str, object]] = []
    count = 0
    for part in doc.parts:
        rows.append(_across(f"PHẦN {part.code}: {part.label} ({number_text(part.max_points)} điểm)", outline=2))
        for group in part.groups:
            alone = len(group.criteria) == 1 and group.criteria[0].code == group.code
            if not alone:
                title = f"{group.code}. {group.label} ({number_text(group.max_points)} điểm)"
                rows.append(_across(title, outline=3))
            for criterion in group.criteria:
                rows.append(_row(criterion, count))
                count += len(criterion.papers)
        reached = "" if part.points is None else f" {number_text(part.points)}/{number_text(part.max_points)}"
        rows.append(_across(f"Cộng điểm phần {part.code}:{reached}", outline=0))
    return rows


def _across(words: str, *, outline: int) -> dict[str, object]:
    """Return a row over the whole width: the heading of a part (2) or of a group (3), or a sum (0)."""
    return {"across": words, "outline": outline}


def _row(criterion: ScoredCriterion, before: int) -> dict[str, object]:
    return {
        "across": "",
        "code": criterion.code,
        "criterion_name": criterion.label,
        "level": criterion.level,
        "points": "" if criterion.points is None else number_text(criterion.points),
        "papers": [f"{number}. {title}" for number, title in enumerate(criterion.papers, start=before + 1)],
    }


def _result(doc: Form02Document) -> list[Item]:
    total = "" if doc.total is None else f"{number_text(doc.total)}/{number_text(doc.max_total)} điểm"
    proving = sum(len(criterion.papers) for part in doc.parts for group in part.groups for criterion in group.criteria)
    loose = tuple(f"{number}. {title}" for number, title in enumerate(doc.loose_papers, start=proving + 1))
    scored = Item(lines=(Line("Tổng điểm tự chấm", total), Line("Hạng sao tự đánh giá", doc.rank)))
    papers = [Item("Giấy tờ chung của hồ sơ", paragraphs=loose)] if loose else []
    return [scored, *papers, *([Item("Người điền giúp", paragraphs=doc.helped)] if doc.helped else [])]


def _plan() -> list[Item]:
    return [
        written("1. Phát triển sản xuất, nâng cao chất lượng sản phẩm"),
        written("2. Phát triển thị trường, quảng bá sản phẩm"),
    ]
