"""What an assessor filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openocop.criteria.domain.sheet import Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """What an assessor filled in: level places by criterion code, reasons by criterion code, an opinion.

    `outside` are the codes of the criteria left to those who know the field.
    """

    levels: Mapping[str, Mark]
    disqualified: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    opinion: str = ""
    outside: Sequence[str] = ()
