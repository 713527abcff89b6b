"""When a message goes out: not at night, one digest a day, and ever more rarely where it could not be delivered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from openocop.core.domain.legal_time import VIETNAM

QUIET_FROM, QUIET_UNTIL = time(21), time(7)  # in Vietnam; nobody is woken by a reminder
# After each attempt that failed: how long until the next. What failed once more than that is given up.
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=2),
)
LEASE = timedelta(minutes=10)  # longer than any server takes to accept one message


def out_of_quiet(moment: datetime) -> datetime:
    """Return the aware `moment` itself, or the end of the quiet hours in which it lies."""
    local = moment.astimezone(VIETNAM)
    if local.time() >= QUIET_FROM:
        local = datetime.combine(local.date() + timedelta(days=1), QUIET_UNTIL, VIETNAM)
    elif local.time() < QUIET_UNTIL:
        local = datetime.combine(local.date(), QUIET_UNTIL, VIETNAM)
    else:
        return moment
    return local


def day_began(moment: datetime) -> datetime:
    """Return the first instant of the legal day of `moment`."""
    return datetime.combine(moment.astimezone(VIETNAM).date(), time(0), VIETNAM)


def next_attempt(attempts: int, failed_at: datetime) -> datetime | None:
    """Return when a message is tried again after `attempts` (from 1) that failed; None: it is given up."""
    if attempts > len(WAITS):
        return None
    return out_of_quiet(failed_at + WAITS[attempts - 1])


def letter(parts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return subject and text of the one letter that tells `parts` (subject, text), plain text.

    Several become a digest: its subject counts them, each is told under its own.
    """
    if len(parts) == 1:
        return parts[0]
    told = [f"{number}. {subject}\n\n{text}" for number, (subject, text) in enumerate(parts, start=1)]
    return f"OpenOCOP: {len(parts)} việc cần biết", "\n\n----------\n\n".join(told)
