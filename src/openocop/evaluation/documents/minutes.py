"""The minutes of a council's meeting (biên bản họp Hội đồng). No form is prescribed; Decree 30/2020 gives the frame."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
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
    options_context,
    signatures_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import (
    average_text,
    count_text,
    date_long,
    moment_text,
    number_text,
    open_time,
)
from openocop.core.documents.word import render_word
from openocop.evaluation.documents.results import (
    average_cell,
    band_cell,
    rank_cell,
    rank_text,
    remark_cell,
    remark_head,
    spread_cell,
)

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Attendee:
    """A member of the council; `note` says why absent, or how the sheet came."""

    name: str
    body: str
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SecondBallot:
    """A product scored twice: average, to `places` decimals, and spread before and after the discussion."""

    number: int
    product_name: str
    producer_name: str
    first_average: Fraction | Decimal
    first_spread: Decimal
    second_average: Fraction | Decimal
    second_spread: Decimal
    reason: str = ""
    places: int = 2


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One product's result. `sheets` counted; `band`, `missed`, `stars`, `places` as on the summary table."""

    number: int
    product_name: str
    producer_name: str
    sheets: int
    average: Fraction | Decimal | None
    spread: Decimal | None
    band: int | None
    missed: tuple[str, ...]
    stars: int | None
    reason: str = ""
    second_ballot: bool = False
    places: int = 2


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """Everything the minutes state. Instants are aware and printed as Vietnamese time; texts are whole paragraphs.

    `started_at` and `ended_at` are None where nobody noted the hour: a blank of day `held_on` is left to write in.
    `answers_by` is None of a meeting; of opinions in writing it is the last day to answer: `present` are those who did,
    `discussion` says what was called to a meeting.
    `gates_note` says why minimum requirements were not examined; the table then has no column of them.
    `instead_of` names the paper that these replace after a correction.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    council_name: str
    round_name: str
    held_on: date
    started_at: datetime | None
    ended_at: datetime | None
    place: str
    chair: str
    secretary: str
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    guests: tuple[str, ...]
    legal_bases: tuple[str, ...]
    regulation: str
    options: tuple[Option, ...]
    recusals: tuple[str, ...]
    scoring: tuple[str, ...]
    second_ballots: tuple[SecondBallot, ...]
    rows: tuple[MinutesRow, ...]
    discussion: tuple[str, ...]
    reservations: tuple[str, ...]
    conclusion: tuple[str, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...] = ()
    gates_note: str = ""
    answers_by: date | None = None
    instead_of: str = ""


def minutes_pdf(doc: MinutesDocument) -> bytes:
    return render_pdf(_TEMPLATES / "minutes.typ", minutes_context(doc), created_at=doc.created_at)


def minutes_docx(doc: MinutesDocument, template: bytes | None = None) -> bytes:
    """Return the minutes for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "minutes.docx").read_bytes() if template is None else template
    return render_word(source, minutes_context(doc), created_at=doc.created_at)


def minutes_context(doc: MinutesDocument) -> dict[str, object]:
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": "BIÊN BẢN",
        "subject": [
            bound(line)
            for line in (f"{_words(doc)['subject']} {doc.council_name}, {doc.round_name}", doc.instead_of)
            if line
        ],
        "words": _words(doc),
        "started": _moment(doc.started_at, doc.held_on),
        "place": date_long(doc.answers_by) if doc.answers_by else doc.place,
        "attendance": _attendance(doc),
        "present": [_attendee(f"1.{number}", person) for number, person in enumerate(doc.present, start=1)],
        "absent": [_attendee(f"2.{number}", person) for number, person in enumerate(doc.absent, start=1)],
        "guests": doc.guests,
        "chair": doc.chair,
        "secretary": doc.secretary,
        "legal_bases": doc.legal_bases,
        "regulation": doc.regulation,
        "options": options_context(doc.options),
        "recusals": doc.recusals or ("Không có thành viên nào khai báo xung đột lợi ích.",),
        "scoring": doc.scoring,
        "second_ballots": [_second_ballot(ballot) for ballot in doc.second_ballots],
        "discussion": doc.discussion,
        "outcome": _outcome(doc.rows),
        "rows": [_row(row, with_gates=not doc.gates_note) for row in doc.rows],
        "remark_head": remark_head(with_gates=not doc.gates_note, with_reasons=any(row.reason for row in doc.rows)),
        "gates_note": doc.gates_note,
        "reservations": doc.reservations or ("Không có thành viên nào đề nghị bảo lưu ý kiến.",),
        "conclusion": doc.conclusion,
        "closing": _closing(doc),
        "signatures": signatures_context(doc.signatures),
        "recipients": doc.recipients,
    }


