"""Rows read off in order."""

from __future__ import annotations

from openocop.catalogue.domain.order import order_of

ORDER = order_of([(2, "b"), (1, "z"), (2, "a"), (3, "a")])


def test_rows_stand_by_their_ranks() -> None:
    assert list(ORDER.among(0b1111)) == [1, 2, 0, 3]


def test_only_the_rows_asked_for_are_read_off() -> None:
    assert list(ORDER.among(0b0101)) == [2, 0]
    assert list(ORDER.among(0)) == []


def test_rows_that_came_stand_where_they_belong() -> None:
    grown = ORDER.with_rows([(0, "x"), (2, "aa")])
    assert list(grown.among(0b111111)) == [4, 1, 2, 5, 0, 3]
    assert list(ORDER.among(0b1111)) == [1, 2, 0, 3]


def test_an_empty_order_has_no_rows() -> None:
    assert list(order_of([]).among(0)) == []
