"""Art. 12.2 of 26/2026/QĐ-TTg at its boundaries. Each row names where its answer comes from."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.dossiers.domain.transition import Governing, Standing, governing, standing

OLD, NEW = "148-2023", "26-2026"
BEFORE, AFTER = date(2026, 5, 21), date(2026, 5, 22)


@pytest.mark.parametrize(
    ("filed_on", "kind", "release", "finish_by"),
    [
        # art. 12.2: handed in before 22/05/2026, first assessment and upgrade within 60 days: 22/05 + 60 = 21/07
        (BEFORE, "first", OLD, date(2026, 7, 21)),
        (BEFORE, "upgrade", OLD, date(2026, 7, 21)),
        # art. 12.2: re-assessment within 30 days: 22/05 + 30 = 21/06
        (BEFORE, "again", OLD, date(2026, 6, 21)),
        (date(2025, 12, 1), "first", OLD, date(2026, 7, 21)),
        # art. 11: in force from 22/05/2026
        (AFTER, "first", NEW, None),
        (AFTER, "upgrade", NEW, None),
        (AFTER, "again", NEW, None),
        (date(2026, 7, 22), "again", NEW, None),
    ],
)
def test_the_day_of_filing_decides_the_law(filed_on: date, kind: str, release: str, finish_by: date | None) -> None:
    assert governing(filed_on, kind) == Governing(release, finish_by)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        governing(BEFORE, "renewal")


@pytest.mark.parametrize(
    ("kind", "today", "expected"),
    [
        # unfinished, filed on 21/05/2026 under the former decision
        ("first", date(2026, 5, 21), Standing.OWN_LAW),  # the new decision is not in force yet
        ("first", date(2026, 5, 22), Standing.FINISHING),  # art. 11: its first day
        ("first", date(2026, 6, 22), Standing.FINISHING),  # the 30 days are those of re-assessment alone
        ("first", date(2026, 7, 21), Standing.FINISHING),  # the 60th day, art. 12.2
        ("first", date(2026, 7, 22), Standing.STOPPED),  # the day after
        ("upgrade", date(2026, 7, 21), Standing.FINISHING),
        ("upgrade", date(2026, 7, 22), Standing.STOPPED),
        ("again", date(2026, 6, 20), Standing.FINISHING),  # a Saturday
        ("again", date(2026, 6, 21), Standing.FINISHING),  # the 30th day, a Sunday
        ("again", date(2026, 6, 22), Standing.STOPPED),  # Civil Code art. 148.5 is not applied: kept strict
        ("again", date(2026, 7, 21), Standing.STOPPED),
    ],
)
def test_what_was_filed_before_finishes_in_time_or_stops(kind: str, today: date, expected: Standing) -> None:
    assert standing(release=OLD, kind=kind, filed_on=BEFORE, finished_on=None, today=today) == expected


@pytest.mark.parametrize(
    ("kind", "finished_on", "expected"),
    [
        ("first", date(2026, 7, 21), Standing.OWN_LAW),  # fixed on the last day
        ("first", date(2026, 7, 22), Standing.STOPPED),  # a result after it is none until decided on
        ("again", date(2026, 6, 21), Standing.OWN_LAW),
        ("again", date(2026, 6, 22), Standing.STOPPED),
    ],
)
def test_a_result_counts_by_its_day(kind: str, finished_on: date, expected: Standing) -> None:
    today = date(2026, 11, 30)
    assert standing(release=OLD, kind=kind, filed_on=BEFORE, finished_on=finished_on, today=today) == expected


@pytest.mark.parametrize(
    ("release", "filed_on", "today", "expected"),
    [
        (OLD, None, date(2026, 5, 21), Standing.OWN_LAW),  # a draft on the last day it may be filed
        (OLD, None, date(2026, 5, 22), Standing.WRONG_LAW),  # a draft the next day: 26/2026 only
        (OLD, AFTER, date(2026, 5, 22), Standing.WRONG_LAW),
        (NEW, None, date(2026, 5, 21), Standing.WRONG_LAW),  # not in force yet
        (NEW, AFTER, date(2026, 7, 22), Standing.OWN_LAW),
        (NEW, AFTER, date(2027, 7, 22), Standing.OWN_LAW),
        ("1048-2019", None, date(2026, 7, 22), Standing.OWN_LAW),  # history, judged and closed under its own law
    ],
)
def test_drafts_and_other_laws(release: str, filed_on: date | None, today: date, expected: Standing) -> None:
    got = standing(release=release, kind="first", filed_on=filed_on, finished_on=None, today=today)
    assert got == expected
