"""What machines read of a product's page: the words of schema.org as JSON-LD.

It says no more than the page. Stars count as an award only while their certificate is known to run. A pack is an
offer where its producer states a price; whether it is in stock nobody knows, so nothing is said of it. There is no
brand, for the register knows none beside the producer.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from openocop.catalogue.selectors.products import ProductPage
from openocop.catalogue.views.pictures import shot_of
from openocop.catalogue.words import family_name, held_until
from openocop.core.domain.legal_time import legal_day
from openocop.offers.selectors.offers import PackOffered
from openocop.ui.templatetags.ui import sao

_MOST_IMAGES = 6
# A browser looks for the end of the element before it knows of JSON, so nothing may look like markup.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def product_json_ld(shown: ProductPage, *, address: str, producer_address: str, image: str) -> SafeString:
    """Return the data block of a product's page, "" for an invented one. Addresses are whole ones."""
    if shown.listing.is_illustrative:
        return SafeString("")
    certificate = getattr(shown.current.recognition, "certificate", None)
    producer = (
        {"@type": "Organization", "name": shown.producer.name, "url": producer_address} if shown.producer else None
    )
    said = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": address,
        "name": shown.listing.name,
        "category": family_name(shown.listing.family),
        "image": [f"{settings.OPENOCOP_URL}{shot_of(one).address}" for one in shown.photos[:_MOST_IMAGES]] or image,
        "description": shown.product.description or None,
        "sku": certificate.product_code if certificate else None,
        "manufacturer": producer,
        "offers": [_pack(one, producer, address) for one in shown.offer.packs if one.price],
        **_award(shown),
    }
    text = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return SafeString(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')


def _pack(one: PackOffered, seller: dict[str, str] | None, address: str) -> dict[str, Any]:
    said = {
        "@type": "Offer",
        "name": one.pack.name,
        "price": one.price,
        "priceCurrency": "VND",
        "validFrom": legal_day(one.stated_at).isoformat(),
        "gtin": one.pack.bar_code,
        "seller": seller,
        "url": f"{address}#gia",
    }
    return {name: value for name, value in said.items() if value}


def _award(shown: ProductPage) -> dict[str, Any]:
    """Return the stars and their certificate with its days, nothing where none is known to be in force."""
    recognition = shown.current.recognition
    until = held_until(shown.current.status, recognition.valid_until)
    if until is None or recognition.star is None or recognition.valid_from is None:
        return {}
    name = f"OCOP {sao(recognition.star)}"
    begin, end = recognition.valid_from.isoformat(), until.isoformat()
    return {
        "award": f"{name}, {begin} – {end}",
        "hasCertification": {
            "@type": "Certification",
            "name": name,
            "certificationStatus": "https://schema.org/CertificationActive",
            "validFrom": begin,
            "expires": end,
        },
    }
