"""The legal product code and the numbers of certificates."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.product_code import ProductCode, certificate_number, parse_product_code


def test_a_code_is_written_as_the_law_prints_it() -> None:
    assert str(ProductCode("96", "32152", 1, 2026)) == "96-32152-01-2026"
    assert str(ProductCode("96", "32152", 123, 2026)) == "96-32152-123-2026"


@pytest.mark.parametrize(
    "text", ["96-32152-01-2026", " 96 – 32152 – 01 – 2026 ", "96−32152−01−2026", "96‑32152‑01‑2026"]
)
def test_blanks_and_any_dash_are_read(text: str) -> None:
    assert parse_product_code(text) == ProductCode("96", "32152", 1, 2026)


@pytest.mark.parametrize(
    "text",
    ["", "96-32152-1-2026", "96-3215-01-2026", "96-32152-01-26", "96/32152/01/2026", "CM-32152-01-2026", "9" * 500],
)
def test_what_has_not_the_legal_form_is_no_code(text: str) -> None:
    assert parse_product_code(text) is None


def test_invented_certificates_say_so_in_their_number() -> None:
    assert certificate_number(17, 2026, illustrative=False) == "017/2026/GCN-OCOP"
    assert certificate_number(17, 2026, illustrative=True) == "MH-017/2026/GCN-OCOP"
    assert certificate_number(1234, 2026, illustrative=False) == "1234/2026/GCN-OCOP"
