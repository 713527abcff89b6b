"""Opinions in writing on re-assessments (26/2026/QĐ-TTg art. 7.6d): asked for, answered, closed, adopted or called."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Role
from openocop.config.tick import sweep
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.evaluation.domain.lifecycle import Form, SessionStage
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Divergence, ScoreSheet, Session
from openocop.evaluation.selectors.opinions import for_opinions
from openocop.evaluation.selectors.papers import minutes_document
from openocop.evaluation.selectors.preparing import round_row, rounds_with_councils
from openocop.evaluation.selectors.sheets import missing_sheets, scored_ballots
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.services.councils import call_session
from openocop.evaluation.services.opinions import (
    ask_in_writing,
    call_diverging,
    close_due_opinions,
    close_opinions,
)
from openocop.evaluation.services.sessions import (
    close_second_ballot,
    fix_result,
    mark_attendance,
    open_second_ballot,
    open_session,
    reveal_scores,
)
from openocop.evaluation.services.sheets import SheetUnfinished, save_sheet, send_sheet
from tests.factories.dossiers import a_post, verbs_of
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_plain_round,
    a_reassessment,
    a_sent_sheet,
    a_written_panel,
    an_accepted_dossier,
    an_answer,
    an_idle_panel,
    answered,
    let_days_pass,
    levels_of,
    signed_in,
    stage_of,
)

pytestmark = pytest.mark.django_db
TODAY = legal_day(timezone.now())


def verbs(session: Session) -> list[str]:
    told = JournalEntry.objects.filter(subject_id=session.public_id).order_by("sequence")
    return list(told.values_list("verb", flat=True))


def diverged() -> Panel:
    """Two products: on the first everybody agrees, on the second one member proposes a meeting."""
    panel = a_written_panel(products=2)
    first, second = panel.entries()
    for post in panel.scorers:
        an_answer(first, post, 60)
    for post in panel.scorers[:2]:
        an_answer(second, post, 60)
    an_answer(second, panel.scorers[2], 60, "meet", "Quy mô sản xuất thay đổi lớn")
    close_opinions(session=panel.session, by=panel.secretary)
    return panel


def test_members_are_asked_and_the_dossiers_are_before_the_council() -> None:
    panel = a_written_panel(products=2)
    assert (panel.session.form, panel.session.stage) == (Form.WRITTEN, SessionStage.SCORING)
    dossiers = [entry.dossier for entry in panel.entries()]
    assert {dossier.stage for dossier in dossiers} == {Stage.IN_SESSION}
    assert verbs_of(dossiers[0])[-1] == "dossier.take_up"
    assert verbs(panel.session) == ["opinions.asked"]
    assert missing_sheets(panel.session) == 6  # two products, three who score


def test_the_office_and_the_secretary_ask_and_nobody_else() -> None:
    panel = an_idle_panel()
    last = TODAY + timedelta(days=5)
    for post in (panel.chair, panel.members[0], a_post(Role.LEADER), a_post(Role.SECRETARY)):
        with pytest.raises(NotPermitted):
            ask_in_writing(council=panel.council, dossiers=[], answers_by=last, by=post)
    dossier = a_reassessment(panel.council.round)
    ask_in_writing(council=panel.council, dossiers=[dossier], answers_by=last, by=panel.officer)


def test_a_council_that_always_meets_asks_nobody() -> None:
    panel = an_idle_panel(procedure={"written_opinion": "off"})
    dossier = a_reassessment(panel.council.round)
    with pytest.raises(NotPermitted, match="luôn họp"):
        ask_in_writing(council=panel.council, dossiers=[dossier], answers_by=TODAY, by=panel.officer)


def test_only_accepted_reassessments_of_the_round_are_asked_about() -> None:
    panel = an_idle_panel()
    round, last = panel.council.round, TODAY + timedelta(days=5)
    strangers = (an_accepted_dossier(round), a_reassessment(a_plain_round()))
    for dossier in strangers:
        with pytest.raises(Refused, match="đánh giá lại"):
            ask_in_writing(council=panel.council, dossiers=[dossier], answers_by=last, by=panel.officer)
    with pytest.raises(Refused, match="ít nhất một hồ sơ"):
        ask_in_writing(council=panel.council, dossiers=[], answers_by=last, by=panel.officer)
    assert panel.council.sessions.filter(form=Form.WRITTEN).count() == 0


def test_the_last_day_lies_within_the_45_days_of_article_7_6() -> None:
    panel = an_idle_panel()
    round = panel.council.round
    dossier = a_reassessment(round, proposed=timezone.now() - timedelta(days=40))
    ask = {"council": panel.council, "by": panel.officer, "dossiers": [dossier]}
    with pytest.raises(Refused, match="45 ngày"):
        ask_in_writing(**ask, answers_by=TODAY + timedelta(days=6))
    with pytest.raises(Refused, match="đã qua"):
        ask_in_writing(**ask, answers_by=TODAY - timedelta(days=1))
    ask_in_writing(**ask, answers_by=TODAY + timedelta(days=5))


def test_what_is_overdue_already_is_still_asked_about() -> None:
    panel = an_idle_panel()
    late = a_reassessment(panel.council.round, proposed=timezone.now() - timedelta(days=60))
    last = TODAY + timedelta(days=3)
    assert ask_in_writing(council=panel.council, dossiers=[late], answers_by=last, by=panel.officer).answers_by == last


def test_one_round_of_opinions_at_a_time_and_a_meeting_beside_it() -> None:
    panel = a_written_panel(products=1)
    more = a_reassessment(panel.council.round)
    with pytest.raises(Refused, match="đang lấy ý kiến"):
        ask_in_writing(council=panel.council, dossiers=[more], answers_by=TODAY, by=panel.officer)
    first = an_accepted_dossier(panel.council.round)
    meeting = call_session(council=panel.council, held_on=TODAY, dossiers=[first], by=panel.officer)
    assert {one.form for one in panel.council.sessions.all()} == {"meeting", "written"}
    assert meeting.stage == SessionStage.SCHEDULED


def test_a_sheet_is_sent_with_an_answer_and_a_meeting_takes_a_reason() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    member = panel.members[0]
    with pytest.raises(SheetUnfinished, match="đề nghị Hội đồng họp"):
        a_sent_sheet(entry, member, 60)
    with pytest.raises(SheetUnfinished, match="vì sao"):
        an_answer(entry, member, 60, "meet", "  ")
    sheet = an_answer(entry, member, 60, "meet", "Hồ sơ phức tạp")
    assert (sheet.answer, sheet.answer_reason) == ("meet", "Hồ sơ phức tạp")


def test_two_tablets_of_one_member_are_one_answer() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    member, device = panel.members[0], uuid4()
    marks = Marks(levels_of(60), answer="agree")
    first = send_sheet(entry_id=entry.public_id, marks=marks, client_id=device, by=member)
    assert send_sheet(entry_id=entry.public_id, marks=marks, client_id=device, by=member).pk == first.pk
    other = Marks(levels_of(60), answer="meet", answer_reason="Đổi ý")
    with pytest.raises(NotPermitted):
        send_sheet(entry_id=entry.public_id, marks=other, client_id=uuid4(), by=member)
    assert ScoreSheet.objects.get(entry=entry).answer == "agree"


def test_it_closes_when_the_last_answer_is_in_and_only_once() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    with pytest.raises(Refused, match="Còn 1 ý kiến chưa gửi"):
        close_opinions(session=panel.session, by=panel.secretary)
    an_answer(panel.entries()[0], panel.members[1], 60)
    closed = close_opinions(session=panel.session, by=panel.secretary)
    assert (closed.stage, closed.held_on) == (SessionStage.REVEALED, TODAY)
    with pytest.raises(Refused, match="đã kết thúc"):
        close_opinions(session=panel.session, by=panel.chair)
    assert verbs(panel.session) == ["opinions.asked", "opinions.closed"]


def test_a_chair_who_scores_answers_before_closing() -> None:
    panel = answered(a_written_panel(products=1), [(None, 60, 60)])
    with pytest.raises(NotPermitted):
        close_opinions(session=panel.session, by=panel.chair)


def test_after_the_last_day_a_late_answer_is_refused_in_words_and_the_draft_stays() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    (entry,) = panel.entries()
    late = panel.members[1]
    draft = Marks(levels_of(60), answer="agree")
    save_sheet(entry_id=entry.public_id, marks=draft, client_id=uuid4(), by=late)
    let_days_pass(panel.session)
    with pytest.raises(NotPermitted, match="Ngày cuối để trả lời"):
        an_answer(entry, late, 60)
    assert ScoreSheet.objects.get(entry=entry, seat__user=late.user_id).levels == levels_of(60)
    close_opinions(session=panel.session, by=panel.chair)  # who is silent is not counted; two of three are enough
    assert scored_ballots(panel.reload())[0].current is not None


def test_the_day_s_work_closes_what_is_due_and_the_second_time_finds_nothing() -> None:
    due, complete, open_ = a_written_panel(products=1), a_written_panel(products=1), a_written_panel(products=1)
    answered(due, [(60, 60, None)])
    let_days_pass(due.session)
    answered(complete, [(60, 60, 60)])
    assert sweep()["opinions"] == 2
    assert close_due_opinions(TODAY) == 0
    assert [stage_of(one.session) for one in (due, complete, open_)] == ["revealed", "revealed", "scoring"]
    told = JournalEntry.objects.get(subject_id=due.session.public_id, verb="opinions.closed")
    assert told.actor_role == "system"  # nobody closed it by hand


def test_what_agrees_is_adopted_by_the_chair_as_from_a_meeting() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, 60)])
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    (entry,) = panel.entries()
    assert (entry.star, entry.average) == (2, "60")  # a minimum requirement of three stars is missed by all alike
    assert entry.dossier.stage == Stage.RESOLVED


def test_where_opinions_differ_the_product_is_called_to_a_meeting() -> None:
    panel = diverged()
    agreed, apart = panel.entries()
    assert (agreed.ballot_open, apart.ballot_open) == (False, True)
    assert list(Divergence.objects.values_list("entry", "reasons")) == [(apart.pk, ["proposed"])]
    with pytest.raises(Refused, match="Triệu tập phiên họp"):
        fix_result(session=panel.session, by=panel.chair)
    meeting = call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary, place="Cà Mau")
    assert [entry.pk for entry in meeting.entries.all()] == [apart.pk]
    assert [entry.pk for entry in panel.entries()] == [agreed.pk]
    with pytest.raises(Refused, match="Không có sản phẩm"):
        call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    assert verbs(panel.session) == ["opinions.asked", "opinions.closed", "result.fixed"]


def test_the_meeting_has_the_written_sheets_as_its_first_ballot_and_may_score_again() -> None:
    panel = diverged()
    meeting = call_diverging(council=panel.council, held_on=TODAY, by=panel.officer)
    open_session(session=meeting, by=panel.secretary)
    mark_attendance(session=meeting, seat_id=_seat(panel, 2), attended=False, by=panel.secretary)  # sent, not there
    assert missing_sheets(Session.objects.get(pk=meeting.pk)) == 0
    reveal_scores(session=meeting, by=panel.secretary)
    entry = meeting.entries.select_related("dossier__product", "session__council__round").get()
    assert scored_ballots(Session.objects.get(pk=meeting.pk))[0].first is not None
    open_second_ballot(entry=entry, by=panel.chair, note="Đã thảo luận")
    for post in panel.scorers[:2]:
        a_sent_sheet(entry, post, 65)
    close_second_ballot(entry=entry, by=panel.secretary)
    fix_result(session=meeting, by=panel.chair)
    entry.refresh_from_db()
    assert (entry.average, entry.result["ballot"]) == ("65", 2)
    assert ScoreSheet.objects.filter(entry=entry, ballot=1).count() == 3


def _seat(panel: Panel, scorer: int) -> str:
    return panel.council.seats.get(user=panel.scorers[scorer].user_id).public_id


def test_a_meeting_that_is_called_already_takes_the_product_up_by_itself() -> None:
    panel = a_written_panel(products=1)
    first = an_accepted_dossier(panel.council.round)
    meeting = call_session(council=panel.council, held_on=TODAY, dossiers=[first], by=panel.officer)
    answered(panel, [(40, 60, 60)])
    closed = close_opinions(session=panel.session, by=panel.secretary)
    assert closed.stage == SessionStage.CLOSED
    assert [entry.position for entry in meeting.entries.all()] == [1, 2]
    assert verbs(meeting) == ["session.called", "diverging.called"]


def test_who_stepped_aside_is_not_asked_and_counts_for_no_quorum() -> None:
    panel = a_written_panel(products=1, members=3, declared=False)
    (entry,) = panel.entries()
    for post in panel.scorers[:2]:
        a_declaration(panel.session, post)
    for post in panel.scorers[2:]:
        a_declaration(panel.session, post, conflicts={entry.dossier.public_id: "Người nhà của chủ thể"})
    for post in panel.scorers[:2]:
        an_answer(entry, post, 60)
    assert close_opinions(session=panel.session, by=panel.secretary).stage == SessionStage.REVEALED


@pytest.mark.parametrize("silent", ["not_counted", "meeting"])
def test_what_silence_means_is_an_option_of_the_regulation(silent: str) -> None:
    panel = answered(a_written_panel(products=1, procedure={"silent_member": silent}), [(60, 60, None)])
    let_days_pass(panel.session)
    close_opinions(session=panel.session, by=panel.secretary)
    assert Divergence.objects.exists() is (silent == "meeting")


def test_nothing_of_a_meeting_is_done_in_writing() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, 60)])
    (entry,) = panel.entries()
    with pytest.raises(Refused):
        reveal_scores(session=panel.session, by=panel.secretary)
    with pytest.raises(Refused):
        open_session(session=panel.session, by=panel.secretary)
    with pytest.raises(Refused):
        mark_attendance(session=panel.session, seat_id=_seat(panel, 1), attended=False, by=panel.secretary)
    close_opinions(session=panel.session, by=panel.secretary)
    with pytest.raises(Refused):
        open_second_ballot(entry=entry, by=panel.secretary)


def test_a_council_that_asked_for_three_ballots_reads_as_two() -> None:
    """Three and four were offered and never did more than two; the migration says so in the procedure."""
    from importlib import import_module

    from django.apps import apps

    panel = an_idle_panel()
    panel.council.procedure["most_ballots"] = "3"
    panel.council.save(update_fields=["procedure"])
    import_module("openocop.evaluation.migrations.0008_written_opinions").no_more_than_two_ballots(apps, None)
    panel.council.refresh_from_db()
    assert panel.council.procedure["most_ballots"] == "2"


def test_who_was_at_a_meeting_stays_when_the_council_sits_again() -> None:
    panel = diverged()
    first = call_session(
        council=panel.council, held_on=TODAY, dossiers=[an_accepted_dossier(panel.council.round)], by=panel.officer
    )
    mark_attendance(session=first, seat_id=_seat(panel, 2), attended=False, by=panel.secretary)
    open_session(session=first, by=panel.secretary)
    for post in panel.scorers[:2]:
        a_declaration(first, post)
        a_sent_sheet(first.entries.get(), post, 60)
    reveal_scores(session=first, by=panel.secretary)
    fix_result(session=first, by=panel.chair)
    call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    assert panel.council.seats.get(user=panel.scorers[2].user_id).attended
    absent = minutes_document(Session.objects.select_related("council__round").get(pk=first.pk)).absent
    assert [one.name for one in absent] == [panel.scorers[2].name]


def test_what_is_on_a_called_agenda_is_not_asked_about_in_writing() -> None:
    panel = an_idle_panel()
    round, last = panel.council.round, TODAY + timedelta(days=5)
    called, free = a_reassessment(round), a_reassessment(round)
    call_session(council=panel.council, held_on=TODAY, dossiers=[called], by=panel.officer)
    assert for_opinions(round) == [free]
    row = round_row(rounds_with_councils(round.province).get(pk=round.pk))
    assert (row.ready, row.to_ask) == (1, 1)
    with pytest.raises(Refused, match="đã nằm trong chương trình"):
        ask_in_writing(council=panel.council, dossiers=[called, free], answers_by=last, by=panel.officer)
    ask_in_writing(council=panel.council, dossiers=[free], answers_by=last, by=panel.officer)


def test_a_council_concludes_in_a_meeting_and_not_in_writing() -> None:
    """Sheets of 60, 62 and 61 stand on both sides of the three-star floor of criterion 5.3 (test_agreement.py)."""
    panel = a_written_panel(products=2, procedure={"written_agreement": "within_spread", "gate_conclusion": "council"})
    answered(panel, [(60, 62, 61), (60, 60, 60)])
    close_opinions(session=panel.session, by=panel.secretary)
    parted, agreed = panel.entries()
    with pytest.raises(NotPermitted, match="tại phiên họp"):
        write_conclusion(entry=parted, note="", vote=None, points={"5.3": 1}, by=panel.secretary)
    with pytest.raises(NotPermitted, match="tại phiên họp"):
        write_conclusion(entry=agreed, note="Đồng ý", vote=None, by=panel.secretary)
    page = reverse("evaluation:product", args=[agreed.public_id])
    assert (
        reverse("evaluation:conclude", args=[agreed.public_id]) not in signed_in(panel.chair).get(page).content.decode()
    )
    meeting = call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    open_session(session=meeting, by=panel.secretary)
    reveal_scores(session=meeting, by=panel.secretary)
    parted.refresh_from_db()
    assert write_conclusion(entry=parted, note="", vote=None, points={"5.3": 1}, by=panel.secretary) is not None
