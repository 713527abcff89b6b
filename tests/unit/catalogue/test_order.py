"""Rows read off in order."""

from __future__ import annotations

from openocop.catalogue.domain.order import Order

ORDER = Order([1, 2, 0, 3])


def test_only_the_rows_asked_for_are_read_off() -> None:
    assert list(ORDER.among(0b1111)) == [1, 2, 0, 3]
    assert list(ORDER.among(0b0101)) == [2, 0]
    assert list(ORDER.among(0)) == []


def test_few_rows_among_many_are_read_off_alike() -> None:
    many = Order(range(99, -1, -1))
    assert list(many.among(1 << 7 | 1 << 80 | 1)) == [80, 7, 0]
    assert list(many.among((1 << 100) - 1)) == list(range(99, -1, -1))


def test_rows_that_came_stand_where_they_belong() -> None:
    grown = ORDER.with_places([4, 5], {1: 10, 2: 20, 0: 30, 3: 40, 4: 5, 5: 25}.__getitem__)
    assert list(grown.among(0b111111)) == [4, 1, 2, 5, 0, 3]
    assert list(ORDER.among(0b1111)) == [1, 2, 0, 3]


def test_an_empty_order_has_no_rows() -> None:
    assert list(Order([]).among(0)) == []
