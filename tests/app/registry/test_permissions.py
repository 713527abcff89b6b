"""Who may see and keep what: every predicate before the whole cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from openocop.accounts.domain.roles import Post
from openocop.core.verdict import Verdict
from openocop.registry.models import Producer
from openocop.registry.permissions import (
    may_add_member,
    may_import,
    may_keep_producer,
    may_keep_products,
    may_list,
    may_read_producer,
    may_read_product,
    may_register_producer,
    may_see_private,
    products_visible_to,
)
from tests.factories.actors import DAM_DOI, Cast
from tests.factories.registry import ON, a_producer, a_product

OFFICE = {"provincial_officer", "leader", "inspector", "secretary", "administrator", "ministry"}
KEEPERS = {"provincial_officer", "commune_officer", "producer"}
Ask = Callable[[Post, Producer], Verdict]

CASES: dict[str, tuple[Ask, set[str]]] = {
    "list": (
        lambda post, _: may_list(post),
        OFFICE | {"commune_officer", "other_commune_officer", "producer", "rival_producer"},
    ),
    "read": (lambda post, it: may_read_producer(post, it, on=ON), OFFICE | {"commune_officer", "producer"}),
    "private": (
        lambda post, it: may_see_private(post, it, on=ON),
        {"provincial_officer", "leader", "inspector", "commune_officer", "producer"},
    ),
    "register": (
        lambda post, _: may_register_producer(post, "ca-mau", DAM_DOI, ON, on=ON),
        {"provincial_officer", "commune_officer"},
    ),
    "keep": (lambda post, it: may_keep_producer(post, it, on=ON), KEEPERS),
    "keep products": (lambda post, it: may_keep_products(post, it, "ca-mau", on=ON), KEEPERS),
    "keep orphans": (lambda post, _: may_keep_products(post, None, "ca-mau", on=ON), {"provincial_officer"}),
    "add member": (lambda post, it: may_add_member(post, it, on=ON), {"provincial_officer", "commune_officer"}),
    "import": (lambda post, _: may_import(post, "ca-mau"), {"provincial_officer"}),
}


@pytest.mark.parametrize("case", CASES)
def test_exactly_these_may(cast: Cast, case: str) -> None:
    ask, expected = CASES[case]
    producer = a_producer(cast, member=cast.producer)
    a_producer(cast, "HTX Đối Thủ", member=cast.rival_producer, unit_code="32191")
    verdicts = {name: ask(post, producer) for name, post in cast.posts().items()}
    assert {name for name, verdict in verdicts.items() if verdict} == expected
    assert all(verdict.reason for verdict in verdicts.values() if not verdict)


def test_nobody_acts_in_another_province(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    Producer.objects.filter(pk=producer.pk).update(province="an-giang")
    producer.refresh_from_db()
    for post in cast.posts().values():
        assert not may_read_producer(post, producer, on=ON)
        assert not may_keep_producer(post, producer, on=ON)
        assert not may_keep_products(post, producer, "an-giang", on=ON)
        assert not may_keep_products(post, None, "an-giang", on=ON)
        assert not may_register_producer(post, "an-giang", "", None, on=ON)
        assert not may_import(post, "an-giang")


@pytest.mark.parametrize(
    ("code", "on", "own"),
    [
        ("32152", ON, True),
        ("32173", date(2022, 11, 30), True),  # Tân Duyệt went to Đầm Dơi whole
        ("32155", date(2022, 11, 30), False),  # Tạ An Khương only in part
        ("970", date(2022, 11, 30), False),  # the district became seven communes
    ],
)
def test_a_commune_keeps_those_who_lie_in_it_with_certainty(cast: Cast, code: str, on: date, own: bool) -> None:
    producer = a_producer(cast, unit_code=code, unit_on=on)
    assert may_keep_producer(cast.commune_officer.post, producer, on=ON).allowed is own
    assert not may_keep_producer(cast.other_commune_officer.post, producer, on=ON)


def test_a_membership_ends(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    producer.members.update(valid_until=ON)
    assert not may_keep_producer(cast.producer.post, producer, on=ON)
    assert may_keep_producer(cast.producer.post, producer, on=date(2026, 11, 23))


def test_a_rival_sees_none_of_the_products(cast: Cast) -> None:
    mine = a_product(cast, a_producer(cast, member=cast.producer))
    a_producer(cast, "HTX Đối Thủ", member=cast.rival_producer)
    orphan = a_product(cast, None, "Tôm rang")
    assert list(products_visible_to(cast.producer.post, on=ON)) == [mine]
    assert list(products_visible_to(cast.rival_producer.post, on=ON)) == []
    assert not may_read_product(cast.rival_producer.post, mine, on=ON)
    assert not may_read_product(cast.producer.post, orphan, on=ON)
    assert may_read_product(cast.provincial_officer.post, orphan, on=ON)
