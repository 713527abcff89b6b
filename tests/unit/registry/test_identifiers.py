"""Structure and check digits of official numbers."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.registry.domain.identifiers import WrongIdentifier, masked, normalised

ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        # 0100233488: (0·31 + 1·29 + 0·23 + 0·19 + 2·17 + 3·13 + 3·7 + 4·5 + 8·3) = 167; 10 − 167 mod 11 = 8.
        # Example of the python-stdnum project (stdnum.vn.mst), the formula of the tax administration.
        ("0100233488", "0100233488"),
        ("01.00.233.488", "0100233488"),
        # A branch: ten digits of the head office and three of its own; same origin.
        ("0314409058-002", "0314409058002"),
        ("0312 68 78 78 - 001", "0312687878001"),
    ],
)
def test_a_tax_code_is_stored_as_digits(given: str, stored: str) -> None:
    assert normalised("tax_code", given, on=ON) == stored


def test_a_wrong_check_digit_is_named() -> None:
    with pytest.raises(WrongIdentifier, match="0100233480 sai chữ số kiểm tra"):
        normalised("tax_code", "0100233480", on=ON)


@pytest.mark.parametrize("given", ["12345", "01002334889", "010023348a", "0300000009", "0314409058000"])
def test_a_tax_code_of_another_form_is_refused(given: str) -> None:
    with pytest.raises(WrongIdentifier):
        normalised("tax_code", given, on=ON)


@pytest.mark.parametrize(
    "given",
    [
        # Invented numbers by the structure of Decree 137/2015/NĐ-CP article 13 and Circular 07/2016/TT-BCA article 7.
        "096 085 000000",  # born in Cà Mau (096), 20th century, man (0), 1985
        "096185000000",  # the same year, woman (1)
        "095305000000",  # Bạc Liêu (095), 21st century, woman (3), 2005
        "101085000000",  # born abroad
    ],
)
def test_a_personal_number_has_place_sex_century_and_year(given: str) -> None:
    assert normalised("personal_number", given, on=ON) == given.replace(" ", "")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("09608500000", "12 chữ số"),
        ("09608500000x", "12 chữ số"),
        ("٠٩٦٠٨٥٠٠٠٠٠٠", "12 chữ số"),
        ("003085000000", "mã tỉnh"),
        ("096285000000", "năm sinh 2085"),
    ],
)
def test_a_personal_number_that_cannot_be_is_refused(given: str, reason: str) -> None:
    with pytest.raises(WrongIdentifier, match=reason):
        normalised("personal_number", given, on=ON)


def test_other_numbers_are_kept_as_printed() -> None:
    assert normalised("cooperation_contract", " 01/hđht ", on=ON) == "01/HĐHT"
    with pytest.raises(WrongIdentifier):
        normalised("founding_decision", "x" * 41, on=ON)


def test_a_masked_number_shows_its_last_three() -> None:
    assert masked("096085000123") == "•••••••••123"
