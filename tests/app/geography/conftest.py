from __future__ import annotations

import pytest

from tests.factories.geography import load_camau


@pytest.fixture(autouse=True)
def _camau(db: None) -> None:
    load_camau()
