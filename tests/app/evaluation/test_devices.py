"""Two devices of one member, a line that was cut, a sheet that comes late: nothing is doubled, written over or lost."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post
from openocop.core.models import JournalEntry
from openocop.evaluation.models import Entry, ScoreSheet
from openocop.evaluation.selectors.scoring import sheet_number
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import open_second_ballot, reveal_scores
from openocop.evaluation.views.offline import CARRIED
from tests.factories.carried import carried_by, drawn_with
from tests.factories.evaluation import (
    Levels,
    Panel,
    a_revealed_panel,
    a_sent_sheet,
    an_evidence,
    an_open_panel,
    levels_of,
    signed_in,
)

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
TABLET, PHONE = UUID(int=1), UUID(int=2)


class Device:
    """One device at one sheet, as the page's script keeps it: a number of its own, the moment it goes on from."""

    def __init__(self, number: UUID, client: Client, entry: Entry, post: Post) -> None:
        self.number, self.client, self.entry, self.base = number, client, entry, ""
        seat = entry.session.council.seats.get(user=post.user_id)
        self.sheet = sheet_number(entry, seat)

    def save(self, total: int) -> HttpResponse:
        return self._posted("score", {f"m-{code}": _text(place) for code, place in levels_of(total).items()})

    def send(self, total: int) -> HttpResponse:
        return self._posted("send-sheet", {f"m-{code}": _text(place) for code, place in levels_of(total).items()})

    def _posted(self, view: str, fields: Mapping[str, str]) -> HttpResponse:
        told = {"client_id": str(self.number), "sheet": str(self.sheet), "base": self.base, **fields}
        address = reverse(f"evaluation:{view}", args=[self.entry.public_id])
        answer = self.client.post(address, told, headers=JSON)
        if answer.status_code == 200:
            self.base = answer.json()["saved_at"]
        return answer


def _marked(total: int) -> Levels:
    """Return the levels of a whole sheet as a draft keeps them: nothing where a criterion does not apply."""
    return {code: place for code, place in levels_of(total).items() if place is not None}


def _kept() -> Levels:
    return {code: place for code, place in ScoreSheet.objects.get().levels.items() if place is not None}


def _text(place: int | None) -> str:
    return "none" if place is None else str(place)


def _two_devices(panel: Panel) -> tuple[Device, Device]:
    entry, member = panel.entries()[0], panel.members[0]
    client = signed_in(member)
    return Device(TABLET, client, entry, member), Device(PHONE, client, entry, member)


def test_what_another_device_saved_since_is_not_written_over() -> None:
    tablet, phone = _two_devices(an_open_panel(products=1, members=1))
    assert tablet.save(70).status_code == 200
    answer = phone.save(55)
    told = answer.json()
    assert (answer.status_code, told["problem"]) == (
        409,
        "Phiếu đã được lưu từ máy khác sau khi mở ở đây. Bản ấy vẫn còn nguyên.",
    )
    assert (told["saved_at"], told["sent_at"], dict(told["fields"])["m-1.1"]) == (tablet.base, "", "2")
    assert _kept() == _marked(70)
    phone.base = told["saved_at"]  # its member chose this device's version
    assert phone.save(55).status_code == 200
    assert _kept() == _marked(55)


def test_a_device_goes_on_from_what_it_wrote_though_the_answer_was_lost() -> None:
    tablet, _phone = _two_devices(an_open_panel(products=1, members=1))
    tablet.save(70)
    tablet.base = ""  # the answer never came
    assert tablet.save(71).status_code == 200
    assert _kept() == _marked(71)


def test_a_sheet_sent_again_after_a_lost_answer_is_one() -> None:
    tablet, _phone = _two_devices(an_open_panel(products=1, members=1))
    first, second = tablet.send(70), tablet.send(70)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert JournalEntry.objects.filter(verb="sheet.sent").count() == 1


def test_a_sheet_is_not_sent_over_another_devices_draft() -> None:
    tablet, phone = _two_devices(an_open_panel(products=1, members=1))
    tablet.save(70)
    assert phone.send(55).status_code == 409
    assert ScoreSheet.objects.get().sent_at is None


def test_a_device_that_comes_late_is_told_what_was_sent() -> None:
    tablet, phone = _two_devices(an_open_panel(products=1, members=1))
    tablet.send(70)
    for answer in (phone.save(55), phone.send(55)):
        told = answer.json()
        assert answer.status_code == 403
        assert told["problem"] == "Phiếu của Ông/Bà cho sản phẩm này đã gửi và được giữ nguyên."
        assert (told["sent_at"], dict(told["fields"])["m-1.1"]) == (tablet.base, "2")


