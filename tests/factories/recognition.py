"""Fixed results with producers in a commune, decisions on them, and lists as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openocop.accounts.domain.roles import Post, Role
from openocop.evaluation.models import Entry, Session
from openocop.recognition.models import Decision, Recognition
from openocop.recognition.services.decisions import draft_decision, issue_decision
from openocop.registry.models import Producer
from tests.factories.dossiers import HERE, PROVINCE, a_post, some_units
from tests.factories.evaluation import Panel, a_fixed_panel

# What a council may have fixed, with an average to match. Five: ninety points and more, for the ministry.
FOUR, THREE, POTENTIAL, NOTICE = 4, 3, 5, 2
_AVERAGES = {4: "75", 3: "181/3", 5: "92", 2: "40"}
COUNCIL_ON, DECIDED_ON = date(2026, 11, 26), date(2026, 12, 5)
NUMBER = "123/QĐ-UBND"


def a_result(*stars: int, invented: bool = False, **options: Any) -> Panel:
    """Return a panel whose fixed result gives `stars`, one of three without; its producers lie in xã Đầm Dơi.

    The result is written as given: how a star follows from sheets is not the matter of these tests. `invented`: the
    sheets are, not the products.
    """
    some_units()
    stars = stars or (THREE,)
    panel = a_fixed_panel([(60, 60, 60)] * len(stars), **options)
    Session.objects.filter(pk=panel.session.pk).update(is_illustrative=invented)
    for entry, star in zip(panel.entries(), stars, strict=True):
        Entry.objects.filter(pk=entry.pk).update(star=star, average=_AVERAGES[star])
    Producer.objects.filter(products__dossiers__round=panel.council.round).update(
        unit_code=HERE, unit_on=date(2026, 1, 1), unit_basis="stated"
    )
    return panel


def a_leader(province: str = PROVINCE) -> Post:
    return a_post(Role.LEADER, province=province)


def a_decision(panel: Panel, **options: Any) -> Decision:
    """Return the draft on a fixed result."""
    return draft_decision(round=panel.council.round, by=panel.officer, **options)


def issued(decision: Decision, **changes: Any) -> Decision:
    """Record the decision as a leader does after signature."""
    acts = {"number": NUMBER, "decided_on": DECIDED_ON, "signer": "Người Ký", "signer_capacity": ""}
    return issue_decision(decision=decision, **{**acts, "by": a_leader(), **changes})


def recognised(*stars: int, **options: Any) -> list[Recognition]:
    """Return the recognitions of an issued decision, in the order of the agenda."""
    decision = issued(a_decision(a_result(*stars, **options)))
    return list(decision.recognitions.select_related("certificate", "product").order_by("id"))


def a_list(*rows: Sequence[str], head: Sequence[str] = ("Tên sản phẩm", "Chủ thể", "Hạng sao")) -> bytes:
    """Return a list as CSV; every row ends with its star."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([head, *rows])
    return buffer.getvalue().encode()
