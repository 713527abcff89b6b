"""What every test begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from openocop.catalogue.selectors.index import forget_index

# Nearly two thirds of the browser's time. The rehearsal needs no demonstration while the first one is being loaded.
LONGEST = ("test_every_page.py", "test_rehearsal.py", "test_journey.py")

Made = TypeVar("Made")
Once = Callable[[Callable[[], Made]], Made]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests, those in a browser, first: at the end no process waits for another that still has one.

    pytest-django has put every test with a database before them. Of the browser's own the longest is first.
    """
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, int]:
    if item.get_closest_marker("browser") is None:
        return True, 0
    return False, LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """The language of a page asked for in one test stays active in the thread; the next begins in Vietnamese."""
    with translation.override("vi"):
        yield


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Once]:
    """Call a factory once for all tests of a file: `once(make)` returns what it made, and its rows stand for each.

    What a test changes is taken back at its end as always, the rows themselves at the end of the file. Give every test
    a deep copy of what was made, so that no object carries what another test did to it.
    """
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own TestCase says of its transactions

    def make_now(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock(), translation.override("vi"):
            return make()

    with django_db_blocker.unblock():
        around.__enter__()
    yield make_now
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rows of a test are taken back at its end, and SQLite gives their keys to rows of the next.

    Whatever the process keeps by those keys goes with them: the index of the catalogue, drawn pages, and how often
    user 1 has given a password in the last minute (allauth turns the eleventh away).
    """
    forget_index()
    cache.clear()
