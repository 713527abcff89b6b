"""What a label is held against: the certificate of a product, as it stands on a day."""

from __future__ import annotations

from datetime import date

from openocop.offers.models import Pack
from openocop.recognition.domain.label_check import Ground
from openocop.recognition.models import CertificateScope, Recognition
from openocop.recognition.selectors.mark_use import use_of


def ground_of(recognition: Recognition, on: date) -> Ground:
    """Return what the certificate of a recognition says; where it is on paper only, what the recognition says."""
    use = use_of(recognition, on)
    certificate = use.certificate
    scope = CertificateScope.objects.filter(certificate=certificate).first() if certificate else None
    return Ground(
        stars=recognition.star or 0,
        product_name=certificate.printed["product_name"] if certificate else recognition.product.name,
        code=certificate.product_code if certificate else "",
        first_on=recognition.valid_from,
        last_on=use.last_on,
        refusal=use.refusal,
        is_over=use.is_over,
        packs=frozenset(one["id"] for one in scope.packs) if scope else None,
    )


def packs_to_choose(recognition: Recognition) -> list[tuple[str, str]]:
    """Return the packs of the product, those that its certificate names first, by public id."""
    scope = CertificateScope.objects.filter(certificate__recognition=recognition).first()
    bound = {one["id"]: one["name"] for one in scope.packs} if scope else {}
    on_offer = Pack.objects.filter(product=recognition.product_id, retired_at=None)
    return [*bound.items(), *((one.public_id, one.name) for one in on_offer if one.public_id not in bound)]
