"""`python -m bench`: measure ours beside what the machine allows, and write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
from pathlib import Path

from bench.measure import Line
from bench.report import as_text, updated
from bench.stage import stage

WORKS = ("w1", "w2", "w3", "w4", "w5", "w6", "search", "dossier", "blind")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # servers and database go with it
    lines: list[Line] = []
    with stage(arguments.rounds, arguments.scale) as prepared:
        for work in arguments.works or WORKS:
            print(f"{work} …", file=sys.stderr, flush=True)
            done = importlib.import_module(f"bench.{work}").run(prepared)
            print("\n".join(map(as_text, done)), flush=True)
            lines += done
        if arguments.scale == 1:
            page = updated(PAGE.read_text(encoding="utf-8"), lines, prepared)
            PAGE.write_text(page, encoding="utf-8")
            print(f"{PAGE.relative_to(Path.cwd())} is written")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("works", nargs="*", choices=[*WORKS, []], help="which work; all of them by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1, help="shrink every amount for a trial; writes no page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
