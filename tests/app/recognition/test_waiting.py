"""What waits for those who draft, those who sign, and those who watch the ends of terms."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.recognition.selectors.waiting import decisions_waiting
from tests.factories.dossiers import a_post
from tests.factories.recognition import DECIDED_ON, a_decision, a_leader, a_result, issued

pytestmark = pytest.mark.django_db


def titles(post: Post, *, on: date = DECIDED_ON) -> list[str]:
    return [thing.title for thing in decisions_waiting(post, on=on)]


def test_a_result_waits_for_its_draft_then_for_its_signature_then_for_nobody() -> None:
    panel, leader = a_result(), a_leader()
    secretary, name = a_post(Role.SECRETARY), panel.council.round.name
    assert titles(panel.officer) == titles(secretary) == [f"Lập dự thảo quyết định của {name}"]
    assert titles(leader) == []
    draft = a_decision(panel)
    assert titles(panel.officer) == titles(secretary) == []
    things = decisions_waiting(leader, on=DECIDED_ON)
    assert [(thing.title, thing.url) for thing in things] == [
        (f"Quyết định của {name} chờ ký", f"/cong-nhan/quyet-dinh/{draft.public_id}/")
    ]
    issued(draft, by=leader)
    assert titles(leader) == titles(panel.officer) == []


def test_terms_that_end_within_180_days_are_pointed_out() -> None:
    panel, leader = a_result(), a_leader()
    issued(a_decision(panel), by=leader)  # 36 months from 05/12/2026: the last day is 05/12/2029
    assert titles(panel.officer, on=date(2029, 6, 8)) == []
    for post in (panel.officer, leader):
        assert titles(post, on=date(2029, 6, 9)) == ["1 công nhận hết hạn trong 180 ngày tới"]
    assert titles(leader, on=date(2029, 12, 6)) == []


def test_nothing_waits_for_others() -> None:
    a_decision(a_result())
    for role in (Role.COUNCIL_MEMBER, Role.CHAIR, Role.INSPECTOR, Role.MINISTRY, Role.ADMINISTRATOR, Role.PRODUCER):
        assert titles(a_post(role)) == [], role
