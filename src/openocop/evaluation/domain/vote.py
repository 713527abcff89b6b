"""A vote of the council on one product."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vote:
    """Hands counted: for, against, and those who abstained."""

    votes_for: int
    votes_against: int
    abstained: int

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.abstained
