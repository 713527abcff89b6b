"""The compact form, byte by byte."""

from dataclasses import replace
from datetime import date

import pytest

from openocop.proofs.domain.compact import Statement, Unreadable, read, statement_bytes, written

SAID = Statement(
    key="222222222223",
    certificate="22222222222z",
    product_code=(96, 32152, 7, 2026),
    stars=4,
    issued_on=date(2026, 12, 5),
    valid_until=date(2029, 12, 6),
    product_name="Mắm",
    producer_name="HTX Ba",
    is_illustrative=True,
)
SIGNATURE = bytes(range(64))


def test_each_field_stands_where_the_layout_says() -> None:
    assert statement_bytes(SAID).hex(" ") == (
        "01 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 1d 01 60 00 7d 98 00 07 07 ea 04 51 38 55 81 "
        "05 4d e1 ba af 6d 06 48 54 58 20 42 61"
    )


def test_what_was_written_is_read_back() -> None:
    said = statement_bytes(SAID)
    assert read(written(said, SIGNATURE)) == (SAID, said, SIGNATURE)


def test_a_long_name_ends_at_a_whole_letter() -> None:
    said = replace(SAID, product_name="Ố" * 40)  # three bytes each
    assert read(written(statement_bytes(said), SIGNATURE))[0].product_name == "Ố" * 19 + "…"


@pytest.mark.parametrize("digits", ["", "abc", "12", "9" * 701, "²" * 300, "9" * 400])
def test_other_texts_are_refused(digits: str) -> None:
    with pytest.raises(Unreadable):
        read(digits)


def test_bytes_left_over_or_missing_are_refused() -> None:
    for said in (statement_bytes(SAID) + b"x", statement_bytes(SAID)[:-1]):
        with pytest.raises(Unreadable):
            read(written(said, SIGNATURE))
