"""Running a session: who may, what is refused, what the journal keeps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.selectors.journal import verify_chains
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, ScoreSheet
from openocop.evaluation.selectors.sheets import scored_ballots
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import (
    close_second_ballot,
    fix_result,
    mark_attendance,
    open_second_ballot,
    open_session,
    reveal_scores,
    write_discussion,
)
from tests.factories.evaluation import a_fixed_panel, a_panel, a_revealed_panel, a_sent_sheet, an_open_panel, stage_of

pytestmark = pytest.mark.django_db


def _verbs(subject_id: str) -> list[str]:
    return list(JournalEntry.objects.filter(subject_id=subject_id).order_by("sequence").values_list("verb", flat=True))


def test_a_session_runs_from_its_opening_to_its_result() -> None:
    panel = a_fixed_panel([(70, 74, 71), (55, 60, 50)])
    session = panel.reload()
    assert session.stage == SessionStage.FIXED
    assert session.fixed_by == panel.chair.name
    assert _verbs(session.public_id) == ["session.called", "session.opened", "scores.revealed", "result.fixed"]
    assert {entry.dossier.stage for entry in panel.entries()} == {Stage.RESOLVED}
    assert verify_chains().valid


def test_a_result_is_the_exact_average_of_its_sheets() -> None:
    # 70 + 74 + 71 = 215 over 3 sheets; 55 + 60 + 50 = 165 over 3 sheets: plain means, art. 3.3 of 26/2026.
    panel = a_fixed_panel([(70, 74, 71), (55, 60, 50)])
    first, second = panel.entries()
    assert (first.average, second.average) == ("215/3", "55")
    assert [scored.current.average for scored in scored_ballots(panel.reload()) if scored.current] == [
        Fraction(215, 3),
        Fraction(55),
    ]
    assert first.result["totals"] == {
        seat.public_id: total for seat, total in zip(panel.council.seats.filter(scores=True), (70, 74, 71), strict=True)
    }


def test_what_was_computed_is_what_was_fixed() -> None:
    panel = a_revealed_panel([(70, 74, 71), (55, 60, 50)])
    before = [scored.current for scored in scored_ballots(panel.reload())]
    fix_result(session=panel.session, by=panel.secretary)
    assert [scored.current for scored in scored_ballots(panel.reload())] == before


@pytest.mark.parametrize("act", [open_session, reveal_scores, fix_result])
def test_only_the_chair_and_the_secretary_of_this_council_run_it(act: object) -> None:
    panel, elsewhere = an_open_panel(), a_panel()
    for post in (*panel.members, panel.officer, elsewhere.chair, elsewhere.secretary):
        with pytest.raises(NotPermitted):
            act(session=panel.session, by=post)  # type: ignore[operator]
    assert stage_of(panel.session) == SessionStage.SCORING


def test_a_step_is_not_taken_twice() -> None:
    panel = an_open_panel()
    with pytest.raises(Refused, match=r"moved on|đã chuyển"):
        open_session(session=panel.session, by=panel.chair)


def test_scores_are_revealed_once_every_present_member_has_sent() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    a_sent_sheet(entry, panel.chair, 60)
    a_sent_sheet(entry, panel.members[0], 62)
    with pytest.raises(Refused, match="1"):
        reveal_scores(session=panel.session, by=panel.chair)
    absent = panel.council.seats.get(user=panel.members[1].user_id)
    mark_attendance(session=panel.session, seat_id=absent.public_id, attended=False, by=panel.chair)
    reveal_scores(session=panel.session, by=panel.chair)
    assert stage_of(panel.session) == SessionStage.REVEALED
    assert _verbs(absent.public_id) == ["interests.declared", "attendance.recorded"]


def test_the_chair_learns_no_count_before_sending_their_own() -> None:
    panel = an_open_panel(products=1)
    a_sent_sheet(panel.entries()[0], panel.members[0], 60)
    for seat in panel.council.seats.filter(role="member"):
        with pytest.raises(NotPermitted) as told:
            mark_attendance(session=panel.session, seat_id=seat.public_id, attended=False, by=panel.chair)
        with pytest.raises(NotPermitted) as again:
            reveal_scores(session=panel.session, by=panel.chair)
        assert told.value.reason == again.value.reason


def test_one_who_sent_a_sheet_was_present() -> None:
    panel = an_open_panel(products=1)
    a_sent_sheet(panel.entries()[0], panel.members[0], 60)
    seat = panel.council.seats.get(user=panel.members[0].user_id)
    with pytest.raises(Refused):
        mark_attendance(session=panel.session, seat_id=seat.public_id, attended=False, by=panel.secretary)


def test_a_product_that_nobody_scores_holds_the_reveal_up() -> None:
    panel = an_open_panel(products=1, members=1)
    (entry,) = panel.entries()
    for post in panel.scorers:
        step_aside(session=panel.session, dossier=entry.dossier, reason="Người nhà", by=post)
    with pytest.raises(Refused, match=entry.dossier.product.name):
        reveal_scores(session=panel.session, by=panel.secretary)


def test_a_spread_over_the_limit_demands_a_second_ballot() -> None:
    # The panel's regulation sets 10 points; 60 and 71 differ by 11.
    panel = a_revealed_panel([(60, 71, 65)])
    (entry,) = panel.entries()
    with pytest.raises(Refused, match=entry.dossier.product.name):
        fix_result(session=panel.session, by=panel.chair)
    open_second_ballot(entry=entry, by=panel.chair, note="Thảo luận về bao bì")
    with pytest.raises(Refused):
        fix_result(session=panel.session, by=panel.chair)
    for post, total in zip(panel.scorers, (64, 66, 65), strict=True):
        a_sent_sheet(entry, post, total)
    close_second_ballot(entry=entry, by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)
    (scored,) = scored_ballots(panel.reload())
    assert scored.first is not None
    assert scored.second is not None
    assert (scored.first.spread, scored.second.spread, scored.second.average) == (11, 2, Fraction(65))
    assert ScoreSheet.objects.filter(entry=entry, ballot=1).count() == 3
    assert _verbs(entry.public_id) == ["ballot.opened", "ballot.closed"]


def test_a_council_that_scores_once_only_adopts_what_lies_apart() -> None:
    panel = a_revealed_panel([(60, 71, 65)], procedure={"most_ballots": "1"})
    (entry,) = panel.entries()
    with pytest.raises(Refused, match=r"once only|một lần"):
        open_second_ballot(entry=entry, by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)
    assert Entry.objects.get(pk=entry.pk).average == "196/3"  # (60 + 71 + 65) / 3


def test_a_spread_of_just_the_limit_demands_nothing() -> None:
    panel = a_revealed_panel([(60, 70, 65)])
    with pytest.raises(Refused):
        open_second_ballot(entry=panel.entries()[0], by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)


def test_second_sheets_stay_hidden_while_their_ballot_is_open() -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    (entry,) = panel.entries()
    open_second_ballot(entry=entry, by=panel.chair)
    a_sent_sheet(entry, panel.members[0], 66)
    (scored,) = scored_ballots(panel.reload())
    assert scored.second is None
    with pytest.raises(NotPermitted):  # the chair's own second sheet is still to come
        close_second_ballot(entry=entry, by=panel.chair)
    with pytest.raises(Refused, match="2"):
        close_second_ballot(entry=entry, by=panel.secretary)


def test_of_two_who_fix_the_second_is_told_who_was_first() -> None:
    panel = a_revealed_panel([(60, 65, 62)])
    stale = panel.reload()
    fix_result(session=panel.session, by=panel.chair)
    kept = list(Entry.objects.values("result", "star", "average"))
    with pytest.raises(Refused, match=panel.chair.name):
        fix_result(session=stale, by=panel.secretary)
    assert list(Entry.objects.values("result", "star", "average")) == kept
    assert JournalEntry.objects.filter(verb="result.fixed").count() == 1


def test_discussion_is_kept_until_the_result_is_fixed() -> None:
    panel = a_revealed_panel([(60, 65, 62)])
    write_discussion(session=panel.session, text="Thống nhất.", by=panel.secretary)
    assert panel.reload().discussion == "Thống nhất."
    fix_result(session=panel.session, by=panel.chair)
    with pytest.raises(Refused, match=panel.chair.name):
        write_discussion(session=panel.session, text="Sửa", by=panel.secretary)
    assert panel.reload().discussion == "Thống nhất."
