"""What waits for a council and for the office that prepares it, and that it tells nothing of another's sheets."""

from __future__ import annotations

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.evaluation.models import Council
from openocop.evaluation.selectors.waiting import sessions_waiting
from tests.factories.actors import TODAY
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    a_fixed_panel,
    a_panel,
    a_plain_round,
    a_revealed_panel,
    a_sent_sheet,
    an_accepted_dossier,
    an_open_panel,
    signed_in,
)

pytestmark = pytest.mark.django_db


def titles(post: Post) -> list[str]:
    return [thing.title for thing in sessions_waiting(post, on=TODAY)]


def test_a_called_session_waits_for_its_table_and_not_for_members() -> None:
    panel = a_panel()
    assert titles(panel.chair) == titles(panel.secretary) == ["Phiên họp chờ mở"]
    assert titles(panel.members[0]) == []


def test_sheets_wait_for_who_scores_until_they_are_sent() -> None:
    panel = an_open_panel(products=2)
    member = panel.members[0]
    assert titles(member) == ["2 phiếu của Ông/Bà chưa gửi"]
    a_sent_sheet(panel.entries()[0], member, 60)
    assert titles(member) == ["1 phiếu của Ông/Bà chưa gửi"]
    assert titles(panel.secretary) == ["Hội đồng đang chấm điểm"]


def test_the_first_page_of_a_member_and_of_the_chair_says_nothing_of_others() -> None:
    panel = an_open_panel(products=1)
    readers = (panel.members[0], panel.chair, panel.secretary)
    before = {post.user_id: main_of(post) for post in readers}
    a_sent_sheet(panel.entries()[0], panel.members[1], 60)
    assert {post.user_id: main_of(post) for post in readers} == before


def main_of(post: Post) -> str:
    return signed_in(post).get("/cua-toi/").content.decode().partition("<main")[2].partition("</main>")[0]


def test_after_the_reveal_the_table_has_the_result_before_it_and_then_nothing() -> None:
    revealed = a_revealed_panel([[60, 60, 60]])
    assert titles(revealed.chair) == ["Kết quả chờ thảo luận và thông qua"]
    assert titles(revealed.members[0]) == []
    fixed = a_fixed_panel([[60, 60, 60]])
    assert titles(fixed.chair) == titles(fixed.secretary) == []


def test_the_office_records_the_council_of_a_ready_round_then_calls_its_session() -> None:
    officer = a_post(Role.PROVINCIAL_OFFICER)
    round = a_plain_round()
    assert titles(officer) == []
    an_accepted_dossier(round)
    assert titles(officer) == [f"Ghi nhận Hội đồng của {round.name}"]
    Council.objects.create(province=round.province, round=round, name="Hội đồng")
    things = sessions_waiting(officer, on=TODAY)
    assert [(thing.title, thing.url) for thing in things] == [
        (f"Triệu tập phiên họp của {round.name}", f"/hoi-dong/dot/{round.public_id}/phien/")
    ]


def test_nothing_of_a_council_waits_for_others() -> None:
    an_open_panel()
    for role in (Role.LEADER, Role.INSPECTOR, Role.MINISTRY, Role.ADMINISTRATOR, Role.ADVISER):
        assert titles(a_post(role)) == [], role
