"""What a process holds of the catalogue is brought up to the rows that stand, and then equals what all rows say."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.index import CatalogueIndex, catalogue_index, forget_index
from openocop.catalogue.selectors.states import catalogue_version
from openocop.recognition.models import Recognition
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.services.products import revise_product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import AT, a_producer

TODAY = date(2026, 11, 24)


def _index() -> CatalogueIndex:
    return catalogue_index(catalogue_version(), TODAY)


def _says(index: CatalogueIndex) -> tuple[object, ...]:
    """Return all that visitors can learn from an index: every count, and every order by its keys."""
    every = index.facets.every
    counts = {facet: index.facets.counts(facet, every) for facet in index.facets.rows}
    orders = {name: [index.facets.keys[place] for place in order.among(every)] for name, order in index.orders.items()}
    return counts, orders


def _says_anew() -> tuple[object, ...]:
    forget_index()
    return _says(_index())


def _a_shelf(cast: Cast) -> list[Recognition]:
    producer = a_producer(cast)
    days = [None, date(2022, 12, 20), date(2024, 2, 1), date(2025, 6, 1)]
    return [
        a_recognition(cast, f"Mắm số {number:02d}", producer, star=3 + number % 3, decided_on=days[number % 4])
        for number in range(24)
    ]


def test_after_a_write_only_its_rows_are_read(cast: Cast) -> None:
    product = _a_shelf(cast)[7].product
    before = _index()
    revise_product(product=product, facts=ProductFacts("Ba khía muối"), by=cast.provincial_officer.post, at=AT)
    with CaptureQueriesContext(connection) as asked:
        after = _index()
    assert [query["sql"].count("sort_key") > 0 for query in asked] == [False, False, True]
    assert len(after.facets.keys) == len(before.facets.keys) + 1
    assert _says(after) == _says_anew()
    assert _says(before) != _says(after)


def test_what_came_and_went_is_counted_and_stands_in_order(cast: Cast) -> None:
    first, *_others, last = _a_shelf(cast)
    _index()
    a_recognition(cast, "Ăn liền", None, star=None)
    Listing.objects.get(product=first.product).delete()
    assert _says(_index()) == _says_anew()
    Listing.objects.get(product=last.product).delete()
    a_recognition(cast, "Đậu phộng", None, star=None)
    assert _says(_index()) == _says_anew()


def test_a_write_of_many_rows_is_read_anew(cast: Cast) -> None:
    _a_shelf(cast)
    _index()
    for number in range(5):
        a_recognition(cast, f"Trà số {number}", None)
    index = _index()
    assert len(index.facets.keys) == 29
    assert _says(index) == _says_anew()


def test_another_day_is_counted_anew(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", decided_on=date(2022, 11, 25))
    states = [
        index.facets.counts("states", index.facets.every)
        for index in (catalogue_index(catalogue_version(), day) for day in (date(2025, 11, 25), date(2025, 11, 26)))
    ]
    assert states == [{"ending": 1}, {"expired": 1}]
