from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.factories.registry import AT


@pytest.fixture(autouse=True)
def _ten_in_the_morning_of_24_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()  # counts how often a line sent
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
