"""The summary table of a council's results (bảng tổng hợp điểm). No form is prescribed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Option,
    Signature,
    letterhead_context,
    marking_context,
    regulation_line,
    signatures_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import number_text
from openocop.core.documents.word import render_word
from openocop.evaluation.documents.results import (
    average_cell,
    band_cell,
    rank_cell,
    remark_cell,
    remark_head,
    spread_cell,
)

# More columns than these leave no room for names on A4 landscape; then lowest and highest totals stand for them.
MOST_MEMBER_COLUMNS = 15

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class SummaryMember:
    name: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One product. `totals` follow the order of the members, None where a member gave no sheet.

    `band` is the star that the average points to, `missed` the criteria whose minimum for that star is not met,
    `stars` the result. `spread` is highest minus lowest total. The average is printed to `places` decimals.
    """

    number: int
    product_name: str
    producer_name: str
    totals: tuple[Decimal | None, ...]
    average: Fraction | Decimal | None
    spread: Decimal | None
    band: int | None
    missed: tuple[str, ...]
    stars: int | None
    reason: str = ""
    second_ballot: bool = False
    places: int = 2


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """Everything the table states; `regulation` names the council's regulation whose `options` applied.

    `gates_note` says why minimum requirements were not examined; the table then has no column of them.
    `instead_of` names the paper that this one replaces after a correction.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    council_name: str
    round_name: str
    members: tuple[SummaryMember, ...]
    rows: tuple[SummaryRow, ...]
    regulation: str
    options: tuple[Option, ...]
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    gates_note: str = ""
    instead_of: str = ""

    def __post_init__(self) -> None:
        if any(len(row.totals) != len(self.members) for row in self.rows):
            raise ValueError("each row needs one total, or None, for each member")


def summary_pdf(doc: SummaryDocument) -> bytes:
    return render_pdf(_TEMPLATES / "summary.typ", summary_context(doc), created_at=doc.created_at)


def summary_docx(doc: SummaryDocument, template: bytes | None = None) -> bytes:
    """Return the table for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "summary.docx").read_bytes() if template is None else template
    return render_word(source, summary_context(doc), created_at=doc.created_at)


def summary_context(doc: SummaryDocument) -> dict[str, object]:
    by_member = len(doc.members) <= MOST_MEMBER_COLUMNS
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": "BẢNG TỔNG HỢP ĐIỂM",
        "subject": [
            bound(line)
            for line in (f"Kết quả đánh giá, phân hạng sản phẩm OCOP, {doc.round_name}", doc.instead_of)
            if line
        ],
        "council_name": doc.council_name,
        "members": [
            {"number": str(number), "label": f"{number}. {member.name}" + (f" – {member.body}" if member.body else "")}
            for number, member in enumerate(doc.members, start=1)
        ],
        "columns": [str(number + 1) for number in range(len(doc.members))] if by_member else ["Thấp nhất", "Cao nhất"],
        "by_member": by_member,
        "rows": [_row(row, by_member, with_gates=not doc.gates_note) for row in doc.rows],
        "remark_head": remark_head(with_gates=not doc.gates_note, with_reasons=any(row.reason for row in doc.rows)),
        "gates_note": doc.gates_note,
        "second_ballots": any(row.second_ballot for row in doc.rows),
        "regulation": regulation_line(doc.regulation, doc.options),
        "notes": doc.notes,
        "signatures": signatures_context(doc.signatures),
    }


def _row(row: SummaryRow, by_member: bool, *, with_gates: bool) -> dict[str, object]:
    given = [total for total in row.totals if total is not None]
    extremes = [min(given), max(given)] if given else [None, None]
    return {
        "number": str(row.number),
        "product_name": row.product_name,
        "producer_name": row.producer_name,
        "totals": ["–" if total is None else number_text(total) for total in (row.totals if by_member else extremes)],
        "average": average_cell(row.average, second_ballot=row.second_ballot, places=row.places),
        "spread": spread_cell(row.spread),
        "band": band_cell(row.band),
        "remark": remark_cell(row.band, row.missed, row.reason, with_gates=with_gates),
        "stars": rank_cell(row.stars),
    }
