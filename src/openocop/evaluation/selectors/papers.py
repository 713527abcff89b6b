"""What the summary and the minutes of a session state, from its immutable rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openocop.core.documents.frame import Letterhead, Marking, Option, Signature, place_name
from openocop.core.documents.text import paragraphs
from openocop.core.documents.vietnamese import count_text, date_long, time_text
from openocop.criteria.documents.citations import cited, printed_number
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS, Regulation, regulation_of
from openocop.criteria.domain.releases import release
from openocop.evaluation.documents.minutes import Attendee, MinutesDocument, MinutesRow, SecondBallot
from openocop.evaluation.documents.summary import SummaryDocument, SummaryMember, SummaryRow
from openocop.evaluation.models import Conclusion, Recusal, Seat, Session
from openocop.evaluation.selectors.agreement import agreed_lines
from openocop.evaluation.selectors.sheet_papers import is_replayed, round_name
from openocop.evaluation.selectors.sheets import ScoredEntry, scored_ballots
from openocop.geography.selectors.tenants import province_title

_UNNAMED_REGULATION = "quy chế hoạt động của Hội đồng"
_GATE_OPTIONS = frozenset({"gate_test", "missed_gate", "heading_mark"})
PLACES = {
    "chair": "Chủ tịch Hội đồng",
    "vice_chair": "Phó Chủ tịch Hội đồng",
    "member": "Ủy viên",
    "secretary": "Thư ký",
}


def summary_document(session: Session) -> SummaryDocument:
    """Return the summary of scores of a fixed session."""
    council = session.council
    seats = [seat for seat in council.seats.all() if seat.scores and seat.attended]
    return SummaryDocument(
        marking=marking_of(session),
        created_at=_fixed_at(session),
        letterhead=letterhead_of(session, "BTH-HĐ"),
        council_name=council.name,
        round_name=round_name(council.round.name),
        members=tuple(SummaryMember(seat.name, seat.body) for seat in seats),
        rows=tuple(_summary_row(scored, seats) for scored in scored_ballots(session)),
        regulation=council.regulation_name or _UNNAMED_REGULATION,
        options=regulation_options(session),
        signatures=_signatures(session, ("CHỦ TỊCH HỘI ĐỒNG",)),
        gates_note=_gates_note(session),
    )


def _summary_row(scored: ScoredEntry, seats: Sequence[Seat]) -> SummaryRow:
    held, entry = scored.current, scored.entry
    totals = held.totals if held else {}
    given = tuple(Decimal(totals[seat.public_id]) if seat.public_id in totals else None for seat in seats)
    return SummaryRow(entry.position, *_named(scored), given, **_outcome(scored))


def _named(scored: ScoredEntry) -> tuple[str, str]:
    product = scored.entry.dossier.product
    return product.name, product.producer.name if product.producer else ""


def _outcome(scored: ScoredEntry) -> dict[str, Any]:
    held = scored.current
    if held is None:
        return {"average": None, "spread": None, "band": None, "missed": (), "stars": None, "reason": "Không có phiếu"}
    return {
        "average": held.average,
        "spread": Decimal(held.spread),
        "band": held.result.band,
        "missed": tuple(printed_number(code) for code in held.missed_in_band),
        "stars": held.result.star,
        "reason": "Bị loại" if held.result.disqualified else "",
        "second_ballot": scored.second is not None,
    }


def minutes_document(session: Session) -> MinutesDocument:
    """Return the minutes of a fixed session: who was there, who stepped aside, how it was scored, what came of it."""
    council = session.council
    seats = list(council.seats.all())
    scored = scored_ballots(session)
    fixed_at = _fixed_at(session)
    return MinutesDocument(
        marking=marking_of(session),
        created_at=fixed_at,
        letterhead=letterhead_of(session, "BB-HĐ"),
        council_name=council.name,
        round_name=round_name(council.round.name),
        held_on=session.held_on,
        started_at=_noted(session, session.opened_at),
        ended_at=_noted(session, fixed_at),
        place=session.place,
        chair=_of(seats, "chair"),
        secretary=_of(seats, "secretary"),
        present=tuple(_attendee(seat, _left(seat)) for seat in seats if seat.attended),
        absent=tuple(_attendee(seat) for seat in seats if not seat.attended),
        guests=(),
        legal_bases=_bases(session),
        regulation=council.regulation_name or _UNNAMED_REGULATION,
        options=regulation_options(session),
        recusals=_recusals(session),
        scoring=_scoring(scored),
        second_ballots=tuple(_second(one) for one in scored if one.second and one.first),
        rows=tuple(_minutes_row(one) for one in scored),
        discussion=tuple(line.strip() for line in session.discussion.splitlines() if line.strip()),
        reservations=(),
        conclusion=(
            *_concluded(session),
            f"Hội đồng thông qua kết quả đánh giá, phân hạng {count_text(len(scored))} sản phẩm như bảng trên,"
            f" đề nghị Chủ tịch Ủy ban nhân dân {_territory(session)} xem xét, quyết định.",
        ),
        signatures=_signatures(session, ("CHỦ TỌA", "CHỦ TỊCH HỘI ĐỒNG")),
        recipients=(
            f"Chủ tịch Ủy ban nhân dân {_territory(session)} (để b/c);",
            "Các thành viên Hội đồng;",
            "Lưu: Hồ sơ Hội đồng.",
        ),
        gates_note=_gates_note(session),
    )


def _attendee(seat: Seat, note: str = "") -> Attendee:
    return Attendee(seat.name, seat.body, PLACES[seat.role], note)


def _left(seat: Seat) -> str:
    """Return when a member left before the end; those who stayed, and those who came back, have no such note."""
    return f"rời phiên họp lúc {time_text(seat.left_at)}" if seat.left_at else ""


def _of(seats: Sequence[Seat], role: str) -> str:
    return next((seat.name for seat in seats if seat.role == role), "")


def _bases(session: Session) -> tuple[str, ...]:
    council = session.council
    bases = [cited(release(council.round.release), session.held_on)]
    if council.appointment_no:
        dated = f" {date_long(council.appointed_on)}" if council.appointed_on else ""
        bases.append(f"Quyết định số {council.appointment_no}{dated} về việc thành lập Hội đồng")
    ends = [";"] * (len(bases) - 1) + ["."]
    return tuple(base + end for base, end in zip(bases, ends, strict=True))


def _recusals(session: Session) -> tuple[str, ...]:
    rows = Recusal.objects.filter(seat__council=session.council).select_related("seat", "dossier__product")
    return tuple(
        f"{row.seat.name} không tham gia chấm sản phẩm “{row.dossier.product.name}”: {row.reason}"
        for row in rows.order_by("declared_at", "pk")
    )


def _scoring(scored: Sequence[ScoredEntry]) -> tuple[str, ...]:
    sheets = sum(len(one.first.totals) for one in scored if one.first)
    return (
        f"Các thành viên chấm điểm độc lập {count_text(len(scored))} sản phẩm, gửi {count_text(sheets)} phiếu.",
        "Điểm của sản phẩm là trung bình cộng tổng điểm các phiếu hợp lệ, không làm tròn trước khi xét khung điểm.",
    )


def _concluded(session: Session) -> tuple[str, ...]:
    """Return the council's own acts on single products, in the order of the agenda."""
    acts = Conclusion.objects.filter(entry__session=session).select_related("entry__dossier__product")
    return tuple(_act(act) for act in acts.order_by("entry__position"))


