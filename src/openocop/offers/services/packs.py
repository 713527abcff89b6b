"""Putting packs on offer, changing them and their price, and taking them off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.offers.domain.facts import PackFacts
from openocop.offers.models import Pack, PackPrice
from openocop.offers.selectors.facts import current_price, pack_facts
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products
from openocop.registry.services.history import announce

MOST_PACKS = 30


class CannotOffer(Refused):
    """A pack that cannot stand as it is; the field is named."""


@transaction.atomic
def add_pack(*, product: Product, facts: PackFacts, client_id: UUID, by: Post, at: datetime) -> Pack:
    """Put a pack on offer; what one form sends twice is one pack.

    Raises:
        NotPermitted: `by` does not keep this product.
        CannotOffer: the bar code names another pack, or the product has too many packs.
    """
    product = _locked(product, by, at)
    sent_before = Pack.objects.filter(client_id=client_id).first()
    if sent_before is not None and sent_before.product_id == product.pk:
        return sent_before
    if sent_before is not None:
        raise CannotOffer(_("This form was already sent for another product. Open the page of this one again."))
    if product.packs.filter(retired_at=None).count() >= MOST_PACKS:
        message = _("%(most)d packs are on offer, no more fit. Take one off first.")
        raise CannotOffer(message % {"most": MOST_PACKS})
    pack = Pack(province=product.province, product=product, client_id=client_id, added_at=at)
    _write(pack, facts)
    _state_price(pack, facts.price, by, at)
    _recorded(pack, "pack.added", by, {"price": facts.price})
    return pack


@transaction.atomic
def revise_pack(*, pack: Pack, facts: PackFacts, by: Post, at: datetime) -> Pack:
    """Change a pack; another price is kept beside those before. What did not change leaves no trace.

    Raises:
        NotPermitted, CannotOffer: as in `add_pack`; also a pack that was taken off meanwhile.
    """
    _locked(pack.product, by, at)
    pack = Pack.objects.select_for_update().get(pk=pack.pk)
    if pack.retired_at is not None:
        raise CannotOffer(_("This pack was taken off offer. Add it anew to sell it again."))
    before, price = pack_facts(pack), current_price(pack)
    if (before, price) == (replace(facts, price=None), facts.price):
        return pack
    _write(pack, facts)
    if price != facts.price:
        _state_price(pack, facts.price, by, at)
    _recorded(pack, "pack.revised", by, {"price": facts.price, "before": price})
    return pack


@transaction.atomic
def retire_pack(*, pack: Pack, by: Post, at: datetime) -> Pack:
    """Take a pack off offer; the same again is harmless.

    Raises:
        NotPermitted: `by` does not keep this product.
    """
    _locked(pack.product, by, at)
    pack = Pack.objects.select_for_update().select_related("product").get(pk=pack.pk)
    if pack.retired_at is None:
        pack.retired_at = at
        pack.save(update_fields=["retired_at"])
        _recorded(pack, "pack.retired", by, {})
    return pack


def _locked(product: Product, by: Post, at: datetime) -> Product:
    found = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, found.producer, found.province, on=legal_day(at)))
    return found


def _write(pack: Pack, facts: PackFacts) -> None:
    pack.name, pack.quantity, pack.unit = nfc(facts.name), facts.quantity, facts.unit.value
    pack.bar_code, pack.is_gift, pack.shelf_days = facts.bar_code, facts.is_gift, facts.shelf_days
    try:
        with transaction.atomic():
            pack.save()
    except IntegrityError as taken:  # of two who enter one bar code at the same moment, too, one is told so
        message = _("This bar code already names another pack. Each pack has a bar code of its own.")
        raise CannotOffer(message, field="bar_code") from taken


def _state_price(pack: Pack, amount: int | None, by: Post, at: datetime) -> None:
    PackPrice.objects.create(province=pack.province, pack=pack, amount=amount, stated_at=at, by_role=by.as_actor().role)


def _recorded(pack: Pack, verb: str, by: Post, facts: dict[str, Any]) -> None:
    told = {"product": pack.product.public_id, "name": pack.name, **facts}
    record(province=pack.province, actor=by.as_actor(), verb=verb, subject=pack, facts=told)
    announce(pack.province, [pack.product_id])
