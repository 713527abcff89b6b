"""The authority's pages as readers meet them: a check that leads on, late dossiers, the calendar, stopped ones."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.samples import Handover
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.counter import receive_at_counter
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.services.samples import hand_over_samples
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from tests.app.dossiers.test_pages import queries
from tests.app.dossiers.test_permissions import client_of
from tests.factories.actors import Cast, build_cast
from tests.factories.dossiers import NOON, a_dossier, a_draft

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def close(round: Round) -> None:
    """Let the limit of a round lie two days back."""
    today = timezone.localdate()
    Round.objects.filter(pk=round.pk).update(
        opened_on=today - timedelta(90), propose_before=today - timedelta(2), evaluate_before=today + timedelta(60)
    )


def test_a_check_with_gaps_leads_to_the_return_with_its_words(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    url, client = f"/ho-so/{dossier.public_id}/thanh-phan/", client_of(cast.commune_officer)
    slugs = ("form_01", "form_02", "paper_set", "electronic_set", "samples")
    sent = {"client_id": str(uuid.uuid4()), "version": "1"} | dict.fromkeys(slugs, "present")
    refused = client.post(url, sent | {"samples": "", "note-form_02": "Thiếu trang 3"})
    assert refused.status_code == 422
    assert "Thiếu trang 3" in refused.content.decode()  # what was written is kept
    done = client.post(url, sent | {"samples": "missing", "note-samples": "mới có 3"})
    assert done["Location"] == f"/ho-so/{dossier.public_id}/tra/"
    assert "- 05 sản phẩm mẫu do chủ thể cung cấp: mới có 3" in text(client, done["Location"])
    again = client.post(url, sent | {"client_id": str(uuid.uuid4())})
    assert again["Location"] == f"/ho-so/{dossier.public_id}/mau-03/"


def test_late_dossiers_move_with_one_click_and_their_producer_reads_of_it(cast: Cast) -> None:
    draft = a_draft(cast.producer.post)
    close(draft.round)
    officer, producer = client_of(cast.provincial_officer), client_of(cast.producer)
    url = f"/ho-so/dot/{draft.round.public_id}/chuyen-dot/"
    assert "Chưa mở đợt nào sau đó" in text(officer, url)
    assert "Hồ sơ này không kịp đợt đó" in text(producer, f"/ho-so/{draft.public_id}/")
    today = timezone.localdate()
    later = open_round(
        by=cast.provincial_officer.post,
        code="sau",
        name="Đợt sau",
        release="26-2026",
        opened_on=today,
        propose_before=today + timedelta(100),
        evaluate_before=today + timedelta(160),
        plan_basis="Kế hoạch (minh hoạ)",
    )
    assert "1 hồ sơ không kịp hạn" in text(officer, url)
    assert officer.post(url, {"into": later.public_id}).status_code == 302
    assert Dossier.objects.get(pk=draft.pk).round == later
    page = text(producer, f"/ho-so/{draft.public_id}/")
    assert "Chuyển từ “Đợt 1 năm 2027” sang “Đợt sau”" in page
    assert "không phải nộp lại gì" in page


def test_a_stopped_dossier_says_so_to_everyone_and_a_closed_round_says_its_law_has_ended(cast: Cast) -> None:
    dossier = a_dossier(Stage.ACCEPTED, producer_post=cast.producer.post)
    Dossier.objects.filter(pk=dossier.pk).update(release="148-2023", self_levels={}, submitted_at="2026-05-21T05:00Z")
    Round.objects.filter(pk=dossier.round_id).update(release="148-2023")
    url = f"/ho-so/{dossier.public_id}/"
    for person in (cast.producer, cast.commune_officer, cast.provincial_officer, cast.leader):
        assert "phải hoàn tất chậm nhất 21/07/2026" in text(client_of(person), url)
    officer = client_of(cast.provincial_officer)
    assert "Quyết định áp dụng cho đợt này đã hết hiệu lực" in text(officer, "/ho-so/dot/")
    sent = {"way": "file_anew", "number": "9/UBND", "decided_on": "22/07/2026", "basis": "Nộp lại theo 26/2026."}
    assert officer.post(f"{url}chuyen-tiep/", sent).status_code == 302
    assert "Nộp lại theo 26/2026." in text(client_of(cast.producer), url)


def test_the_calendar_begins_with_the_reader_s_own_day_and_is_a_file_too(cast: Cast) -> None:
    a_draft(cast.producer.post)
    assert "Đợt 1 năm 2027: nộp hồ sơ tại cấp xã, " in text(client_of(cast.producer), "/ho-so/lich/")
    assert "Đợt 1 năm 2027: tổ chức đánh giá, " in text(client_of(cast.chair), "/ho-so/lich/")
    answer = client_of(cast.producer).get("/ho-so/lich/lich-ocop.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"UID:ca-mau-2027-1-producer@openocop\r\n" in answer.content
    assert b"DTSTART;VALUE=DATE:20270407\r\n" in answer.content  # the latest safe day of round 1 of 2027


def test_the_days_off_name_what_says_so(cast: Cast) -> None:
    client = client_of(cast.commune_officer)
    assert "7 ngày mới là dự kiến" in text(client, "/ho-so/lich/ngay-nghi/?nam=2027")
    assert "Thông báo 9441/TB-BNV" in text(client, "/ho-so/lich/ngay-nghi/?nam=2026")
    assert "24/11/2026" not in text(client, "/ho-so/lich/ngay-nghi/?nam=2026")
    assert "năm 2022" in text(client, "/ho-so/lich/ngay-nghi/?nam=1999")  # the nearest year there is


@pytest.mark.parametrize("url", ["/ho-so/dot/{round}/mau-san-pham/", "/ho-so/mot-cua/", "/cong-nhan/danh-gia-lai/"])
def test_lists_ask_the_same_whatever_their_length(cast: Cast, url: str) -> None:
    client, counted = client_of(cast.provincial_officer), []
    for number in ("1", "2"):
        dossier = a_dossier(Stage.ACCEPTED, producer_post=cast.producer.post)
        by = cast.provincial_officer.post
        receive_at_counter(by=by, dossier=dossier, number=number, received_on=TODAY, paper_set=True, at=NOON)
        stated = Handover("province", 5, TODAY, "Người giao", "Người nhận", "Nguyên vẹn")
        hand_over_samples(by=by, dossier=dossier, stated=stated, client_id=uuid.uuid4(), at=NOON)
        decided_on = timezone.localdate() - timedelta(1000)
        row = SourcedRecognition(product=dossier.product, star=3, decided_on=decided_on)
        record_recognitions_from_source(province="ca-mau", rows=[row], by=None)
        counted.append(queries(client, url.format(round=dossier.round.public_id)))
    assert counted[0] == counted[1]


def test_samples_are_recorded_on_their_page_and_each_form_is_an_act_of_its_own(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    url, client = f"/ho-so/{dossier.public_id}/mau-san-pham/", client_of(cast.commune_officer)
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {
        "purpose": "province",
        "count": "2",
        "handed_on": today,
        "handed_by": "A",
        "received_by": "B",
        "condition": "Tốt",
    }
    for cold in ("", "no"):
        answer = client.post(url, sent | {"cold": cold, "client_id": str(uuid.uuid4())})
        assert answer.status_code == 302
    page = text(client, url)
    assert "thiếu 1 mẫu" in page
    assert "không giữ được nhiệt độ lạnh" in page
    acts = re.findall(r'name="client_id" value="([0-9a-f-]{36})"', page)
    assert len(acts) == len(set(acts)) == 3
    handover = dossier.sample_handovers.first()
    assert handover is not None
    fate = {"fate": "disposed", "count": "9", "happened_on": today, "note": "Hỏng", "client_id": acts[0]}
    assert client.post(f"{url}{handover.public_id}/ghi/", fate).status_code == 302
    assert "chỉ còn 2 mẫu" in text(client, url)
