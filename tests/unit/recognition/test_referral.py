"""What goes up to the ministry and what follows from its result, as tables (26/2026/QĐ-TTg art. 3.3, 5.1, 6.3, 7)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from openocop.recognition.domain.referral import (
    Fate,
    asked_of,
    fate_of,
    is_known,
    next_limits,
    points_of,
    points_written,
    star_of,
)


@pytest.mark.parametrize(
    ("on", "propose_before", "evaluate_before"),
    [
        (date(2026, 12, 10), date(2027, 1, 30), date(2027, 3, 30)),
        (date(2027, 1, 29), date(2027, 1, 30), date(2027, 3, 30)),
        (date(2027, 1, 30), date(2027, 7, 30), date(2027, 9, 30)),  # "trước ngày 30/01": the day itself is too late
        (date(2027, 7, 29), date(2027, 7, 30), date(2027, 9, 30)),
        (date(2027, 7, 30), date(2028, 1, 30), date(2028, 3, 30)),
    ],
)
def test_the_ministrys_next_round(on: date, propose_before: date, evaluate_before: date) -> None:
    limits = next_limits(on)
    assert (limits.propose_before, limits.evaluate_before) == (propose_before, evaluate_before)


@pytest.mark.parametrize(
    ("written", "points"),
    [("91,25", Fraction(365, 4)), (" 89.99 ", Fraction(8999, 100)), ("0", Fraction(0)), ("100", Fraction(100))],
)
def test_points_are_read_exactly(written: str, points: Fraction) -> None:
    assert points_of(written) == points


@pytest.mark.parametrize("written", ["", "100,01", "-1", "9 1", "1e2", "91,25,1", "chín mươi", "٩١"])
def test_what_is_no_number_from_0_to_100_is_refused(written: str) -> None:
    with pytest.raises(ValueError) as wrong:  # noqa: PT011  # the words are for programmers: what was written
        points_of(written)
    assert wrong.value.args == (written,)


@pytest.mark.parametrize(
    ("points", "star"), [("100", 5), ("90", 5), ("89,99", 4), ("70", 4), ("50", 3), ("49,99", 2), ("29", 1), ("0", 1)]
)
def test_bands_hold_their_lower_bound(points: str, star: int) -> None:
    assert star_of("26-2026", points_of(points)) == star


@pytest.mark.parametrize(
    ("points", "star", "fate"),
    [
        ("90", 5, Fate.FIVE),
        ("90", 4, Fate.UNCLEAR),
        ("90", None, Fate.UNCLEAR),
        ("89,99", 4, Fate.CHOICE),
        ("75", 3, Fate.CHOICE),
        ("75", 2, Fate.NOTICE),
        ("75", None, Fate.NOTICE),
        ("49,99", 2, Fate.NOTICE),
    ],
)
def test_what_follows_from_a_central_result(points: str, star: int | None, fate: Fate) -> None:
    assert fate_of("26-2026", points_of(points), star) == fate


def test_what_the_article_asks_for_by_kind_of_dossier() -> None:
    def named(kind: str, samples: int = 5, *, has_five: bool = False) -> list[str]:
        return [one.slug for one in asked_of(kind, samples=samples, has_five=has_five) if one.is_required]

    first = ["letter", "approval", "advisory-report", "council-report", "dossier", "samples"]  # art. 6.3a
    assert named("first") == named("upgrade") == first
    assert named("again", has_five=True) == ["letter", "unit-report", "dossier", "samples"]  # art. 6.3b
    # three or four stars that reach ninety come up "lần đầu": 6.3a, with the unit's report of art. 7.6c
    assert named("again") == ["letter", "approval", "council-report", "unit-report", "dossier", "samples"]
    assert named("first", samples=0) == first[:-1]


@pytest.mark.parametrize("written", ["90", "91,25", "0", "100", "88,123456", "70,5"])
def test_points_are_written_as_they_were_read(written: str) -> None:
    assert points_written(points_of(written)) == written


def test_only_the_law_in_force_is_known_that_far() -> None:
    assert [is_known(release) for release in ("1048-2019", "148-2023", "26-2026")] == [False, False, True]
