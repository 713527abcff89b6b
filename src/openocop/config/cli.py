"""The `openocop` console script: one parser over the commands that the apps offer."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence

from openocop.core.command import BadInput, Outcome

# In the order of the help text. The law's commands need no database and start without Django.
COMMANDS = (
    "openocop.demo.cli",
    "openocop.criteria.cli",
    "openocop.recognition.cli",
    "openocop.monitoring.cli",
    "openocop.core.cli",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0 = done, 1 = done but something was refused, 2 = bad arguments or input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")
    arguments = _parser().parse_args(argv)
    try:
        if getattr(arguments, "database", False):
            _start_django()
        outcome: Outcome = arguments.run(arguments)
    except BadInput as error:
        print(f"openocop: {error}", file=sys.stderr)  # noqa: T201  # the command line's own voice
        return 2
    _print(outcome, as_json=getattr(arguments, "json", False))
    return 1 if outcome.refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="openocop", description="OpenOCOP: chương trình OCOP của một tỉnh.")
    subcommands = parser.add_subparsers(metavar="LỆNH", required=True)
    for module in COMMANDS:
        importlib.import_module(module).register(subcommands)
    return parser


def _start_django() -> None:
    import django

    django.setup()


def _print(outcome: Outcome, *, as_json: bool) -> None:
    text = json.dumps(outcome.data, ensure_ascii=False, indent=1) if as_json else outcome.text
    sys.stdout.write(text.rstrip("\n") + "\n")
