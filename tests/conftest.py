"""What every test begins with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """The language of a page asked for in one test stays active in the thread; the next begins in Vietnamese."""
    with translation.override("vi"):
        yield
