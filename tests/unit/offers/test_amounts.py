"""Money, quantities and bar codes as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openocop.offers.domain.amounts import (
    Fault,
    NotAnAmount,
    Unit,
    bar_code_of,
    packs_in,
    per_large_unit,
    price_of,
    quantity_of,
)
from openocop.offers.domain.seasons import runs


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("45000", 45_000), ("45.000", 45_000), ("45,000 đ", 45_000), ("1.250.000đ", 1_250_000), ("45 000 VNĐ", 45_000)],
)
def test_prices(typed: str, dong: int) -> None:
    assert price_of(typed) == dong


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("0", Fault.FREE),
        ("45,5", Fault.FRACTION),
        ("45.5000", Fault.NO_PRICE),
        ("-45000", Fault.NO_PRICE),
        ("45", Fault.SHORT),
        ("45k", Fault.NO_PRICE),
        ("1.000.000.001", Fault.TOO_DEAR),
        ("bốn mươi", Fault.NO_PRICE),
        ("٤٥٠٠٠", Fault.NO_PRICE),
    ],
)
def test_what_is_no_price(typed: str, fault: Fault) -> None:
    with pytest.raises(NotAnAmount) as told:
        price_of(typed)
    assert told.value.fault == fault


@pytest.mark.parametrize(("typed", "found"), [("500", "500"), ("0,5", "0.5"), ("1.25", "1.25"), (" 10 ", "10")])
def test_quantities(typed: str, found: str) -> None:
    assert quantity_of(typed) == Decimal(found)


@pytest.mark.parametrize("typed", ["0", "0,000", "", "-1", "1e3", "1,2345", "mười"])
def test_what_is_no_quantity(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        quantity_of(typed)


def test_bar_codes_hold_their_check_digit() -> None:
    # 8934680022286: the example's check digit by GS1 General Specifications 7.9, calculated by hand.
    assert bar_code_of("893 4680 02228 6") == "8934680022286"
    assert bar_code_of("") == ""
    for typed, fault in (
        ("8934680022287", Fault.BAR_CODE),
        ("89346800222", Fault.BAR_CODE),
        ("2001234567893", Fault.IN_STORE),
    ):
        with pytest.raises(NotAnAmount) as told:
            bar_code_of(typed)
        assert told.value.fault == fault, typed


def test_packs_compare_by_kilogram_and_litre() -> None:
    assert per_large_unit(45_000, Decimal(500), Unit.GRAM) == (90_000, Unit.KILOGRAM)
    assert per_large_unit(120_000, Decimal("0.75"), Unit.LITRE) == (160_000, Unit.LITRE)
    assert per_large_unit(120_000, Decimal(10), Unit.PIECE) is None


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ([], []),
        (list(range(1, 13)), []),
        ([5], [(5, 5)]),
        ([11, 12, 1], [(11, 1)]),
        ([1, 2, 3, 7, 8], [(1, 3), (7, 8)]),
        ([12, 5, 1], [(5, 5), (12, 1)]),
    ],
)
def test_seasons_run_across_the_turn_of_the_year(months: list[int], found: list[tuple[int, int]]) -> None:
    assert runs(months) == found


def test_a_month_is_told_in_whole_packs_where_units_allow_it() -> None:
    kilograms, jar = Decimal(20), Decimal(300)
    assert packs_in(kilograms, Unit.KILOGRAM, jar, Unit.GRAM) == 66  # 66,67
    assert packs_in(kilograms, Unit.KILOGRAM, jar, Unit.GRAM, up=True) == 67
    assert packs_in(Decimal(1), Unit.LITRE, Decimal(250), Unit.MILLILITRE) == 4
    assert packs_in(Decimal(50), Unit.PIECE, Decimal(10), Unit.PIECE) == 5
    assert packs_in(kilograms, Unit.KILOGRAM, Decimal(10), Unit.PIECE) is None
    assert packs_in(None, Unit.KILOGRAM, jar, Unit.GRAM) is None
