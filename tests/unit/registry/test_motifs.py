"""Every family has its drawing, and every drawing its family."""

from __future__ import annotations

from pathlib import Path

import openocop.ui
from openocop.registry.domain.families import FAMILIES


def test_families_are_the_drawings() -> None:
    folder = Path(openocop.ui.__file__).parent / "static" / "ui" / "motifs"
    assert {path.stem for path in folder.glob("*.svg")} == set(FAMILIES)
