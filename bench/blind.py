"""T1: what a member's own pages take, whatever colleagues sent: a time that differed would tell of their sheets."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from bench.council import BACKEND, RELEASE, SET, Panel, a_panel, write_sheets
from bench.data import sheets
from bench.measure import Goal, Line, Measure, interleave, milliseconds
from bench.stage import Stage
from openocop.accounts.models import User
from openocop.criteria.domain.releases import criteria_set

SCORERS, ENTRIES = 15, 20
OWN = 2  # the place at the table of the member who looks: the first after the chair
_TIMES = 40
_GOAL = Goal(1.1, is_time=True)  # a tenth: the noise of a run of forty


def run(stage: Stage) -> list[Line]:
    """Ask two sessions alike in turns: in one nobody has sent a sheet, in the other all colleagues have sent all."""
    silent, busy = (a_panel(province=province, scorers=SCORERS, entries=ENTRIES) for province in ("do-im", "do-da-gui"))
    given = sheets(ENTRIES, SCORERS, len(criteria_set(RELEASE, SET).criteria))
    write_sheets(busy, [marks for marks in given if marks.reviewer != OWN])
    return interleave(
        stage.rounds,
        *(
            (
                Line("T1", name, "the same while nobody has sent", "ms", _GOAL),
                _asked(busy, page),
                _asked(silent, page),
            )
            for name, page in (
                ("own scoring page while fourteen colleagues have sent", "score"),
                ("own list of sheets while fourteen colleagues have sent", "my-sheets"),
            )
        ),
    )


def _asked(panel: Panel, page: str) -> Measure:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(pk=panel.members[0].user_id), backend=BACKEND)
    subject = panel.session if page == "my-sheets" else panel.session.entries.order_by("position")[0]
    address = reverse(f"evaluation:{page}", args=[subject.public_id])
    assert client.get(address).status_code == 200
    return lambda: milliseconds(lambda: client.get(address), times=_TIMES)
