"""Who is in the room: quorum by the council's options, who leaves and comes back, what is refused without quorum."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Seat
from openocop.evaluation.selectors.lists import attendance_document
from openocop.evaluation.selectors.presence import attendance_of, quorum_of_session
from openocop.evaluation.services.councils import call_session
from openocop.evaluation.services.presence import note_movement
from openocop.evaluation.services.sessions import (
    WithoutQuorum,
    close_second_ballot,
    fix_result,
    mark_attendance,
    open_second_ballot,
    open_session,
    reveal_scores,
)
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_revealed_panel,
    a_sent_sheet,
    a_written_panel,
    an_accepted_dossier,
    an_answer,
    an_open_panel,
    signed_in,
    signed_in_again,
    stage_of,
)

pytestmark = pytest.mark.django_db


def _seat(panel: Panel, post: Post) -> Seat:
    return panel.council.seats.get(user=post.user_id)


def _leaves(panel: Panel, post: Post, *, back: bool = False) -> None:
    note_movement(session=panel.session, seat_id=_seat(panel, post).public_id, present=back, by=panel.secretary)


def _absent(panel: Panel, *posts: Post) -> None:
    for post in posts:
        seat = _seat(panel, post).public_id
        mark_attendance(session=panel.session, seat_id=seat, attended=False, by=panel.secretary)


def _verbs(seat: Seat) -> list[str]:
    told = JournalEntry.objects.filter(subject_id=seat.public_id, subject_type="evaluation.seat")
    return list(told.exclude(verb="interests.declared").order_by("sequence").values_list("verb", flat=True))


def test_a_session_without_quorum_does_not_open_and_says_who_is_missing() -> None:
    # Five score; two thirds are 3.33, so four must be there. Default options; the law sets none (26/2026 art. 7.3).
    panel = a_panel(members=4)
    _absent(panel, *panel.members[:2])
    with pytest.raises(WithoutQuorum, match=r"3/5|3 of 5"):
        open_session(session=panel.session, by=panel.chair)
    assert stage_of(panel.session) == SessionStage.SCHEDULED
    page = signed_in(panel.chair).get(reverse("evaluation:session", args=[panel.session.public_id])).content.decode()
    assert "Mới có mặt 3/5 thành viên chấm điểm; quy chế yêu cầu ít nhất 4." in page
    address = reverse("evaluation:open", args=[panel.session.public_id])
    page = signed_in(panel.chair).post(address, follow=True).content.decode()
    assert "Mới có mặt 3/5 thành viên chấm điểm" in page
    tried = JournalEntry.objects.filter(verb="session.without_quorum").values_list("facts__step", flat=True)
    assert list(tried) == ["open"]


def test_a_session_without_its_chair_opens_only_where_the_regulation_allows_it() -> None:
    for procedure, opens in (({}, False), ({"chair_present": "not_required"}, True)):
        panel = a_panel(members=4, procedure=procedure)
        _absent(panel, panel.chair)
        if opens:
            open_session(session=panel.session, by=panel.secretary)
        else:
            with pytest.raises(WithoutQuorum, match=r"Chủ tịch|chair"):
                open_session(session=panel.session, by=panel.secretary)
        assert (stage_of(panel.session) == SessionStage.SCORING) == opens


def test_scores_are_not_revealed_without_quorum_and_nothing_is_lost() -> None:
    panel = an_open_panel(products=1, members=2, procedure={"quorum": "three_quarters"})
    (entry,) = panel.entries()
    for post in panel.scorers:
        a_sent_sheet(entry, post, 60)
    _leaves(panel, panel.members[0])
    with pytest.raises(WithoutQuorum):
        reveal_scores(session=panel.session, by=panel.chair)
    assert (stage_of(panel.session), entry.sheets.count()) == (SessionStage.SCORING, 3)
    assert Entry.objects.get(pk=entry.pk).ballot_open
    _leaves(panel, panel.members[0], back=True)
    reveal_scores(session=panel.session, by=panel.chair)


def test_a_chair_who_adopts_without_quorum_is_told_so_and_the_try_is_in_the_journal() -> None:
    panel = a_revealed_panel([(60, 62, 61)], procedure={"quorum": "three_quarters"})
    _leaves(panel, panel.members[0])
    client = signed_in_again(panel.chair)
    address = reverse("evaluation:fix", args=[panel.session.public_id])
    page = client.get(address).content.decode()
    assert "Mới có mặt 2/3 thành viên chấm điểm; quy chế yêu cầu ít nhất 3." in page
    answer = client.post(address)
    assert (answer.status_code, "Mới có mặt 2/3 thành viên" in answer.content.decode()) == (409, True)
    assert (stage_of(panel.session), Entry.objects.filter(star__isnull=False).count()) == (SessionStage.REVEALED, 0)
    tried = JournalEntry.objects.filter(verb="session.without_quorum")
    assert list(tried.values_list("subject_id", "facts__step")) == [(panel.session.public_id, "fix")]
    _leaves(panel, panel.members[0], back=True)
    fix_result(session=panel.session, by=panel.chair)


def test_quorum_is_live() -> None:
    panel = an_open_panel(members=2)
    _leaves(panel, panel.members[0])
    told = quorum_of_session(panel.reload())
    assert (told.members, told.present, told.needed, told.met) == (3, 2, 2, True)
    _leaves(panel, panel.chair)
    told = quorum_of_session(panel.reload())
    assert (told.present, told.lacks_chair, told.met) == (1, True, False)
    hall = signed_in(panel.secretary).get(reverse("evaluation:projector", args=[panel.session.public_id]))
    assert "Có mặt 1/3 thành viên chấm điểm" in hall.content.decode()


def test_who_leaves_scores_no_more_until_they_are_back() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    member = panel.members[0]
    _leaves(panel, member)
    with pytest.raises(NotPermitted) as told:
        a_sent_sheet(entry, member, 60)
    assert told.value.reason == "Ông/Bà được ghi đã rời phiên họp. Nếu đang có mặt, hãy báo Thư ký."
    page = signed_in(member).get(reverse("evaluation:my-sheets", args=[panel.session.public_id])).content.decode()
    assert told.value.reason in page
    _leaves(panel, member, back=True)
    a_sent_sheet(entry, member, 60)


def test_no_further_sheet_is_awaited_from_who_left_and_what_they_sent_counts() -> None:
    panel = an_open_panel(products=2, members=3)
    first, second = panel.entries()
    gone = panel.members[0]
    a_sent_sheet(first, gone, 60)
    for post in (panel.chair, *panel.members[1:]):
        a_sent_sheet(first, post, 64)
        a_sent_sheet(second, post, 64)
    with pytest.raises(Refused, match="1"):
        reveal_scores(session=panel.session, by=panel.secretary)
    _leaves(panel, gone)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    assert list(panel.session.entries.values_list("average", flat=True)) == ["63", "64"]  # (60 + 3 x 64) / 4 = 63


def test_a_second_ballot_does_not_wait_for_who_left() -> None:
    panel = a_revealed_panel([(60, 71, 65, 66)])
    (entry,) = panel.entries()
    open_second_ballot(entry=entry, by=panel.chair)
    for post in panel.scorers[:3]:
        a_sent_sheet(entry, post, 65)
    with pytest.raises(Refused):
        close_second_ballot(entry=entry, by=panel.chair)
    _leaves(panel, panel.members[2])
    close_second_ballot(entry=entry, by=panel.chair)


def test_coming_and_going_stands_in_the_journal_once_each_and_on_the_page() -> None:
    panel = an_open_panel()
    member = panel.members[0]
    for _tap in range(2):
        _leaves(panel, member)
    _leaves(panel, member, back=True)
    seat = _seat(panel, member)
    assert _verbs(seat) == ["member.left", "member.returned"]
    moves = attendance_of(panel.reload()).movements[seat.public_id]
    assert [move.present for move in moves] == [False, True]
    page = signed_in(panel.chair).get(reverse("evaluation:session", args=[panel.session.public_id])).content.decode()
    assert "Giờ vào, giờ ra" in page


def _second_meeting(panel: Panel) -> Panel:
    """Fix the first meeting, call another of the same council on one more dossier and open it."""
    reveal_scores(session=panel.session, by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)
    more = an_accepted_dossier(panel.council.round)
    meeting = call_session(council=panel.council, held_on=date(2026, 12, 10), dossiers=[more], by=panel.officer)
    open_session(session=meeting, by=panel.chair)
    return replace(panel, session=meeting)


def _told(panel: Panel) -> list[tuple[str, str]]:
    """Return what the attendance list says of each member, the hour left out."""
    rows = attendance_document(panel.reload()).rows
    return [(row.name, re.sub(r" \d\d:\d\d", "", row.note)) for row in rows if row.name != panel.secretary.name]


def test_each_of_two_meetings_of_one_council_has_its_own_arrivals_and_departures() -> None:
    first = an_open_panel(products=1, members=2)
    one, other = first.members
    for post in first.scorers:
        a_sent_sheet(first.entries()[0], post, 60)
    _leaves(first, one)
    _leaves(first, one, back=True)
    _leaves(first, other)
    second = _second_meeting(first)
    assert attendance_of(second.reload()).movements == {}
    assert _told(second) == [(first.chair.name, "Có mặt"), (one.name, "Có mặt"), (other.name, "Có mặt")]
    page = signed_in(first.chair).get(reverse("evaluation:session", args=[second.session.public_id])).content.decode()
    assert "Giờ vào, giờ ra" not in page
    _leaves(second, one)
    moved = {
        meeting.session.pk: {seat: [move.present for move in moves] for seat, moves in found.movements.items()}
        for meeting, found in ((panel, attendance_of(panel.reload())) for panel in (first, second))
    }
    one_seat, other_seat = _seat(first, one).public_id, _seat(first, other).public_id
    assert moved[first.session.pk] == {one_seat: [False, True], other_seat: [False]}
    assert moved[second.session.pk] == {one_seat: [False]}
    assert _told(first) == [(first.chair.name, "Có mặt"), (one.name, "Có mặt, ra, vào"), (other.name, "Có mặt, ra")]
    assert _told(second) == [(first.chair.name, "Có mặt"), (one.name, "Có mặt, ra"), (other.name, "Có mặt")]
    facts = JournalEntry.objects.filter(subject_id=one_seat, verb="member.left").order_by("sequence")
    assert list(facts.values_list("facts", flat=True)) == [
        {"session": first.session.public_id},
        {"session": second.session.public_id},
    ]


def test_an_absence_from_the_first_meeting_is_none_from_the_second() -> None:
    first = an_open_panel(products=1, members=2)
    absent = first.members[0]
    _absent(first, absent)
    for post in (first.chair, first.members[1]):
        a_sent_sheet(first.entries()[0], post, 60)
    second = _second_meeting(first)
    assert (absent.name, "Vắng mặt") in _told(first)
    assert (absent.name, "Có mặt") in _told(second)
    assert attendance_of(second.reload()).movements == {}


def test_an_answer_in_writing_meanwhile_puts_nobody_in_the_room() -> None:
    """A round in writing runs beside the meeting; who answers there from afar is recorded as absent here."""
    written = a_written_panel(products=1)
    member = written.members[0]
    dossier = an_accepted_dossier(written.council.round)
    meeting = call_session(
        council=written.council, held_on=legal_day(timezone.now()), dossiers=[dossier], by=written.officer
    )
    open_session(session=meeting, by=written.secretary)
    an_answer(written.entries()[0], member, 60)
    _absent(replace(written, session=meeting), member)
    assert not _seat(written, member).attended


@pytest.mark.parametrize(
    ("stage", "match"), [(a_panel, "đang mở|while the session"), (a_revealed_panel, "ghi vắng mặt|recorded as absent")]
)
def test_only_who_came_to_an_open_session_can_leave_it(stage: Any, match: str) -> None:
    panel = stage([(60, 62)]) if stage is a_revealed_panel else stage()
    Seat.objects.filter(user=panel.members[0].user_id).update(attended=False)
    with pytest.raises(Refused, match=match):
        _leaves(panel, panel.members[0])


def test_recording_a_departure_tells_nothing_of_sheets() -> None:
    """A chair who has sent nothing may record it of one who sent and of one who did not: both answers are the same."""
    panel = an_open_panel(products=1)
    a_sent_sheet(panel.entries()[0], panel.members[0], 60)
    client = signed_in(panel.chair)
    address = reverse("evaluation:movement", args=[panel.session.public_id])
    answers = [
        client.post(address, {"seat": _seat(panel, post).public_id, "present": "no"}).status_code
        for post in panel.members
    ]
    assert answers == [302, 302]
    assert client.get(reverse("evaluation:progress", args=[panel.session.public_id])).status_code == 403


def test_a_chair_who_is_recorded_as_gone_counts_no_sheets() -> None:
    """Else a chair could leave, look, come back and score."""
    panel = an_open_panel(products=1)
    _leaves(panel, panel.chair)
    client = signed_in(panel.chair)
    assert client.get(reverse("evaluation:progress", args=[panel.session.public_id])).status_code == 403


def test_the_lists_print_for_the_table_and_the_office() -> None:
    panel = an_open_panel(products=3)
    _leaves(panel, panel.members[0])
    for name in ("agenda-list", "attendance-list"):
        address = reverse(f"evaluation:{name}", args=[panel.session.public_id])
        contents = [signed_in(post).get(address).content for post in (panel.chair, panel.officer)]
        assert contents[0][:5] == b"%PDF-"
        assert contents[0] == contents[1], "the same list is the same file"
