"""The legal product code and the numbers of our own register of certificates.

Source: 26/2026/QĐ-TTg annex II, head of the sheet: "(T)-(X)-(STT)-(năm)", T the province's code, X the commune's (both
of Decision 19/2025/QĐ-TTg), STT the product's number in the commune's list, the year that of the evaluation. The law
prescribes no form for the number of a certificate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# The release whose codes name communes; rounds under older releases get no certificate from our register.
CERTIFYING_RELEASE = "26-2026"
_CODE = re.compile(r"(\d{2})-(\d{5})-(\d{2,4})-(20\d{2})")
_DASHES = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True, slots=True)
class ProductCode:
    """One product code; `str()` writes it as printed."""

    province_code: str
    commune_code: str
    number: int
    year: int

    def __str__(self) -> str:
        return f"{self.province_code}-{self.commune_code}-{self.number:02d}-{self.year}"


def parse_product_code(text: str) -> ProductCode | None:
    """Return the code that `text` is (blanks and any kind of dash allowed), None when it has not the legal form."""
    found = _CODE.fullmatch(re.sub(r"\s+", "", text.translate(_DASHES)))
    return ProductCode(found[1], found[2], int(found[3]), int(found[4])) if found else None


def code_series(commune_code: str, year: int) -> str:
    """Return the name of the series that numbers a commune's products of one year."""
    return f"product-code/{commune_code}/{year}"


def certificate_series(year: int, *, illustrative: bool) -> str:
    """Return the name of the series of certificates; invented ones have their own and use up no real number."""
    return f"certificate/{year}" + ("/illustrative" if illustrative else "")


def certificate_number(number: int, year: int, *, illustrative: bool) -> str:
    """Return "017/2026/GCN-OCOP", for an invented certificate "MH-017/2026/GCN-OCOP"."""
    return f"{'MH-' if illustrative else ''}{number:03d}/{year}/GCN-OCOP"
