"""What a command of the `openocop` console script is, without Django, so that pure commands start at once.

An app offers its commands in `cli.py` through `register(subcommands)`; each parser sets `run` (and `database=True`
when it needs the database) with `set_defaults`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JSON = Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: `data` is printed by `--json`, `text` is what a person reads (Vietnamese).

    `refused` means done, but something was refused and the report names it: exit 1 instead of 0.
    """

    data: JSON
    text: str
    refused: bool = False


class BadInput(Exception):
    """Bad arguments or unreadable input: one line says what and where; exit 2, never a traceback."""


Run = Callable[[argparse.Namespace], Outcome]
Subcommands = Any  # argparse keeps the class of its subparsers action private


def json_flag() -> argparse.ArgumentParser:
    """Return the parent parser that gives every command its `--json`."""
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--json", action="store_true", help="in một đối tượng JSON ra đầu ra chuẩn")
    return parent
