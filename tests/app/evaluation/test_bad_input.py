"""Bad input gets a clear answer in Vietnamese and changes nothing."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openocop.core.models import JournalEntry
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Entry, ScoreSheet
from openocop.evaluation.services.sheets import save_sheet
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_revealed_panel,
    an_open_panel,
    levels_of,
    signed_in,
    signed_in_again,
)

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def panel() -> Panel:
    return an_open_panel(products=1, members=1)


def _score(panel: Panel) -> str:
    return reverse("evaluation:score", args=[panel.entries()[0].public_id])


def _send(panel: Panel) -> str:
    return reverse("evaluation:send-sheet", args=[panel.entries()[0].public_id])


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("m-99.9", "0", "Phiếu này không có tiêu chí “99.9”."),
        ("m-" + "9" * 300, "0", "Phiếu này không có tiêu chí “99999999999999999999”."),
        ("m-1.1", "7", "Tiêu chí 1.1 không có mức đó; các mức từ 0 đến 2."),
        ("m-1.1", "-1", "Tiêu chí 1.1 không có mức đó; các mức từ 0 đến 2."),
        ("m-1.1", "hai", "Tiêu chí 1.1 không có mức đó; các mức từ 0 đến 2."),
        ("client_id", "1", "Dữ liệu gửi lên không phải phiếu chấm điểm. Hãy tải lại trang."),
        ("opinion", "a" * 4001, "Dữ liệu gửi lên không phải phiếu chấm điểm. Hãy tải lại trang."),
    ],
)
def test_what_is_not_on_the_sheet_is_not_kept(panel: Panel, field: str, value: str, problem: str) -> None:
    posted = {"client_id": str(uuid4()), "m-1.2": "0", field: value}
    answer = signed_in(panel.members[0]).post(_score(panel), posted, headers=JSON)
    assert (answer.status_code, answer.json()) == (422, {"problem": problem})
    assert ScoreSheet.objects.count() == 0


def test_a_level_out_of_range_is_not_sent(panel: Panel) -> None:
    posted = {f"m-{code}": "none" if place is None else str(place) for code, place in levels_of(60).items()}
    answer = signed_in(panel.members[0]).post(_send(panel), posted | {"client_id": str(uuid4()), "m-1.1": "9"})
    assert answer.status_code == 422
    assert "Tiêu chí 1.1: không có mức 9 (phiếu in các mức từ 0 đến 2)." in answer.content.decode()
    assert ScoreSheet.objects.count() == 0


def test_missing_levels_are_listed_and_nothing_is_sent(panel: Panel) -> None:
    levels = levels_of(60)
    del levels["1.1"], levels["6.2"]
    save_sheet(entry_id=panel.entries()[0].public_id, marks=Marks(levels), client_id=uuid4(), by=panel.members[0])
    client = signed_in(panel.members[0])
    for answer in (client.get(_send(panel)), client.post(_send(panel), {"client_id": str(uuid4())})):
        page = answer.content.decode()
        assert "Còn 2 mục phải điền trước khi gửi" in page
        assert page.count("Chưa chọn mức.") == 2
        assert "#tc-1-1" in page
        assert "#tc-6-2" in page
    assert ScoreSheet.objects.get().sent_at is None


def test_a_broken_session_cookie_leads_to_the_sign_in_page(panel: Panel) -> None:
    client = Client()
    client.cookies["sessionid"] = "hong'<%00"
    for answer in (client.get(_score(panel)), client.post(_score(panel), {"client_id": str(uuid4())}, headers=JSON)):
        assert (answer.status_code, answer["Location"]) == (302, f"/tai-khoan/login/?next={_score(panel)}")
    assert ScoreSheet.objects.count() == 0


def _confirmed(panel: Panel, client: Client) -> dict[str, str]:
    save_sheet(
        entry_id=panel.entries()[0].public_id, marks=Marks(levels_of(60)), client_id=uuid4(), by=panel.members[0]
    )
    return dict(_FIELD.findall(client.get(_send(panel)).content.decode()))


def test_a_double_tap_sends_one_sheet(panel: Panel) -> None:
    client = signed_in(panel.members[0])
    confirmed = _confirmed(panel, client)
    answers = [client.post(_send(panel), confirmed) for _tap in range(2)]
    own = reverse("evaluation:my-sheets", args=[panel.session.public_id])
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, own), (302, own)]
    assert ScoreSheet.objects.count() == 1
    assert JournalEntry.objects.filter(verb="sheet.sent").count() == 1


def test_another_sheet_after_the_sent_one_is_not_said_to_be_sent(panel: Panel) -> None:
    client = signed_in(panel.members[0])
    confirmed = _confirmed(panel, client)
    client.post(_send(panel), confirmed, follow=True)
    answer = client.post(_send(panel), confirmed | {"opinion": "Ý khác"}, follow=True)
    assert answer.redirect_chain == [(_score(panel), 302)]
    page = re.sub(r"<[^>]*>", " ", answer.content.decode())
    assert "Phiếu của Ông/Bà cho sản phẩm này đã gửi và được giữ nguyên." in page
    assert "Đã gửi phiếu" not in page
    assert ScoreSheet.objects.get().opinion == ""
    late = client.post(_score(panel), {"client_id": str(uuid4()), "m-1.1": "0"}, headers=JSON)
    assert (late.status_code, late.json()) == (
        403,
        {"problem": "Phiếu của Ông/Bà cho sản phẩm này đã gửi và được giữ nguyên."},
    )


def test_scoring_waits_for_the_opening() -> None:
    panel = a_panel(products=1, members=1)
    answer = signed_in(panel.members[0]).post(_score(panel), {"client_id": str(uuid4())}, headers=JSON)
    assert (answer.status_code, answer.json()) == (403, {"problem": "Phiên họp chưa mở."})


def test_of_two_who_fix_the_same_result_the_second_is_told_who_was_first() -> None:
    panel = a_revealed_panel([(60, 65)])
    chair, secretary = signed_in_again(panel.chair), signed_in_again(panel.secretary)
    address = reverse("evaluation:fix", args=[panel.session.public_id])
    assert [client.get(address).status_code for client in (chair, secretary)] == [200, 200]
    first, second = chair.post(address), secretary.post(address)
    kept = list(Entry.objects.values("result", "star", "average"))
    assert (first.status_code, first["Location"]) == (
        302,
        reverse("evaluation:results", args=[panel.session.public_id]),
    )
    assert second.status_code == 409
    told = rf"Kết quả đã được {panel.chair.name} thông qua lúc \d\d:\d\d \d\d/\d\d/\d{{4}}\."
    assert re.search(told, second.content.decode())
    assert secretary.post(address).status_code == 409
    assert list(Entry.objects.values("result", "star", "average")) == kept
    assert JournalEntry.objects.filter(verb="result.fixed").count() == 1


def test_fixing_asks_for_the_password_again() -> None:
    panel = a_revealed_panel([(60, 65)])
    address = reverse("evaluation:fix", args=[panel.session.public_id])
    answer = signed_in(panel.chair).post(address)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/tai-khoan/reauthenticate/")
    assert panel.reload().fixed_at is None


def test_a_reason_to_step_aside_is_asked_for(panel: Panel) -> None:
    address = reverse("evaluation:step-aside", args=[panel.entries()[0].public_id])
    answer = signed_in(panel.members[0]).post(address, {"reason": "  "})
    assert answer.status_code == 422
    assert panel.council.seats.exclude(recusals=None).count() == 0
