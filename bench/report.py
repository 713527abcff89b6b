"""The table of what was measured."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psycopg

from bench.measure import Goal, Line
from bench.serving import THREADS, WORKERS
from bench.stage import Stage

_WORKS = ("W1", "W2", "W3", "W4", "W5", "W6", "S1", "D1")
_PACKAGES = ("django", "granian", "psycopg")
BEGIN, END = "<!-- written by make bench -->\n", "<!-- end -->\n"
_HEAD = """| Work | Ours | Reference | Ratio | Must reach | Reached |
|---|---|---|---|---|---|
"""
_TAIL = """
{day}; {cpu}, {cores} cores shared by the database, both servers and the client, load {load:.0f};
{system}, Python {python}, PostgreSQL {postgresql} (`fsync={fsync}`, `synchronous_commit={commit}`), {packages}; Granian
with {workers} workers of {threads} threads on both sides.
"""


def updated(page: str, lines: Sequence[Line], stage: Stage) -> str:
    """Return the page with its table written anew; rows of works that were not measured now stay."""
    begin, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    fresh = {line.work for line in lines}
    rows = [row for row in page[begin:end].splitlines() if row[2:4] in _WORKS and row[2:4] not in fresh]
    rows += [f"| {' | '.join(_cells(line))} |" for line in lines]
    table = "\n".join(sorted(rows, key=lambda row: row[2:4])) + "\n"
    tail = _TAIL.format(**_circumstances(stage))
    return page[:begin] + _HEAD + table + tail + page[end:]


def as_text(line: Line) -> str:
    """Return one line for the terminal."""
    return "  ".join(cell for cell in _cells(line) if cell)


def _cells(line: Line) -> list[str]:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}×"
    reached = {None: "", True: "yes", False: "**no**"}[line.is_reached]
    reference = f"{line.reference_name}: {_figures(line.reference, line.unit)}" if line.reference else ""
    ours = _figures(line.ours, line.unit)
    return [f"{line.work} {line.name}", ours, reference, ratio, _bound(line.goal, line), reached]


def _figures(values: Sequence[float], unit: str) -> str:
    least, most = min(values), max(values)
    return f"{_plain(statistics.median(values))} {unit} ({_plain(least)}–{_plain(most)})"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _bound(goal: Goal | None, line: Line) -> str:
    if goal is None:
        return ""
    sign = "≤" if goal.is_time else "≥"
    return f"{sign} {goal.bound:g}×" if line.reference else f"{sign} {goal.bound:g} {line.unit}"


def _circumstances(stage: Stage) -> dict[str, object]:
    with psycopg.connect(stage.url) as connection:
        shown = {name: _shown(connection, name) for name in ("server_version", "fsync", "synchronous_commit")}
    return {
        "day": date.today().strftime("%d/%m/%Y"),  # noqa: DTZ011
        "load": os.getloadavg()[2],
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "python": platform.python_version(),
        "postgresql": shown["server_version"].split()[0],
        "packages": ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES),
        "workers": WORKERS,
        "threads": THREADS,
        "fsync": shown["fsync"],
        "commit": shown["synchronous_commit"],
    }


def _shown(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return str(row[0]) if row else ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
