"""What was copied wrong of the ministry's paper, or of the choice on it: one proposes, another confirms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.catalogue.models import Listing
from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.evaluation.models import Entry
from openocop.recognition.domain.central_correction import TAKEN_BACK
from openocop.recognition.domain.referral import Standing
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import CentralChoice, CentralCorrection, CentralResult, Decision, Recognition
from openocop.recognition.selectors.decisions import awards_of
from openocop.recognition.services.central_corrections import (
    confirm_correction,
    drop_correction,
    propose_choice_correction,
    propose_result_correction,
)
from openocop.recognition.services.central_results import Told, choose, enter_again
from openocop.recognition.services.decisions import CannotIssue
from openocop.recognition.services.records import withdraw_recognition
from openocop.recognition.services.referrals import CannotRecord
from openocop.recognition.services.round_papers import Scan
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_referral_pages import act, page
from tests.app.recognition.test_superseding import FIVE, running
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, signed_in, signed_in_again
from tests.factories.papers import a_pdf
from tests.factories.recognition import POTENTIAL, a_decision, a_leader, issued
from tests.factories.referral import (
    RESULT_ON,
    a_central_result,
    a_later_round,
    at_the_ministry,
    chosen,
    standing,
    waiting,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PAPER: dict[str, Any] = {"points": "75,5", "star": 4, "number": "99/QĐ-BNNMT", "decided_on": RESULT_ON}


def proposed(panel: Panel, entry: Entry, reason: str = "Gõ nhầm.", scan: Scan | None = None, **changes: Any) -> Any:
    """Propose that the result reads as `a_central_result` records it, but for `changes`."""
    told = Told(**{**PAPER, **changes})
    return propose_result_correction(entry=entry, told=told, reason=reason, by=panel.officer, scan=scan)


def confirmed(entry: Entry, by: Post | None = None, seen: str | None = None) -> CentralCorrection:
    return confirm_correction(entry=entry, by=by or a_leader(), seen=seen)


def the_choice(panel: Panel, entry: Entry, choice: str, words: str = "Chủ thể đề nghị.") -> CentralCorrection:
    return propose_choice_correction(
        entry=entry, choice=choice, choice_reason=words, reason="Ghi nhầm.", by=panel.officer
    )


def test_a_mistyped_result_is_put_right_and_both_wordings_are_kept() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    proposed(panel, entry, points="57,5", star=3, number="98/QĐ-BNNMT")
    result = CentralResult.objects.get()
    assert (result.points, result.star, result.number) == ("151/2", 4, "99/QĐ-BNNMT")  # nothing before it is confirmed
    correction = confirmed(entry)
    result.refresh_from_db()
    assert (result.points, result.star, result.number) == ("115/2", 3, "98/QĐ-BNNMT")
    assert (correction.before["points"], correction.after["points"], correction.reason) == (
        *("151/2", "115/2"),
        "Gõ nhầm.",
    )
    entered = JournalEntry.objects.get(verb="referral.corrected").facts
    assert entered == {
        "of": "result",
        "fields": ["points", "star", "number"],
        "before": {"points": "151/2", "star": 4, "number": "99/QĐ-BNNMT"},
        "after": {"points": "115/2", "star": 3, "number": "98/QĐ-BNNMT"},
    }
    assert confirmed(entry).pk == correction.pk  # a double tap
    assert JournalEntry.objects.filter(verb="referral.corrected").count() == 1


def test_a_wrong_file_is_replaced_and_kept() -> None:
    panel, entry = at_the_ministry()
    first = a_central_result(panel, entry).file
    proposed(panel, entry, scan=Scan("dung.pdf", a_pdf("Bản đúng")))
    correction = confirmed(entry)
    assert correction.former_file == first
    assert CentralResult.objects.get().file == correction.file
    assert first != correction.file


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({}, "", "Không có gì khác với nội dung đã ghi"),
        ({"points": "75,50"}, "", "Không có gì khác"),
        ({"points": "69", "star": 4}, "star", "tối đa 3 sao"),
        ({"points": "101"}, "points", "từ 0 đến 100"),
        ({"decided_on": date(2026, 12, 11)}, "decided_on", "đến hôm nay"),
        ({"number": "1", "reason": " "}, "why", "lý do"),
    ],
)
def test_what_cannot_be_right_is_refused(changes: dict[str, Any], field: str, words: str) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    with pytest.raises(CannotRecord, match=words) as wrong:
        proposed(panel, entry, **changes)
    assert (wrong.value.field or "") == field
    assert CentralCorrection.objects.count() == 0


def test_who_proposed_does_not_confirm_and_only_a_leader_does() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    proposed(panel, entry, number="98/QĐ-BNNMT")
    leader = a_leader()
    CentralCorrection.objects.update(proposed_by=leader.user_id)
    for post in (panel.officer, panel.secretary, panel.chair, leader, a_post(Role.MINISTRY), a_leader("an-giang")):
        with pytest.raises(NotPermitted):
            confirmed(entry, by=post)
    with pytest.raises(NotPermitted):
        drop_correction(entry=entry, by=panel.secretary)
    assert CentralResult.objects.get().number == "99/QĐ-BNNMT"


def test_one_is_confirmed_as_it_was_seen_and_on_what_is_recorded_by_then() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    first = proposed(panel, entry, number="98/QĐ-BNNMT")
    with pytest.raises(CannotRecord, match="đã đề nghị lại"):
        confirmed(entry, seen="2026-12-10T02:00:00+00:00")
    CentralResult.objects.update(number="97/QĐ-BNNMT")
    with pytest.raises(CannotRecord, match="có thay đổi từ khi đề nghị"):
        confirmed(entry, seen=first.proposed_at.isoformat())


def test_what_a_leader_does_not_agree_with_is_dropped() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    proposed(panel, entry, number="98/QĐ-BNNMT")
    drop_correction(entry=entry, by=a_leader())
    drop_correction(entry=entry, by=panel.officer)
    assert (CentralCorrection.objects.count(), CentralResult.objects.get().number) == (0, "99/QĐ-BNNMT")
    assert JournalEntry.objects.filter(verb="referral.correction_dropped").count() == 1


def test_five_stars_recorded_in_error_are_taken_back_and_the_earlier_recognition_speaks_again() -> None:
    panel, entry = at_the_ministry(kind="upgrade")
    former = running(entry)
    a_central_result(panel, entry, **FIVE)
    assert Listing.objects.get().star == 5
    proposed(panel, entry, points="88", star=4)
    confirmed(entry)
    former.refresh_from_db()
    assert (list(Recognition.objects.all()), former.superseded_by, former.superseded_on) == ([former], None, None)
    assert CentralResult.objects.get().recognition is None
    assert (Listing.objects.get().star, standing(panel)) == (4, Standing.TO_CHOOSE)
    assert JournalEntry.objects.filter(verb="recognition.restored", subject_id=former.public_id).count() == 1
    gone = JournalEntry.objects.get(verb="recognition.taken_back")
    assert (gone.subject_type, gone.facts["star"]) == ("recognition.recognition", 5)


def test_five_stars_that_were_missed_are_entered_with_the_correction() -> None:
    panel, entry = at_the_ministry(kind="upgrade")
    former = running(entry)
    a_central_result(panel, entry)
    proposed(panel, entry, points="92,5", star=5, issued_on=TODAY)
    confirmed(entry)
    former.refresh_from_db()
    later = CentralResult.objects.get().recognition
    assert later is not None
    assert (later.star, later.valid_until, former.superseded_by) == (5, date(2029, 12, 11), later)
    assert standing(panel) == Standing.FIVE


def test_days_and_points_of_five_stars_follow_the_correction() -> None:
    panel, entry = at_the_ministry(kind="upgrade")
    former = running(entry)
    a_central_result(panel, entry, **FIVE)
    kept = Recognition.objects.get(star=5).public_id
    proposed(panel, entry, points="95,5", star=5, issued_on=date(2026, 12, 9))
    confirmed(entry)
    later = Recognition.objects.get(public_id=kept)  # its public address stays
    former.refresh_from_db()
    assert (later.score, later.valid_from, later.valid_until) == ("191/2", date(2026, 12, 9), date(2029, 12, 10))
    assert (former.superseded_by, former.superseded_on) == (later, date(2026, 12, 9))
    assert Listing.objects.get().valid_from == date(2026, 12, 9)


def test_what_stands_on_a_result_is_said_with_what_to_do() -> None:
    panel, entry = at_the_ministry()
    with pytest.raises(CannotRecord, match="Chưa ghi kết quả cấp trung ương"):
        proposed(panel, entry, number="98")
    a_central_result(panel, entry)
    with pytest.raises(CannotRecord, match="Chưa ghi lựa chọn của tỉnh"):
        the_choice(panel, entry, "again")
    chosen(entry, "use")
    with pytest.raises(CannotRecord, match="Hãy sửa lựa chọn trước"):
        proposed(panel, entry, number="98")
    issued(a_decision(panel, kind="central"), number="125/QĐ-UBND", decided_on=TODAY)
    for attempt in (lambda: proposed(panel, entry, number="98"), lambda: the_choice(panel, entry, "again")):
        with pytest.raises(CannotRecord, match=r"Quyết định số 125/QĐ-UBND ngày 10/12/2026 đã công nhận.*Điều 8"):
            attempt()


def test_a_withdrawn_recognition_keeps_its_result() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, **FIVE)
    withdraw_recognition(
        recognition=Recognition.objects.get(),
        ground=WithdrawalGround.PRODUCTION_STOPPED,
        decision_no="7/QĐ-BNNMT",
        decided_on=TODAY,
        by=a_leader(),
    )
    with pytest.raises(CannotRecord, match="đã bị thu hồi theo Quyết định số 7/QĐ-BNNMT ngày 10/12/2026"):
        proposed(panel, entry, number="98")


def test_something_that_came_between_stops_the_confirmation() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    proposed(panel, entry, number="98/QĐ-BNNMT")
    chosen(entry, "use")
    with pytest.raises(CannotRecord, match="Hãy sửa lựa chọn trước"):
        confirmed(entry)
    assert CentralResult.objects.get().number == "99/QĐ-BNNMT"


def test_a_mistyped_choice_is_turned_and_the_old_one_kept_with_who_made_it() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    first = chosen(entry, "use")
    the_choice(panel, entry, "again", "Cần chấm lại.")
    leader = a_leader()
    correction = confirmed(entry, by=leader)
    choice = CentralChoice.objects.get()
    assert (choice.choice, choice.reason, choice.chosen_by) == ("again", "Cần chấm lại.", leader.name)
    assert (correction.before["choice"], correction.before["chosen_by"]) == ("use", first.chosen_by)
    assert standing(panel) == Standing.TO_ENTER
    enter_again(entry=entry, into=a_later_round(), by=panel.officer)
    with pytest.raises(CannotRecord, match="đã được đưa vào Đợt 1 năm 2027"):
        the_choice(panel, entry, "use")


def test_a_choice_taken_back_lets_the_result_be_corrected_and_another_be_made() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    the_choice(panel, entry, TAKEN_BACK, "")
    confirmed(entry)
    assert (CentralChoice.objects.count(), standing(panel)) == (0, Standing.TO_CHOOSE)
    proposed(panel, entry, points="45", star=2)
    confirmed(entry)
    assert standing(panel) == Standing.NOTICE
    with pytest.raises(CannotRecord, match="không nêu hạng 3 sao, 4 sao"):
        chosen(entry, "use")
    choose(entry=entry, choice="again", reason="Cần chấm lại.", by=a_leader())
    with pytest.raises(CannotRecord, match="không nêu hạng 3 sao, 4 sao"):
        the_choice(panel, entry, "use")


def test_a_draft_decision_is_printed_without_the_product_and_serves_again() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    draft = a_decision(panel, kind="central")
    the_choice(panel, entry, "again")
    confirmed(entry)
    assert awards_of(draft) == ()
    shown = signed_in(panel.officer).get(reverse("recognition:decision", args=[draft.public_id]))
    assert shown.status_code == 200
    with pytest.raises(CannotIssue, match="Không còn sản phẩm nào"):
        issued(draft, number="125/QĐ-UBND", decided_on=TODAY)
    the_choice(panel, entry, "use")
    confirmed(entry)
    assert standing(panel) == Standing.TO_DRAFT
    assert a_decision(panel, kind="central").pk == draft.pk
    assert [award.dossier for award in awards_of(draft)] == [entry.dossier]
    assert Decision.objects.filter(kind="central").count() == 1


def test_words_of_a_choice_are_corrected_under_a_draft_that_stays() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    draft = a_decision(panel, kind="central")
    the_choice(panel, entry, "use", "Theo tờ trình số 12.")
    confirmed(entry)
    choice = CentralChoice.objects.get()
    assert (choice.reason, choice.decision) == ("Theo tờ trình số 12.", draft)


def test_through_the_pages_from_the_proposal_to_the_confirmation() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    office, leader = signed_in_again(panel.officer), signed_in_again(a_leader())
    text = page(office, entry)
    assert 'value="75,5"' in text  # filled with what is recorded
    assert "Sửa kết quả cấp trung ương" in text
    assert "Sửa kết quả cấp trung ương" not in page(leader, entry)
    told = {"points": "57,5", "star": "3", "number": "99/QĐ-BNNMT", "decided_on": "2026-12-09", "why": "Gõ ngược."}
    assert act(office, entry, "sua-ket-qua", **{**told, "why": ""})[0] == 422
    text = act(office, entry, "sua-ket-qua", **told)[1]
    assert "Đã đề nghị sửa. Lãnh đạo đối chiếu" in text
    assert "/xac-nhan-sua/" not in text
    assert waiting(a_leader())[0] == f"Xác nhận việc sửa kết quả cấp trung ương của {entry.dossier.product.name}"
    shown = page(leader, entry)
    assert "/xac-nhan-sua/" in shown
    assert ("Chưa có gì thay đổi cho đến khi lãnh đạo xác nhận" in shown, "57,5" in shown) == (True, True)
    seen = CentralCorrection.objects.get().proposed_at.isoformat()
    assert "Đã xác nhận việc sửa" in act(leader, entry, "xac-nhan-sua", seen=seen)[1]
    text = page(leader, entry)
    assert "Nội dung ghi trước vẫn được giữ" in text
    assert "57,50 điểm tại trung ương" in text


def test_one_who_was_slower_is_told_what_happened() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    office = signed_in_again(panel.officer)
    chosen(entry, "use")
    told = {"points": "57,5", "star": "3", "number": "99", "decided_on": "2026-12-09", "why": "Gõ ngược."}
    status, text = act(office, entry, "sua-ket-qua", **told)
    assert (status, "Lãnh đạo đã lựa chọn trên kết quả này" in text) == (422, True)


def test_the_replaced_file_is_served_to_who_reads_the_page_alone() -> None:
    panel, entry = at_the_ministry(POTENTIAL)
    a_central_result(panel, entry)
    proposed(panel, entry, scan=Scan("dung.pdf", a_pdf("Bản đúng")))
    found = CentralCorrection.objects.get().public_id
    address = reverse("recognition:referral-file", args=[found, "ket-qua-cu"])
    assert signed_in(panel.officer).get(address).status_code == 404  # nothing was replaced yet
    ahead = reverse("recognition:referral-file", args=[found, "ket-qua-moi"])
    leader = signed_in(a_leader())
    assert ahead in page(leader, entry)  # who confirms reads it before
    assert leader.get(ahead).status_code == 200
    confirmed(entry)
    assert signed_in(panel.officer).get(address).status_code == 200
    assert signed_in(a_post(Role.CHAIR)).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_a_file_that_is_no_paper_is_refused_on_the_page() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    told = {"points": "75,5", "star": "4", "number": "99", "decided_on": "2026-12-09", "why": "Tệp sai."}
    scan = SimpleUploadedFile("a.pdf", b"MZ")
    status, text = act(signed_in(panel.officer), entry, "sua-ket-qua", **told, scan=scan)
    assert (status, "Chỉ nhận PDF, ảnh" in text) == (422, True)
