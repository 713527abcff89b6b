"""What begins on a later day is listed on that day, although nobody writes anything then."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from openocop.catalogue.models import CatalogueState, Listing
from openocop.catalogue.services.sweeping import list_what_has_begun
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import a_recognition, again
from tests.factories.registry import a_producer

EVE, DAY, AFTER = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)


def _listed() -> list[tuple[str, int | None, date | None]]:
    return list(Listing.objects.order_by("name").values_list("name", "star", "valid_from"))


def _on(monkeypatch: pytest.MonkeyPatch, day: date) -> int:
    now = timezone.now().replace(year=day.year, month=day.month, day=day.day)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return list_what_has_begun(day)


def test_a_product_is_listed_on_the_day_its_first_recognition_begins(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), council_on=None, decided_on=DAY)
    assert _listed() == []

    assert [_on(monkeypatch, day) for day in (EVE, DAY, DAY, AFTER)] == [0, 1, 0, 0]

    assert _listed() == [("Tôm khô", 3, DAY)]


def test_a_higher_star_speaks_from_the_day_it_begins(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    product = a_recognition(cast, "Tôm khô", a_producer(cast), council_on=None, decided_on=date(2026, 1, 10)).product
    again(product, star=4, council_on=None, decided_on=DAY)
    assert _listed() == [("Tôm khô", 3, date(2026, 1, 10))]
    version = CatalogueState.objects.get(province=PROVINCE).version

    assert _on(monkeypatch, EVE) == 0
    assert CatalogueState.objects.get(province=PROVINCE).version == version
    assert _on(monkeypatch, DAY) == 1

    assert _listed() == [("Tôm khô", 4, DAY)]
    assert CatalogueState.objects.get(province=PROVINCE).version == version + 1


def test_what_stands_is_left_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    producer = a_producer(cast)
    a_recognition(cast, "Tôm khô", producer, council_on=None, decided_on=date(2026, 1, 10))
    product = a_recognition(cast, "Mắm tôm", producer, council_on=None, decided_on=date(2026, 1, 10)).product
    again(product, council_on=date(2026, 11, 1))  # a later list without the act's day does not outweigh the term
    a_recognition(cast, "Mắm cá", producer, council_on=None)
    before = _listed()

    assert [_on(monkeypatch, day) for day in (EVE, DAY, AFTER)] == [0, 0, 0]

    assert _listed() == before
    assert len(before) == 3
