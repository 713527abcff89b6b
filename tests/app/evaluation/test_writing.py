"""What a member sends is the sheet they confirmed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import ScoreSheet
from openocop.evaluation.services.sheets import save_sheet
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
