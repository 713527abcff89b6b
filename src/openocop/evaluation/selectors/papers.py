"""What the summary and the minutes of a session state, from its immutable rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openocop.core.documents.frame import Letterhead, Marking, Option, Signature, place_name
from openocop.core.documents.text import paragraphs
from openocop.core.documents.vietnamese import count_text, date_long, time_text
from openocop.criteria.documents.citations import cited, printed_number
from openocop.criteria.domain.numbers import two_places
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS, Regulation, regulation_of
from openocop.criteria.domain.releases import release
from openocop.evaluation.documents.minutes import Attendee, MinutesDocument, MinutesRow, SecondBallot
from openocop.evaluation.documents.summary import SummaryDocument, SummaryMember, SummaryRow
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.procedure import procedure_lines, procedure_of
from openocop.evaluation.models import Conclusion, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.selectors.agreement import agreed_lines
from openocop.evaluation.selectors.corrections import NOTHING_REPLACED, Replaced
from openocop.evaluation.selectors.councils import Presiding, presiding
from openocop.evaluation.selectors.presence import holders, seats_at, serving_at
from openocop.evaluation.selectors.sheet_papers import is_replayed, round_name
from openocop.evaluation.selectors.sheets import ScoredEntry, scored_ballots
from openocop.evaluation.selectors.written_papers import called_away, from_writing, in_writing
from openocop.geography.selectors.tenants import province_title

_UNNAMED_REGULATION = "quy chế hoạt động của Hội đồng"
_GATE_OPTIONS = frozenset({"gate_test", "missed_gate", "heading_mark"})
_ON_MINUTES = ("quorum", "chair_present", "absent_member", "outside_field", "blind_view", "most_ballots")
_ON_MINUTES_IN_WRITING = ("quorum", "outside_field", "blind_view", "written_agreement", "silent_member")
_SIGNS_AS: Mapping[str, tuple[str, ...]] = {
    SeatRole.CHAIR: ("CHỦ TỊCH HỘI ĐỒNG",),
    SeatRole.VICE_CHAIR: ("KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH"),
}
PLACES = {
    "chair": "Chủ tịch Hội đồng",
    "vice_chair": "Phó Chủ tịch Hội đồng",
    "member": "Ủy viên",
    "secretary": "Thư ký",
}


def summary_document(session: Session, replaced: Replaced = NOTHING_REPLACED) -> SummaryDocument:
    """Return the summary of scores of a fixed session; `replaced` says which paper it stands for after a correction."""
    council = session.council
    scored = scored_ballots(session)
    sent = {seat for one in scored if one.current for seat in one.current.totals}
    everybody = seats_at(session, council.seats.all())
    there = [seat for seat in serving_at(session, everybody) if seat.attended]
    present = {seat.pk for seat in there if not _sent_before(seat, everybody, sent)}  # one column for a place is enough
    seats = [seat for seat in everybody if seat.scores and (seat.public_id in sent or seat.pk in present)]
    return SummaryDocument(
        marking=marking_of(session),
        created_at=_fixed_at(session),
        letterhead=letterhead_of(session, "BTH-HĐ"),
        council_name=council.name,
        round_name=round_name(council.round.name),
        members=tuple(SummaryMember(seat.name, seat.body) for seat in seats),
        rows=tuple(_summary_row(one, seats, _places(session)) for one in scored),
        regulation=council.regulation_name or _UNNAMED_REGULATION,
        options=regulation_options(session),
        notes=(*replaced.notes, *in_writing(session)),
        signatures=_signatures(session),
        gates_note=_gates_note(session),
        instead_of=replaced.instead_of,
    )


def _places(session: Session) -> int:
    """Return with how many decimals this council prints averages; the exact ones alone decide."""
    return procedure_of(session.council.procedure).display_decimals


def _summary_row(scored: ScoredEntry, seats: Sequence[Seat], places: int) -> SummaryRow:
    held, entry = scored.current, scored.entry
    totals = held.totals if held else {}
    given = tuple(_points(totals[seat.public_id]) if seat.public_id in totals else None for seat in seats)
    return SummaryRow(entry.position, *_named(scored), given, **_outcome(scored), places=places)


def _points(exact: int | Fraction) -> Decimal:
    """Return points as papers print them: to two places where a member left criteria to others, else whole."""
    return Decimal(exact.numerator) if exact.denominator == 1 else Decimal(two_places(Fraction(exact)))


def _named(scored: ScoredEntry) -> tuple[str, str]:
    product = scored.entry.dossier.product
    return product.name, product.producer.name if product.producer else ""


def _outcome(scored: ScoredEntry) -> dict[str, Any]:
    held = scored.current
    if held is None:
        return {"average": None, "spread": None, "band": None, "missed": (), "stars": None, "reason": "Không có phiếu"}
    return {
        "average": held.average,
        "spread": _points(held.spread),
        "band": held.result.band,
        "missed": tuple(printed_number(code) for code in held.missed_in_band),
        "stars": held.result.star,
        "reason": "Bị loại" if held.result.disqualified else "",
        "second_ballot": scored.second is not None,
    }


def minutes_document(session: Session, replaced: Replaced = NOTHING_REPLACED) -> MinutesDocument:
    """Return the minutes of a fixed session: who was there, who stepped aside, how it was scored, what came of it."""
    council = session.council
    ever = list(council.seats.select_related("replaces"))
    everybody = serving_at(session, ever)
    seats = [seat for seat in everybody if seat.role != SeatRole.GUEST]
    asked = [seat for seat in seats if seat.scores or not session.is_written]
    scored = scored_ballots(session)
    sent = {seat for one in scored if one.current for seat in one.current.totals}
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
        chair=_presiding_name(session),
        secretary=_of(seats, "secretary"),
        present=tuple(_attendee(seat, ever, sent) for seat in asked if seat.attended),
        absent=tuple(_attendee(seat, ever, sent) for seat in asked if not seat.attended),
        guests=tuple(f"{seat.name}, {seat.body}" for seat in everybody if seat.role == SeatRole.GUEST),
        legal_bases=_bases(session),
        regulation=council.regulation_name or _UNNAMED_REGULATION,
        options=(*regulation_options(session), *_procedure_options(session)),
        recusals=_recusals(session),
        scoring=_scoring(session, scored),
        second_ballots=tuple(_second(one, _places(session)) for one in scored if one.second and one.first),
        rows=tuple(_minutes_row(one, _places(session)) for one in scored),
        discussion=called_away(session)
        if session.is_written
        else tuple(line.strip() for line in session.discussion.splitlines() if line.strip()),
        answers_by=session.answers_by,
        reservations=(),
        conclusion=(
            *_concluded(session),
            f"Hội đồng thông qua kết quả đánh giá, phân hạng {count_text(len(scored))} sản phẩm như bảng trên,"
            f" đề nghị Chủ tịch Ủy ban nhân dân {_territory(session)} xem xét, quyết định.",
            *replaced.notes,
        ),
        signatures=_signatures(session, *([] if session.is_written else ["CHỦ TỌA"])),
        recipients=(
            f"Chủ tịch Ủy ban nhân dân {_territory(session)} (để b/c);",
            "Các thành viên Hội đồng;",
            "Lưu: Hồ sơ Hội đồng.",
        ),
        gates_note=_gates_note(session),
        instead_of=replaced.instead_of,
    )


def _attendee(seat: Seat, ever: Sequence[Seat], sent: Collection[str]) -> Attendee:
    """Return a member with what the minutes note: whose place they took and whose sheets stand for it, a sheet sent
    ahead, leaving before the end."""
    notes = []
    if seat.replaces is not None:
        notes.append(f"thay {seat.replaces.name} theo {seat.paper}")
    before = _sent_before(seat, ever, sent)
    if before:
        notes.append(f"phiếu do {', '.join(one.name for one in before)} gửi")
    if not seat.attended and seat.public_id in sent:
        notes.append("gửi phiếu trước phiên họp")
    if seat.attended and seat.left_at:
        notes.append(f"rời phiên họp lúc {time_text(seat.left_at)}")
    return Attendee(seat.name, seat.body, PLACES[seat.role], "; ".join(notes))


def _sent_before(seat: Seat, ever: Sequence[Seat], sent: Collection[str]) -> list[Seat]:
    """Return who held the place before and sent the sheets that stand for it; nobody where `seat` sent one itself."""
    held = holders(seat, ever)
    return [] if seat.public_id in sent else [one for one in held if one.public_id in sent]


def _procedure_options(session: Session) -> tuple[Option, ...]:
    """Return the options on how the council works that bear on what the minutes state."""
    lines = procedure_lines(procedure_of(session.council.procedure), only=_of_form(session))
    return tuple(Option(label, words) for label, words in lines)


def _of_form(session: Session) -> tuple[str, ...]:
    return _ON_MINUTES_IN_WRITING if session.is_written else _ON_MINUTES


def _presiding_name(session: Session) -> str:
    seats = serving_at(session, session.council.seats.all())
    found = _presiding(session)
    return found.seat.name if found else _of(seats, SeatRole.CHAIR)


def _of(seats: Sequence[Seat], role: str) -> str:
    return next((seat.name for seat in seats if seat.role == role), "")


def _bases(session: Session) -> tuple[str, ...]:
    council = session.council
    bases = [cited(release(council.round.release), session.held_on)]
    if council.appointment_no:
        dated = f" {date_long(council.appointed_on)}" if council.appointed_on else ""
        bases.append(f"Quyết định số {council.appointment_no}{dated} về việc thành lập Hội đồng")
    found = _presiding(session)
    if found is not None and found.delegation is not None:
        one = found.delegation
        bases.append(f"Văn bản ủy quyền số {one.document_no} {date_long(one.document_on)} ({one.scope})")
    ends = [";"] * (len(bases) - 1) + ["."]
    return tuple(base + end for base, end in zip(bases, ends, strict=True))


def _recusals(session: Session) -> tuple[str, ...]:
    aside = Recusal.objects.filter(seat__council=session.council, dossier__entry__session=session)
    rows = aside.select_related("seat", "dossier__product")
    return tuple(
        f"{row.seat.name} không tham gia chấm sản phẩm “{row.dossier.product.name}”: {row.reason}"
        for row in rows.order_by("declared_at", "pk")
    )


def _scoring(session: Session, scored: Sequence[ScoredEntry]) -> tuple[str, ...]:
    sheets = sum(len(one.first.totals) for one in scored if one.first)
    return (
        f"Các thành viên chấm điểm độc lập {count_text(len(scored))} sản phẩm, gửi {count_text(sheets)} phiếu.",
        "Điểm của sản phẩm là trung bình cộng tổng điểm các phiếu hợp lệ, không làm tròn trước khi xét khung điểm.",
        *_left_to_others(session),
        *in_writing(session),
        *from_writing(session),
    )


def _presiding(session: Session) -> Presiding | None:
    """Return who presided; in writing the chair, or who chairs by delegation: nobody is absent there."""
    seats = serving_at(session, session.council.seats.all())
    if session.is_written:
        for seat in seats:
            seat.attended = True
    return presiding(session.council, seats, on=session.held_on)


def _left_to_others(session: Session) -> tuple[str, ...]:
    """Say on how many products members left criteria outside their field to others; none, and nothing is said."""
    sheets = ScoreSheet.objects.filter(entry__session=session, sent_at__isnull=False).exclude(outside=[])
    left = sheets.values("entry").distinct().count()
    if not left:
        return ()
    return (
        f"Có {count_text(left)} sản phẩm mà thành viên để lại tiêu chí ngoài lĩnh vực chuyên môn: phần điểm đó lấy theo"
        " trung bình của các phiếu có chấm tiêu chí.",
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


def _second(one: ScoredEntry, places: int) -> SecondBallot:
    assert one.first is not None  # noqa: S101  # the caller takes only products with both ballots
    assert one.second is not None  # noqa: S101  # as above
    return SecondBallot(
        one.entry.position,
        *_named(one),
        one.first.average,
        _points(one.first.spread),
        one.second.average,
        _points(one.second.spread),
        one.entry.note,
        places,
    )


def _minutes_row(one: ScoredEntry, places: int) -> MinutesRow:
    sheets = len(one.current.totals) if one.current else 0
    return MinutesRow(one.entry.position, *_named(one), sheets, **_outcome(one), places=places)


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


def _signatures(session: Session, *above: str) -> tuple[Signature, ...]:
    """Return who signs: the secretary, and who presided, as deputy (KT.) or by delegation (TUQ.) of an absent chair."""
    seats = serving_at(session, session.council.seats.all())
    found = _presiding(session)
    role = found.seat.role if found else SeatRole.CHAIR
    capacity = (*above, *_SIGNS_AS.get(role, ("TUQ. CHỦ TỊCH HỘI ĐỒNG", "ỦY VIÊN")))
    name = found.seat.name if found else _of(seats, SeatRole.CHAIR)
    return (Signature(("THƯ KÝ",), _of(seats, SeatRole.SECRETARY)), Signature(capacity, name))
