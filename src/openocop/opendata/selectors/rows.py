"""The public rows of each table, in a lasting order and without ever holding them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from openocop.catalogue.selectors.public import (
    public_certificates,
    public_producers,
    public_products,
    public_recognitions,
)
from openocop.catalogue.selectors.rounds import public_rounds
from openocop.catalogue.selectors.sales import live_listings
from openocop.offers.models import Supply
from openocop.offers.selectors.offers import gift_uses, packs_on_offer
from openocop.opendata.domain.tables import Table
from openocop.places.models import Place, Showing
from openocop.proofs.models import Proof, SigningKey
from openocop.recognition.models import CertificateScope, Decision
from openocop.registry.selectors.photos import hanging_photos

_CHUNK = 2000
Rows = Callable[[str], QuerySet[Any]]


def public_rows(table: Table, province: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as plain JSON values: days and moments as ISO text, what is empty as null."""
    names = [column.name for column in table.columns]
    rows = _ROWS[table.name](province).order_by("pk").values_list(*(column.path for column in table.columns))
    for row in rows.iterator(chunk_size=_CHUNK):
        yield dict(zip(names, map(_plain, row), strict=True))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value == "" else value


def _products(province: str) -> QuerySet[Any]:
    return public_products().filter(province=province)


def _recognitions(province: str) -> QuerySet[Any]:
    return public_recognitions().filter(province=province)


def _certificates(province: str) -> QuerySet[Any]:
    return public_certificates().filter(province=province)


_ROWS: Mapping[str, Rows] = {
    "rounds": lambda province: public_rounds().filter(province=province),
    "producers": lambda province: public_producers().filter(province=province),
    "products": _products,
    "decisions": lambda province: Decision.objects.filter(
        pk__in=_recognitions(province).exclude(decision=None).values("decision"), issued_at__isnull=False
    ),
    "recognitions": _recognitions,
    "certificates": _certificates,
    "certificate_scopes": lambda province: CertificateScope.objects.filter(
        certificate__in=_certificates(province).values("pk")
    ),
    "signing_keys": lambda province: SigningKey.objects.filter(province=province),
    "proofs": lambda province: Proof.objects.filter(certificate__in=_certificates(province).values("pk")),
    "photos": lambda province: hanging_photos().filter(product__in=_products(province).values("pk")),
    "packs": lambda province: packs_on_offer().filter(product__in=_products(province).values("pk")),
    "places": lambda province: Place.objects.filter(province=province),
    "showings": lambda province: Showing.objects.filter(
        place__province=province, product__in=_products(province).values("pk")
    ),
    "channel_listings": lambda province: live_listings().filter(product__in=_products(province).values("pk")),
    "supplies": lambda province: Supply.objects.filter(product__in=_products(province).values("pk")),
    "gifts": lambda province: gift_uses().filter(product__in=_products(province).values("pk")),
}
