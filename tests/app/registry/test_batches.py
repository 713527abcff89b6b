"""Many records at once, and taking them back."""

from __future__ import annotations

import pytest

from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.models import Producer, ProducerRevision, Product, RegistryBatch
from openocop.registry.services.batches import (
    CannotWithdraw,
    IncomingProduct,
    Registered,
    register_many,
    withdraw_batch,
)
from openocop.registry.services.producers import AlreadyRegistered
from tests.factories.actors import Cast
from tests.factories.registry import AT, a_producer, a_product, producer_facts


def _import(cast: Cast, *, names: tuple[str, ...] = ("Tôm khô", "Mắm tôm"), **options: object) -> Registered:
    values = {
        "province": "ca-mau",
        "label": "Danh sách thử",
        "source": "danh-sach.xlsx",
        "producers": [producer_facts("HTX Một"), producer_facts("HTX Hai")],
        "products": [IncomingProduct(ProductFacts(name), index) for index, name in enumerate(names)],
        "by": cast.provincial_officer.post,
        "at": AT,
    }
    return register_many(**{**values, **options})


def test_a_list_comes_in_whole_in_its_order_with_one_entry(cast: Cast) -> None:
    made = _import(cast)
    assert [(p.name, p.producer and p.producer.name) for p in made.products()] == [
        ("Tôm khô", "HTX Một"),
        ("Mắm tôm", "HTX Hai"),
    ]
    assert JournalEntry.objects.get(subject_id=made.batch.public_id).facts == {
        "producers": 2,
        "products": 2,
        "label": "Danh sách thử",
        "illustrative": False,
    }
    assert JournalEntry.objects.count() == 1
    assert [r.by_role for r in ProducerRevision.objects.all()] == ["provincial_officer", "provincial_officer"]


def test_the_number_of_queries_does_not_grow_with_the_list(cast: Cast, django_assert_max_num_queries) -> None:
    many = [producer_facts(f"HTX số {number}") for number in range(200)]
    goods = [IncomingProduct(ProductFacts(f"Tôm khô số {number}"), number) for number in range(200)]
    with django_assert_max_num_queries(60):
        assert len(_import(cast, producers=many, products=goods).products()) == 200


def test_products_may_belong_to_registered_producers_or_to_nobody_named(cast: Cast) -> None:
    known = a_producer(cast)
    goods = [IncomingProduct(ProductFacts("Tôm khô"), known), IncomingProduct(ProductFacts("Tôm khô"))]
    made = _import(cast, producers=[], products=goods)
    assert [p.producer for p in made.products()] == [known, None]


def test_what_is_illustrative_is_marked_so_throughout(cast: Cast) -> None:
    made = _import(cast, is_illustrative=True)
    assert {row.is_illustrative for row in [made.batch, *made.producers, *made.products()]} == {True}


@pytest.mark.parametrize("twice", ["producers", "products", "registered producer", "registered product"])
def test_the_same_record_twice_refuses_the_whole_list(cast: Cast, twice: str) -> None:
    options: dict = {}
    if twice == "producers":
        options["producers"] = [producer_facts("HTX Một"), producer_facts("HTX  Một")]
    elif twice == "products":
        options["products"] = [IncomingProduct(ProductFacts("Tôm khô"), 0), IncomingProduct(ProductFacts("TÔM KHÔ"), 0)]
    elif twice == "registered producer":
        a_producer(cast, "HTX Một")
    else:
        known = a_producer(cast)
        a_product(cast, known, "Tôm khô")
        options["products"] = [IncomingProduct(ProductFacts("tôm khô"), known)]
    before = (Producer.objects.count(), Product.objects.count())
    with pytest.raises(AlreadyRegistered, match="1 bản ghi bị trùng"):
        _import(cast, **options)
    assert (Producer.objects.count(), Product.objects.count()) == before
    assert not RegistryBatch.objects.exists()


def test_only_the_provincial_office_and_the_console_import(cast: Cast) -> None:
    for name, post in cast.posts().items():
        if name != "provincial_officer":
            with pytest.raises(NotPermitted):
                _import(cast, by=post)
    assert _import(cast, by=None).batch.product_count == 2
    assert JournalEntry.objects.get(verb="registry.batch_registered").actor_role == "system"


def test_a_batch_is_taken_back_whole(cast: Cast) -> None:
    kept = a_product(cast, a_producer(cast), "Cua biển")
    made = _import(cast)
    withdraw_batch(batch=made.batch, by=cast.provincial_officer.post, at=AT)
    assert list(Product.objects.all()) == [kept]
    assert list(Producer.objects.all()) == [kept.producer]
    assert RegistryBatch.objects.get().product_count == 2
    assert JournalEntry.objects.get(verb="registry.batch_withdrawn").facts["products"] == 2


def test_a_batch_on_which_something_stands_is_not_taken_back(cast: Cast) -> None:
    made = _import(cast)
    a_product(cast, made.producers[0], "Cua biển")
    with pytest.raises(CannotWithdraw):
        withdraw_batch(batch=made.batch, by=cast.provincial_officer.post, at=AT)
    assert Product.objects.count() == 3
