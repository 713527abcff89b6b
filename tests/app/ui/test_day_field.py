"""A day written as people write it; what is no day is said with an example."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from openocop.ui.day_field import DayField


@pytest.mark.parametrize(
    "written",
    ["30/11/2026", "30-11-2026", "30.11.2026", "30 11 2026", " 30 / 11 / 2026 ", "30112026", "2026-11-30"],
)
def test_takes_a_day_as_people_write_it(written: str) -> None:
    assert DayField(label="Ngày").clean(written) == date(2026, 11, 30)


@pytest.mark.parametrize("written", ["31/11/2026", "30/11/26", "3011", "1112026", "hôm nay", "11/30/2026"])
def test_refuses_what_is_no_day(written: str) -> None:
    with pytest.raises(ValidationError, match="30/11/2026"):
        DayField(label="Ngày").clean(written)


def test_shows_it_as_on_paper() -> None:
    field = DayField(label="Ngày")
    assert field.widget.format_value(date(2026, 11, 30)) == "30/11/2026"
