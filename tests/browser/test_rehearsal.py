"""A small round from the first sheet to the minutes, in three browsers, with lines cut and the server down once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.browser
def test_every_sheet_of_a_small_round_arrives_once_and_the_papers_count_as_we_do() -> None:
    """Three products before three members, one of whom steps aside from one: eight sheets, three in a second ballot."""
    command = [sys.executable, "-m", "rehearsal", "--dossiers", "3", "--members", "3", "--tablets", "7"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)
    told = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sheets sent 11, of them without a line 3; second ballots 1" in told
    assert "two versions of a sheet shown 1 times" in told
    assert "mismatches 0" in told
