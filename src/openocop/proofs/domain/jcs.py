"""JSON Canonicalization Scheme (RFC 8785) of values without floats."""

from __future__ import annotations

import json
from typing import Any

_SAFE = 2**53 - 1  # I-JSON: beyond it readers disagree on what was written


def jcs(value: Any) -> bytes:
    """Return the canonical bytes of JSON: names in the order of their UTF-16 code units, no white space.

    Raises:
        TypeError: a float, which certificates have no use for.
        ValueError: a whole number that not every reader keeps exactly.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    if isinstance(value, float):
        raise TypeError("a float has no place in a proof")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _SAFE:
        raise ValueError("a whole number beyond 2^53 - 1")
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value, key=lambda one: one.encode("utf-16-be"))}
    return [_ordered(one) for one in value] if isinstance(value, list | tuple) else value
