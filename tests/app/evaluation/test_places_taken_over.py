"""A place on the council taken over after its sheet came in: it is counted once, by the sheet that stands."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.config.tick import sweep
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.models import Divergence, Session
from openocop.evaluation.permissions import may_see_progress
from openocop.evaluation.selectors.papers import minutes_document, summary_document
from openocop.evaluation.selectors.room import progress_of_session
from openocop.evaluation.selectors.sheets import missing_sheets
from openocop.evaluation.selectors.waiting import sessions_waiting
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.services.opinions import call_diverging, close_opinions
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_revealed_panel,
    a_written_panel,
    an_answer,
    answered,
    let_days_pass,
    replaced,
    signed_in,
    stage_of,
)
from tests.factories.geography import load_camau

pytestmark = pytest.mark.django_db
TODAY = legal_day(timezone.now())
PAPER = "Công văn số 12/SYT ngày 26/11/2026"


def taken_over(panel: Panel, earlier: Post) -> Post:
    later = a_post(Role.COUNCIL_MEMBER)
    replaced(panel, earlier, later)
    return later


def divergence_reasons() -> list[list[str]]:
    return list(Divergence.objects.order_by("pk").values_list("reasons", flat=True))


def test_a_place_that_answered_before_it_was_taken_over_is_not_silent() -> None:
    load_camau()
    panel = answered(a_written_panel(products=1, procedure={"silent_member": "meeting"}), [(60, 60, 60)])
    earlier = panel.members[0]
    later = taken_over(panel, earlier)
    assert missing_sheets(panel.reload()) == 0
    told = progress_of_session(panel.reload())
    assert [(one.seat.name, one.sent, one.expected) for one in told.seats] == [
        (panel.chair.name, 1, 1),
        (panel.members[1].name, 1, 1),
        (later.name, 1, 1),
    ]
    assert sweep()["opinions"] == 1
    assert (stage_of(panel.session), divergence_reasons()) == (SessionStage.REVEALED, [])
    fix_result(session=panel.reload(), by=panel.chair)

    minutes = minutes_document(panel.reload())
    assert [(one.name, one.note) for one in minutes.present if one.note] == [
        (later.name, f"thay {earlier.name} theo {PAPER}; phiếu do {earlier.name} gửi")
    ]
    assert (len(minutes.present), minutes.absent, minutes.rows[0].sheets) == (3, (), 3)
    summary = summary_document(panel.reload())
    assert [one.name for one in summary.members] == [panel.chair.name, earlier.name, panel.members[1].name]
    assert [row.totals for row in summary.rows] == [(60, 60, 60)]


def test_the_page_of_the_round_counts_the_place_once() -> None:
    panel = answered(a_written_panel(products=2), [(60, 60, 60), (60, None, 60)])
    later = taken_over(panel, panel.members[0])
    page = signed_in(panel.secretary).get(reverse("evaluation:session", args=[panel.session.public_id]))
    assert '<span class="num">1/2</span>' in page.content.decode()  # of the place; the two others have sent both
    assert page.content.decode().count('<span class="num">2/2</span>') == 2
    a_declaration(panel.session, later)
    own = signed_in(later).get(reverse("evaluation:my-sheets", args=[panel.session.public_id])).content.decode()
    assert "Người tham gia trước đã gửi" in own
    (waiting,) = sessions_waiting(later, on=TODAY)
    assert waiting.title.startswith("1 ")


def test_who_takes_the_place_answers_the_rest_and_both_are_named_once() -> None:
    load_camau()
    panel = answered(a_written_panel(products=2), [(60, 60, 60), (60, None, 60)])
    earlier = panel.members[0]
    later = taken_over(panel, earlier)
    assert missing_sheets(panel.reload()) == 1
    a_declaration(panel.session, later)
    first, second = panel.entries()
    with pytest.raises(NotPermitted, match="Người tham gia trước"):
        an_answer(first, later, 60)
    an_answer(second, later, 60)
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.reload(), by=panel.chair)
    minutes = minutes_document(panel.reload())
    assert (len(minutes.present), minutes.absent) == (3, ())
    assert [one.note for one in minutes.present if one.note] == [f"thay {earlier.name} theo {PAPER}"]
    assert [row.totals for row in summary_document(panel.reload()).rows] == [(60, 60, 60, None), (60, None, 60, 60)]


def test_a_sheet_that_stands_does_not_speak_for_another_who_is_silent() -> None:
    """Three places: one answered, one answered before it was taken over by somebody who steps aside, one is silent."""
    panel = a_written_panel(products=1, procedure={"silent_member": "meeting"})
    answered(panel, [(60, 60, None)])
    (entry,) = panel.entries()
    later = taken_over(panel, panel.members[0])
    a_declaration(panel.session, later, conflicts={entry.dossier.public_id: "Người nhà của chủ thể"})
    told = progress_of_session(panel.reload())
    assert ([(one.sent, one.expected) for one in told.seats], told.sheets) == ([(1, 1), (0, 1), (1, 1)], 1)
    let_days_pass(panel.session)
    assert sweep()["opinions"] == 1
    assert divergence_reasons() == [["silent"]]


def test_quorum_counts_answers_of_places_asked() -> None:
    """Four of four places asked; three quarters are three. Two answered, one of them before it was taken over."""
    panel = answered(
        a_written_panel(products=1, members=3, procedure={"quorum": "three_quarters"}), [(60, 60, None, None)]
    )
    taken_over(panel, panel.members[0])
    let_days_pass(panel.session)
    close_opinions(session=panel.session, by=panel.secretary)
    assert divergence_reasons() == [["too_few"]]


def test_a_place_taken_over_twice_is_still_one() -> None:
    load_camau()
    panel = answered(a_written_panel(products=1), [(60, 60, 60)])
    earlier = panel.members[0]
    second = taken_over(panel, earlier)
    third = taken_over(panel, second)
    assert missing_sheets(panel.reload()) == 0
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.reload(), by=panel.chair)
    minutes = minutes_document(panel.reload())
    assert [(one.name, one.note) for one in minutes.present if one.note] == [
        (third.name, f"thay {second.name} theo {PAPER}; phiếu do {earlier.name} gửi")
    ]
    assert minutes.absent == ()


def test_a_chair_whose_place_answered_twice_removed_sees_the_round() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    between, chair = a_post(Role.CHAIR), a_post(Role.CHAIR)
    replaced(panel, panel.chair, between)
    replaced(panel, between, chair)
    assert may_see_progress(chair, panel.reload())
    page = signed_in(chair).get(reverse("evaluation:session", args=[panel.session.public_id])).content.decode()
    assert page.count('<span class="num">1/1</span>') == 2


def test_a_place_that_nobody_answered_from_is_silent_once() -> None:
    load_camau()
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    later = taken_over(panel, panel.members[1])
    let_days_pass(panel.session)
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.reload(), by=panel.chair)
    minutes = minutes_document(panel.reload())
    assert (len(minutes.present), [one.name for one in minutes.absent]) == (2, [later.name])


def test_the_sheet_stands_as_the_first_ballot_of_the_meeting_too() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    for post in (panel.chair, panel.members[1]):
        an_answer(entry, post, 60)
    an_answer(entry, panel.members[0], 60, "meet", "Quy mô sản xuất thay đổi lớn")
    taken_over(panel, panel.members[0])
    close_opinions(session=panel.session, by=panel.secretary)
    assert divergence_reasons() == [["proposed"]]
    meeting = call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    open_session(session=meeting, by=panel.secretary)
    assert missing_sheets(Session.objects.get(pk=meeting.pk)) == 0
    reveal_scores(session=meeting, by=panel.secretary)


def test_a_place_taken_over_has_one_vote() -> None:
    panel = a_revealed_panel([(60, 60, 60)])
    taken_over(panel, panel.members[0])
    (entry,) = panel.entries()
    with pytest.raises(Refused, match="3"):
        write_conclusion(entry=entry, note="Thống nhất", vote=Vote(4, 0, 0), by=panel.secretary)
    assert write_conclusion(entry=entry, note="Thống nhất", vote=Vote(3, 0, 0), by=panel.secretary) is not None
