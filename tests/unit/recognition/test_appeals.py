"""The terms of appeals by the province's options, and their register numbers."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.dossiers.domain.office_options import OfficeOptions
from openocop.recognition.domain.appeals import STEPS, Limit, answer_due, filing_limit, register_number

TOLD = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("option", "told_on", "last_on"),
    [
        ("not_limited", TOLD, None),  # 26/2026 sets no limit, and the province has chosen none
        ("days_30", TOLD, date(2026, 12, 31)),  # the first day is 02/12
        ("days_90", TOLD, date(2027, 3, 1)),
        ("days_30", None, None),  # when the producer was told is not known: nothing is held against it
    ],
)
def test_until_when_an_appeal_comes_in(option: str, told_on: date | None, last_on: date | None) -> None:
    assert filing_limit(OfficeOptions(appeal_within=option), told_on).last_on == last_on


def test_the_limit_says_which_option_it_is() -> None:
    assert filing_limit(OfficeOptions(), TOLD) == Limit(None, "không đặt thời hạn, không trả đơn vì quá hạn")


@pytest.mark.parametrize(
    ("option", "due"),
    [("said_each_time", None), ("days_15", date(2026, 12, 16)), ("days_30", date(2026, 12, 31))],
)
def test_by_when_it_is_answered(option: str, due: date | None) -> None:
    assert answer_due(OfficeOptions(appeal_answer=option), TOLD) == due


def test_invented_appeals_have_a_register_of_their_own() -> None:
    assert register_number(5, 2026, illustrative=False) == "05/2026/TN-KN"
    assert register_number(5, 2026, illustrative=True) == "MH-05/2026/TN-KN"


@pytest.mark.parametrize(
    ("verb", "stage"),
    [("decide", "filed"), ("receive", "draft"), ("receive", "late"), ("withdraw", "decided"), ("send", "received")],
)
def test_steps_that_do_not_lead_on(verb: str, stage: str) -> None:
    with pytest.raises(NoSuchStep):
        step_from(STEPS, verb=verb, stage=stage)
