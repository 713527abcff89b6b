"""How the place of a producer is known."""

from __future__ import annotations

from enum import StrEnum


class UnitBasis(StrEnum):
    """`STATED` in the source or by the producer; `INFERRED` by reasoning that the note gives; `UNKNOWN`: left blank."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"
