"""Codes as people type them."""

from __future__ import annotations

import pytest

from openocop.catalogue.domain.typed_code import tidied

CODE = "96-32152-01-2026"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        *("96 32152 01 2026", "96.32152.01.2026", "96/32152/1/2026", "96–32152—01−2026", "  96-32152-01-2026 "),
        *("9632152012026", "96-32I52-O1-2O26", "96-32l52-1-2026", "96 - 32152 - 01 - 2026"),
    ],
)
def test_one_code_however_it_is_typed(typed: str) -> None:
    assert tidied(typed) == CODE


@pytest.mark.parametrize("typed", ["tôm khô", "MH-003/2026/GCN-OCOP", "96-32152-2026", "1" * 40, "", "Ooo", "- -"])
def test_anything_else_stays_as_it_was_typed(typed: str) -> None:
    assert tidied(typed) == typed
