"""W3: the public catalogue of 20,000 products at concurrency 8, beside one-file Django with one look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product as every
from math import ceil
from urllib.parse import urlencode

import psycopg
from django.urls import reverse
from django.utils import timezone

from bench.data import SEED, Rng, products, queries
from bench.load import Load, request, send
from bench.measure import Goal, Line, Measure, interleave
from bench.register import PROVINCE, make_catalogue
from bench.serving import OURS, served, served_one_file
from bench.stage import Stage
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import catalogue_version
from openocop.catalogue.services.listings import rebuild_listings
from openocop.catalogue.views.frame import product_url
from openocop.core.domain.legal_time import legal_day
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.registry.models import Product

PRODUCTS, CONCURRENCY, LOOK_UPS, PAGES, AGAIN = 20_000, 8, 4000, 120, 1000
_ALL_HAVE_IT = 8  # so many visits to each address, and each of the server's processes has its own pieces
STARS, ORDERS, STATES, LEAVES = ("", "4"), ("", "sao", "ten"), ("", "valid", "expired"), ("", "2", "3", "9", "40")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of page with the addresses that are asked for; `bound` is the rate that must be reached."""

    name: str
    paths: Sequence[str]
    bound: float


def run(stage: Stage) -> list[Line]:
    rows = stage.scaled(PRODUCTS)
    make_catalogue(rows)
    _check_searches()
    kinds = (
        _Kind("list with facets", _lists(), 0.1),
        _Kind("search", _searches(), 0.1),
        _Kind("product page", _product_pages(stage.scaled(PAGES)), 0.2),
    )
    _fill_limits(stage, rows)
    with served(OURS) as port, served_one_file(stage.limits_url) as bare_port:
        look_ups = partial(_look_ups, bare_port, stage.scaled(LOOK_UPS), rows)
        _visits(port, [path for kind in kinds for path in kind.paths[:8]])
        look_ups()
        return [line for kind in kinds for line in _measured(stage, kind, port, look_ups)]


def _measured(stage: Stage, kind: _Kind, port: int, look_ups: Measure) -> list[Line]:
    rate, patience = Goal(kind.bound, is_time=False), Goal(100, is_time=True)
    goals = {
        "each address for the first time after a write": (rate, patience),
        "again until the next write": (rate, patience),
        "each address while nothing is kept": (None, None),  # what kept pieces are worth
    }
    lines = [
        Line("W3", f"{kind.name}, {when}", "one-file Django, one look-up", "req/s", goal)
        for when, (goal, _wait) in goals.items()
    ]
    waits = [
        Line("W3", f"{line.name}: 95 of 100 within", "", "ms", wait)
        for line, (_goal, wait) in zip(lines, goals.values(), strict=True)
    ]
    rng = Rng(SEED)

    def after_a_write() -> float:
        _visits(port, [*kind.paths] * _ALL_HAVE_IT)
        _recognise_one(rng)
        return _noted(_visits(port, kind.paths), waits[0])

    def until_the_next() -> float:
        _visits(port, [*kind.paths] * _ALL_HAVE_IT)
        return _noted(_visits(port, [*kind.paths] * ceil(AGAIN / len(kind.paths))), waits[1])

    def with_nothing_kept() -> float:
        rebuild_listings(PROVINCE)
        return _noted(_visits(port, kind.paths), waits[2])

    measures = (after_a_write, until_the_next, with_nothing_kept)
    interleave(stage.rounds, *((line, ours, look_ups) for line, ours in zip(lines, measures, strict=True)))
    return [shown for pair in zip(lines, waits, strict=True) for shown in pair]


def _recognise_one(rng: Rng) -> None:
    """Recognise a product anew: its page, the lists that show it and the counts that it stands in change."""
    product = Product.objects.get(pk=rng.pick(list(Listing.objects.order_by("product_id"))).product_id)
    row = SourcedRecognition(product=product, star=5, decided_on=legal_day(timezone.now()))
    record_recognitions_from_source(province=PROVINCE, rows=[row], by=None)


def _visits(port: int, paths: Sequence[str]) -> Load:
    mixed = list(paths)
    Rng(SEED).shuffle(mixed)
    asked = [request("GET", path) for path in mixed]
    load = send(port, [asked[start::CONCURRENCY] for start in range(CONCURRENCY)])
    assert set(load.statuses) == {200}, dict(load.statuses)
    return load


def _noted(load: Load, wait: Line) -> float:
    wait.ours.append(load.p95)
    return load.per_second


def _look_ups(port: int, count: int, rows: int) -> float:
    rng, codes = Rng(SEED), [row["gtin14"] for row in products(rows)]
    asked = [request("GET", f"/01/{rng.pick(codes)}") for _ in range(count)]
    load = send(port, [asked[start::CONCURRENCY] for start in range(CONCURRENCY)])
    assert set(load.statuses) == {302}, dict(load.statuses)
    return load.per_second


def _lists() -> list[str]:
    """Return the catalogue narrowed, ordered and leafed through in every combination of a few values."""
    return [
        _address(sao=star, xep=order, tt=state, trang=page)
        for star, order, state, page in every(STARS, ORDERS, STATES, LEAVES)
    ]


def _searches() -> list[str]:
    """Return every search, with marks and without, plain, narrowed and ordered."""
    words = [word for pair in queries() for word in pair]
    return [_address(q=word, sao=star) for word, star in every(words, STARS)]


def _product_pages(count: int) -> list[str]:
    rng, listed = Rng(SEED), list(Listing.objects.order_by("product_id"))
    return list({product_url(rng.pick(listed)): None for _ in range(count)})


def _address(**parameters: str) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return reverse("catalogue:products") + (f"?{urlencode(given)}" if given else "")


def _check_searches() -> None:
    """Make sure that a search finds the same with its marks and without, and finds something."""
    version, today = catalogue_version(), legal_day(timezone.now())
    for typed, plain in queries():
        found, alike = (set(find(Choice(query=query), version, today).keys(0, PRODUCTS)) for query in (typed, plain))
        assert found == alike != set(), typed


def _fill_limits(stage: Stage, rows: int) -> None:
    with psycopg.connect(stage.limits_url) as limits:
        limits.execute("TRUNCATE product CASCADE")
        with limits.cursor().copy("COPY product (gtin14, slug, name) FROM STDIN") as copy:
            for row in products(rows):
                copy.write_row((row["gtin14"], row["slug"], row["name"]))
    with psycopg.connect(stage.limits_url, autocommit=True) as limits:
        limits.execute("ANALYZE product")
