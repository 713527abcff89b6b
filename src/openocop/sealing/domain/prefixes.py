"""Whose bytes a longer file begins with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def beginnings(content: bytes, sizes: Iterable[int]) -> set[str]:
    """Return the SHA-256 of the first `size` bytes for each of `sizes` that `content` has, in one pass over it."""
    running, done, found = hashlib.sha256(), 0, set()
    for size in sorted({size for size in sizes if size <= len(content)}):
        running.update(content[done:size])
        done = size
        found.add(running.copy().hexdigest())
    return found
