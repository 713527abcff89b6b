"""What the agenda and the attendance list of a session state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Signature
from openocop.core.documents.vietnamese import count_text
from openocop.core.domain.legal_time import VIETNAM
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.documents.lists import AgendaDocument, AgendaRow, AttendanceDocument, ListHead, PersonRow
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.quorum import Quorum
from openocop.evaluation.models import Seat, Session
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.papers import PLACES, letterhead_of, marking_of
from openocop.evaluation.selectors.presence import Movement, attendance_of
from openocop.evaluation.selectors.sheet_papers import round_name

_KINDS = {"first": "Lần đầu", "upgrade": "Nâng hạng", "again": "Đánh giá lại"}


def agenda_document(session: Session, post: Post) -> AgendaDocument:
    """Return the agenda in its order now, without the products this person stepped aside from."""
    entries = entries_visible_to(post).filter(session=session).select_related("dossier__product__producer")
    rows = []
    for entry in entries.order_by("position"):
        dossier = entry.dossier
        printed = criteria_set(dossier.release, dossier.set_no)
        maker = dossier.product.producer.name if dossier.product.producer else ""
        title = f"{printed.no}. {printed.title}"
        rows.append(AgendaRow(entry.position, dossier.product.name, maker, title, _KINDS[dossier.kind]))
    return AgendaDocument(_head(session, "CTr-HĐ", None), tuple(rows))


def attendance_document(session: Session) -> AttendanceDocument:
    """Return the list of those appointed, with who is absent and who came and left when."""
    there = attendance_of(session)
    rows = tuple(
        PersonRow(number, seat.name, seat.body, PLACES[seat.role], _note(session, seat, moves))
        for number, (seat, _came, moves) in enumerate(there.rows, start=1)
    )
    secretary = next((seat.name for seat in there.seats if seat.role == "secretary"), "")
    signed = (Signature(("THƯ KÝ",), secretary),)
    last = max((move.at for moves in there.movements.values() for move in moves), default=None)
    return AttendanceDocument(_head(session, "DS-HĐ", last), rows, _sentence(session, there.quorum), signed)


def _head(session: Session, symbol: str, as_of: datetime | None) -> ListHead:
    council = session.council
    return ListHead(
        marking=marking_of(session),
        as_of=as_of,
        letterhead=letterhead_of(session, symbol),
        council_name=council.name,
        round_name=round_name(council.round.name),
        held_on=session.held_on,
        place=session.place,
    )


def _note(session: Session, seat: Seat, moves: Sequence[Movement]) -> str:
    """Return what was recorded of a member. Before the session opens nobody is there yet; an absence may be known."""
    if not seat.attended:
        return "Vắng mặt"
    if session.stage == SessionStage.SCHEDULED:
        return ""
    told = [f"{'vào' if move.present else 'ra'} {move.at.astimezone(VIETNAM):%H:%M}" for move in moves]
    return ", ".join(["Có mặt", *told])


def _sentence(session: Session, quorum: Quorum) -> str:
    is_open = session.stage != SessionStage.SCHEDULED
    present = f"Có mặt {count_text(quorum.present)}/{count_text(quorum.members)} thành viên chấm điểm"
    there = present if is_open else f"Hội đồng có {count_text(quorum.members)} thành viên chấm điểm"
    asked = [f"ít nhất {count_text(quorum.needed)} người có mặt"] if quorum.needed else []
    asked += ["có Chủ tịch Hội đồng hoặc người được ủy quyền chủ trì"] if quorum.needs_chair else []
    if not asked:
        return there + "."
    met = f": {'đủ' if quorum.met else 'chưa đủ'} điều kiện họp" if is_open else ""
    return f"{there}; quy chế yêu cầu {', '.join(asked)}{met}."
