"""Deciding on appeals: proposed by one, decided by another, and what follows from it at once."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.options import choose_options
from openocop.evaluation.domain.correction import Change
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.models import Entry, Paper, ResultCorrection, ScoreSheet
from openocop.evaluation.selectors.letters import letter_content
from openocop.evaluation.services.papers import keep_session_paper
from openocop.recognition.domain.appeals import AppealStage, Outcome
from openocop.recognition.models import Decision, Ruling
from openocop.recognition.selectors.appeal_papers import ruling_paper
from openocop.recognition.services.appeal_handling import open_office_error
from openocop.recognition.services.rulings import decide_appeal
from tests.factories.appeals import (
    DECIDED_ON,
    a_proposal,
    a_received_appeal,
    a_sent_appeal,
    corrected,
    decided,
    heard,
    seat_id,
    whole,
)
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, a_fixed_panel, a_plain_round, an_evidence
from tests.factories.recognition import a_decision
from tests.factories.referral import a_later_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_session_papers")]


@pytest.fixture
def panel() -> Panel:
    """60 points each; criterion 5.3 stands at 0 and misses its three-star floor of 1: two stars."""
    return a_fixed_panel([(60, 60, 60), (68, 68, 68)])


def test_an_upheld_appeal_corrects_the_result_by_the_engine_and_keeps_the_old_value(panel: Panel) -> None:
    ruling = corrected(panel)
    entry = whole(panel)
    assert (entry.average, entry.star) == ("61", 3)  # 60 and the one point of 5.3, whose floor is met now
    (made,) = ResultCorrection.objects.all()
    assert (made.before["average"], made.before["star"], made.before["missed"]["3"]) == ("60", 2, ["5.3"])
    assert (made.after["average"], made.after["star"], made.after["missed"]["3"]) == ("61", 3, [])
    assert (made.basis, made.document_no, made.ruling) == ("appeal", "45/QĐ-UBND", ruling.public_id)
    assert ruling.appeal.stage == AppealStage.RECEIVED  # as it was read; the row has moved on
    assert Ruling.objects.get().appeal.stage == AppealStage.DECIDED


def test_the_sheets_of_the_members_stay_as_they_were_sent(panel: Panel) -> None:
    before = list(ScoreSheet.objects.order_by("pk").values("levels", "score"))
    corrected(panel)
    assert list(ScoreSheet.objects.order_by("pk").values("levels", "score")) == before


def test_a_mark_typed_wrong_on_one_sheet_moves_the_average_by_a_third(panel: Panel) -> None:
    case = open_office_error(entry=whole(panel), reasons="Gõ nhầm.", asks="", client_id=uuid4(), by=panel.officer)
    heard(panel, case)
    a_proposal(panel, case, change=Change({"5.3": 3}, seat=seat_id(panel, panel.members[0])))
    decided(case)
    entry = whole(panel)
    assert entry.average == "61"  # (60 + 60 + 63) / 3
    assert ResultCorrection.objects.get().basis == "office_error"


def test_a_second_correction_counts_on_top_of_the_first(panel: Panel) -> None:
    corrected(panel)
    corrected(panel, {"5.3": 3}, number="46/QĐ-UBND")
    first, second = ResultCorrection.objects.order_by("number")
    assert (first.before["average"], first.after["average"]) == ("60", "61")
    assert (second.before["average"], second.after["average"]) == ("61", "63")


def test_papers_are_made_anew_with_reference_to_the_old_which_stay(panel: Panel) -> None:
    old = keep_session_paper(session=panel.session, kind=PaperKind.MINUTES)
    corrected(panel)
    new = keep_session_paper(session=panel.session, kind=PaperKind.MINUTES)
    assert new.sha256 != old.sha256
    text = path_of(new.sha256).read_text()
    assert f"thay bản lập ngày 10/12/2026, mã SHA-256 {old.sha256[:16]}" in text
    assert "đính chính ở tiêu chí 5.3 theo Quyết định số 45/QĐ-UBND ngày 10/12/2026" in text
    assert "Trước: 60,00 điểm, 2 sao. Sau: 61,00 điểm, 3 sao." in text
    assert path_of(old.sha256).exists()
    # What nobody had asked for before was made too: it is what stood until then.
    assert Paper.objects.filter(session=panel.session, superseded_at__isnull=False).count() == 4


def test_a_letter_not_sent_yet_tells_the_corrected_level(panel: Panel) -> None:
    assert "5.3" in {one["code"] for one in letter_content(whole(panel))["gates"]}
    corrected(panel)
    content = letter_content(whole(panel))
    assert (content["average"], content["star"]) == ("61,00", 3)
    assert "5.3" not in {one["code"] for one in content["gates"]}


def test_four_eyes_nobody_decides_what_they_proposed_or_fixed(panel: Panel) -> None:
    appeal = heard(panel, a_received_appeal(panel))
    a_proposal(panel, appeal)
    for post in (panel.officer, panel.secretary, a_post(Role.COUNCIL_MEMBER), a_post(Role.PRODUCER)):
        with pytest.raises(NotPermitted):
            decided(appeal, by=post)
    both = a_post(Role.LEADER)
    Ruling.objects.update(proposed_by=both.user_id)
    with pytest.raises(NotPermitted, match="Ông/Bà đã đề xuất"):
        decided(appeal, by=both)
    assert whole(panel).star == 2


def test_by_option_the_chair_decides_but_not_who_adopted_the_result(panel: Panel) -> None:
    options = {"appeal_decider": "council_chair", "appeal_council": "not_asked"}
    choose_options(by=panel.officer, options=options, basis="Quy chế 7 (minh hoạ)")
    appeal = a_received_appeal(panel)
    a_proposal(panel, appeal)
    with pytest.raises(NotPermitted):
        decided(appeal, by=a_post(Role.LEADER))
    with pytest.raises(NotPermitted, match="thông qua"):  # the chair fixed it
        decided(appeal, by=panel.chair)
    assert whole(panel).star == 2


def test_points_are_not_corrected_before_the_council_is_heard(panel: Panel) -> None:
    appeal = a_received_appeal(panel)
    with pytest.raises(Refused, match="Hội đồng"):
        a_proposal(panel, appeal)
    a_proposal(panel, appeal, outcome=Outcome.REJECTED)
    heard(panel, appeal)
    assert a_proposal(panel, appeal).outcome == Outcome.CORRECTED


def test_where_the_council_meets_again_its_day_is_recorded(panel: Panel) -> None:
    choose_options(by=panel.officer, options={"appeal_council": "meets_again"}, basis="Quy chế 7 (minh hoạ)")
    with pytest.raises(Refused) as refused:
        heard(panel, a_received_appeal(panel))
    assert refused.value.field == "met_on"


@pytest.mark.parametrize(
    ("points", "field"),
    [({"5.3": 4}, "p-5.3"), ({"99": 1}, "p-99"), ({"5.3": 0}, ""), ({"5.1": 0, "5.2": 1}, "p-5.2")],
)
def test_points_that_the_sheet_does_not_print_are_refused_at_their_field(
    panel: Panel, points: dict[str, int], field: str
) -> None:
    appeal = heard(panel, a_received_appeal(panel))
    with pytest.raises(Refused) as refused:
        a_proposal(panel, appeal, points)
    assert refused.value.field == field


def test_a_proposal_on_a_result_that_changed_since_is_not_decided(panel: Panel) -> None:
    appeal = heard(panel, a_received_appeal(panel))
    a_proposal(panel, appeal)
    case = open_office_error(entry=whole(panel), reasons="Gõ nhầm.", asks="", client_id=uuid4(), by=panel.officer)
    heard(panel, case)
    a_proposal(panel, case, {"5.3": 3})
    decided(case)
    with pytest.raises(Refused, match="thay đổi"):
        decided(appeal, number="46/QĐ-UBND")
    assert whole(panel).average == "63"


def test_decided_twice_alike_is_once_and_otherwise_is_told_who_was_first(panel: Panel) -> None:
    corrected(panel)
    appeal = Ruling.objects.get().appeal
    assert decided(appeal) == Ruling.objects.get()
    assert ResultCorrection.objects.count() == 1
    with pytest.raises(Refused, match="45/QĐ-UBND"):
        decided(appeal, number="99")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"dated_on": date(2026, 12, 11)}, "dated_on"),
        ({"dated_on": date(2026, 12, 9)}, "dated_on"),
        ({"number": "45"}, "number"),
    ],
)
def test_an_impossible_number_or_day_changes_nothing(panel: Panel, changes: dict[str, object], field: str) -> None:
    corrected(panel, {"5.3": 3}, place=0)  # bears number 45 of 2026
    appeal = heard(panel, a_received_appeal(panel, 1))
    a_proposal(panel, appeal, {"6.1": 1})
    before = list(Entry.objects.order_by("pk").values("result", "star"))
    with pytest.raises(Refused) as refused:
        decide_appeal(
            appeal=appeal, by=a_post(Role.LEADER), **{"number": "7", "dated_on": DECIDED_ON, "signer": "A", **changes}
        )
    assert refused.value.field == field
    assert list(Entry.objects.order_by("pk").values("result", "star")) == before


def test_rejected_leaves_the_result_and_its_papers(panel: Panel) -> None:
    appeal = a_received_appeal(panel)
    a_proposal(panel, appeal, outcome=Outcome.REJECTED, reasons="Hợp đồng ký sau ngày nộp hồ sơ.")
    ruling = decided(appeal)
    assert (whole(panel).average, ResultCorrection.objects.count(), Paper.objects.count()) == ("60", 0, 0)
    said = repr(ruling_paper(ruling).body)
    assert "Không chấp nhận nội dung đơn" in said
    assert "Hợp đồng ký sau ngày nộp hồ sơ." in said


def test_the_decision_names_no_member_and_shows_before_and_after(panel: Panel) -> None:
    ruling = corrected(panel)
    paper = ruling_paper(Ruling.objects.get())
    said = repr(paper)
    assert "('Tiêu chí 5.3 " in said
    assert "'Kết quả', '60,00 điểm, 2 sao', '61,00 điểm, 3 sao'" in said
    assert not any(post.name in said for post in (*panel.members, panel.chair))
    assert paper.letterhead.number == "45"
    assert ruling.printed is not None


def test_assessed_again_the_dossier_comes_before_a_later_council(panel: Panel) -> None:
    entry, later = whole(panel), a_later_round()
    an_evidence(entry.dossier)
    appeal = a_received_appeal(panel)
    a_proposal(panel, appeal, outcome=Outcome.AGAIN, round=later)
    decided(appeal)
    again = Dossier.objects.get(round=later)
    assert (again.stage, again.product_id, again.former_id) == (
        Stage.ACCEPTED,
        entry.dossier.product_id,
        entry.dossier_id,
    )
    assert again.submitted_at == entry.dossier.submitted_at
    assert again.evidence.count() == 1
    assert (whole(panel).average, whole(panel).star) == ("60", 2)  # stands until the later council


@pytest.mark.parametrize("which", ["none", "own", "other_law", "over", "called"])
def test_a_round_that_does_not_fit_is_refused(panel: Panel, which: str) -> None:
    rounds = {
        "none": lambda: None,
        "own": lambda: panel.council.round,
        "other_law": lambda: a_plain_round(release="1048-2019"),
        "over": a_plain_round,  # takes no proposals
        "called": lambda: a_fixed_panel([(60, 60, 60)]).council.round,
    }
    with pytest.raises(Refused) as refused:
        a_proposal(panel, a_received_appeal(panel), outcome=Outcome.AGAIN, round=rounds[which]())
    assert refused.value.field == "round"


def test_a_draft_decision_of_the_round_is_printed_anew(panel: Panel) -> None:
    draft = a_decision(panel)  # names the product of 68 points alone, three stars
    names = [whole(panel, place).dossier.product.name for place in (0, 1)]
    corrected(panel)
    printed = Decision.objects.get().papers.filter(file__media_type="application/pdf").order_by("pk")
    before, after = (path_of(paper.file.sha256).read_text() for paper in printed)
    assert [[name in text for name in names] for text in (before, after)] == [[False, True], [True, True]]
    assert draft.papers.count() == 4


def test_the_journal_holds_no_words_and_no_points(panel: Panel) -> None:
    corrected(panel)
    told = repr(list(JournalEntry.objects.filter(verb__regex="appeal|ruling|opinion|corrected").values_list("facts")))
    assert "hợp đồng" not in told.lower()
    assert "5.3" not in told
    assert "average" not in told


def test_before_it_is_taken_in_nothing_is_proposed(panel: Panel) -> None:
    with pytest.raises(Refused):
        a_proposal(panel, a_sent_appeal(whole(panel)), outcome=Outcome.REJECTED)
