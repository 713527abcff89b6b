"""Terms of papers: the day that is written, the day it no longer holds, and the months ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from openocop.registry.domain.paper_kinds import paper_kinds
from openocop.registry.domain.paper_terms import State, term_of, window

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("last_day", "state", "days_left"),
    [
        (date(2027, 2, 28), State.ENDED, -1),
        (date(2027, 3, 1), State.ENDS_30, 0),  # it still holds on its last day
        (date(2027, 3, 30), State.ENDS_30, 29),
        (date(2027, 3, 31), State.ENDS_90, 30),
        (date(2027, 5, 29), State.ENDS_90, 89),
        (date(2027, 5, 30), State.ENDS_180, 90),
        (date(2027, 8, 27), State.ENDS_180, 179),
        (date(2027, 8, 28), State.RUNNING, 180),
    ],
)
def test_a_term_is_seen_months_ahead(last_day: date, state: State, days_left: int) -> None:
    term = term_of(last_day + timedelta(days=1), on=TODAY)
    assert (term.state, term.days_left, term.last_day) == (state, days_left, last_day)


def test_a_paper_without_a_term_never_ends() -> None:
    assert (term_of(None, on=TODAY).state, term_of(None, on=TODAY).days_left) == (State.NO_TERM, None)
    with pytest.raises(KeyError):
        window(State.NO_TERM, on=TODAY)


def test_the_windows_of_a_list_are_the_states_of_its_rows() -> None:
    for shift in range(-3, 200):
        end = TODAY + timedelta(days=shift)
        within = [
            state
            for state in State
            if state != State.NO_TERM
            and (window(state, on=TODAY)[0] or date.min) <= end < (window(state, on=TODAY)[1] or date.max)
        ]
        assert within == [term_of(end, on=TODAY).state]


def test_kinds_stand_in_the_order_of_the_table_beside_form_02() -> None:
    assert [*paper_kinds()][:3] == ["business_registration", "facility_conditions", "material_origin"]
    assert paper_kinds()["facility_conditions"].term_source.startswith("Luật An toàn thực phẩm")
