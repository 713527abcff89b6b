"""Ninety points and more: the pack for the ministry, what is recorded of its way, and what comes back."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.models import Entry, Recusal, Session
from openocop.recognition.domain.referral import Standing
from openocop.recognition.domain.round_archive import verify_pack
from openocop.recognition.models import CentralChoice, CentralResult, Decision, Recognition, ReferralPack
from openocop.recognition.selectors.decisions import awards_of
from openocop.recognition.selectors.referral_waiting import referrals_waiting
from openocop.recognition.selectors.referrals import case_of, checklist, entries_above_ninety, parts_of
from openocop.recognition.services.central_results import choose, enter_again
from openocop.recognition.services.decisions import CannotIssue
from openocop.recognition.services.referral_packs import CannotPack
from openocop.recognition.services.referrals import CannotRecord, add_paper, record_receipt, record_return
from openocop.recognition.services.round_papers import Scan
from tests.app.recognition.conftest import NOW
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel
from tests.factories.recognition import FOUR, POTENTIAL, a_decision, a_leader, a_result, issued
from tests.factories.referral import (
    LETTER_ON,
    RESULT_ON,
    SCAN,
    a_central_result,
    a_later_round,
    a_pack,
    a_potential,
    a_sending,
    at_the_ministry,
    handed_over,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _plain_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one PDF of a dossier has tests of its own; here it only stands in the pack."""
    from openocop.dossiers.services import whole

    monkeypatch.setattr(whole, "whole_pdf", lambda document, _read: b"%PDF-1.7 " + document.product.encode())


def standing(panel: Panel, place: int = 0) -> Standing:
    return case_of(entries_above_ninety(panel.officer)[place], on=TODAY).standing


def missing(panel: Panel, entry: Entry) -> dict[str, str]:
    """Return what the checklist lacks, with how it is drawn: "bad" stops the pack."""
    referral = case_of(entry, on=TODAY).referral
    return {line.asked.slug: line.state for line in checklist(parts_of(entry.dossier, referral)) if line.missing}


def names_in(pack: ReferralPack) -> list[str]:
    with zipfile.ZipFile(path_of(pack.file.sha256)) as held:
        return held.namelist()


def waiting(post: Any) -> list[str]:
    return [thing.title for thing in referrals_waiting(post, on=TODAY)]


def chosen(entry: Entry, choice: str) -> CentralChoice:
    return choose(entry=entry, choice=choice, reason="Chủ thể đề nghị.", by=a_leader())


def rows(*models: type[Model]) -> list[int]:
    return [model._default_manager.count() for model in models]


def test_before_its_papers_are_there_the_checklist_says_what_stops_the_pack_and_what_does_not() -> None:
    panel = a_result(POTENTIAL)
    entry = panel.entries()[0]
    assert missing(panel, entry) == {
        "letter": "bad",
        "approval": "bad",
        "advisory-report": "bad",
        "council-report": "bad",
        "local-report": "none",
        "tests": "none",
        "samples": "bad",
    }
    with pytest.raises(CannotPack, match="Văn bản đề nghị của UBND tỉnh; Quyết định phê duyệt kết quả; Báo cáo của Tổ"):
        a_pack(panel, entry)
    assert rows(ReferralPack) == [0]


def test_a_re_assessment_goes_up_with_the_report_of_the_ocop_unit_and_without_reports_of_the_council() -> None:
    panel, entry = a_potential(kind="again")
    assert missing(panel, entry) == {"unit-report": "bad", "local-report": "none", "tests": "none", "samples": "bad"}
    parts = parts_of(entry.dossier, None)
    named = {line.asked.slug for line in checklist(parts) if line.asked.is_required}
    assert named == {"letter", "unit-report", "dossier", "samples"}  # 26/2026 art. 6.3b
    with pytest.raises(CannotPack, match="Báo cáo của cơ quan tham mưu quản lý OCOP cấp tỉnh"):
        a_pack(panel, entry)
    add_paper(entry=entry, kind="unit-report", title="Báo cáo", scan=SCAN, by=panel.officer)
    held = [name.rpartition("/")[2] for name in names_in(a_pack(panel, entry))]
    assert "05-unit-report-1.pdf" in held


def test_a_service_of_tourism_sends_no_samples() -> None:
    panel, entry = a_potential()
    Dossier.objects.filter(pk=entry.dossier_id).update(set_no=26)
    assert "samples" not in missing(panel, panel.entries()[0])


