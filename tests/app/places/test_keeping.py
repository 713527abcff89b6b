"""Places recorded, changed, archived, and what is on show there. It is ten o'clock on Tuesday 24/11/2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from openocop.catalogue.services.listings import rebuild_listings
from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.hours import Hours, read_weekly
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place
from openocop.places.selectors.facts import place_facts
from openocop.places.selectors.places import announced, on_show, public_places
from openocop.places.services.keeping import (
    CannotKeep,
    archive_place,
    end_showing,
    register_place,
    revise_place,
    show_product,
)
from openocop.registry.models import Product
from tests.factories.actors import DAM_DOI, NAM_CAN, PROVINCE, Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import AT, ON, a_product

SHOP = PlaceFacts(
    kind=Kind.SALES_POINT,
    name="Quầy OCOP Đầm Dơi",
    unit_code=DAM_DOI,
    address="Chợ trung tâm",
    hours=Hours(read_weekly("T2-CN: 7:00-17:00")),
    source="UBND xã cho biết",
)


def a_place(cast: Cast, **changes: Any) -> Place:
    facts = PlaceFacts(**({name: getattr(SHOP, name) for name in SHOP.__slots__} | changes))
    return register_place(facts=facts, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)


def a_public_product(cast: Cast, name: str = "Tôm khô", **facts: Any) -> Product:
    product: Product = a_recognition(cast, name, **facts).product
    rebuild_listings(PROVINCE)
    return product


def _verbs() -> list[str]:
    return list(JournalEntry.objects.filter(verb__startswith="place.").order_by("pk").values_list("verb", flat=True))


def test_what_a_form_sends_twice_is_one_place(cast: Cast) -> None:
    client_id = UUID(int=1)
    for _ in range(2):
        register_place(facts=SHOP, client_id=client_id, by=cast.commune_officer.post, at=AT)
    assert place_facts(Place.objects.get()) == SHOP
    assert _verbs() == ["place.registered"]


def test_a_commune_records_its_own_places_only(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="chỉ ghi điểm thuộc xã mình"):
        register_place(facts=SHOP, client_id=uuid4(), by=cast.other_commune_officer.post, at=AT)
    place = a_place(cast)
    moved = PlaceFacts(kind=SHOP.kind, name=SHOP.name, unit_code=NAM_CAN, address="Bến tàu")
    with pytest.raises(NotPermitted):
        revise_place(place=place, facts=moved, seen_version=1, by=cast.commune_officer.post, at=AT)


def test_a_change_tells_the_journal_what_stood_before_and_none_leaves_no_trace(cast: Cast) -> None:
    place, by = a_place(cast), cast.provincial_officer.post
    changed = PlaceFacts(kind=SHOP.kind, name="Quầy mới", unit_code=DAM_DOI, address="Chợ", source="Xã")
    revise_place(place=place, facts=SHOP, seen_version=1, by=by, at=AT)
    revise_place(place=place, facts=changed, seen_version=1, by=by, at=AT)
    assert _verbs() == ["place.registered", "place.revised"]
    told = JournalEntry.objects.get(verb="place.revised").facts
    assert (told["before"]["name"], told["now"]["name"]) == ("Quầy OCOP Đầm Dơi", "Quầy mới")
    with pytest.raises(CannotKeep, match="Người khác vừa sửa"):
        revise_place(place=place, facts=SHOP, seen_version=1, by=by, at=AT)


def test_a_fair_has_days_and_leaves_the_list_after_the_last(cast: Cast) -> None:
    with pytest.raises(CannotKeep, match="ngày đầu và ngày cuối") as refused:
        a_place(cast, kind=Kind.FAIR)
    assert refused.value.field == "first_on"
    with pytest.raises(CannotKeep):
        a_place(cast, kind=Kind.FAIR, first_on=ON, last_on=ON - timedelta(days=1))
    fair = a_place(cast, kind=Kind.FAIR, first_on=ON, last_on=ON + timedelta(days=2))
    assert list(public_places(on=ON + timedelta(days=2))) == [fair]
    assert not public_places(on=ON + timedelta(days=3)).exists()


def test_an_archived_place_names_its_successor_and_is_not_touched_again(cast: Cast) -> None:
    old, new, by = a_place(cast), a_place(cast, name="Quầy mới"), cast.provincial_officer.post
    with pytest.raises(CannotKeep, match="điểm khác"):
        archive_place(place=old, successor=old, by=by, at=AT)
    archive_place(place=old, successor=new, by=by, at=AT)
    assert list(public_places(on=ON)) == [new]
    with pytest.raises(CannotKeep, match="đã lưu trữ"):
        archive_place(place=old, successor=None, by=by, at=AT)
    with pytest.raises(CannotKeep, match="đã lưu trữ"):
        revise_place(place=old, facts=SHOP, seen_version=1, by=by, at=AT)


def test_products_are_on_show_from_a_day_to_before_another(cast: Cast) -> None:
    place, product, by = a_place(cast), a_public_product(cast), cast.provincial_officer.post
    tomorrow, later = ON + timedelta(days=1), ON + timedelta(days=3)
    showing = show_product(place=place, product=product, from_on=tomorrow, until_on=later, by=by, at=AT)
    days = [ON, tomorrow, later - timedelta(days=1), later]
    assert [bool(on_show(place, day)) for day in days] == [False, True, True, False]
    assert announced(place, ON) == [showing]
    end_showing(showing=showing, by=by, at=AT)
    end_showing(showing=showing, by=by, at=AT)
    assert not on_show(place, tomorrow)
    assert _verbs() == ["place.registered", "place.product_shown", "place.showing_ended"]


def test_the_same_product_is_shown_once(cast: Cast) -> None:
    place, product, by = a_place(cast), a_public_product(cast), cast.provincial_officer.post
    for _ in range(2):
        show_product(place=place, product=product, from_on=ON, until_on=None, by=by, at=AT)
    assert place.showings.count() == 1


def test_a_product_that_is_not_public_cannot_be_told_of(cast: Cast) -> None:
    """A place must not be the way to learn of a dossier before its decision."""
    place, by = a_place(cast), cast.provincial_officer.post
    with pytest.raises(CannotKeep, match="Không có sản phẩm công khai"):
        show_product(place=place, product=a_product(cast, None), from_on=ON, until_on=None, by=by, at=AT)
    with pytest.raises(CannotKeep, match="Ngày"):
        show_product(place=place, product=a_public_product(cast), from_on=ON, until_on=ON, by=by, at=AT)


def test_an_invented_place_shows_no_real_product(cast: Cast) -> None:
    by = cast.provincial_officer.post
    place = register_place(facts=SHOP, client_id=uuid4(), by=by, at=AT, is_illustrative=True)
    with pytest.raises(CannotKeep, match="minh hoạ"):
        show_product(
            place=place, product=a_public_product(cast), from_on=date(2026, 11, 24), until_on=None, by=by, at=AT
        )
