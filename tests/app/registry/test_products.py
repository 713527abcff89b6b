"""Registering and changing products."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openocop.core.models import JournalEntry
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.models import Product
from openocop.registry.selectors.facts import product_facts as facts_of
from openocop.registry.services.checks import NotRegistrable
from openocop.registry.services.producers import AlreadyRegistered
from openocop.registry.services.products import register_product, revise_product
from openocop.registry.signals import products_changed
from tests.factories.actors import Cast
from tests.factories.registry import AT, a_producer, a_product


def test_registering_reads_family_and_keys_from_the_name(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast), "Tôm khô tách vỏ")
    assert (product.family, product.family_checked) == ("tom-kho", False)
    assert (product.slug, product.name_key) == ("tom-kho-tach-vo", "tom kho tach vo")
    assert product.search_key == "tom kho tach vo htx cai bat xa dam doi tinh ca mau"
    assert JournalEntry.objects.get(subject_id=product.public_id).verb == "product.registered"
    assert product.revisions.get().facts["name"] == "Tôm khô tách vỏ"


def test_a_family_given_by_hand_stays_when_the_name_changes(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast), "Khô trâu một nắng", family="ca-kho")
    product = revise_product(
        product=product, facts=replace(facts_of(product), name="Khô trâu"), by=cast.provincial_officer.post, at=AT
    )
    assert (product.family, product.family_checked, product.revisions.count()) == ("ca-kho", True, 2)


def test_a_family_read_from_the_name_follows_the_name(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast), "Tôm khô")
    product = revise_product(
        product=product, facts=replace(facts_of(product), name="Mắm tôm"), by=cast.provincial_officer.post, at=AT
    )
    assert (product.family, product.revisions.get(number=2).changed) == ("mam", ["name"])
    assert (product.name_key, product.slug) == ("mam tom", "mam-tom")


def test_a_product_is_its_name_and_its_producer(cast: Cast) -> None:
    one, other = a_producer(cast), a_producer(cast, "HTX Sông Đầm")
    first = a_product(cast, one, "Tôm khô")
    a_product(cast, other, "Tôm khô")
    with pytest.raises(AlreadyRegistered) as refusal:
        a_product(cast, one, "TÔM  KHÔ")
    assert refusal.value.field == "name"
    second = a_product(cast, one, "Mắm tôm")
    with pytest.raises(AlreadyRegistered):
        revise_product(product=second, facts=facts_of(first), by=cast.provincial_officer.post, at=AT)


def test_products_of_an_unknown_producer_are_not_taken_for_one_another(cast: Cast) -> None:
    a_product(cast, None, "Tôm khô")
    a_product(cast, None, "Tôm khô")
    assert Product.objects.filter(producer=None).count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "a" * 10_000}, "name"),
        ({"classification": "IX.9"}, "classification"),
        ({"family": "khong-co"}, "family"),
        ({"story": "a" * 20_001}, "story"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_field(cast: Cast, changes: dict, field: str) -> None:
    producer = a_producer(cast)
    with pytest.raises(NotRegistrable) as refusal:
        register_product(
            facts=ProductFacts(**{"name": "Tôm khô", **changes}),
            producer=producer,
            by=cast.provincial_officer.post,
            at=AT,
        )
    assert refusal.value.field == field


def test_nothing_changed_leaves_no_trace(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast))
    revise_product(product=product, facts=facts_of(product), by=cast.provincial_officer.post, at=AT)
    assert product.revisions.count() == 1


def test_text_keeps_its_paragraphs(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast), story="Một.\r\n\r\nHai  .")
    assert product.story == "Một.\n\nHai ."


def test_a_change_is_announced(cast: Cast) -> None:
    heard: list[tuple[str, list[int]]] = []

    def listen(sender: type, province: str, product_ids: list[int], **_: object) -> None:
        heard.append((province, product_ids))

    products_changed.connect(listen)
    try:
        product = a_product(cast, a_producer(cast))
    finally:
        products_changed.disconnect(listen)
    assert heard == [("ca-mau", [product.pk])]
