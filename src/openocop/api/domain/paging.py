"""Cursors: where the next page begins, written so that nobody builds on how."""

from __future__ import annotations

import base64
import binascii

MOST = 100
USUAL = 25
_LONGEST = 200
_SEAL = "1"  # of this way of writing them; another way takes another


class NotACursor(ValueError):
    """A cursor that this interface did not give."""


def cursor_of(*parts: str) -> str:
    """Return the cursor that stands for `parts`, the sort key of the last row that was shown."""
    text = "\x1f".join((_SEAL, *parts))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def parts_of(cursor: str, count: int) -> tuple[str, ...]:
    """Return the `count` parts of a cursor.

    Raises:
        NotACursor: it is none of ours, or of another list.
    """
    if len(cursor) > _LONGEST or not cursor.isascii():
        raise NotACursor(cursor[:_LONGEST])
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as fault:
        raise NotACursor(cursor) from fault
    seal, *parts = text.split("\x1f")
    if seal != _SEAL or len(parts) != count or any("\x00" in part for part in parts):
        raise NotACursor(cursor)
    return tuple(parts)
