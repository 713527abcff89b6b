"""Enquiries sent through their own service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from openocop.enquiries.domain.parts import Contact, Wanted, Wishes
from openocop.enquiries.models import Enquiry
from openocop.enquiries.services.sending import send_enquiry
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack
from openocop.registry.models import Producer, Product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import AT

CONTACT = Contact("Chị Khách Thử", "0900 000 000", "khach@example.com")
WISHES = Wishes(date(2026, 12, 20), "Xã Thử, tỉnh Thử", "Cần hóa đơn")


def sold_product(cast: Cast, name: str, producer: Producer | None) -> Product:
    """Return a public product in force with one pack at 185.000 dong."""
    product: Product = a_recognition(cast, name, producer, decided_on=date(2026, 6, 1)).product
    jar = PackFacts("Hũ", Decimal(500), Unit.GRAM, 185_000)
    add_pack(product=product, facts=jar, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)
    return product


def an_enquiry(*products: Product, quantity: int = 10, **facts: Any) -> Enquiry:
    wanted = [Wanted(one.public_id, quantity, one.packs.get().public_id) for one in products]
    plain = {"contact": CONTACT, "wishes": WISHES, "consented": True, "client_id": uuid4(), "at": AT}
    return send_enquiry(wanted=wanted, **{**plain, **facts})
