"""Taking products into the register and keeping their records."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, search_key
from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.domain.facts import ProductFacts, changed_fields
from openocop.registry.domain.pictures import is_photograph
from openocop.registry.models import Producer, Product, ProductPhoto
from openocop.registry.permissions import may_keep_products
from openocop.registry.selectors.facts import product_facts
from openocop.registry.services.checks import NotRegistrable, checked_product
from openocop.registry.services.history import announce, keep_product_state
from openocop.registry.services.looks import keep_look
from openocop.registry.services.producers import AlreadyRegistered
from openocop.registry.services.rows import write_product


@transaction.atomic
def register_product(
    *, facts: ProductFacts, producer: Producer | None, by: Post, at: datetime, is_illustrative: bool = False
) -> Product:
    """Register a product of `producer` (None: the source does not name it). A product is its name and its producer.

    What an illustrative producer makes is illustrative.

    Raises:
        NotPermitted: `by` does not keep this producer's products.
        NotRegistrable: the facts cannot stand; the field is named.
        AlreadyRegistered: this producer has a product of this name, marks and capitals apart.
    """
    if producer is not None:
        producer = Producer.objects.select_for_update().get(pk=producer.pk)
    province = producer.province if producer else by.province
    require(may_keep_products(by, producer, province, on=legal_day(at)))
    facts = checked_product(facts)
    _refuse_twin(producer, facts)
    product = Product(
        province=province,
        producer=producer,
        is_illustrative=is_illustrative or (producer is not None and producer.is_illustrative),
        registered_at=at,
    )
    write_product(product, facts, producer)
    product.save()
    keep_product_state(product, facts, (), verb="product.registered", by=by, at=at)
    return product


@transaction.atomic
def revise_product(*, product: Product, facts: ProductFacts, by: Post, at: datetime) -> Product:
    """Change the record of a product; what did not change leaves no trace.

    Raises:
        NotPermitted, NotRegistrable, AlreadyRegistered: as in `register_product`.
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, product.producer, product.province, on=legal_day(at)))
    facts = checked_product(facts)
    changed = changed_fields(product_facts(product), facts)
    if not changed:
        return product
    _refuse_twin(product.producer, facts, but=product)
    write_product(product, facts, product.producer)
    product.save()
    keep_product_state(product, facts, changed, verb="product.revised", by=by, at=at)
    return product


@transaction.atomic
def add_photo(*, product: Product, file: StoredFile, caption: str, source: str, by: Post, at: datetime) -> ProductPhoto:
    """Hang a stored picture beside a product; `source` says who took it or where it was published.

    Raises:
        NotPermitted: `by` does not keep this product.
        NotRegistrable: no caption or no source, or no photograph of this province (an SVG, a name that lies).
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, product.producer, product.province, on=legal_day(at)))
    if file.province != product.province or not file.media_type.startswith("image/"):
        raise NotRegistrable(_("This file is not a picture kept for this province."), field="file")
    with path_of(file.sha256).open("rb") as content:
        if not is_photograph(file.media_type, content.read(16)):
            why = _(
                "A photograph is a JPEG, PNG or WebP, and this file is none of them. Save it as JPEG and send it again."
            )
            raise NotRegistrable(why, field="file")
    if not nfc(caption) or not nfc(source):
        raise NotRegistrable(_("Say what the picture shows and where it comes from."), field="caption")
    photo = ProductPhoto.objects.create(
        province=product.province,
        product=product,
        file=file,
        caption=nfc(caption)[:200],
        source=nfc(source)[:500],
        added_at=at,
    )
    keep_look(product=product, file=file, is_public=True)
    facts = {"photo": photo.public_id, "sha256": file.sha256}
    record(province=product.province, actor=by.as_actor(), verb="product.photo_added", subject=product, facts=facts)
    announce(product.province, [product.pk])
    return photo


def _refuse_twin(producer: Producer | None, facts: ProductFacts, *, but: Product | None = None) -> None:
    if producer is None:
        return
    twins = producer.products.filter(name_key=search_key(facts.name))
    if (twins.exclude(pk=but.pk) if but else twins).exists():
        raise AlreadyRegistered(
            _("This producer already has a product of this name. Open that record, or give each its own name."),
            field="name",
        )
