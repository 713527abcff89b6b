"""What every test begins with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from openocop.catalogue.selectors.index import forget_index


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """The language of a page asked for in one test stays active in the thread; the next begins in Vietnamese."""
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _an_index_of_this_test() -> None:
    """Rows of a test are taken back at its end, and SQLite gives their keys to rows of the next."""
    forget_index()
