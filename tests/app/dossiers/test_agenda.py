"""The calendar of the rounds keeps the days that lead to the ministry after the province's own evaluation."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.accounts.domain.roles import Role
from openocop.dossiers.models import Round
from openocop.dossiers.selectors.agenda import agenda
from tests.factories.dossiers import a_post, a_round

pytestmark = pytest.mark.django_db


def days(on: date) -> list[tuple[str, date, date | None]]:
    rows = agenda(a_post(Role.PROVINCIAL_OFFICER), on=on)
    return [(day.actor, day.last, day.before) for row in rows if row.code == "2027-1" and row.open_ for day in row.days]


def test_until_the_ministrys_limit_an_evaluated_round_shows_what_is_still_to_come() -> None:
    a_round()  # evaluated before 30/06/2027
    assert [actor for actor, *_rest in days(date(2027, 6, 29))] == [
        "producer",
        "commune",
        "council",
        "province",
        "ministry",
    ]
    # 26/2026 art. 5.1: proposed before 30/7, assessed before 30/9; 29/07/2027 and 29/09/2027 are working days.
    assert days(date(2027, 6, 30)) == days(date(2027, 7, 29)) == [
        ("province", date(2027, 7, 29), date(2027, 7, 30)),
        ("ministry", date(2027, 9, 29), date(2027, 9, 30)),
    ]  # fmt: skip
    assert days(date(2027, 7, 30)) == []


def test_a_round_of_a_former_law_shows_no_days_of_the_ministry_afterwards() -> None:
    Round.objects.filter(pk=a_round().pk).update(release="148-2023")
    assert days(date(2027, 7, 1)) == []
