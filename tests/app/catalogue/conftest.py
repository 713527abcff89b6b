from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from tests.factories.registry import AT

_seconds = itertools.count()


@pytest.fixture(autouse=True)
def _ten_in_the_morning_of_24_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages say how things stand today, and keep what they drew under its second; no test sees another's."""
    now = AT + timedelta(seconds=next(_seconds))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