def test_the_pack_holds_what_the_article_names_with_sums_that_can_be_checked() -> None:
    panel, entry = a_potential()
    handed_over(panel, entry)
    pack = a_pack(panel, entry)
    assert names_in(pack) == [
        "1-van-ban-cua-tinh/01-letter.pdf",
        "1-van-ban-cua-tinh/02-approval.pdf",
        "1-van-ban-cua-tinh/03-advisory-report.pdf",
        "1-van-ban-cua-tinh/04-council-report.pdf",
        "1-van-ban-cua-tinh/05-minutes.pdf",
        "1-van-ban-cua-tinh/06-summary.pdf",
        "2-ho-so-san-pham/07-dossier.pdf",
        "2-ho-so-san-pham/10-samples-1.pdf",
        "muc-luc.csv",
        "muc-luc.pdf",
        "SHA256SUMS",
    ]
    assert verify_pack(path_of(pack.file.sha256)).whole
    assert (pack.papers, pack.missing) == (8, 2)


def test_the_same_content_is_packed_once_and_other_content_is_a_further_version() -> None:
    panel, entry = a_potential()
    first = a_pack(panel, entry)
    assert a_pack(panel, entry).pk == first.pk
    add_paper(entry=entry, kind="test", title="Phiếu kiểm nghiệm", scan=SCAN, by=panel.officer)
    add_paper(entry=entry, kind="test", title="Phiếu kiểm nghiệm", scan=SCAN, by=panel.officer)
    second = a_pack(panel, entry)
    assert (second.version, second.papers) == (2, first.papers + 1)
    assert JournalEntry.objects.filter(verb="referral.packed").count() == 2


def test_a_paper_that_is_a_program_is_refused_in_words() -> None:
    panel, entry = a_potential()
    with pytest.raises(Refused) as wrong:
        add_paper(entry=entry, kind="test", title="Phiếu", scan=Scan("a.pdf", b"MZ\x90"), by=panel.officer)
    assert wrong.value.field == "scan"


def test_sending_asks_for_the_samples_and_for_days_that_can_be() -> None:
    panel, entry = a_potential()
    with pytest.raises(CannotRecord, match="Hãy lập hồ sơ trước"):
        a_sending(panel, entry)
    a_pack(panel, entry)
    with pytest.raises(CannotRecord, match="05 sản phẩm mẫu và biên bản bàn giao"):
        a_sending(panel, entry)
    handed_over(panel, entry, 3)
    with pytest.raises(CannotRecord, match="05 sản phẩm mẫu"):
        a_sending(panel, entry)
    handed_over(panel, entry, 2)
    for changes, field in (
        ({"sent_on": date(2026, 12, 11)}, "sent_on"),  # after today
        ({"sent_on": date(2026, 12, 6)}, "sent_on"),  # before the letter
        ({"dated_on": date(2026, 11, 25)}, "letter_on"),  # before the council met
        ({"number": " "}, "letter_no"),
    ):
        with pytest.raises(CannotRecord) as wrong:
            a_sending(panel, entry, **changes)
        assert wrong.value.field == field
    sent = a_sending(panel, entry)
    assert a_sending(panel, entry).pk == sent.pk
    with pytest.raises(CannotRecord, match="theo văn bản số 33/UBND-KT ngày 07/12/2026"):
        a_sending(panel, entry, number="34/UBND-KT")


def test_what_came_back_goes_up_as_a_new_version_and_the_old_one_stays() -> None:
    panel, entry = at_the_ministry()
    assert standing(panel) == Standing.SENT
    with pytest.raises(CannotPack, match="Bộ đang giữ bản gần nhất"):
        a_pack(panel, entry)
    record_receipt(entry=entry, number="TN-7", received_on=date(2026, 12, 8), by=panel.officer)
    assert standing(panel) == Standing.RECEIVED
    acts = {"remarks": " Thiếu phiếu kiểm nghiệm\n\nMẫu 02 chưa ký ", "returned_on": date(2026, 12, 9)}
    returned = record_return(entry=entry, by=panel.officer, **acts)
    assert returned.remarks == "Thiếu phiếu kiểm nghiệm\nMẫu 02 chưa ký"
    assert record_return(entry=entry, by=panel.officer, **acts).pk == returned.pk
    assert standing(panel) == Standing.RETURNED
    with pytest.raises(CannotRecord, match="Bản gần nhất đã bị trả lại"):
        a_central_result(panel, entry)
    add_paper(entry=entry, kind="test", title="Phiếu kiểm nghiệm", scan=SCAN, by=panel.officer)
    second = a_pack(panel, entry)
    a_sending(panel, entry, number="40/UBND-KT", dated_on=date(2026, 12, 10), sent_on=date(2026, 12, 10))
    assert standing(panel) == Standing.SENT
    first = ReferralPack.objects.get(version=1)
    assert (first.sending.letter_no, second.sending.letter_no) == ("33/UBND-KT", "40/UBND-KT")
    assert path_of(first.file.sha256).exists()
    assert first.file.sha256 != second.file.sha256


