"""Lists, pages, history and probable matches; the number of queries does not grow with the rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from openocop.core.models import JournalActor
from openocop.core.verdict import NotPermitted
from openocop.registry.domain.facts import Identifier
from openocop.registry.domain.places import UnitBasis
from openocop.registry.selectors.facts import producer_facts as facts_of
from openocop.registry.selectors.lists import Filters, producers_listed, products_listed
from openocop.registry.selectors.matching import probable_producers
from openocop.registry.selectors.records import (
    place_of,
    producer_by_public_id,
    producer_page,
    product_by_public_id,
    product_page,
)
from openocop.registry.services.producers import register_producer, revise_producer
from tests.factories.actors import NAM_CAN, Cast
from tests.factories.registry import AT, ON, a_producer, a_product, producer_facts


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_products_takes_four_queries(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        a_product(cast, a_producer(cast, f"HTX {number}"), f"Tôm khô {number}")
    with django_assert_num_queries(4):  # count, products with producers, units, provinces
        listed = products_listed(cast.provincial_officer.post, Filters(), on=ON)
        shown = [(row.product.producer.name, row.place, row.family) for row in listed.rows if row.product.producer]
    assert shown == [(f"HTX {number}", "Xã Đầm Dơi, tỉnh Cà Mau", "Tôm khô") for number in range(rows)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_producers_takes_four_queries(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        a_product(cast, a_producer(cast, f"HTX {number}"))
    with django_assert_num_queries(4):
        listed = producers_listed(cast.provincial_officer.post, Filters(), on=ON)
    assert [(row.producer.name, row.kind, row.products) for row in listed.rows] == [
        (f"HTX {number}", "Hợp tác xã", 1) for number in range(rows)
    ]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(), ["Cua biển", "Mắm tôm", "Tôm khô"]),
        (Filters(words="tom"), ["Mắm tôm", "Tôm khô"]),
        (Filters(words="TÔM nam can"), ["Tôm khô"]),  # two words: the product and its place
        (Filters(family="mam"), ["Mắm tôm"]),
        (Filters(kind="household"), ["Tôm khô"]),
        (Filters(unit=NAM_CAN), ["Tôm khô"]),
        (Filters(check="producer"), ["Cua biển"]),
        (Filters(check="place"), ["Cua biển"]),
        (Filters(check="family"), ["Cua biển", "Tôm khô"]),
        (Filters(words="không có"), []),
    ],
)
def test_products_are_narrowed(cast: Cast, filters: Filters, names: list[str]) -> None:
    a_product(cast, a_producer(cast), "Mắm tôm", family="mam")
    a_product(cast, a_producer(cast, "Hộ kinh doanh Ba Đức", kind="household", unit_code=NAM_CAN), "Tôm khô")
    a_product(cast, None, "Cua biển")
    listed = products_listed(cast.provincial_officer.post, filters, on=ON)
    assert [row.product.name for row in listed.rows] == names


def test_a_query_string_that_means_nothing_is_left_out() -> None:
    query = {"q": "tôm", "kind": "khác", "family": "x", "unit": "a' OR 1", "check": "?"}
    assert Filters.of_query(query) == Filters(words="tôm")


def test_councils_and_advisers_have_no_list(cast: Cast) -> None:
    for person in (cast.adviser, cast.council_member, cast.chair):
        with pytest.raises(NotPermitted):
            products_listed(person.post, Filters(), on=ON)
        with pytest.raises(NotPermitted):
            producers_listed(person.post, Filters(), on=ON)


def test_the_page_of_a_producer_hides_numbers_from_those_who_only_read(cast: Cast) -> None:
    producer = register_producer(
        facts=producer_facts("Hộ kinh doanh Ba Đức", kind="household"),
        identifiers=[Identifier("personal_number", "096085000123"), Identifier("tax_code", "0100233488")],
        by=cast.provincial_officer.post,
        at=AT,
    )
    full = producer_page(producer, cast.commune_officer.post, on=ON)
    assert [number.shown for number in full.numbers] == ["096085000123", "0100233488"]
    outside = producer_page(producer, cast.ministry.post, on=ON)
    assert [number.shown for number in outside.numbers] == ["•••••••488"]
    assert (bool(outside.private), outside.members) == (False, [])
    with pytest.raises(NotPermitted):
        producer_page(producer, cast.other_commune_officer.post, on=ON)


def test_the_history_tells_what_changed_and_by_whom_until_the_person_is_erased(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    facts = replace(facts_of(producer), kind="farm", phone="0290 3000 000", aliases=("Cái Bát",))
    revise_producer(producer=producer, facts=facts, by=cast.commune_officer.post, at=AT)
    latest, first = producer_page(producer, cast.provincial_officer.post, on=ON).history
    assert (latest.who, first.who) == ("Người thử xa", "Người thử tinh")
    assert [(str(d.label), d.before, d.after) for d in latest.differences] == [
        ("Loại hình", "Hợp tác xã", "Trang trại"),
        ("Điện thoại", "", ""),
        ("Tên gọi khác", "", "Cái Bát"),
    ]
    JournalActor.objects.filter(name="Người thử xa").delete()
    assert producer_page(producer, cast.provincial_officer.post, on=ON).history[0].who == ""


def test_a_place_of_another_day_is_shown_with_what_it_is_today(cast: Cast) -> None:
    inferred = {"unit_on": date(2022, 11, 30), "unit_basis": UnitBasis.INFERRED}
    old = place_of(a_producer(cast, unit_code="970", **inferred), on=ON)
    assert old.recorded == "Huyện Đầm Dơi, tỉnh Cà Mau"
    assert old.now == (
        *("Xã Đầm Dơi", "Xã Tạ An Khương", "Xã Trần Phán", "Xã Tân Thuận"),
        *("Xã Quách Phẩm", "Xã Thanh Tùng", "Xã Tân Tiến"),
    )
    whole = place_of(a_producer(cast, "HTX Hai", unit_code="32173", **inferred), on=ON)
    assert (whole.recorded, whole.now) == ("Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Cà Mau", ("Xã Đầm Dơi",))
    unknown = a_producer(cast, "HTX Ba", unit_code="", unit_on=None, unit_basis=UnitBasis.UNKNOWN)
    assert place_of(unknown, on=ON).now == ()


def test_the_page_of_a_product_is_found_by_its_public_id(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast))
    found = product_by_public_id(product.public_id)
    assert found == product
    page = product_page(product, cast.inspector.post, on=ON)
    assert (bool(page.may_keep), len(page.history)) == (False, 1)
    assert (product_by_public_id("khong"), producer_by_public_id("khong")) == (None, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_probable_producers_take_two_queries_and_read_other_names(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        a_producer(cast, f"HTX Chế biến {number}", aliases=(f"Cai Bat {number}",))
    with django_assert_num_queries(2):
        found = probable_producers(province="ca-mau", name="Hợp tác xã Cái Bát", kind="cooperative")
    assert [match.producer.name for match in found] == [f"HTX Chế biến {number}" for number in range(rows)]
