"""What the rehearsal tells in the end."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from rehearsal.meeting import Log
from rehearsal.plan import Plan


def report(plan: Plan, log: Log, *, retries: int, seconds: float, wrong: Sequence[str]) -> Iterator[str]:
    """Yield the lines: times by product, sheets, cuts, what was waited for, differences."""
    yield "product  ballot  sheets  seconds a sheet: median, longest"
    for (position, ballot), times in sorted(log.seconds.items()):
        yield f"{position:7}  {ballot:6}  {len(times):6}  {statistics.median(times):22.1f}, {max(times):7.1f}"
    sheets = sum(map(len, log.seconds.values()))
    yield ""
    yield f"dossiers {plan.dossiers}, members {plan.members}, tablets {plan.tablets}, three browsers at a time"
    yield f"sheets sent {sheets}, of them without a line {log.waited}; second ballots {len(plan.scored_again())}"
    yield f"lines cut {log.cuts} times, server down {log.server_stops} time, pages asked for again {retries} times"
    yield f"two versions of a sheet shown {log.conflicts} times"
    yield f"mismatches {len(wrong)}"
    yield from (f"  {line}" for line in wrong)
    yield f"{seconds / 60:.1f} minutes"
