"""Pages of a paper as people write them: "12", "12–15", "trang 3, 7"."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d{1,4}")


def first_page(words: str) -> int:
    """Return the first page that is named, 1 where none is."""
    found = _NUMBER.search(words)
    return max(1, int(found.group())) if found else 1
