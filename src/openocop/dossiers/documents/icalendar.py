"""Days as a calendar file that telephones and mail programs take in (RFC 5545): whole days, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_FOLD = 73  # octets of a line before it is folded; the RFC allows 75 with the break


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole day. `uid` stays the same for the same thing, so that a later file replaces it."""

    uid: str
    on: date
    summary: str
    description: str = ""


def calendar_file(name: str, days: Sequence[CalendarDay], *, made_at: datetime) -> bytes:
    """Return the file; `made_at` is an aware instant in UTC. The same arguments give the same bytes."""
    stamp = f"{made_at:%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OpenOCOP//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.summary)}",
            *([f"DESCRIPTION:{_escaped(day.description)}"] if day.description else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split("\r")).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return the line ended, broken before it grows too long and never inside a letter."""
    parts, part = [], b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _FOLD:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
