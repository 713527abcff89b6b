"""What a command of the `openocop` console script is, without Django, so that pure commands start at once.

An app offers its commands in `cli.py` through `register(subcommands)`; each parser sets `run` (and `database=True`
when it needs the database) with `set_defaults`.
"""

from __future__ import annotations

import argparse
import errno
import json
import sys
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


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return the type of an argument that is a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"“{text}” phải là số nguyên từ {least} đến {most}")
        return int(text)

    return read


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Write what a command found to standard output: one JSON value, or text for a person."""
    text = json.dumps(outcome.data, ensure_ascii=False, indent=1) if as_json else outcome.text
    sys.stdout.write(text.rstrip("\n") + "\n")
    sys.stdout.flush()


_REASONS = {
    errno.ENOENT: "không có ở đó",
    errno.EISDIR: "là thư mục",
    errno.ENOTDIR: "có phần đường dẫn không phải thư mục",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EEXIST: "đã có sẵn",
    errno.ENOSPC: "hết chỗ trên ổ đĩa",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.EADDRINUSE: "đang có chương trình khác dùng",
}


def reason(error: OSError) -> str:
    """Return in Vietnamese why the system refused a file or a port; in its own words where we have none."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
