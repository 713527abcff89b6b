"""The pages of appeals as people use them: what they say empty, with something wrong, and at the end."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.recognition.domain.appeals import Outcome
from openocop.recognition.models import Appeal, Recognition
from openocop.recognition.services.appeal_handling import receive_appeal
from openocop.registry.models import Producer
from tests.app.recognition.conftest import NOW
from tests.factories.appeals import (
    ANSWER_BY,
    a_proposal,
    a_received_appeal,
    a_sent_appeal,
    corrected,
    heard,
    producer_of,
    whole,
)
from tests.factories.dossiers import HERE, a_post, some_units
from tests.factories.evaluation import Panel, a_fixed_panel, signed_in, signed_in_again
from tests.factories.papers import a_pdf
from tests.factories.recognition import a_decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_session_papers")]


@pytest.fixture
def panel() -> Panel:
    return a_fixed_panel([(60, 60, 60), (68, 68, 68)])


def test_the_empty_list_says_where_an_appeal_begins() -> None:
    page = signed_in(a_post(Role.PRODUCER)).get(reverse("recognition:appeals")).content.decode()
    assert "Chưa có đơn nào" in page
    assert "Khiếu nại, kiến nghị về kết quả" in page


def test_a_producer_files_from_the_dossier_to_the_receipt(panel: Panel) -> None:
    entry = whole(panel)
    client = signed_in(producer_of(entry))
    begin = reverse("recognition:file-appeal", args=[entry.dossier.public_id])
    said = {"client_id": uuid4(), "about": "result", "criteria": ["5.3"], "reasons": "Bỏ sót hợp đồng.", "asks": " "}
    wrong = client.post(begin, said)
    assert wrong.status_code == 422
    assert "Bỏ sót hợp đồng." in wrong.content.decode()  # nothing typed is lost
    assert client.post(begin, said | {"asks": "Tính lại."}).status_code == 302
    appeal = Appeal.objects.get()
    here = reverse("recognition:appeal", args=[appeal.public_id])
    assert client.get(begin)["Location"] == here  # one is open: it leads there
    file = SimpleUploadedFile("hop-dong.pdf", a_pdf(), "application/pdf")
    client.post(reverse("recognition:attach-appeal", args=[appeal.public_id]), {"client_id": uuid4(), "file": file})
    client.post(reverse("recognition:send-appeal", args=[appeal.public_id]))
    receipt = reverse("recognition:appeal-receipt", args=[appeal.public_id])
    assert client.get(receipt).status_code == 404  # nothing is taken in yet
    receive_appeal(appeal=appeal, answer_by=ANSWER_BY, by=panel.officer)
    text = client.get(receipt).content.decode()
    assert "01/2026/TN-KN" in text
    assert "25/12/2026" in text
    assert "hop-dong.pdf" in client.get(here).content.decode()


def test_a_file_that_is_no_paper_is_refused_in_words(panel: Panel) -> None:
    entry = whole(panel)
    producer = producer_of(entry)
    client = signed_in(producer)
    client.post(
        reverse("recognition:file-appeal", args=[entry.dossier.public_id]),
        {"client_id": uuid4(), "about": "result", "reasons": "Vì", "asks": "Tính lại"},
    )
    appeal = Appeal.objects.get()
    file = SimpleUploadedFile("a.exe", b"MZ\x90\x00", "application/octet-stream")
    attach = reverse("recognition:attach-appeal", args=[appeal.public_id])
    page = client.post(attach, {"client_id": uuid4(), "file": file}, follow=True).content.decode()
    assert "Chỉ nhận PDF" in page
    assert appeal.papers.count() == 0


def test_what_was_wrong_stands_beside_its_field_on_the_page_of_the_appeal(panel: Panel) -> None:
    appeal = a_sent_appeal(whole(panel))
    client = signed_in(panel.officer)
    answer = client.post(reverse("recognition:receive-appeal", args=[appeal.public_id]), {"answer_by": "01/12/2026"})
    assert answer.status_code == 422
    assert "Ngày cuối để trả lời đã qua" in answer.content.decode()
    late = client.post(
        reverse("recognition:return-appeal", args=[appeal.public_id]), {"reason": "Đến muộn.", "late": "on"}
    )
    assert late.status_code == 422
    assert "Đến muộn." in late.content.decode()


def test_proposed_decided_and_read_with_before_and_after(panel: Panel) -> None:
    appeal = heard(panel, a_received_appeal(panel))
    office, leader = signed_in(panel.officer), signed_in_again(a_post(Role.LEADER))
    propose = reverse("recognition:propose-ruling", args=[appeal.public_id])
    wrong = office.post(propose, {"outcome": "corrected", "reasons": "Hợp đồng có thật."})
    assert wrong.status_code == 422
    assert "Chưa có gì thay đổi" in wrong.content.decode()
    assert office.post(propose, {"outcome": "corrected", "reasons": "Có thật.", "p-5.3": "1"}).status_code == 302
    decide = reverse("recognition:decide-appeal", args=[appeal.public_id])
    shown = leader.get(decide).content.decode()
    assert "60,00 điểm, 2 sao" in shown
    assert "61,00 điểm, 3 sao" in shown
    given = {"number": "45", "dated_on": "2026-12-10", "signer": "Người Ký", "seen": seen_on(shown)}
    assert leader.post(decide, given).status_code == 302
    product = reverse("evaluation:product", args=[appeal.entry.public_id])
    assert "60,00 điểm, 2 sao" in office.get(product).content.decode()


def seen_on(page: str) -> str:
    """Return what a page says that its reader has seen of what is decided."""
    return page.split('name="seen" value="')[1].split('"')[0]


def test_what_was_proposed_anew_since_the_page_was_opened_is_read_before_it_is_decided(panel: Panel) -> None:
    appeal = heard(panel, a_received_appeal(panel))
    a_proposal(panel, appeal, outcome=Outcome.REJECTED)
    leader = signed_in_again(a_post(Role.LEADER))
    decide = reverse("recognition:decide-appeal", args=[appeal.public_id])
    given = {"number": "45", "dated_on": "2026-12-10", "signer": "Người Ký"}
    seen = seen_on(leader.get(decide).content.decode())
    a_proposal(panel, appeal, at=NOW + timedelta(minutes=1))
    told = leader.post(decide, given | {"seen": seen})
    page = told.content.decode()
    assert (told.status_code, whole(panel).average) == (409, "60")
    assert "đã đề xuất lại sau khi bạn mở trang này" in page
    assert 'value="45"' in page
    assert leader.post(decide, given | {"seen": seen_on(page)}).status_code == 302
    assert whole(panel).average == "61"


def test_a_decision_printed_anew_since_the_page_was_opened_is_read_before_it_is_recorded(panel: Panel) -> None:
    draft = a_decision(panel)  # names the product of 68 points alone
    leader = signed_in_again(a_post(Role.LEADER))
    seen = seen_on(leader.get(reverse("recognition:decision", args=[draft.public_id])).content.decode())
    corrected(panel)  # the other product reaches three stars too
    given = {"number": "123", "decided_on": "2026-12-10", "signer": "Người Ký"}
    issue = reverse("recognition:issue", args=[draft.public_id])
    told = leader.post(issue, given | {"seen": seen})
    page = told.content.decode()
    assert (told.status_code, Recognition.objects.count()) == (409, 0)
    assert "đã được in lại sau khi bạn mở trang này" in page
    assert 'value="123"' in page
    some_units()
    Producer.objects.update(unit_code=HERE, unit_on=date(2026, 1, 1), unit_basis="stated")
    assert leader.post(issue, given | {"seen": seen_on(page)}).status_code == 302
    assert Recognition.objects.count() == 2


def test_the_replaced_minutes_are_read_by_whom_the_new_ones_are(panel: Panel) -> None:
    corrected(panel)
    page = signed_in(panel.officer).get(reverse("evaluation:results", args=[panel.session.public_id])).content.decode()
    address = page.split('href="')[1:]
    old = next(link.split('"')[0] for link in address if "/da-thay/" in link)
    assert signed_in(panel.officer).get(old).status_code == 200
    assert signed_in(panel.members[0]).get(old).status_code == 200  # a member reads the minutes too
    assert signed_in(a_post(Role.PRODUCER)).get(old).status_code == 404


def test_lists_take_the_same_few_queries_with_one_and_with_two(panel: Panel) -> None:
    counted = []
    client = signed_in(panel.officer)
    for place in (0, 1):
        a_received_appeal(panel, place)
        client.get(reverse("recognition:appeals"))  # what is read once in a process
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("recognition:appeals"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
