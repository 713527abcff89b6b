"""Amounts, seasons and faults in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.offers.domain.amounts import Fault, Unit
from openocop.offers.domain.gifts import Occasion

_VIETNAMESE = str.maketrans(",.", ".,")
UNIT_NAMES: Mapping[Unit, str | Promise] = {
    Unit.GRAM: "g",
    Unit.KILOGRAM: "kg",
    Unit.MILLILITRE: "ml",
    Unit.LITRE: gettext_lazy("litres"),
    Unit.PIECE: gettext_lazy("pieces"),
}
OCCASION_NAMES: Mapping[Occasion, str | Promise] = {
    Occasion.TET: gettext_lazy("Lunar New Year (Tết)"),
    Occasion.WEDDING: gettext_lazy("Wedding or engagement"),
    Occasion.BUSINESS: gettext_lazy("Business partners, staff"),
    Occasion.FESTIVAL: gettext_lazy("Festival, anniversary"),
    Occasion.VISIT: gettext_lazy("Visit, souvenir of a journey"),
}
FAULTS: Mapping[Fault, str | Promise] = {
    Fault.NO_PRICE: gettext_lazy("“%(typed)s” is no price. Write the dong in figures, such as 45.000."),
    Fault.FRACTION: gettext_lazy("“%(typed)s” has a part of a dong. Write whole dong, such as 45.000."),
    Fault.FREE: gettext_lazy("A pack that costs nothing is not sold. Leave the price empty to tell it on request."),
    Fault.SHORT: gettext_lazy("“%(typed)s” dong is less than 1.000. Write out the thousands, such as 45.000."),
    Fault.TOO_DEAR: gettext_lazy("“%(typed)s” is more than a thousand million dong. Check the figures."),
    Fault.NO_QUANTITY: gettext_lazy("“%(typed)s” is no quantity. Write a number above nothing, such as 500 or 0,5."),
    Fault.TOO_MUCH: gettext_lazy("“%(typed)s” is more than a million. Check number and unit."),
    Fault.BAR_CODE: gettext_lazy(
        "“%(typed)s” is no bar code: a digit is missing or wrong. Copy it from below the bars."
    ),
    Fault.IN_STORE: gettext_lazy("“%(typed)s” is a number that a shop gives itself. Enter the one assigned by GS1."),
}


def fault_text(fault: Fault, typed: str) -> str:
    return str(FAULTS[fault]) % {"typed": typed}


def quantity_text(quantity: Decimal, unit: str) -> str:
    """Return "500 g", "0,5 lít"."""
    plain = f"{quantity.normalize():,f}".translate(_VIETNAMESE)
    return f"{plain} {UNIT_NAMES[Unit(unit)]}"


def season_text(seasons: Sequence[tuple[int, int]]) -> str:
    """Return runs of months in words: "tháng 11 đến tháng 1"; "" for none."""
    said = [
        _("month %(first)d to month %(last)d") % {"first": first, "last": last}
        if first != last
        else _("month %(first)d") % {"first": first}
        for first, last in seasons
    ]
    return ", ".join(said)


def occasions_text(occasions: Sequence[str]) -> str:
    """Return occasions in words, in their order: "Tết; Đối tác, nhân viên"."""
    return "; ".join(str(OCCASION_NAMES[one]) for one in Occasion if one.value in occasions)