_MEETING = {
    "subject": "Họp",
    "when": "I. THỜI GIAN, ĐỊA ĐIỂM",
    "started": "Thời gian bắt đầu",
    "place": "Địa điểm",
    "present": "Có mặt",
    "absent": "Vắng mặt",
    "scoring": "Chấm điểm độc lập",
    "discussion": "Thảo luận và chấm lại",
    "no_second": "Không có sản phẩm phải chấm lại.",
}
_IN_WRITING = {
    "subject": "Tổng hợp ý kiến bằng văn bản của",
    "when": "I. THỜI GIAN",
    "started": "Gửi lấy ý kiến",
    "place": "Hạn trả lời",
    "present": "Có ý kiến bằng văn bản",
    "absent": "Không gửi ý kiến",
    "scoring": "Lấy ý kiến, chấm điểm độc lập",
    "discussion": "Sản phẩm đưa ra họp",
    "no_second": "",
}


def _words(doc: MinutesDocument) -> dict[str, str]:
    """Return the words in which the minutes of a meeting and those of opinions in writing differ."""
    return _IN_WRITING if doc.answers_by else _MEETING


def _attendance(doc: MinutesDocument) -> str:
    present, members = len(doc.present), len(doc.present) + len(doc.absent)
    share = number_text((Decimal(100 * present) / max(members, 1)).quantize(Decimal("0.1")))
    return f"{count_text(present)}/{count_text(members)} thành viên Hội đồng, đạt {share}%"


def _attendee(number: str, person: Attendee) -> str:
    described = ", ".join(part for part in (person.name, person.role, person.body) if part)
    return f"{number}. {described}" + (f" ({person.note})" if person.note else "") + "."


def _second_ballot(ballot: SecondBallot) -> dict[str, object]:
    return {
        "number": str(ballot.number),
        "product_name": ballot.product_name,
        "producer_name": ballot.producer_name,
        "first_average": average_text(ballot.first_average, ballot.places),
        "first_spread": number_text(ballot.first_spread),
        "second_average": average_text(ballot.second_average, ballot.places),
        "second_spread": number_text(ballot.second_spread),
        "reason": ballot.reason,
    }


def _outcome(rows: tuple[MinutesRow, ...]) -> str:
    """Return the sentence that counts the products by star, highest first."""
    ranked = Counter(row.stars for row in rows if row.stars is not None)
    counts = [f"{count_text(ranked[stars])} sản phẩm {rank_text(stars)}" for stars in sorted(ranked, reverse=True)]
    below = sum(1 for row in rows if row.missed and row.band != row.stars)
    sentence = f"{count_text(ranked.total())}/{count_text(len(rows))} sản phẩm được phân hạng"
    sentence += f": {', '.join(counts)}." if counts else "."
    if below:
        sentence += (
            f" Có {count_text(below)} sản phẩm đủ điểm của khung nhưng thiếu yêu cầu tối thiểu của hạng sao tương ứng."
        )
    return sentence


def _row(row: MinutesRow, *, with_gates: bool) -> dict[str, object]:
    return {
        "number": str(row.number),
        "product_name": row.product_name,
        "producer_name": row.producer_name,
        "sheets": str(row.sheets),
        "average": average_cell(row.average, second_ballot=row.second_ballot, places=row.places),
        "spread": spread_cell(row.spread),
        "band": band_cell(row.band),
        "remark": remark_cell(row.band, row.missed, row.reason, with_gates=with_gates),
        "stars": rank_cell(row.stars),
    }


def _moment(instant: datetime | None, held_on: date) -> str:
    return f"{open_time()}, {date_long(held_on)}" if instant is None else moment_text(instant)


def _closing(doc: MinutesDocument) -> str:
    if doc.answers_by:
        return (
            f"Việc lấy ý kiến kết thúc {date_long(doc.held_on)}. Biên bản do thư ký Hội đồng lập từ các phiếu đã gửi; "
            "các phiếu được lưu kèm biên bản này./."
        )
    return (
        f"Cuộc họp kết thúc vào {_moment(doc.ended_at, doc.held_on)}. "
        "Biên bản đã được đọc lại cho các thành viên dự họp nghe và thống nhất ký tên./."
    )
