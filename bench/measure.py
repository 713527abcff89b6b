"""Measuring ours and its reference in turns: the machines are noisy, only ratios of one run hold."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached. `bound` limits ours as a multiple of the reference: from above for times, else from below.

    Without a reference `bound` limits the figure itself.
    """

    bound: float
    is_time: bool

    def reached_by(self, value: float) -> bool:
        return value <= self.bound if self.is_time else value >= self.bound


@dataclass(slots=True)
class Line:
    """One line of the table: the figures of every round, in `unit`."""

    work: str
    name: str
    reference_name: str
    unit: str
    goal: Goal | None
    ours: list[float] = field(default_factory=list)
    reference: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float | None:
        """Return ours as a multiple of the reference, medians of all rounds; None without a reference."""
        return statistics.median(self.ours) / statistics.median(self.reference) if self.reference else None

    @property
    def is_reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.goal.reached_by(statistics.median(self.ours) if self.ratio is None else self.ratio)


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Return the median time of `times` runs of `work`, in seconds."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def milliseconds(work: Callable[[], object], *, times: int = 1) -> float:
    return seconds(work, times=times) * 1000


def interleave(rounds: int, *pairs: tuple[Line, Measure, Measure | None]) -> list[Line]:
    """Measure every pair in turns, `rounds` times: a reference, then ours. Returns the lines."""
    for _ in range(rounds):
        for line, ours, reference in pairs:
            if reference is not None:
                line.reference.append(reference())
            line.ours.append(ours())
    return [line for line, _ours, _reference in pairs]
