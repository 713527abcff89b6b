"""Papers for the table: the agenda of a session (chương trình phiên họp) and the list that those present sign.

No form is prescribed for either; Decree 30/2020/NĐ-CP gives the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
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
from openocop.core.documents.vietnamese import count_text, date_long, moment_text
from openocop.core.domain.legal_time import VIETNAM

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    number: int
    product_name: str
    producer_name: str
    criteria_set: str
    kind: str


@dataclass(frozen=True, slots=True)
class ListHead:
    """What both papers state of the session. `as_of`, aware: the last act the paper tells of, None where none is."""

    marking: Marking
    as_of: datetime | None
    letterhead: Letterhead
    council_name: str
    round_name: str
    held_on: date
    place: str


@dataclass(frozen=True, slots=True)
class AgendaDocument:
    head: ListHead
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One seat of the council; `note` says that they are absent, or when they came and left."""

    number: int
    name: str
    body: str
    role: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceDocument:
    """Everybody appointed, in the order of the decision; `quorum` is the sentence on who is there and who must be."""

    head: ListHead
    rows: tuple[PersonRow, ...]
    quorum: str
    signatures: tuple[Signature, ...]


def agenda_pdf(doc: AgendaDocument) -> bytes:
    context = _head(doc.head, "CHƯƠNG TRÌNH", "Thứ tự trình bày sản phẩm") | {
        "count": f"{count_text(len(doc.rows))} sản phẩm, trình bày theo thứ tự sau:",
        "rows": [
            [str(row.number), row.product_name, row.producer_name, row.criteria_set, row.kind] for row in doc.rows
        ],
    }
    return render_pdf(_TEMPLATES / "agenda.typ", context, created_at=_created_at(doc.head))


def attendance_pdf(doc: AttendanceDocument) -> bytes:
    context = _head(doc.head, "DANH SÁCH ĐIỂM DANH", "Thành viên Hội đồng dự phiên họp") | {
        "quorum": doc.quorum,
        "rows": [[str(row.number), row.name, row.body, row.role, row.note] for row in doc.rows],
        "signatures": signatures_context(doc.signatures),
    }
    return render_pdf(_TEMPLATES / "attendance.typ", context, created_at=_created_at(doc.head))


def _head(head: ListHead, title: str, what: str) -> dict[str, object]:
    return {
        "marks": marking_context(head.marking),
        "head": letterhead_context(head.letterhead),
        "title": title,
        "subject": [bound(f"{what}, {head.round_name}")],
        "when": f"Phiên họp {date_long(head.held_on)}" + (f", tại {head.place}" if head.place else "") + ".",
        "as_of": f"Ghi nhận đến {moment_text(head.as_of)}." if head.as_of else "",
    }


def _created_at(head: ListHead) -> datetime:
    """Return an instant that depends on what is stated alone: the same list is the same file."""
    return head.as_of or datetime.combine(head.held_on, time(), VIETNAM)
