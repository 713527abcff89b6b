"""How much of what people mean a search shows on its first page; figures at 20,000 products by `make bench`."""

from __future__ import annotations

from datetime import date

from bench.recall import query_sets, recalls
from bench.register import make_catalogue

LEAST = 0.95


def test_what_people_mean_stands_on_the_first_page(db: None) -> None:
    make_catalogue(3000)
    for name, queries in query_sets().items():
        assert len(queries) == 30
        each = recalls(queries, date(2026, 11, 24))
        short = {typed: round(recall, 2) for typed, recall in each.items() if recall < LEAST}
        assert sum(each.values()) / len(each) >= LEAST, (name, short)
