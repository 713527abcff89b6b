"""Words and figures for one product's result, the same on the summary table and in the minutes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from openocop.core.documents.vietnamese import average_text, number_text, stars_text

_SECOND_BALLOT_SIGN = "*"
_BEYOND_THE_PROVINCE = 5


def average_cell(average: Fraction | Decimal | None, *, second_ballot: bool, places: int = 2) -> str:
    """Return the average as printed with `places` decimals, starred where it comes from a second ballot."""
    if average is None:
        return "–"
    return average_text(average, places) + _SECOND_BALLOT_SIGN * second_ballot


def spread_cell(spread: Decimal | None) -> str:
    """Return highest minus lowest total, as printed."""
    return "–" if spread is None else number_text(spread)


def gates_cell(band: int | None, missed: tuple[str, ...]) -> str:
    """Return whether the minimum requirements of the band's star are met, naming the criteria that miss them."""
    if band is None:
        return "–"
    return f"Thiếu: {', '.join(missed)}" if missed else "Đạt"


def remark_head(*, with_gates: bool, with_reasons: bool) -> str:
    """Return the head of the column that says which requirements are missed and why; empty where there is no column."""
    if with_gates:
        return "Yêu cầu tối thiểu; ghi chú" if with_reasons else "Yêu cầu tối thiểu"
    return "Ghi chú" if with_reasons else ""


def remark_cell(band: int | None, missed: tuple[str, ...], reason: str, *, with_gates: bool) -> str:
    gates = gates_cell(band, missed) if with_gates else ""
    return reason if gates in {"", "–"} and reason else ". ".join(part for part in (gates, reason) if part)


def band_cell(stars: int | None) -> str:
    return stars_text(stars) or "–"


def rank_text(stars: int) -> str:
    """Return the rank as a provincial council gives it: five stars are a potential (26/2026/QĐ-TTg, Art. 7.3e)."""
    return f"tiềm năng {stars_text(stars)}" if stars == _BEYOND_THE_PROVINCE else stars_text(stars)


def rank_cell(stars: int | None) -> str:
    return "–" if stars is None else rank_text(stars)
