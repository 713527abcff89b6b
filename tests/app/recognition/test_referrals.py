"""Ninety points and more: the pack for the ministry, what is recorded of its way, and what comes back."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from django.db.models import Model

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import Entry, Recusal, Session
from openocop.recognition.domain.referral import Standing
from openocop.recognition.domain.round_archive import verify_pack
from openocop.recognition.models import Recognition, ReferralPack
from openocop.recognition.selectors.referral_waiting import referrals_waiting
from openocop.recognition.selectors.referrals import case_of, checklist, entries_above_ninety, parts_of
from openocop.recognition.services.referral_packs import CannotPack
from openocop.recognition.services.referrals import CannotRecord, add_paper, record_receipt, record_return
from openocop.recognition.services.round_papers import Scan
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_round_papers import made
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel
from tests.factories.recognition import FOUR, POTENTIAL, a_leader, a_result
from tests.factories.referral import (
    LETTER_ON,
    RESULT_ON,
    SCAN,
    a_central_result,
    a_pack,
    a_potential,
    a_sending,
    at_the_ministry,
    handed_over,
    standing,
    waiting,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def missing(panel: Panel, entry: Entry) -> dict[str, str]:
    """Return what the checklist lacks, with how it is drawn: "bad" stops the pack."""
    referral = case_of(entry, on=TODAY).referral
    return {line.asked.slug: line.state for line in checklist(parts_of(entry.dossier, referral)) if line.missing}


def with_five_stars(entry: Entry, star: int = 5) -> None:
    """Record what the product was recognised as when its re-assessment was filed."""
    Recognition.objects.create(
        province="ca-mau",
        product=entry.dossier.product,
        star=star,
        valid_from=date(2023, 12, 20),
        valid_until=date(2026, 12, 21),
        recorded_at=NOW,
    )


def names_in(pack: ReferralPack) -> list[str]:
    with zipfile.ZipFile(path_of(pack.file.sha256)) as held:
        return held.namelist()


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
    with_five_stars(entry)
    assert missing(panel, entry) == {"unit-report": "bad", "local-report": "none", "tests": "none", "samples": "bad"}
    parts = parts_of(entry.dossier, None)
    named = {line.asked.slug for line in checklist(parts) if line.asked.is_required}
    assert named == {"letter", "unit-report", "dossier", "samples"}  # 26/2026 art. 6.3b
    with pytest.raises(CannotPack, match="Báo cáo của cơ quan tham mưu quản lý OCOP cấp tỉnh"):
        a_pack(panel, entry)
    add_paper(entry=entry, kind="unit-report", title="Báo cáo", scan=SCAN, by=panel.officer)
    held = [name.rpartition("/")[2] for name in names_in(a_pack(panel, entry))]
    assert "05-unit-report-1.pdf" in held


def test_ninety_points_reached_at_a_re_assessment_go_up_for_the_first_time_by_article_6_3a() -> None:
    """6.3b speaks of "sản phẩm OCOP 5 sao" assessed again; this one had four. Art. 7.6c has no advisory team report."""
    _panel, entry = a_potential(kind="again")
    with_five_stars(entry, star=4)
    named = {line.asked.slug: line.asked.article for line in checklist(parts_of(entry.dossier, None))}
    assert named == {
        "letter": "6.3a",
        "approval": "6.3a",
        "advisory-report": "",
        "council-report": "6.3a",
        "unit-report": "7.6c",
        "minutes": "",
        "summary": "",
        "dossier": "6.3a",
        "local-report": "",
        "tests": "6.3a",
        "samples": "6.3a",
    }


def test_five_stars_assessed_again_go_up_with_ninety_points_of_the_council_and_not_without() -> None:
    """Art. 7.6d: the province's council assesses; đ: its result is approved as in 7.3e, which is from 90 points on."""
    panel, entry = a_potential(kind="again")
    with_five_stars(entry)
    Entry.objects.filter(pk=entry.pk).update(star=4, average="89")
    add_paper(entry=entry, kind="unit-report", title="Báo cáo", scan=SCAN, by=panel.officer)
    with pytest.raises(CannotPack, match="từ 90 điểm"):
        a_pack(panel, entry)


def test_the_letter_asks_for_what_the_article_names() -> None:
    panel, entry = a_potential(kind="again")
    with_five_stars(entry)
    letter = made(panel, "ministry-letter")
    assert "V/v đề nghị đánh giá, phân hạng lại sản phẩm OCOP 5 sao, " in repr(letter)
    assert "báo cáo của cơ quan tham mưu quản lý OCOP cấp tỉnh đối với sản phẩm đánh giá lại" in repr(letter)
    assert "báo cáo của Hội đồng cấp tỉnh" not in repr(letter)
    Recognition.objects.update(star=4)
    letter = made(panel, "ministry-letter")
    assert "V/v đề nghị đánh giá, phân hạng sản phẩm OCOP tiềm năng 5 sao, " in repr(letter)
    assert "báo cáo của Hội đồng cấp tỉnh; quyết định phê duyệt kết quả" in repr(letter)
    assert "báo cáo của Tổ tư vấn" not in repr(letter)


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


@pytest.mark.parametrize(("model", "change"), [(Entry, {"star": FOUR}), (Session, {"stage": "revealed"})])
def test_what_has_not_ninety_points_by_an_adopted_result_is_neither_packed_nor_sent(
    model: type[Model], change: dict[str, object]
) -> None:
    panel, entry = a_potential()
    handed_over(panel, entry)
    a_pack(panel, entry)
    model._default_manager.update(**change)
    for act in (a_pack, a_sending):
        with pytest.raises(CannotPack, match="từ 90 điểm trở lên"):
            act(panel, entry)


def test_what_was_begun_stays_in_the_list_when_its_result_is_corrected_afterwards() -> None:
    panel, _entry = at_the_ministry()
    Entry.objects.update(star=FOUR, average="88")
    assert standing(panel) == Standing.SENT


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
