"""Numbers, dates and counts as Vietnamese official papers write them.

Source: Decree 30/2020/NĐ-CP, Annex I (days below 10 and months 1 and 2 take a leading zero).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from openocop.core.domain.legal_time import VIETNAM

BLANK = "\u00a0"


def number_text(value: Decimal | int) -> str:
    """Return `value` with dots between thousands and a comma before decimals, without trailing zeros: `1.234,5`."""
    text = f"{Decimal(value):,f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    grouped = whole.replace(",", ".").replace("-", "−")
    return f"{grouped},{decimals}" if decimals else grouped


def average_text(value: Fraction | Decimal, places: int = 2) -> str:
    """Return an exact average to `places` decimals, two unless a council chose others: `75,33`.

    Rounded half up, but never lifted to the next whole number: all bands begin at whole points, so 89.996, which is
    below ninety, must not be printed as 90.
    """
    exact = Fraction(value)
    with localcontext(prec=28):
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        step = Decimal(1).scaleb(-places)
        rounded = quotient.quantize(step, ROUND_HALF_UP)
        if int(rounded) > exact.numerator // exact.denominator:
            rounded = quotient.quantize(step, ROUND_DOWN)
    whole, _, decimals = f"{rounded:,f}".partition(".")
    return f"{whole.replace(',', '.')},{decimals}"


def date_short(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def date_long(day: date) -> str:
    """Return `ngày 05 tháng 02 năm 2026`, `ngày 26 tháng 5 năm 2026`."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def open_date(year: int | None = None) -> str:
    """Return a date whose day and month, and year where none is known, are still to be written in by hand."""
    return f"ngày {BLANK * 5} tháng {BLANK * 5} năm {BLANK * 8 if year is None else year}"


def open_time() -> str:
    """Return a time of day that is still to be written in by hand."""
    return "…… giờ …… phút"


def time_text(instant: datetime) -> str:
    """Return the Vietnamese time of day of an aware `instant`: `07 giờ 30 phút`."""
    local = instant.astimezone(VIETNAM)
    return f"{local.hour:02d} giờ {local.minute:02d} phút"


def moment_text(instant: datetime) -> str:
    """Return `07 giờ 30 phút, ngày 26 tháng 11 năm 2026`."""
    return f"{time_text(instant)}, {date_long(instant.astimezone(VIETNAM).date())}"


def count_text(count: int) -> str:
    """Return a count as papers write it, with two digits at least: `02`, `24`."""
    return f"0{count}" if 0 < count < 10 else number_text(count)


def stars_text(stars: int | None) -> str:
    """Return `4 sao`, or nothing where no star was earned."""
    return "" if stars is None else f"{stars} sao"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)
