"""What was mistyped of the ministry's result or of the province's choice on it, and what stands there instead.

26/2026/QĐ-TTg has no procedure for it: nothing was decided here, a paper was copied wrong. So the paper counts, both
wordings are kept with the reason, and two persons compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Of(StrEnum):
    """What is corrected: the central result as recorded, or the choice of Article 7 on it."""

    RESULT = "result"
    CHOICE = "choice"


COMPARED: Mapping[Of, tuple[str, ...]] = {
    Of.RESULT: ("points", "star", "number", "decided_on", "issued_on", "sha256"),
    Of.CHOICE: ("choice", "reason"),
}
TAKEN_BACK = "none"  # as a choice: there is none any more, so that the result may be corrected


def changed(of: Of, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the page."""
    return tuple(name for name in COMPARED[of] if before.get(name) != after.get(name))
