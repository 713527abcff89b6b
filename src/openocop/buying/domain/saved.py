"""Codes of products as the address of a saved list carries them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 60
_ODD_SHOWN, _ODD_LENGTH = 3, 30
_BETWEEN = re.compile(r"[\s,;]+")
# A code alone, or the address of a product, which ends in one.
_CODE = re.compile(r"(?:.*[-/])?([0-9a-z]{12})/?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SavedCodes:
    """`codes` once each in their order, `MOST` at most; `odd` the first few words that are no code, cut short.

    `left_out` is how many codes came after `MOST`.
    """

    codes: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def address(self) -> str:
        return ",".join(self.codes)

    def without(self, code: str) -> str:
        return ",".join(one for one in self.codes if one != code)

    def with_code(self, code: str) -> str:
        return ",".join(dict.fromkeys((*self.codes, code)))


def read_codes(typed: Iterable[str]) -> SavedCodes:
    """Return the codes in what was typed: codes or addresses of products, with commas or spaces between."""
    found: dict[str, None] = {}
    odd: dict[str, None] = {}
    for word in (word for text in typed for word in _BETWEEN.split(text) if word):
        code = _CODE.fullmatch(word.lower())
        if code:
            found[code[1]] = None
        else:
            odd[word[:_ODD_LENGTH]] = None
    codes = tuple(found)
    return SavedCodes(codes[:MOST], tuple(odd)[:_ODD_SHOWN], max(0, len(codes) - MOST))
