"""How a recognition stands on a day, and which of several speaks."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.recognition.domain.status import State, Status, Term, current_of, last_day, status_on, term_end

RUNNING = Term(council_on=date(2026, 1, 20), valid_from=date(2026, 2, 5), valid_until=date(2029, 2, 6))


@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (date(2026, 2, 5), date(2029, 2, 5)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2026, 8, 31), date(2029, 8, 31)),
        (date(2025, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_term_ends_with_the_corresponding_day(decided_on: date, last: date) -> None:
    assert last_day(term_end(decided_on)) == last


# 06/02/2029 less 180 days is 10/08/2028.
@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 2, 4), Status(State.NOT_BEGUN, until=date(2026, 2, 5))),
        (date(2026, 2, 5), Status(State.VALID, since=date(2026, 2, 5), until=date(2028, 8, 10))),
        (date(2028, 8, 9), Status(State.VALID, since=date(2026, 2, 5), until=date(2028, 8, 10))),
        (date(2028, 8, 10), Status(State.ENDING, since=date(2028, 8, 10), until=date(2029, 2, 6))),
        (date(2029, 2, 5), Status(State.ENDING, since=date(2028, 8, 10), until=date(2029, 2, 6))),
        (date(2029, 2, 6), Status(State.EXPIRED, since=date(2029, 2, 6))),
    ],
)
def test_states_turn_on_their_days(on: date, status: Status) -> None:
    assert status_on(RUNNING, on) == status


def test_the_council_begins_no_term() -> None:
    proposed = Term(council_on=date(2022, 11, 30))
    assert status_on(proposed, date(2030, 1, 1)) == Status(State.TERM_UNKNOWN, since=date(2022, 11, 30))


def test_a_withdrawal_holds_from_its_day() -> None:
    withdrawn = Term(RUNNING.council_on, RUNNING.valid_from, RUNNING.valid_until, withdrawn_on=date(2027, 5, 1))
    assert status_on(withdrawn, date(2027, 4, 30)).state == State.VALID
    assert status_on(withdrawn, date(2027, 5, 1)) == Status(State.WITHDRAWN, since=date(2027, 5, 1))
    assert status_on(withdrawn, date(2035, 1, 1)).state == State.WITHDRAWN


def test_what_is_superseded_ends_with_the_day_before_and_is_not_withdrawn() -> None:
    former = Term(RUNNING.council_on, RUNNING.valid_from, RUNNING.valid_until, superseded_on=date(2027, 5, 1))
    assert status_on(former, date(2027, 4, 30)) == Status(State.VALID, since=date(2026, 2, 5), until=date(2027, 5, 1))
    assert status_on(former, date(2027, 5, 1)) == Status(State.SUPERSEDED, since=date(2027, 5, 1))
    assert status_on(former, date(2035, 1, 1)).state == State.SUPERSEDED


def test_an_upgrade_speaks_before_what_it_replaces() -> None:
    upgrade = Term(valid_from=date(2027, 6, 1), valid_until=date(2030, 6, 2))
    assert current_of([RUNNING, upgrade], date(2027, 5, 31)) == 0
    assert current_of([RUNNING, upgrade], date(2027, 6, 1)) == 1


def test_a_later_list_without_dates_speaks_only_after_a_running_certificate() -> None:
    assert current_of([RUNNING, Term(council_on=date(2027, 1, 1))], date(2027, 2, 1)) == 0
    assert current_of([RUNNING, Term(council_on=date(2027, 1, 1))], date(2029, 3, 1)) == 1


def test_after_a_withdrawal_no_older_term_comes_back() -> None:
    upgrade = Term(valid_from=date(2027, 6, 1), valid_until=date(2030, 6, 2), withdrawn_on=date(2027, 9, 1))
    assert current_of([RUNNING, upgrade], date(2027, 10, 1)) == 1


def test_nothing_speaks_before_anything_began() -> None:
    assert current_of([RUNNING], date(2020, 1, 1)) is None
    assert current_of([], date(2020, 1, 1)) is None


def test_article_12_3_keeps_a_term_until_its_own_last_day() -> None:
    kept = Term(None, RUNNING.valid_from, RUNNING.valid_until, kept_until=date(2029, 8, 5))  # + 180 days
    assert status_on(kept, date(2029, 2, 5)).state == State.ENDING
    assert status_on(kept, date(2029, 2, 6)) == Status(State.EXTENDED, since=date(2029, 2, 6), until=date(2029, 8, 5))
    assert status_on(kept, date(2029, 8, 4)).state == State.EXTENDED
    assert status_on(kept, date(2029, 8, 5)) == Status(State.EXPIRED, since=date(2029, 8, 5))
    later_list = Term(council_on=date(2029, 3, 1))
    assert current_of([kept, later_list], date(2029, 4, 1)) == 0
    withdrawn = Term(None, RUNNING.valid_from, RUNNING.valid_until, date(2029, 3, 1), kept_until=date(2029, 8, 5))
    assert status_on(withdrawn, date(2029, 2, 28)).until == date(2029, 3, 1)
    assert status_on(withdrawn, date(2029, 3, 1)).state == State.WITHDRAWN
