"""The time a product's presentation is given. Instants come from the server: no device's clock decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

LONGEST = 120  # minutes


@dataclass(frozen=True, slots=True)
class Timer:
    """`minutes` are given; `used` seconds went by while it ran before, `running_since` is when it was last started."""

    minutes: int
    used: int = 0
    running_since: datetime | None = None

    def elapsed(self, now: datetime) -> int:
        """Return the whole seconds that have gone by."""
        running = (now - self.running_since).total_seconds() if self.running_since else 0
        return self.used + max(int(running), 0)

    def left(self, now: datetime) -> int:
        """Return the seconds left; below zero the time is over."""
        return self.minutes * 60 - self.elapsed(now)

    def started(self, now: datetime) -> Timer:
        return self if self.running_since else replace(self, running_since=now)

    def stopped(self, now: datetime) -> Timer:
        return Timer(self.minutes, self.elapsed(now))


def clock_text(seconds: int) -> str:
    """Return seconds as `mm:ss`; time over bears a minus: `−01:30`."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'−' if seconds < 0 else ''}{minutes:02d}:{rest:02d}"
