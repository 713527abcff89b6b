"""What an assessor filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from openocop.criteria.domain.sheet import Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """What an assessor filled in: level places by criterion code, reasons by criterion code, an opinion.

    `outside` are the codes of the criteria left to those who know the field. `answer` (`domain/lifecycle.py`) and the
    reason for a meeting are asked for where opinions are taken in writing.
    """

    levels: Mapping[str, Mark]
    disqualified: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    opinion: str = ""
    outside: Sequence[str] = ()
    answer: str = ""
    answer_reason: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a device filled in: the number of the sheet, and the state of it that was filled in further.

    `saved_at` is the server's moment of that state, None where nothing had been saved. What came from elsewhere since
    is not to be written over.
    """

    sheet: UUID
    saved_at: datetime | None
