"""What a member sends is the sheet they confirmed."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from openocop.accounts.domain.roles import Post
from openocop.core.models import JournalEntry
from openocop.core.not_known import NotKnown
from openocop.core.selectors.journal import verify_chains
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import ScoreSheet
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.desk import Room
from openocop.evaluation.services.sheets import SheetUnfinished, save_sheet, send_sheet
from tests.factories.evaluation import an_open_panel, levels_of, signed_in

pytestmark = pytest.mark.django_db

_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def test_the_confirmed_sheet_is_sent_though_another_device_saved_since() -> None:
    panel = an_open_panel(products=1, members=1)
    entry, member = panel.entries()[0], panel.members[0]
    save_sheet(entry_id=entry.public_id, marks=Marks(levels_of(70)), client_id=uuid4(), by=member)
    client, address = signed_in(member), reverse("evaluation:send-sheet", args=[entry.public_id])
    confirmed = dict(_FIELD.findall(client.get(address).content.decode()))
    save_sheet(entry_id=entry.public_id, marks=Marks(levels_of(55)), client_id=uuid4(), by=member)
    answer = client.post(address, confirmed)
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("evaluation:my-sheets", args=[panel.session.public_id]),
    )
    assert ScoreSheet.objects.values_list("score__total", flat=True).get() == 70


def test_a_sheet_with_something_missing_is_not_sent() -> None:
    panel = an_open_panel(products=1, members=1)
    entry, member = panel.entries()[0], panel.members[0]
    address = reverse("evaluation:send-sheet", args=[entry.public_id])
    answer = signed_in(member).post(address, {"client_id": str(uuid4()), "m-1.1": "0"})
    assert answer.status_code == 422
    assert ScoreSheet.objects.count() == 0


def test_each_of_several_sits_at_their_own_desk() -> None:
    """Read together for all: who stepped aside from a product does not know of it, the office knows and scores none."""
    panel = an_open_panel(products=2, members=2)
    first, second = panel.entries()
    aside, member = panel.members
    step_aside(session=panel.session, dossier=first.dossier, by=aside, reason="Em gái là chủ cơ sở")
    asked = [(entry.public_id, post) for entry in (first, second) for post in (aside, member, panel.officer)]
    with transaction.atomic():
        room = Room(asked)
        found = [_at_desk(room, *one) for one in asked]
    assert found == [
        "NotKnown",
        (first.pk, member.user_id),
        "NotPermitted",
        (second.pk, aside.user_id),
        (second.pk, member.user_id),
        "NotPermitted",
    ]


def _at_desk(room: Room, entry: str, post: Post) -> str | tuple[int, int | None]:
    try:
        desk = room.desk(entry, post)
    except (NotKnown, NotPermitted) as refusal:
        return type(refusal).__name__
    return desk.entry.pk, desk.seat.user_id


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="in a test its threads would not share the database in memory"
)
@pytest.mark.django_db(transaction=True)
def test_sheets_that_come_at_once_are_each_kept_or_refused_for_themselves() -> None:
    """Six send at once: four whole sheets, one with nothing on it, one of a member who stepped aside."""
    panel = an_open_panel(products=1, members=6)
    (entry,) = panel.entries()
    aside, empty, *whole = panel.members
    step_aside(session=panel.session, dossier=entry.dossier, by=aside, reason="Em gái là chủ cơ sở")
    at_once = Barrier(6)

    def send(post: Post) -> str:
        marks = Marks({} if post is empty else levels_of(70))
        at_once.wait(10)
        try:
            send_sheet(entry_id=entry.public_id, marks=marks, client_id=uuid4(), by=post)
        except (NotKnown, SheetUnfinished) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(send, panel.members))
    assert answers == ["NotKnown", "SheetUnfinished", "sent", "sent", "sent", "sent"]
    sent = ScoreSheet.objects.values_list("seat__user_id", "score__total")
    assert sorted(sent) == sorted((post.user_id, 70) for post in whole)
    report = verify_chains()
    assert (report.valid, JournalEntry.objects.filter(verb="sheet.sent").count()) == (True, 4)