def test_a_sheet_of_the_first_ballot_is_none_of_the_second() -> None:
    """It waited on a device while the scores were revealed and a second ballot was opened."""
    panel = a_revealed_panel([(60, 75)])
    late, _phone = _two_devices(panel)
    open_second_ballot(entry=panel.entries()[0], by=panel.secretary)
    answer = late.send(55)
    assert (answer.status_code, answer.json()["problem"]) == (
        409,
        "Nội dung này được chấm cho lần chấm khác, hoặc do người khác chấm. Chưa lưu gì.",
    )
    assert ScoreSheet.objects.filter(ballot=2).count() == 0


def test_a_sheet_left_open_by_another_member_is_not_taken_for_ones_own() -> None:
    panel = an_open_panel(products=1, members=2)
    entry = panel.entries()[0]
    left_open = Device(TABLET, signed_in(panel.members[1]), entry, panel.members[0])
    assert left_open.save(70).status_code == 409
    assert ScoreSheet.objects.count() == 0


def test_a_ballot_closed_meanwhile_says_so() -> None:
    panel = an_open_panel(products=1, members=1, procedure={"quorum": "none"})
    late, _phone = _two_devices(panel)
    panel.council.seats.filter(user=panel.members[0].user_id).update(attended=False)
    a_sent_sheet(panel.entries()[0], panel.chair, 70)
    reveal_scores(session=panel.session, by=panel.secretary)
    panel.council.seats.update(attended=True)
    answer = late.send(55)
    assert (answer.status_code, answer.json()) == (403, {"problem": "Việc chấm sản phẩm này đã kết thúc."})


def test_who_stepped_aside_meanwhile_is_told_nothing_of_the_product() -> None:
    panel = an_open_panel(products=1, members=1)
    late, _phone = _two_devices(panel)
    member, dossier = panel.members[0], panel.entries()[0].dossier
    step_aside(session=panel.session, dossier=dossier, reason="Người nhà của chủ thể", by=member)
    answer = late.save(55)
    assert answer.status_code == 404
    assert dossier.product.name not in answer.content.decode()


def test_a_plain_form_comes_back_as_filled_in_when_the_sheet_changed() -> None:
    panel = an_open_panel(products=1, members=1)
    tablet, phone = _two_devices(panel)
    tablet.save(70)
    filled = {"client_id": str(uuid4()), "sheet": str(phone.sheet), "base": "", "opinion": "Ý kiến viết dở"}
    answer = phone.client.post(reverse("evaluation:score", args=[phone.entry.public_id]), filled)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Phiếu đã được lưu từ máy khác sau khi mở ở đây." in page
    assert "Ý kiến viết dở" in page
    assert f'name="base" value="{tablet.base}"' in page


@pytest.mark.parametrize("base", ["hôm qua", "2026-11-30T08:00:00", "x" * 41])
def test_a_moment_that_is_none_makes_no_sheet(base: str) -> None:
    tablet, _phone = _two_devices(an_open_panel(products=1, members=1))
    tablet.base = base
    assert tablet.save(70).status_code == 422
    assert ScoreSheet.objects.count() == 0


def test_the_worker_keeps_all_that_the_pages_of_a_member_draw_with() -> None:
    panel = an_open_panel(products=2, members=1)
    first, second = panel.entries()
    an_evidence(first.dossier)
    a_sent_sheet(second, panel.members[0], 70)
    client, session = signed_in(panel.members[0]), panel.session.public_id
    pages = [
        reverse("evaluation:sessions"),
        reverse("evaluation:my-sheets", args=[session]),
        *(reverse("evaluation:score", args=[entry.public_id]) for entry in (first, second)),
        reverse("evaluation:send-sheet", args=[first.public_id]),
        reverse("evaluation:away"),
    ]
    named = {name for page in pages for name in drawn_with(client.get(page).content.decode())}
    assert named - set(CARRIED.assets) == set()
    assert [name for name in CARRIED.assets if finders.find(name) is None] == []


def test_the_worker_answers_for_no_page_but_a_members_own() -> None:
    carried = carried_by(reverse("evaluation:worker"))
    one = "abcdefghjkmn"
    own = ("sessions", []), ("my-sheets", [one]), ("score", [one]), ("evidence", [one, one])
    others = ("session", [one]), ("progress", [one]), ("results", [one]), ("product", [one]), ("projector", [one])
    for names, expected in ((own, True), (others, False)):
        for name, arguments in names:
            path = reverse(f"evaluation:{name}", args=arguments)
            assert any(pattern.match(path) for pattern in carried) is expected, path
