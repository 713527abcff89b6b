"""Figures as the pages show them: `1.234,5`, with the typographic minus."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Number = int | Decimal | Fraction


def decimal_text(value: Number, places: int | None = None) -> str:
    """Return `value` rounded half up to `places` decimals; without `places`, at most four and no trailing zeros."""
    if isinstance(value, int) and places is None:
        return f"{value:,}".replace(",", ".").replace("-", "−")
    step = Decimal(1).scaleb(-(4 if places is None else places))
    exact = Fraction(value)
    with localcontext(prec=60):
        rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)
    whole, _, decimals = f"{abs(rounded):,f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    sign = "−" if rounded < 0 else ""
    return sign + whole.replace(",", ".") + (f",{decimals}" if decimals else "")
