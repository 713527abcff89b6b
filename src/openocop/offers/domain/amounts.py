"""Money, quantities and bar codes as producers type them. Prices are whole dong, tax included, of one pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from stdnum import ean
from stdnum.exceptions import ValidationError

LEAST_PRICE, MOST_PRICE = 1_000, 1_000_000_000  # dong; less than the least is thousands typed short
MOST_QUANTITY = Decimal(1_000_000)
_CURRENCY = re.compile(r"\s*(đ|đồng|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_WHOLE = re.compile(r"\d+|\d{1,3}([.,\s]\d{3})+", re.ASCII)
_QUANTITY = re.compile(r"\d{1,7}([.,]\d{1,3})?", re.ASCII)


class Unit(StrEnum):
    """What a pack holds, or a month brings."""

    GRAM = "g"
    KILOGRAM = "kg"
    MILLILITRE = "ml"
    LITRE = "l"
    PIECE = "piece"


class Fault(StrEnum):
    """Why a typed value cannot stand."""

    NO_PRICE = "no_price"
    FRACTION = "fraction"
    FREE = "free"
    SHORT = "short"
    TOO_DEAR = "too_dear"
    NO_QUANTITY = "no_quantity"
    TOO_MUCH = "too_much"
    BAR_CODE = "bar_code"
    IN_STORE = "in_store"


class NotAnAmount(ValueError):
    """A value that cannot stand, with its fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def price_of(typed: str) -> int:
    """Return the dong that "45.000", "45 000 đ" or "45,000" mean.

    Raises:
        NotAnAmount: no number, a fraction of a dong ("45,5"), nothing, or so little that thousands were meant.
    """
    text = _CURRENCY.sub("", typed.replace("\u00a0", " ").strip())
    if not _WHOLE.fullmatch(text):
        raise NotAnAmount(Fault.FRACTION if _QUANTITY.fullmatch(text) else Fault.NO_PRICE)
    amount = int(re.sub(r"\D", "", text))
    if amount == 0:
        raise NotAnAmount(Fault.FREE)
    if amount < LEAST_PRICE:
        raise NotAnAmount(Fault.SHORT)
    if amount > MOST_PRICE:
        raise NotAnAmount(Fault.TOO_DEAR)
    return amount


def quantity_of(typed: str) -> Decimal:
    """Return the quantity that "500", "0,5" or "1.5" mean, above nothing, of three decimals at most.

    Raises:
        NotAnAmount: no such number.
    """
    text = typed.strip()
    if not _QUANTITY.fullmatch(text) or not Decimal(text.replace(",", ".")):
        raise NotAnAmount(Fault.NO_QUANTITY)
    found = Decimal(text.replace(",", "."))
    if found > MOST_QUANTITY:
        raise NotAnAmount(Fault.TOO_MUCH)
    return found


def bar_code_of(typed: str) -> str:
    """Return the digits of a GTIN of 8, 12, 13 or 14 digits whose check digit holds; "" for nothing.

    Raises:
        NotAnAmount: digits that are no GTIN, or one a shop gives itself (GS1 prefixes 02 and 20 to 29), which names no
            product outside that shop.
    """
    digits = re.sub(r"[\s.-]", "", typed)
    if not digits:
        return ""
    try:
        found: str = ean.validate(digits)
    except ValidationError:
        raise NotAnAmount(Fault.BAR_CODE) from None
    whole = found.zfill(14)[1:]
    if len(found) > 8 and whole.startswith(("02", "2")):
        raise NotAnAmount(Fault.IN_STORE)
    return found


_LARGER: Mapping[Unit, Unit] = {Unit.GRAM: Unit.KILOGRAM, Unit.MILLILITRE: Unit.LITRE}


def per_large_unit(price: int, quantity: Decimal, unit: Unit) -> tuple[int, Unit] | None:
    """Return the price of a kilogram or litre, rounded to the dong, by which packs compare; None for pieces."""
    if unit == Unit.PIECE:
        return None
    large = _LARGER.get(unit, unit)
    return round(Decimal(price) / _in_large(quantity, unit)), large


def packs_in(amount: Decimal | None, unit: Unit, size: Decimal, size_unit: Unit, *, up: bool = False) -> int | None:
    """Return how many whole packs of a size there are in an amount, `up` to the next whole one; None: nobody can tell.

    A kilogram tells nothing of pieces or litres.
    """
    if amount is None:
        return None
    large, size_large = _LARGER.get(unit, unit), _LARGER.get(size_unit, size_unit)
    if large != size_large:
        return None
    have, need = _in_large(amount, unit), _in_large(size, size_unit)
    return int((have / need).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))


def _in_large(amount: Decimal, unit: Unit) -> Decimal:
    return amount / 1000 if unit in _LARGER else amount
