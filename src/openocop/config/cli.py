"""The `openocop` console script: one parser over the commands that the apps offer."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from openocop.config.parser import Parser
from openocop.core.command import BadInput, Outcome, print_outcome, reason

# In the order of the help text. The law's commands need no database and start without Django.
COMMANDS = (
    "openocop.demo.cli",
    "openocop.criteria.cli",
    "openocop.recognition.cli",
    "openocop.recognition.cli_archive",
    "openocop.proofs.cli",
    "openocop.sealing.cli",
    "openocop.channels.cli",
    "openocop.monitoring.cli",
    "openocop.accounts.cli",
    "openocop.core.cli",
    "openocop.transparency.cli",
    "openocop.opendata.cli",
    "openocop.config.tick",
)

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0 = done, 1 = done but something was refused, 2 = bad arguments or input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    arguments = _parser().parse_args(argv)
    try:
        outcome = _run(arguments)
        print_outcome(outcome, as_json=getattr(arguments, "json", False))
    except BadInput as error:
        return _say(str(error), 2)
    except KeyboardInterrupt:
        return _say("đã dừng theo yêu cầu; việc đang dở không được ghi", INTERRUPTED)
    except BrokenPipeError:  # the reader of the output has gone, as with "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if outcome.refused else 0


def _run(arguments: argparse.Namespace) -> Outcome:
    outcome: Outcome
    if not getattr(arguments, "database", False):
        outcome = arguments.run(arguments)
        return outcome
    _start_django()
    from django.db import DatabaseError

    try:
        outcome = arguments.run(arguments)
    except DatabaseError as error:
        if os.environ.get("OPENOCOP_DEBUG") == "1":
            raise
        raise BadInput(f"cơ sở dữ liệu: {str(error).splitlines()[0]}") from error
    return outcome


def _say(text: str, code: int) -> int:
    print(f"openocop: {text}", file=sys.stderr)  # noqa: T201  # the command line's own voice
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="openocop", description="OpenOCOP: chương trình OCOP của một tỉnh.")
    subcommands = parser.add_subparsers(metavar="LỆNH", required=True)
    for module in COMMANDS:
        importlib.import_module(module).register(subcommands)
    return parser


def _start_django() -> None:
    import django

    try:
        django.setup()
    except ValueError as error:  # what the environment says cannot be
        raise BadInput(str(error)) from error
    except OSError as error:
        raise BadInput(f"{error.filename}: không dùng được ({reason(error)})") from error
