"""`python -m rehearsal`: hold a whole round in real browsers, cut lines, and count everything again."""

from __future__ import annotations

import argparse
import signal
import sys
import time

from rehearsal.plan import Plan
from rehearsal.stage import stage
from rehearsal.windows import windows

LONGEST = 45 * 60  # seconds; then it stops by itself
MOST_DOSSIERS, LEAST_MEMBERS, MOST_MEMBERS = 50, 3, 15


def main() -> None:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # browsers and server go with it
    signal.signal(signal.SIGALRM, lambda number, frame: sys.exit(f"not done after {LONGEST // 60} minutes"))
    signal.alarm(LONGEST)
    begun = time.monotonic()
    plan = Plan(arguments.dossiers, arguments.members, arguments.tablets)
    with stage() as server:
        from rehearsal.comparing import mismatches
        from rehearsal.meeting import Meeting
        from rehearsal.report import report
        from rehearsal.round import prepare

        facts = prepare(plan)
        server.start()
        with windows() as opened:
            meeting = Meeting(plan, facts, server, opened)
            meeting.hold(
                lambda step: print(f"{time.monotonic() - begun:6.0f} s  {step} …", file=sys.stderr, flush=True)
            )
            wrong = list(mismatches(plan, facts, meeting.download))
        seconds = time.monotonic() - begun
        lines = report(plan, meeting.log, retries=meeting.retries, seconds=seconds, wrong=wrong)
        print("\n".join(lines), flush=True)
    sys.exit(1 if wrong else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m rehearsal", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=30, choices=range(1, MOST_DOSSIERS + 1), metavar="N")
    members = range(LEAST_MEMBERS, MOST_MEMBERS + 1)
    parser.add_argument("--members", type=int, default=9, choices=members, metavar="N")
    parser.add_argument("--tablets", type=int, default=15, help="of members, and three of the hall")
    arguments = parser.parse_args()
    least, most = arguments.members + 3, 2 * arguments.members + 3
    if not least <= arguments.tablets <= most:
        parser.error(f"--tablets: {least} to {most} with {arguments.members} members")
    return arguments


if __name__ == "__main__":
    main()