def test_five_stars_are_registered_as_the_ministers_and_no_certificate_is_made() -> None:
    panel, entry = at_the_ministry()
    acts = {"points": "92,5", "star": 5, "issued_on": date(2026, 12, 10)}
    result = a_central_result(panel, entry, **acts)
    assert a_central_result(panel, entry, **acts).pk == result.pk
    (found,) = Recognition.objects.all()
    assert (found.star, found.score, found.decision_no_as_printed, found.decision) == (5, "185/2", "99/QĐ-BNNMT", None)
    assert (found.valid_from, found.valid_until) == (date(2026, 12, 10), date(2029, 12, 11))
    assert (found.dossier, hasattr(found, "certificate")) == (entry.dossier, False)
    assert standing(panel) == Standing.FIVE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"points": "100,01"}, "points"),
        ({"points": "chín mươi"}, "points"),
        ({"points": "-1"}, "points"),
        ({"points": "89,99", "star": 5}, "star"),  # half-open bands: 89.99 is four stars
        ({"points": "69", "star": 4}, "star"),
        ({"points": "90", "star": 5}, "issued_on"),
        ({"points": "90", "star": 5, "issued_on": date(2026, 12, 8)}, "issued_on"),  # before the decision
        ({"decided_on": date(2026, 12, 6)}, "decided_on"),  # before the pack was sent
        ({"decided_on": date(2026, 12, 11)}, "decided_on"),  # after today
        ({"number": ""}, "number"),
    ],
)
def test_a_central_result_that_cannot_be_is_refused_and_nothing_is_written(changes: dict[str, Any], field: str) -> None:
    panel, entry = at_the_ministry()
    with pytest.raises(CannotRecord) as wrong:
        a_central_result(panel, entry, **changes)
    assert wrong.value.field == field
    assert rows(CentralResult, Recognition) == [0, 0]


@pytest.mark.parametrize(
    ("points", "star", "after"),
    [
        ("89,99", 4, Standing.TO_CHOOSE),
        ("75", 3, Standing.TO_CHOOSE),  # a minimum requirement was missed there
        ("50", 3, Standing.TO_CHOOSE),
        ("49,9", 2, Standing.NOTICE),
        ("60", None, Standing.NOTICE),
        ("91", 4, Standing.UNCLEAR),
    ],
)
def test_under_ninety_points_nothing_follows_before_a_leader_chose(points: str, star: int, after: Standing) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, points, star)
    assert standing(panel) == after
    assert rows(Recognition, CentralChoice) == [0, 0]
    assert Decision.objects.exclude(kind="approval").count() == 0
    assert bool(waiting(a_leader())) == (after == Standing.TO_CHOOSE)


def test_the_central_result_is_used_by_a_decision_of_its_own_with_its_points_and_star() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    assert standing(panel) == Standing.TO_DRAFT
    assert waiting(panel.officer) == [f"Dự thảo quyết định về {entry.dossier.product.name} theo kết quả cấp trung ương"]
    draft = a_decision(panel, kind="central")
    assert [(award.dossier, award.star, award.average) for award in awards_of(draft)] == [(entry.dossier, 4, "151/2")]
    assert a_decision(panel, kind="central").pk == draft.pk
    with pytest.raises(CannotIssue, match="Kết quả cấp trung ương ngày 09/12/2026"):
        issued(draft, number="125/QĐ-UBND", decided_on=date(2026, 12, 8))
    issued(draft, number="125/QĐ-UBND", decided_on=TODAY)
    (found,) = Recognition.objects.all()
    assert (found.star, found.score, found.decision, found.valid_from) == (4, "151/2", draft, TODAY)
    assert found.certificate.number
    paper = path_of(draft.papers.get(is_draft=False, file__media_type="application/pdf").file.sha256).read_text()
    assert "kết quả đánh giá cấp trung ương tại văn bản số 99/QĐ-BNNMT ngày 09 tháng 12 năm 2026" in paper
    assert standing(panel) == Standing.DRAFTED


def test_assessed_again_it_stands_in_a_later_round_as_it_was_accepted_and_the_old_dossier_stays() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    round = a_later_round()
    with pytest.raises(CannotRecord, match="Lãnh đạo chưa chọn đánh giá lại"):
        enter_again(entry=entry, into=round, by=panel.officer)
    chosen(entry, "again")
    assert standing(panel) == Standing.TO_ENTER
    again = enter_again(entry=entry, into=round, by=panel.officer)
    assert enter_again(entry=entry, into=round, by=panel.officer).pk == again.pk
    assert (again.round, again.stage, again.product, again.kind) == (
        round,
        Stage.ACCEPTED,
        entry.dossier.product,
        "first",
    )
    assert Dossier.objects.get(pk=entry.dossier_id).stage == Stage.RESOLVED
    assert (standing(panel), rows(Recognition)) == (Standing.ENTERED, [0])
    verbs = JournalEntry.objects.filter(verb="dossier.again").count()
    assert verbs == 2


