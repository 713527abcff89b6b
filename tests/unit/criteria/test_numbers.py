from __future__ import annotations

from fractions import Fraction

import pytest

from openocop.criteria.domain.numbers import exact_text, two_places, vietnamese


@pytest.mark.parametrize(
    ("value", "exact", "places", "words"),
    [
        (Fraction(184, 3), "184/3", "61.33", "61,33"),
        (Fraction(62), "62", "62.00", "62"),
        (Fraction(469, 9), "469/9", "52.11", "52,11"),  # a published mean (bnews, 2022): nine whole totals
        (Fraction(367, 4), "367/4", "91.75", "91,75"),  # published (Kon Tum, 2022)
        (Fraction(139, 2), "139/2", "69.50", "69,5"),
        (Fraction(12345, 1000), "2469/200", "12.35", "12,35"),  # half up, not half even
        (Fraction(12365, 1000), "2473/200", "12.37", "12,37"),
        (Fraction(0), "0", "0.00", "0"),
        (Fraction(100), "100", "100.00", "100"),
        (Fraction(29999, 1000), "29999/1000", "30.00", "30"),
    ],
)
def test_how_numbers_are_written(value: Fraction, exact: str, places: str, words: str) -> None:
    assert (exact_text(value), two_places(value), vietnamese(value)) == (exact, places, words)
