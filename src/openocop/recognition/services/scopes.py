"""Binding a certificate to the product as it stands: its version, the photographs of its pack, its packs."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.offers.models import Pack
from openocop.recognition.models import Certificate, CertificateScope
from openocop.registry.domain.photographs import PhotoKind
from openocop.registry.models import Product
from openocop.registry.selectors.photos import hanging_photos


def bind_scope(certificate: Certificate, product: Product) -> CertificateScope:
    """Record what a certificate covers; runs inside the transaction that issues it."""
    revision = product.revisions.order_by("number").last()
    bound = {
        "product_name": certificate.printed["product_name"],
        "version": revision.number if revision else 0,
        "facts_sha256": sha256_hex(canonical_json(revision.facts)) if revision else "",
        "photos": _photos(product),
        "packs": _packs(product),
    }
    return _kept(certificate, bound)


def carry_scope(former: Certificate, certificate: Certificate) -> CertificateScope | None:
    """Let a certificate that corrects another cover what that one did: a correction is no new recognition."""
    scope = CertificateScope.objects.filter(certificate=former).first()
    if scope is None:
        return None
    names = ("version", "facts_sha256", "photos", "packs")
    bound = {"product_name": certificate.printed["product_name"]} | {name: getattr(scope, name) for name in names}
    return _kept(certificate, bound)


def _kept(certificate: Certificate, bound: dict[str, Any]) -> CertificateScope:
    return CertificateScope.objects.create(
        province=certificate.province,
        certificate=certificate,
        sha256=sha256_hex(canonical_json(bound)),
        recorded_at=timezone.now(),
        **bound,
    )


def _photos(product: Product) -> list[dict[str, str]]:
    rows = (
        hanging_photos()
        .filter(product=product, kind=PhotoKind.PACK)
        .values_list("public_id", "file__sha256", "caption")
    )
    return [{"id": public_id, "sha256": sha256, "caption": caption} for public_id, sha256, caption in rows]


def _packs(product: Product) -> list[dict[str, str]]:
    return [
        {
            "id": pack.public_id,
            "name": pack.name,
            "quantity": f"{pack.quantity.normalize():f}",
            "unit": pack.unit,
            "bar_code": pack.bar_code,
        }
        for pack in Pack.objects.filter(product=product, retired_at=None)
    ]
