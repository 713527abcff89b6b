from __future__ import annotations

import pytest
from django.core.cache import caches

from tests.factories.actors import Cast, build_cast
from tests.factories.geography import load_camau
from tests.factories.registry import AT


@pytest.fixture(autouse=True)
def _ten_in_the_morning_of_24_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    caches["limits"].clear()


@pytest.fixture
def cast(db: None) -> Cast:
    load_camau()
    return build_cast()
