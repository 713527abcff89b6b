"""The words of a name that a search hit."""

from __future__ import annotations

import pytest

from openocop.catalogue.domain.highlight import hits


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Tôm khô Sông Đầm", ("tom", "kho"), [("Tôm khô", True), ("Sông Đầm", False)]),
        ("Tôm khô", ("tom", "k"), [("Tôm khô", True)]),
        ("Khô tôm", ("tom",), [("Khô", False), ("tôm", True)]),
        ("Bánh (tôm)", ("tom",), [("Bánh", False), ("(tôm)", True)]),
        ("Ba khía muối", ("htx",), [("Ba khía muối", False)]),
        ("Tôm", (), [("Tôm", False)]),
    ],
)
def test_runs_of_hit_and_other_words(name: str, words: tuple[str, ...], found: list[tuple[str, bool]]) -> None:
    assert hits(name, words) == found
