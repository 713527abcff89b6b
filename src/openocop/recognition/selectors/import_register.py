"""What is on record before an import, read whole: a few queries however long the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from openocop.core.domain.text import search_key
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.tenants import territory_of
from openocop.geography.selectors.units import find_units
from openocop.recognition.domain.list_import import (
    SAME_PRODUCER,
    SAME_PRODUCT,
    Action,
    Candidate,
    ImportPlan,
    KnownProducer,
    KnownProduct,
    Place,
    PlannedRow,
    Register,
)
from openocop.recognition.domain.provincial_list.model import ListRow, ProvincialList
from openocop.recognition.models import Recognition
from openocop.registry.domain.matching import ALIKE, nearest_producers, product_likeness, spellings
from openocop.registry.models import Producer, Product

_MOST_CANDIDATES = 3
_FIGURES = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5"}
# The last day of the old units: a list that prints a district and no day means one of before that day.
_LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)


def register_of(province: str) -> Register:
    """Return the province's producers and products with the recognitions they have, in three queries."""
    told: dict[int, set[tuple[int | None, date | None]]] = {}
    rows = Recognition.objects.filter(province=province).values_list("product_id", "star", "valid_from", "council_on")
    for product_id, star, valid_from, council_on in rows.iterator(chunk_size=5000):
        told.setdefault(product_id, set()).add((star, valid_from or council_on))
    producers = Producer.objects.filter(province=province).values_list(
        "id", "public_id", "name", "aliases", "unit_code"
    )
    products = Product.objects.filter(province=province).values_list(
        "id", "public_id", "name", "name_key", "producer_id"
    )
    return Register(
        producers=[
            KnownProducer(pk, public_id, name, tuple({search_key(one) for one in (name, *aliases)}), unit_code)
            for pk, public_id, name, aliases, unit_code in producers.values_list(
                "id", "public_id", "name", "aliases", "unit_code"
            )
        ],
        products=[
            KnownProduct(pk, public_id, name, key, producer_id, frozenset(told.get(pk, ())))
            for pk, public_id, name, key, producer_id in products.values_list(
                "id", "public_id", "name", "name_key", "producer_id"
            )
        ],
    )


def places_of(listed: ProvincialList, province: str, today: date) -> dict[tuple[str | None, str | None], Place]:
    """Return the unit of every (commune, district) that the list prints; one that cannot be told stays empty."""
    pairs = {(row.commune, row.district): row for row in reversed(listed.rows)}
    territory = territory_of(province)
    return {pair: _place(pair, row, territory, today) for pair, row in pairs.items() if any(pair)}


def with_candidates(plan: ImportPlan, register: Register) -> ImportPlan:
    """Return the plan with what new records resemble, only shown and never acted on, and with names of known ones."""
    if not register.producers and not register.products:
        return plan
    by_producer: dict[int, list[KnownProduct]] = {}
    by_key: dict[str, list[KnownProduct]] = {}
    for product in register.products:
        by_key.setdefault(product.key, []).append(product)
        if product.producer_id is not None:
            by_producer.setdefault(product.producer_id, []).append(product)
    makers = {producer.id: producer.name for producer in register.producers}
    names = {product.id: product.name for product in register.products}
    alike = _alike_producers(plan, register)

    def candidates(planned: PlannedRow) -> tuple[Candidate, ...]:
        if planned.action != Action.NEW_PRODUCT or planned.first_row != planned.key:
            return ()
        if isinstance(planned.producer, str):
            first = plan.new_producers[planned.producer][0] is planned.row
            return alike.get(planned.producer, ()) if first else ()
        key = search_key(planned.row.product or "")
        near = by_producer.get(planned.producer, []) if planned.producer is not None else by_key.get(key, [])
        return _best(
            Candidate(SAME_PRODUCT + p.public_id, p.name, makers.get(p.producer_id or 0, ""), likeness)
            for p in near
            if (likeness := product_likeness(_with_figures(key), "", _with_figures(p.key), "")) >= ALIKE
        )

    def record(planned: PlannedRow) -> str:
        if planned.product is not None:
            return names.get(planned.product, "")
        return makers.get(planned.producer, "") if isinstance(planned.producer, int) else ""

    def shown(planned: PlannedRow) -> PlannedRow:
        found, name = candidates(planned), record(planned)
        return replace(planned, candidates=found, record=name) if found or name else planned

    return replace(plan, rows=tuple(map(shown, plan.rows)))


def _with_figures(key: str) -> str:
    """Write small numbers as figures, so that "một nắng" and "1 nắng" are alike."""
    return " ".join(_FIGURES.get(word, word) for word in key.split())


def _alike_producers(plan: ImportPlan, register: Register) -> dict[str, tuple[Candidate, ...]]:
    """Compare each new producer with the known ones that share a word with it."""
    by_word: dict[str, set[int]] = {}
    known = [spellings(producer.name) for producer in register.producers]
    for place, (bare, _ordered) in enumerate(known):
        for word in bare.split():
            by_word.setdefault(word, set()).add(place)
    found = {}
    for name, (row, _place_of_row) in plan.new_producers.items():
        spelt = spellings(row.producer or "")
        words = sorted(spelt[0].split(), key=lambda word: len(by_word.get(word, ())))[:2]  # the rarest tell enough
        near = sorted(set().union(*(by_word.get(word, set()) for word in words)))
        nearest = nearest_producers(spelt, [known[place] for place in near], most=_MOST_CANDIDATES)
        alike = [(register.producers[near[place]], likeness) for place, likeness in nearest]
        found[name] = tuple(Candidate(SAME_PRODUCER + one.public_id, one.name, "", n) for one, n in alike)
    return found


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda one: (-one.likeness, one.name))[:_MOST_CANDIDATES])


def _place(
    pair: tuple[str | None, str | None], row: ListRow, territory: Callable[[date], list[str]], today: date
) -> Place:
    commune, district = pair
    printed = _day_of_units(row, today)
    for day in dict.fromkeys((printed, today, _LAST_DAY_OF_DISTRICTS)):
        unit = _unit(commune, district, territory(day), day)
        if unit is not None:
            return Place(unit.code, day)
    return Place()


def _unit(commune: str | None, district: str | None, territory: list[str], day: date) -> AdministrativeUnit | None:
    """Return the one unit that the printed names mean in the province; two of one name mean that nobody can tell."""
    above = (
        [u for code in territory for u in find_units(district, on=day, within=code, level="district")]
        if district
        else []
    )
    if district and len(above) > 1:
        return None
    within = [above[0].code] if above else territory
    if commune:
        found = [u for code in within for u in find_units(commune, on=day, within=code, level="commune")]
        if len(found) == 1:
            return found[0]
    return above[0] if above else None


def _day_of_units(row: ListRow, today: date) -> date:
    printed = row.recognised_on or row.council_on
    if printed is None:
        return _LAST_DAY_OF_DISTRICTS if row.district else today
    first = date.fromisoformat(f"{printed}-01-01"[:10] if len(printed) == len("2022") else f"{printed}-01"[:10])
    return min(first, today)
