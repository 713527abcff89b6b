"""S1: what people type, found among 20,000 products on both databases: recall of the first page, and the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Any

from bench.measure import Goal, Line
from bench.stage import Stage

PRODUCTS, TIMES = 20_000, 5
_NAMES = {"plain": "thirty plain queries", "harder": "thirty harder ones"}


def run(stage: Stage) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="openocop-bench-") as home:
        embedded = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        engines = {"PostgreSQL": dict(os.environ), "SQLite": embedded | {"OPENOCOP_HOME": home}}
        return [line for engine, place in engines.items() for line in _lines(stage, engine, place)]


def _lines(stage: Stage, engine: str, place: dict[str, str]) -> list[Line]:
    command = [sys.executable, "-m", "bench.search", str(stage.scaled(PRODUCTS))]
    answer = subprocess.run(command, env=place, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    lines = []
    for name, words in _NAMES.items():
        recall = Line(
            "S1", f"{words}, {engine}: share of what is meant on the first page", "", "%", Goal(95, is_time=False)
        )
        wait = Line("S1", f"{words}, {engine}: 95 of 100 found within", "", "ms", Goal(100, is_time=True))
        recall.ours, wait.ours = [found[name]["recall"] * 100], [found[name]["p95"]]
        lines += [recall, wait]
    return lines


def measure(rows: int) -> dict[str, dict[str, float]]:
    """Return recall and p95 of each set on the database of this process."""
    import django

    django.setup()
    from django.utils import timezone

    from bench.recall import query_sets, recalls
    from bench.register import make_catalogue
    from openocop.catalogue.selectors.search import Choice, find
    from openocop.catalogue.selectors.states import catalogue_version
    from openocop.core.domain.legal_time import legal_day
    from openocop.core.serving import prepare_database

    prepare_database()
    make_catalogue(rows)
    today, found = legal_day(timezone.now()), {}
    for name, queries in query_sets().items():
        shares, waits = recalls(queries, today), []
        for query in queries * TIMES:
            begun = time.perf_counter()
            find(Choice(query=query["typed"]), catalogue_version(), today).keys(0, 20)
            waits.append((time.perf_counter() - begun) * 1000)
        found[name] = {"recall": sum(shares.values()) / len(shares), "p95": sorted(waits)[int(len(waits) * 0.95)]}
    return found


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
