from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openocop.evaluation.domain.timer import Timer, clock_text

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)


def _after(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


def test_time_that_is_held_does_not_pass() -> None:
    held = Timer(5).started(NINE).stopped(_after(90))
    assert held == Timer(5, used=90)
    assert held.left(_after(3600)) == 210
    assert held.started(_after(3600)).left(_after(3610)) == 200


def test_starting_twice_is_starting_once() -> None:
    running = Timer(5).started(NINE)
    assert running.started(_after(60)) == running
    assert running.left(_after(60)) == 240


def test_time_over_is_counted_below_zero() -> None:
    assert Timer(1).started(NINE).left(_after(150)) == -90


def test_a_start_in_the_future_has_used_nothing() -> None:
    assert Timer(1).started(_after(10)).left(NINE) == 60


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00"), (9, "00:09"), (600, "10:00"), (7200, "120:00"), (-1, "−00:01"), (-90, "−01:30")]
)
def test_a_clock_reads_minutes_and_seconds(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text
