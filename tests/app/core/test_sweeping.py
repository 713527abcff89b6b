"""Leftovers go after a day; what is in use stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from openocop.core.services.sweeping import remove_unfinished_files


@pytest.mark.parametrize("kept_in", ["files", "sizes"])
def test_only_files_left_unfinished_a_day_ago_are_removed(tmp_path: Path, kept_in: str) -> None:
    folder = tmp_path / kept_in / "5c"
    folder.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    for name, old in (("tmpold", True), ("tmpnew", False), ("5c" * 32, True)):
        (folder / name).write_text(name)
        if old:
            os.utime(folder / name, (two_days_ago, two_days_ago))

    assert remove_unfinished_files(tmp_path) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["5c" * 32, "tmpnew"]