@pytest.mark.parametrize("change", [{"propose_before": TODAY}, {"release": "148-2023"}, {"province": "an-giang"}])
def test_a_round_that_does_not_take_it_is_refused(change: dict[str, Any]) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "again")
    Round.objects.filter(pk=a_later_round().pk).update(**change)
    with pytest.raises(Refused) as wrong:
        enter_again(entry=entry, into=Round.objects.get(code="2027-1"), by=panel.officer)
    assert wrong.value.field == "into"
    assert Dossier.objects.count() == 1


def test_a_choice_has_its_reason_and_is_made_once_by_a_leader() -> None:
    panel, entry = at_the_ministry()
    with pytest.raises(CannotRecord, match="Không có kết quả cấp trung ương dưới 90 điểm"):
        chosen(entry, "use")
    a_central_result(panel, entry)
    with pytest.raises(CannotRecord) as wrong:
        choose(entry=entry, choice="use", reason=" ", by=a_leader())
    assert wrong.value.field == "reason"
    for role in (Role.PROVINCIAL_OFFICER, Role.SECRETARY, Role.CHAIR, Role.MINISTRY):
        with pytest.raises(NotPermitted):
            choose(entry=entry, choice="use", reason="x", by=a_post(role))
    first = chosen(entry, "use")
    assert chosen(entry, "use").pk == first.pk
    with pytest.raises(CannotRecord, match="đã lựa chọn trước đó"):
        chosen(entry, "again")


def test_an_upgrade_leaves_the_running_recognition_as_it_is_until_a_decision_follows() -> None:
    panel, entry = a_potential(POTENTIAL, kind="upgrade")
    Recognition.objects.create(
        province="ca-mau",
        product=entry.dossier.product,
        star=4,
        valid_from=date(2025, 6, 1),
        valid_until=date(2028, 6, 2),
        recorded_at=NOW,
    )
    before = list(Recognition.objects.values())
    handed_over(panel, entry)
    a_pack(panel, entry)
    a_sending(panel, entry)
    a_central_result(panel, entry)
    chosen(entry, "use")
    a_decision(panel, kind="central")
    assert list(Recognition.objects.values()) == before


def test_under_another_release_nothing_is_done_and_the_page_says_so() -> None:
    panel = a_result(POTENTIAL)
    Dossier.objects.update(release="148-2023")
    assert standing(panel) == Standing.OTHER_LAW
    with pytest.raises(Refused, match="Chưa đọc được quy định"):
        a_pack(panel, panel.entries()[0])


def test_what_waits_and_until_when() -> None:
    panel, entry = a_potential()
    (thing,) = referrals_waiting(panel.officer, on=TODAY)
    assert thing.title == f"Gửi hồ sơ {entry.dossier.product.name} lên Bộ"
    assert thing.lead == "Kịp đợt của Bộ: đề nghị trước ngày 30/01/2027, còn 50 ngày."
    assert waiting(a_leader()) == []
    handed_over(panel, entry)
    a_pack(panel, entry)
    a_sending(panel, entry)
    assert waiting(panel.officer) == []
    record_return(entry=entry, remarks="Thiếu", returned_on=RESULT_ON, by=panel.officer)
    assert waiting(panel.officer) == [f"Chỉnh sửa, gửi lại Bộ: {entry.dossier.product.name}"]


def test_only_fixed_results_of_ninety_points_stand_in_the_list_and_none_of_a_round_one_stepped_aside_in() -> None:
    panel = a_result(FOUR, POTENTIAL)
    assert [entry.star for entry in entries_above_ninety(panel.officer)] == [POTENTIAL]
    assert list(entries_above_ninety(a_post(Role.PROVINCIAL_OFFICER, province="an-giang"))) == []
    seat = panel.council.seats.get(user=panel.secretary.user_id)
    Recusal.objects.create(
        province="ca-mau", seat=seat, dossier=panel.entries()[0].dossier, reason="x", declared_at=NOW
    )
    assert list(entries_above_ninety(panel.secretary)) == []
    Session.objects.update(stage="revealed")
    assert list(entries_above_ninety(panel.officer)) == []


def test_nobody_but_the_office_packs_sends_or_records() -> None:
    _panel, entry = at_the_ministry()
    before = JournalEntry.objects.count()
    for role in (Role.LEADER, Role.SECRETARY, Role.COMMUNE_OFFICER, Role.MINISTRY, Role.ADMINISTRATOR):
        by = a_post(role)
        with pytest.raises(NotPermitted):
            record_receipt(entry=entry, number="1", received_on=LETTER_ON, by=by)
        with pytest.raises(NotPermitted):
            record_return(entry=entry, remarks="x", returned_on=LETTER_ON, by=by)
    assert JournalEntry.objects.count() == before
