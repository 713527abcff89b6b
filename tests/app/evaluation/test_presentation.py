"""What is before the council: its order, the product that is called, its time, and what each tablet may know of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.models import Entry, Presentation
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.presentation import (
    call_product,
    move_entry,
    open_result,
    set_timer,
    start_timer,
    stop_timer,
)
from openocop.evaluation.services.sessions import fix_result, open_second_ballot
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_photo,
    a_revealed_panel,
    a_sent_sheet,
    an_open_panel,
    signed_in,
)
from tests.factories.eyes import seen

pytestmark = pytest.mark.django_db


def _order(panel: Panel) -> list[str]:
    return list(panel.session.entries.order_by("position").values_list("public_id", flat=True))


def _page(client: Client, name: str, panel: Panel) -> str:
    answer = client.get(reverse(f"evaluation:{name}", args=[panel.session.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


# Order


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [(0, 3, "1203"), (3, 1, "3012"), (1, 2, "0123"), (2, 2, "0213"), (0, 99, "1230"), (3, 0, "3012")],
)
def test_a_product_moves_to_its_place_and_the_others_make_room(moved: int, place: int, order: str) -> None:
    panel = a_panel(products=4)
    was = _order(panel)
    move_entry(session=panel.session, entry_id=was[moved], place=place, by=panel.secretary)
    assert _order(panel) == [was[int(number)] for number in order]
    assert list(panel.session.entries.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_double_tap_moves_once_and_is_in_the_journal_once() -> None:
    panel = an_open_panel(products=3)
    client, was = signed_in(panel.chair), _order(panel)
    for _tap in range(2):
        address = reverse("evaluation:order", args=[panel.session.public_id])
        assert client.post(address, {"entry": was[2], "place": "2"}).status_code == 302
    assert _order(panel) == [was[0], was[2], was[1]]
    told = JournalEntry.objects.filter(verb="agenda.reordered").values_list("facts", flat=True)
    assert list(told) == [{"entry": was[2], "place": 2}]


def test_who_stepped_aside_orders_the_others_around_their_product() -> None:
    panel = a_panel(products=4)
    was = _order(panel)
    theirs = panel.entries()[1]
    step_aside(session=panel.session, dossier=theirs.dossier, reason="Người nhà", by=panel.chair)
    move_entry(session=panel.session, entry_id=was[3], place=1, by=panel.chair)
    assert _order(panel) == [was[3], was[1], was[0], was[2]]
    assert Entry.objects.get(pk=theirs.pk).position == 2
    with pytest.raises(Refused):
        move_entry(session=panel.session, entry_id=theirs.public_id, place=1, by=panel.chair)
    assert theirs.dossier.product.name not in _page(signed_in(panel.chair), "order", panel)


def test_the_order_is_settled_at_the_reveal() -> None:
    panel = a_revealed_panel([(60, 62), (61, 63)])
    was = _order(panel)
    with pytest.raises(Refused, match=r"settled|không đổi"):
        move_entry(session=panel.session, entry_id=was[1], place=1, by=panel.chair)
    assert _order(panel) == was
    assert "Thứ tự đã chốt" in _page(signed_in(panel.chair), "order", panel)


def test_only_those_who_run_the_session_order_call_and_time() -> None:
    panel, elsewhere = an_open_panel(), a_panel()
    entry = panel.entries()[1].public_id
    for post in (*panel.members, panel.officer, elsewhere.chair, elsewhere.secretary):
        with pytest.raises(NotPermitted):
            move_entry(session=panel.session, entry_id=entry, place=1, by=post)
        with pytest.raises(NotPermitted):
            call_product(session=panel.session, entry_id=entry, by=post)
        with pytest.raises(NotPermitted):
            set_timer(session=panel.session, minutes=5, by=post)
    assert not Presentation.objects.exists()


# The product that is called


def test_every_tablet_is_led_to_the_product_that_is_called() -> None:
    panel = an_open_panel(products=2)
    first, second = panel.entries()
    client = signed_in(panel.members[0])
    assert second.dossier.product.name not in _page(client, "now", panel)
    call_product(session=panel.session, entry_id=second.public_id, by=panel.secretary)
    sheet = reverse("evaluation:score", args=[second.public_id])
    link = f'<a id="dang-xet-phieu" href="{sheet}">2. {second.dossier.product.name}</a>'
    assert link in _page(client, "now", panel)
    assert link in _page(client, "my-sheets", panel)
    assert link in client.get(reverse("evaluation:score", args=[first.public_id])).content.decode()
    office = _page(signed_in(panel.officer), "now", panel)
    assert second.dossier.product.name in office
    assert sheet not in office, "the office has no sheet to be led to"
    call_product(session=panel.session, entry_id="", by=panel.chair)
    assert "Sản phẩm đang xét" not in _page(client, "now", panel)


def test_who_stepped_aside_learns_that_it_is_theirs_and_nothing_more() -> None:
    """Neither its name, nor by a tag that changes which of two such products is called."""
    panel = an_open_panel(products=3)
    theirs, other, free = panel.entries()
    member = panel.members[0]
    for entry in (theirs, other):
        step_aside(session=panel.session, dossier=entry.dossier, reason="Người nhà", by=member)
    client = signed_in(member)
    address = reverse("evaluation:now", args=[panel.session.public_id])
    pages = [address, reverse("evaluation:my-sheets", args=[panel.session.public_id])]
    pages.append(reverse("evaluation:score", args=[free.public_id]))
    seen(client, address)
    call_product(session=panel.session, entry_id=theirs.public_id, by=panel.secretary)
    one = seen(client, address)
    for page in pages:
        body = client.get(page).content.decode()
        assert "Sản phẩm đang xét:" in body
        assert "Ông/Bà không tham gia" in body
        assert theirs.dossier.product.name not in body
        assert theirs.public_id not in body
    call_product(session=panel.session, entry_id=other.public_id, by=panel.secretary)
    assert seen(client, address) == one


def test_a_chair_who_stepped_aside_neither_calls_the_product_nor_sees_it_in_the_hall() -> None:
    panel = an_open_panel(products=2)
    theirs = panel.entries()[0]
    step_aside(session=panel.session, dossier=theirs.dossier, reason="Người nhà", by=panel.chair)
    with pytest.raises(Refused):
        call_product(session=panel.session, entry_id=theirs.public_id, by=panel.chair)
    call_product(session=panel.session, entry_id=theirs.public_id, by=panel.secretary)
    photo = a_photo(theirs.dossier.product)
    client = signed_in(panel.chair)
    for name in ("now", "session", "projector", "projector-live", "order"):
        assert theirs.dossier.product.name not in _page(client, name, panel), name
    address = reverse("evaluation:projector-photo", args=[panel.session.public_id, photo.public_id])
    assert client.get(address).status_code == 404
    assert signed_in(panel.secretary).get(address).status_code == 200


def test_an_unchanged_poll_costs_two_queries_and_no_page() -> None:
    """Fifteen to thirty tablets ask every three seconds: session with its person and posts, then what is called."""
    panel = an_open_panel(products=3)
    call_product(session=panel.session, entry_id=panel.entries()[0].public_id, by=panel.secretary)
    address = reverse("evaluation:now", args=[panel.session.public_id])
    costs = {}
    for name, post in (("member", panel.members[0]), ("secretary", panel.secretary)):
        client = signed_in(post)
        tag = client.get(address)["ETag"]
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, headers={"If-None-Match": tag})
        costs[name] = (answer.status_code, answer.content, len(queries))
    # Those who run the session also see its quorum: their seat, and the seats of the council.
    assert costs == {"member": (304, b"", 2), "secretary": (304, b"", 4)}


def test_what_is_called_anew_changes_the_tag() -> None:
    panel = an_open_panel(products=2)
    client = signed_in(panel.members[0])
    address = reverse("evaluation:now", args=[panel.session.public_id])
    tags = [client.get(address)["ETag"]]
    for entry in panel.entries():
        call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
        answer = client.get(address, headers={"If-None-Match": tags[-1]})
        assert answer.status_code == 200
        tags.append(answer["ETag"])
    assert len(set(tags)) == 3


def test_nothing_is_called_before_the_session_opens() -> None:
    panel = a_panel()
    with pytest.raises(Refused):
        call_product(session=panel.session, entry_id=panel.entries()[0].public_id, by=panel.chair)
    assert "Phiên họp chưa mở" in _page(signed_in(panel.chair), "projector", panel)


def test_two_who_call_the_same_product_call_it_once() -> None:
    panel = an_open_panel()
    entry = panel.entries()[0].public_id
    for post in (panel.chair, panel.secretary, panel.chair):
        call_product(session=panel.session, entry_id=entry, by=post)
    assert JournalEntry.objects.filter(verb="product.called").count() == 1


# Time


def test_the_servers_time_runs_and_starts_anew_with_another_product(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 26, 2, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    panel = an_open_panel(products=2)
    first, second = (entry.public_id for entry in panel.entries())
    call_product(session=panel.session, entry_id=first, by=panel.chair)
    set_timer(session=panel.session, minutes=5, by=panel.chair)
    start_timer(session=panel.session, by=panel.chair)
    client = signed_in(panel.secretary)
    now += timedelta(seconds=61)
    assert 'data-left="239" data-running' in _page(client, "projector", panel)
    now += timedelta(seconds=300)
    page = _page(client, "projector", panel)
    assert 'class="time-left over" data-left="-61"' in page
    assert "−01:01" in page
    stop_timer(session=panel.session, by=panel.secretary)
    now += timedelta(seconds=600)
    assert 'data-left="-61"' in _page(client, "projector", panel)
    call_product(session=panel.session, entry_id=second, by=panel.chair)
    assert 'data-left="300"' in _page(client, "projector", panel)
    assert "05:00" not in _page(signed_in(panel.members[0]), "now", panel)


@pytest.mark.parametrize("minutes", ["-1", "121", "mười", "", "1e3"])
def test_minutes_that_are_none_are_refused_in_words(minutes: str) -> None:
    panel = an_open_panel()
    address = reverse("evaluation:timer", args=[panel.session.public_id])
    page = signed_in(panel.chair).post(address, {"minutes": minutes}, follow=True).content.decode()
    assert "Hãy ghi số phút từ 0 đến 120." in page
    assert not Presentation.objects.exclude(minutes=0).exists()


def test_a_clock_without_minutes_does_not_start() -> None:
    panel = an_open_panel()
    with pytest.raises(Refused):
        start_timer(session=panel.session, by=panel.chair)


# The hall


def test_the_hall_sees_the_product_and_never_a_sheet_before_its_result_is_opened() -> None:
    panel = a_revealed_panel([(64, 66), (70, 70)])
    first = panel.entries()[0]
    call_product(session=panel.session, entry_id=first.public_id, by=panel.chair)
    client = signed_in(panel.secretary)
    hall = _page(client, "projector", panel)
    assert f"<h1>{first.dossier.product.name}</h1>" in hall
    assert "Sản phẩm 1/2" in hall
    assert "Kết quả hiện khi Chủ tịch Hội đồng cho mở." in hall
    assert "65,00" not in hall
    open_result(session=panel.session, entry_id=first.public_id, by=panel.chair)
    assert "65,00" in _page(client, "projector-live", panel)
    call_product(session=panel.session, entry_id=panel.entries()[1].public_id, by=panel.chair)
    assert "70,00" not in _page(client, "projector", panel)


def test_no_result_is_opened_before_the_reveal_or_with_a_ballot_open_or_of_another_product() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    with pytest.raises(Refused):
        open_result(session=panel.session, entry_id=entry.public_id, by=panel.secretary)
    panel = a_revealed_panel([(60, 71, 65), (60, 62, 61)])
    apart, other = panel.entries()
    open_second_ballot(entry=apart, by=panel.chair)
    call_product(session=panel.session, entry_id=apart.public_id, by=panel.chair)
    for entry in (apart, other):
        with pytest.raises(Refused):
            open_result(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    assert not Presentation.objects.filter(result_open=True).exists()


def test_a_result_that_was_open_is_hidden_while_members_score_again() -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    (entry,) = panel.entries()
    call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    open_result(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    client = signed_in(panel.secretary)
    assert "65,33" in _page(client, "projector", panel)
    open_second_ballot(entry=entry, by=panel.chair)
    assert "65,33" not in _page(client, "projector", panel)


def test_the_hall_costs_no_page_while_nothing_changes_and_tells_no_sheet_that_comes_in() -> None:
    panel = an_open_panel(products=2)
    entry = panel.entries()[0]
    call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    client = signed_in(panel.secretary)
    address = reverse("evaluation:projector-live", args=[panel.session.public_id])
    tag = client.get(address)["ETag"]
    a_sent_sheet(entry, panel.members[0], 60)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_what_was_adopted_can_still_be_shown_in_the_hall() -> None:
    panel = a_revealed_panel([(64, 66)])
    fix_result(session=panel.session, by=panel.chair)
    (entry,) = panel.entries()
    call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    open_result(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    assert "65,00" in _page(signed_in(panel.chair), "projector", panel)
