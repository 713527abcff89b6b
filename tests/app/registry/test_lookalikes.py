"""Look-alikes by name, maker and picture: who is told of what, here and beyond the province."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import LazySettings

from openocop.accounts.domain.roles import Post
from openocop.core.services.files import store_file
from openocop.registry.domain.photographs import prepared
from openocop.registry.models import PictureLook, Producer, Product
from openocop.registry.selectors.lookalikes import Lookalike, lookalikes, tellable
from openocop.registry.services.looks import forget_look, keep_look
from openocop.registry.services.photos import add_photo
from tests.factories.actors import Cast, build_cast
from tests.factories.catalogue import a_recognition
from tests.factories.photographs import photo_said
from tests.factories.registry import AT, ON, a_producer, a_product
from tests.unit.registry.test_pictures import drawn, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    from tests.factories.dossiers import some_units

    some_units()
    return build_cast()


def told(post: Post, name: str, maker: str = "", but: Product | None = None) -> list[Lookalike]:
    return lookalikes(post, name=name, maker=maker, among=tellable(post, on=ON), on=ON, but=but)


def names(found: list[Lookalike]) -> list[str]:
    return [one.product.name for one in found]


def elsewhere(product: Product) -> None:
    """Move a product with its producer and its public page to another province."""
    Product.objects.filter(pk=product.pk).update(province="an-giang")
    Producer.objects.filter(pk=product.producer_id).update(province="an-giang")


def test_like_names_of_like_makers_are_told_with_the_reason(cast: Cast) -> None:
    own = a_product(cast, a_producer(cast), "Tôm khô tách vỏ")
    found = told(cast.provincial_officer.post, "Tôm khô tách vỏ Cái Bát", "Hợp tác xã Cái Bát")
    assert [(one.product.pk, one.same_maker, one.picture, one.place) for one in found] == [(own.pk, True, 0, "")]
    assert told(cast.provincial_officer.post, "Tôm khô tách vỏ", but=own) == []
    assert told(cast.provincial_officer.post, "Cá kho tách xương", "HTX Cái Bát") == []  # the maker alone tells nothing


def test_a_rare_name_of_another_maker_is_told_and_one_that_many_bear_is_not(cast: Cast) -> None:
    a_product(cast, a_producer(cast, "HTX Một"), "Bánh lá dừa nhân tôm")
    assert names(told(cast.commune_officer.post, "Bánh lá dừa nhân tôm", "Hộ Bảy")) == ["Bánh lá dừa nhân tôm"]
    for number in range(6):
        a_product(cast, a_producer(cast, f"Cơ sở Chợ {number} Xóm {'abcdef'[number] * 6}"), "Tôm khô")
    assert told(cast.commune_officer.post, "Tôm khô", "Hộ Bảy Sương") == []


def test_a_producer_is_told_of_its_own_and_of_public_products_only(cast: Cast) -> None:
    mine = a_producer(cast, "HTX Của Tôi", member=cast.producer)
    a_product(cast, mine, "Mắm ba khía hũ")
    a_product(cast, a_producer(cast, "HTX Kín"), "Mắm ba khía hũ")
    a_recognition(cast, "Mắm ba khía hũ", a_producer(cast, "HTX Công Khai"))
    makers = {one.product.producer.name for one in told(cast.producer.post, "Mắm ba khía hũ") if one.product.producer}
    assert makers == {"HTX Của Tôi", "HTX Công Khai"}
    rivals = {
        one.product.producer.name for one in told(cast.rival_producer.post, "Mắm ba khía hũ") if one.product.producer
    }
    assert rivals == {"HTX Công Khai"}
    assert len(told(cast.commune_officer.post, "Mắm ba khía hũ")) == 3


def test_of_other_provinces_only_public_products_are_told(cast: Cast) -> None:
    public = a_recognition(cast, "Khô cá lau kiếng", a_producer(cast, "HTX Xa")).product
    hidden = a_product(cast, a_producer(cast, "HTX Ẩn"), "Khô cá lau kiếng")
    elsewhere(public), elsewhere(hidden)
    found = told(cast.provincial_officer.post, "Khô cá lau kiếng")
    assert [(one.product.pk, one.address.startswith("/san-pham/")) for one in found] == [(public.pk, True)]
    assert found[0].place == "an-giang"  # a province of which no unit is laid down here is named by its slug


@pytest.fixture
def pictured(cast: Cast, settings: LazySettings, tmp_path: Path) -> tuple[Product, Product]:
    """Two products of two makers, the second with a smaller copy of the first one's photograph in its dossier."""
    settings.OPENOCOP_HOME = tmp_path
    mine = a_product(cast, a_producer(cast, "HTX Của Tôi", member=cast.producer), "Mứt mãng cầu")
    theirs = a_product(cast, a_producer(cast, "HTX Kín", member=cast.rival_producer), "Kẹo bần")
    picture = prepared(io.BytesIO(saved(drawn(1))))
    add_photo(product=mine, picture=picture, facts=photo_said(), agreed=True, by=cast.producer.post, at=AT)
    copy = saved(drawn(1).resize((400, 311)), quality=50)
    file = store_file(province="ca-mau", name="b.jpg", media_type="image/jpeg", content=copy)
    keep_look(product=theirs, file=file, is_public=False)
    return mine, theirs


def test_a_picture_used_twice_is_told_to_offices(cast: Cast, pictured: tuple[Product, Product]) -> None:
    mine, theirs = pictured
    found = told(cast.commune_officer.post, mine.name, but=mine)
    assert [(one.product.pk, one.picture >= 90) for one in found] == [(theirs.pk, True)]


def test_a_picture_in_a_dossier_is_not_told_to_another_producer(cast: Cast, pictured: tuple[Product, Product]) -> None:
    mine, theirs = pictured
    assert told(cast.producer.post, mine.name, but=mine) == []
    assert told(cast.rival_producer.post, theirs.name, but=theirs) == []  # the photograph's product is not public


def test_a_picture_taken_out_of_the_dossier_is_forgotten(cast: Cast, pictured: tuple[Product, Product]) -> None:
    mine, theirs = pictured
    look = PictureLook.objects.get(product=theirs)
    forget_look(product=theirs, file=look.file)
    assert told(cast.commune_officer.post, mine.name, but=mine) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_look_alikes_take_one_count_of_queries(cast: Cast, rows: int, django_assert_num_queries) -> None:
    for number in range(rows):
        a_product(cast, a_producer(cast, f"HTX Cái Bát {number}"), "Tôm khô tách vỏ")
    with django_assert_num_queries(4):
        assert len(told(cast.provincial_officer.post, "Tôm khô tách vỏ", "Hợp tác xã Cái Bát")) == rows