def _act(act: Conclusion) -> str:
    said = " ".join(paragraphs(act.note)).rstrip(".")
    vote = (
        f"biểu quyết: {count_text(act.votes_for or 0)} tán thành, {count_text(act.votes_against or 0)} không tán thành,"
        f" {count_text(act.abstained or 0)} không có ý kiến"
        if act.was_voted
        else ""
    )
    named = f"Sản phẩm {count_text(act.entry.position)}, “{act.entry.dossier.product.name}”"
    agreed = [f"tiêu chí {label}: thống nhất mức {points} điểm" for label, points in agreed_lines(act.entry, act)]
    return f"{named}: {'; '.join(part for part in (said, *agreed, vote) if part)}."


def _second(one: ScoredEntry) -> SecondBallot:
    assert one.first is not None  # noqa: S101  # the caller takes only products with both ballots
    assert one.second is not None  # noqa: S101  # as above
    return SecondBallot(
        one.entry.position,
        *_named(one),
        one.first.average,
        Decimal(one.first.spread),
        one.second.average,
        Decimal(one.second.spread),
        one.entry.note,
    )


def _minutes_row(one: ScoredEntry) -> MinutesRow:
    sheets = len(one.current.totals) if one.current else 0
    return MinutesRow(one.entry.position, *_named(one), sheets, **_outcome(one))


def regulation_options(session: Session) -> tuple[Option, ...]:
    """Return in words the options that the council's regulation chose among several."""
    law = release(session.council.round.release)
    regulation: Regulation = regulation_of(law.id, session.council.regulation)
    found = []
    for name, value in regulation.as_json().items():
        if name in _GATE_OPTIONS and law.minimum_requirements_note:
            continue
        if len(law.options[name].allowed) == 1:
            continue  # the law itself settled it
        words = VALUE_LABELS.get(name, {}).get(value or "", f"{value} điểm" if value else "không giới hạn")
        found.append(Option(OPTION_LABELS[name], words.replace(".", ",") if name == "max_spread" else words))
    return tuple(found)


def _gates_note(session: Session) -> str:
    note = release(session.council.round.release).minimum_requirements_note
    return f"Yêu cầu tối thiểu: không xét. {note}" if note else ""


def _noted(session: Session, instant: datetime | None) -> datetime | None:
    return None if instant is None or is_replayed(session, instant) else instant


def marking_of(session: Session) -> Marking:
    return Marking(illustrative=session.is_illustrative)


def _fixed_at(session: Session) -> datetime:
    assert session.fixed_at is not None  # noqa: S101  # papers follow the adoption
    return session.fixed_at


def _territory(session: Session) -> str:
    return province_title(session.province, session.held_on)


def letterhead_of(session: Session, symbol: str) -> Letterhead:
    territory, held_on = _territory(session), session.held_on
    above = (f"ỦY BAN NHÂN DÂN {territory.upper()}",)
    agency = (session.council.name.upper(),)
    return Letterhead(above, agency, symbol, place_name(territory), held_on.year, dated_on=held_on)


def _signatures(session: Session, presiding: tuple[str, ...]) -> tuple[Signature, ...]:
    seats = list(session.council.seats.all())
    return (Signature(("THƯ KÝ",), _of(seats, "secretary")), Signature(presiding, _of(seats, "chair")))
