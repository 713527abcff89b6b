from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _a_log_of_a_known_name(settings: Settings, tmp_path: Path) -> None:
    settings.OPENOCOP_URL = "https://ocop.example"
    settings.OPENOCOP_KEYS = tmp_path
