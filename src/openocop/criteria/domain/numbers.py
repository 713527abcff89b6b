"""How exact numbers are written: for machines, and in Vietnamese sentences."""

from __future__ import annotations

from fractions import Fraction


def exact_text(value: Fraction) -> str:
    """Return `value` in lowest terms, whole numbers bare: "184/3", "62"."""
    return str(value)


def two_places(value: Fraction) -> str:
    """Return a value of at least 0 with two decimal places, half up: "61.33"."""
    whole, hundredths = divmod((value * 200 + 1) // 2, 100)
    return f"{whole}.{hundredths:02d}"


def vietnamese(value: Fraction) -> str:
    """Return `value` as a sentence writes it: decimal comma, at most two places, no closing zeros: "61,33", "62"."""
    return two_places(value).rstrip("0").rstrip(".").replace(".", ",")
