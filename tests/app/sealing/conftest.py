"""The clock and the papers of recognition, on which signatures stand; keys in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.recognition.conftest import _clock, _plain_papers, real_papers  # noqa: F401  # fixtures used by name


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.OPENOCOP_KEYS = tmp_path / "keys"  # type: ignore[attr-defined]  # Django's settings
    return tmp_path / "keys"
