"""The pages on the way to the ministry as the office and a leader use them."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.core.services.files import path_of
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import Entry
from openocop.recognition.models import CentralChoice, Decision, ReferralSending
from openocop.recognition.selectors.decisions import named_counts
from openocop.recognition.services.archives import close_round
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in, signed_in_again
from tests.factories.papers import a_pdf
from tests.factories.recognition import FOUR, POTENTIAL, a_decision, a_leader, a_result, issued
from tests.factories.referral import (
    a_central_result,
    a_later_round,
    a_pack,
    a_potential,
    at_the_ministry,
    chosen,
    handed_over,
)

pytestmark = pytest.mark.django_db
LIST = reverse("recognition:referrals")


def act(client: Client, entry: Entry, slug: str, **data: object) -> tuple[int, str]:
    """Post one act and return the status with the page it leads to."""
    answer = client.post(reverse("recognition:referral-act", args=[entry.dossier.public_id, slug]), data, follow=True)
    return answer.status_code, answer.content.decode()


def page(client: Client, entry: Entry) -> str:
    return client.get(reverse("recognition:referral", args=[entry.dossier.public_id])).content.decode()


def test_an_empty_list_says_when_a_product_stands_in_it() -> None:
    panel = a_result(FOUR)
    text = signed_in(panel.officer).get(LIST).content.decode()
    assert "Hiện không có hồ sơ trình Bộ" in text
    assert "khi Hội đồng thông qua kết quả từ 90 điểm trở lên" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_no_more_for_longer_lists(count: int) -> None:
    panel, entry = a_potential(*[POTENTIAL] * count)
    a_pack(panel, entry)
    client = signed_in(panel.officer)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = client.get(LIST).content.decode()
    assert text.count("chờ gửi Bộ") == count
    assert len(asked) == 6


def test_the_approving_decision_leads_to_the_page_of_each_product() -> None:
    panel, entry = a_potential()
    decision = reverse("recognition:decision", args=[Decision.objects.get(kind="approval").public_id])
    address = reverse("recognition:referral", args=[entry.dossier.public_id])
    assert address in signed_in(panel.officer).get(decision).content.decode()
    assert address not in signed_in(a_post(Role.ADMINISTRATOR)).get(decision).content.decode()


def test_from_the_pack_to_the_choice_through_the_pages() -> None:
    panel, entry = a_potential()
    handed_over(panel, entry)
    office, leader = signed_in_again(panel.officer), signed_in_again(a_leader())
    assert "Đã lập hồ sơ" in act(office, entry, "goi")[1]
    assert 'value="33/UBND"' in page(office, entry)  # the letter's number is known from the papers of the round
    sent = {"letter_no": "33/UBND", "letter_on": "2026-12-07", "sent_on": "2026-12-08", "way": "electronic", "note": ""}
    assert "Đã ghi việc gửi" in act(office, entry, "gui", **sent)[1]
    assert "Đã ghi giấy tiếp nhận" in act(office, entry, "tiep-nhan", number="TN-1", received_on="2026-12-09")[1]
    paper = SimpleUploadedFile("ket-qua.pdf", a_pdf("Kết quả"))
    told = {"points": "89,99", "star": "4", "number": "9/TB", "decided_on": "2026-12-10", "scan": paper}
    assert "89,99 điểm tại trung ương" in act(office, entry, "ket-qua", **told)[1]
    assert "Chỉ lãnh đạo UBND tỉnh lựa chọn" in page(office, entry)
    assert 'type="radio" name="choice"' in page(leader, entry)
    assert "checked" not in page(leader, entry)  # neither choice is made for the leader
    assert "Đã ghi lựa chọn" in act(leader, entry, "lua-chon", choice="again", reason="Cần chấm lại.")[1]
    assert "Chưa có đợt sau nào" in page(office, entry)
    round = a_later_round()
    assert "Sản phẩm được đánh giá lại trong Đợt 1 năm 2027" in act(office, entry, "dot-sau", into=round.public_id)[1]
    assert Dossier.objects.filter(round=round).count() == 1


def test_what_cannot_be_right_comes_back_on_the_page_with_what_was_typed() -> None:
    panel, entry = at_the_ministry()
    client = signed_in_again(panel.officer)
    paper = SimpleUploadedFile("ket-qua.pdf", a_pdf())
    told = {"points": "89,99", "star": "5", "number": "9/TB", "decided_on": "2026-12-10", "scan": paper}
    status, text = act(client, entry, "ket-qua", **told)
    assert (status, "chỉ cho tối đa 4 sao" in text, 'value="89,99"' in text) == (422, True, True)
    status, text = act(client, entry, "tra-lai", remarks="", returned_on="2026-12-09")
    assert status == 422
    status, text = act(client, entry, "giay-to", kind="test", title="Phiếu", scan=SimpleUploadedFile("a.pdf", b"MZ"))
    assert (status, "Chỉ nhận PDF, ảnh" in text) == (422, True)
    assert (
        client.post(reverse("recognition:referral-act", args=[entry.dossier.public_id, "khong-co"])).status_code == 404
    )


def test_a_decision_by_the_central_result_is_listed_and_said_to_be_one() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    office = signed_in(panel.officer)
    draft = reverse("recognition:draft", args=[panel.council.round.public_id, "central"])
    assert "Công nhận theo kết quả cấp trung ương dưới 90 điểm" in office.post(draft, follow=True).content.decode()
    listed = office.get(reverse("recognition:decisions")).content.decode()
    assert listed.count("Công nhận theo kết quả cấp trung ương dưới 90 điểm") == 1
    assert list(named_counts(Decision.objects.filter(kind="central")).values()) == [1]
    papers = office.get(reverse("recognition:round-papers", args=[panel.council.round.public_id])).content.decode()
    assert "Quyết định công nhận theo kết quả cấp trung ương" in papers


def test_a_double_tap_sends_and_chooses_once() -> None:
    panel, entry = at_the_ministry()
    sent = {"letter_no": "33/UBND-KT", "letter_on": "2026-12-07", "sent_on": "2026-12-07", "way": "post", "note": ""}
    assert act(signed_in(panel.officer), entry, "gui", **sent)[0] == 200
    a_central_result(panel, entry)
    leader = signed_in_again(a_leader())
    for _tap in range(2):
        assert act(leader, entry, "lua-chon", choice="use", reason="Đồng ý.")[0] == 200
    assert (ReferralSending.objects.count(), CentralChoice.objects.count()) == (1, 1)


@pytest.mark.parametrize("slug", ["ket-qua", "lua-chon"])
def test_what_is_never_taken_back_asks_for_the_password_again(slug: str) -> None:
    panel, entry = at_the_ministry()
    client = signed_in(panel.officer if slug == "ket-qua" else a_leader())
    address = reverse("recognition:referral-act", args=[entry.dossier.public_id, slug])
    answer = client.post(address, {"choice": "use", "reason": "Đồng ý."})
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/tai-khoan/reauthenticate/")
    assert client.get(address)["Location"] == reverse("recognition:referral", args=[entry.dossier.public_id])
    assert not CentralChoice.objects.exists()


def test_another_law_is_told_and_offers_no_act() -> None:
    panel = a_result(POTENTIAL)
    Dossier.objects.update(release="148-2023")
    text = page(signed_in(panel.officer), panel.entries()[0])
    assert "Chưa rõ Quyết định 148/QĐ-TTg yêu cầu hồ sơ gửi trung ương như thế nào" in text
    assert "Bộ Nông nghiệp và Phát triển nông thôn (từ 2025: Bộ Nông nghiệp và Môi trường)" in text
    assert "/goi/" not in text


def test_the_public_learns_nothing_of_it_before_a_recognition() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    a_decision(panel, kind="central")
    for address in ("/", "/san-pham/"):
        assert entry.dossier.product.name not in Client().get(address).content.decode()
    issued(Decision.objects.get(kind="central"), number="125/QĐ-UBND", decided_on=date(2026, 12, 10))
    assert entry.dossier.product.name in Client().get("/san-pham/").content.decode()
    assert Client().get(LIST).status_code == 302


def test_the_file_of_the_round_holds_what_was_sent_and_what_came_back() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    closed = close_round(round=panel.council.round, retention="", retention_basis="", by=panel.officer)
    with zipfile.ZipFile(path_of(closed.file.sha256)) as held:
        names = held.namelist()
    about = entry.dossier.public_id
    assert f"3-quyet-dinh/trinh-bo-{about}-1.zip" in names
    assert f"3-quyet-dinh/ket-qua-cua-bo-{about}.pdf" in names


def test_the_secretary_reads_the_page_but_not_the_pack_with_the_whole_dossier() -> None:
    panel, entry = a_potential()
    pack = a_pack(panel, entry)
    address = reverse("recognition:referral-file", args=[pack.public_id, "goi"])
    secretary = signed_in(panel.secretary)
    other = signed_in(a_post(Role.SECRETARY))  # of another council: no address tells them who reached ninety points
    assert other.get(reverse("recognition:referral", args=[entry.dossier.public_id])).status_code == 404
    assert address not in page(secretary, entry)
    assert secretary.get(address).status_code == 403
    answer = signed_in(panel.officer).get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert answer["Content-Disposition"].startswith("attachment")
    assert date(2026, 12, 10) >= pack.built_at.date()
