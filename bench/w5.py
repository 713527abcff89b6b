"""W5: a scanned code answered with today's standing and the way to its certificate, beside one look-up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import psycopg
from django.utils import timezone

from bench.data import SEED, Rng, products
from bench.load import Load, request, send
from bench.measure import Goal, Line, Measure, interleave
from bench.register import PROVINCE, make_catalogue
from bench.serving import OURS, served, served_one_file
from bench.stage import Stage
from openocop.core.domain.legal_time import legal_day
from openocop.recognition.domain.status import term_end
from openocop.recognition.models import Certificate, Recognition

PRODUCTS, CONCURRENCY, SCANS, PAGES = 20_000, 8, 4000, 1000


def run(stage: Stage) -> list[Line]:
    rows = stage.scaled(PRODUCTS)
    make_catalogue(rows)
    codes = _certificates()
    _fill_limits(stage, rows)
    scan = Line("W5", "scanned code: standing and redirect", "one-file Django, one look-up", "req/s", Goal(0.8, False))
    page = Line("W5", "page of the certificate", "one-file Django, one look-up", "req/s", None)
    with served(OURS) as port, served_one_file(stage.limits_url) as bare_port:
        look_ups = partial(_look_ups, bare_port, stage.scaled(SCANS), rows)
        ids = Certificate.objects.order_by("pk").values_list("public_id", flat=True)
        pages = [f"/chung-nhan/{public_id}/" for public_id in ids[: stage.scaled(PAGES) // 10]]
        pairs: tuple[tuple[Line, Measure, Measure], ...] = (
            (scan, partial(_rate, port, [f"/ma/{code}" for code in codes], stage.scaled(SCANS), 302), look_ups),
            (page, partial(_rate, port, pages, stage.scaled(PAGES), 200), look_ups),
        )
        for _line, ours, _reference in pairs:
            ours()  # both processes word their queries and draw their pieces
        look_ups()
        return interleave(stage.rounds, *pairs)


def _certificates() -> list[str]:
    """Give every recognition with a day a certificate, as issuing would; return their codes."""
    today = legal_day(timezone.now())
    rows = Recognition.objects.filter(province=PROVINCE, valid_from__lte=today, certificate=None).order_by("pk")
    made = [
        Certificate(
            province=PROVINCE,
            recognition=row,
            number=f"{row.pk}/2026/GCN-OCOP",
            product_code=f"96-{10_000 + row.pk // 90:05d}-{10 + row.pk % 90}-2026",
            issued_on=row.valid_from or today,
            valid_until=row.valid_until or term_end(today - timedelta(days=1)),
        )
        for row in rows
    ]
    Certificate.objects.bulk_create(made, batch_size=1000)
    return list(Certificate.objects.order_by("pk").values_list("product_code", flat=True))


def _fill_limits(stage: Stage, rows: int) -> None:
    with psycopg.connect(stage.limits_url, autocommit=True) as limits:
        limits.execute("TRUNCATE product CASCADE")
        with limits.cursor().copy("COPY product (gtin14, slug, name) FROM STDIN") as copy:
            for row in products(rows):
                copy.write_row((row["gtin14"], row["slug"], row["name"]))
        limits.execute("ANALYZE")


def _rate(port: int, paths: list[str], count: int, status: int) -> float:
    rng = Rng(SEED)
    return _sent(port, [request("GET", rng.pick(paths)) for _ in range(count)], status).per_second


def _look_ups(port: int, count: int, rows: int) -> float:
    rng, codes = Rng(SEED), [row["gtin14"] for row in products(rows)]
    return _sent(port, [request("GET", f"/01/{rng.pick(codes)}") for _ in range(count)], 302).per_second


def _sent(port: int, asked: list[bytes], status: int) -> Load:
    load = send(port, [asked[start::CONCURRENCY] for start in range(CONCURRENCY)])
    assert set(load.statuses) == {status}, dict(load.statuses)
    return load
