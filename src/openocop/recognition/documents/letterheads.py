"""The heads of papers whose agency is the People's Committee or its department (Decree 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

from datetime import date

from openocop.core.documents.frame import Letterhead, place_name
from openocop.recognition.documents.bases import agriculture

DECISION_SYMBOL = "QĐ-UBND"


def number_and_symbol(number: str, *, symbol: str = DECISION_SYMBOL) -> tuple[str, str]:
    """Split a number as it is recorded, "123/QĐ-UBND", into its figure and its symbol; without one, `symbol`."""
    figure, _, written = number.partition("/")
    return figure.strip(), written.strip() or symbol


def committee_head(
    territory: str, *, number: str, year: int | None, dated_on: date | None, symbol: str = DECISION_SYMBOL
) -> Letterhead:
    """Return the head of a paper of the People's Committee of `territory`, as printed: "tỉnh Cà Mau".

    Args:
        number: as recorded, or "" while the paper has none: its place stays blank.
        year: of the blank day; None leaves the year open too.
    """
    figure, written = number_and_symbol(number, symbol=symbol)
    agency = ("ỦY BAN NHÂN DÂN", territory.upper())
    return Letterhead((), agency, written, place_name(territory), year, figure or None, dated_on)


def department_head(territory: str, dated_on: date) -> Letterhead:
    """Return the head of a paper of the department of agriculture that bears no number."""
    above = (f"ỦY BAN NHÂN DÂN {territory.upper()}",)
    agency = (f"SỞ {agriculture(dated_on).upper()}",)
    return Letterhead(above, agency, "", place_name(territory), dated_on.year, None, dated_on)
