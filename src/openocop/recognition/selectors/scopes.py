"""What a certificate covers, as anybody may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openocop.core.domain.legal_time import legal_day
from openocop.offers.models import Pack
from openocop.recognition.models import Certificate, CertificateScope
from openocop.registry.domain.photographs import PhotoKind
from openocop.registry.models import ProductPhoto
from openocop.registry.selectors.photos import hanging_photos


@dataclass(frozen=True, slots=True)
class ToBind:
    """How many photographs of the pack, and packs, a certificate would be bound to now."""

    photos: int
    packs: int


@dataclass(frozen=True, slots=True)
class CoveredPhoto:
    """A photograph of the pack as bound; `photo` is None once it was taken off: only its hash is told then."""

    caption: str
    sha256: str
    photo: ProductPhoto | None


@dataclass(frozen=True, slots=True)
class CoveredPack:
    name: str
    quantity: Decimal
    unit: str
    bar_code: str


@dataclass(frozen=True, slots=True)
class Covered:
    """What a certificate was bound to; `later` are packs put on offer since, which it did not know."""

    product_name: str
    version: int
    recorded_on: date
    sha256: str
    photos: tuple[CoveredPhoto, ...]
    packs: tuple[CoveredPack, ...]
    later: tuple[CoveredPack, ...]


def to_be_bound(product_ids: Sequence[int]) -> dict[int, ToBind]:
    """Return what certificates of these products would be bound to if they were issued now, in two queries."""
    of_packs = hanging_photos().filter(product__in=product_ids, kind=PhotoKind.PACK)
    photos = Counter(of_packs.values_list("product_id", flat=True))
    packs = Counter(Pack.objects.filter(product__in=product_ids, retired_at=None).values_list("product_id", flat=True))
    return {key: ToBind(photos[key], packs[key]) for key in product_ids}


def covered_by(certificate: Certificate | None) -> Covered | None:
    """Return what a certificate covers, None where that was not recorded."""
    scope = CertificateScope.objects.filter(certificate=certificate).first() if certificate else None
    if scope is None or certificate is None or certificate.recognition is None:
        return None
    shown = hanging_photos().filter(public_id__in=[one["id"] for one in scope.photos]).select_related("file")
    photos = {(one.public_id, one.file.sha256): one for one in shown}
    bound = {one["id"] for one in scope.packs}
    on_offer = Pack.objects.filter(product=certificate.recognition.product_id, retired_at=None)
    return Covered(
        product_name=scope.product_name,
        version=scope.version,
        recorded_on=legal_day(scope.recorded_at),
        sha256=scope.sha256,
        photos=tuple(
            CoveredPhoto(one["caption"], one["sha256"], photos.get((one["id"], one["sha256"]))) for one in scope.photos
        ),
        packs=tuple(
            CoveredPack(one["name"], Decimal(one["quantity"]), one["unit"], one["bar_code"]) for one in scope.packs
        ),
        later=tuple(
            CoveredPack(one.name, one.quantity, one.unit, one.bar_code)
            for one in on_offer
            if one.public_id not in bound
        ),
    )
