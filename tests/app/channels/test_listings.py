"""Where a product is on sale: recorded by who keeps it, counted once an office opened it, held while no star runs."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from openocop.catalogue.selectors.sales import sold_at
from openocop.channels.domain.standing import Standing, standing
from openocop.channels.models import ChannelListing
from openocop.channels.selectors.board import board, listed_of
from openocop.channels.services.listings import CannotList, check_listing, end_listing, record_listing
from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.registry.models import Product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.evaluation import signed_in
from tests.factories.registry import AT, ON, a_producer, a_product

SHOP = "https://www.lazada.vn/products/tom-kho-i1.html?spm=a.b"


@pytest.fixture
def product(cast: Cast) -> Product:
    producer = a_producer(cast, member=cast.producer)
    recognition = a_recognition(cast, "Tôm khô", producer, council_on=None, decided_on=date(2025, 6, 1))
    found: Product = recognition.product
    return found


def _listed(cast: Cast, product: Product, address: str = SHOP, channel: str = "lazada") -> ChannelListing:
    return record_listing(
        product=product, channel=channel, address=address, client_id=uuid4(), by=cast.producer.post, at=AT
    )


def _live(product: Product, on: date) -> list[ChannelListing]:
    return [listing for _channel, listing in sold_at(product.pk, on)]


def test_a_double_tap_records_one_address_and_the_same_again_is_told(cast: Cast, product: Product) -> None:
    client_id, by = uuid4(), cast.producer.post
    first, second = (
        record_listing(product=product, channel="lazada", address=SHOP, client_id=client_id, by=by, at=AT)
        for _tap in range(2)
    )
    assert first == second
    with pytest.raises(CannotList, match="đã được ghi cho sản phẩm"):
        _listed(cast, product)
    other = a_product(cast, product.producer, "Cá khô")
    with pytest.raises(CannotList, match="sản phẩm khác"):
        record_listing(product=other, channel="lazada", address=SHOP, client_id=client_id, by=by, at=AT)
    assert ChannelListing.objects.count() == 1


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        ("lazada", " www.lazada.vn/products/a.html ", "https://www.lazada.vn/products/a.html"),
        ("lazada", "http://LAZADA.vn/a?b=c#d", "https://lazada.vn/a?b=c"),
        ("postmart_buudien", "https://nongsan.buudien.vn/x", "https://nongsan.buudien.vn/x"),
    ],
)
def test_an_address_is_kept_whole_and_safe(cast: Cast, product: Product, channel: str, typed: str, kept: str) -> None:
    assert _listed(cast, product, typed, channel).address == kept


@pytest.mark.parametrize(
    ("channel", "typed", "said"),
    [
        ("lazada", "javascript:alert(1)//lazada.vn", "không phải địa chỉ"),
        ("lazada", "https://lazada.vn@evil.example/", "không phải địa chỉ"),
        ("lazada", "https://lazada.vn.evil.example/", "không phải Lazada"),
        ("lazada", "https://notlazada.vn/a", "không phải Lazada"),
        ("lazada", "https://shopee.vn/a", "không phải Lazada"),
        ("lazada", "https://lazada.vn:8443/a", "không phải địa chỉ"),
        ("lazada", "https://lazada.vn/\N{RIGHT-TO-LEFT OVERRIDE}a", "không phải địa chỉ"),
        ("lazada", "https://[lazada.vn/", "không phải địa chỉ"),
        ("lazada", "https://lazada.vn/" + "a" * 500, "không phải địa chỉ"),
        ("lazada", "", "không phải địa chỉ"),
        ("google_merchant", "https://google.com/a", "không có trang sản phẩm"),
        ("ebay", "https://ebay.com/a", "Không có kênh này"),
    ],
)
def test_what_is_no_address_of_the_channel_is_refused(
    cast: Cast, product: Product, channel: str, typed: str, said: str
) -> None:
    with pytest.raises(CannotList, match=said):
        _listed(cast, product, typed, channel)
    assert not ChannelListing.objects.exists()


def test_it_counts_once_an_office_opened_it_and_for_half_a_year(cast: Cast, product: Product) -> None:
    listing = _listed(cast, product)
    assert _live(product, ON) == []
    with pytest.raises(NotPermitted, match="cán bộ xã hoặc cơ quan OCOP tỉnh"):
        check_listing(listing=listing, by=cast.producer.post, at=AT)
    check_listing(listing=listing, by=cast.commune_officer.post, at=AT)
    assert _live(product, ON) == [listing]
    assert _live(product, ON + timedelta(days=179)) == [listing]
    assert _live(product, ON + timedelta(days=180)) == []


def test_a_star_that_ends_holds_every_address_from_that_day(cast: Cast, product: Product) -> None:
    listing = check_listing(listing=_listed(cast, product), by=cast.provincial_officer.post, at=AT)
    check_listing(listing=listing, by=cast.provincial_officer.post, at=AT + timedelta(days=900))
    ((listed,),) = listed_of([product], date(2028, 6, 1)).values()
    assert listed.standing == Standing.LIVE
    assert _live(product, date(2028, 6, 1)) == [listing]
    assert _live(product, date(2028, 6, 2)) == []
    ((listed,),) = listed_of([product], date(2028, 6, 2)).values()  # 36 months from 01/06/2025
    assert listed.standing == Standing.HELD


def test_the_public_page_leads_to_where_it_is_sold_and_asks_nobody_to_follow(cast: Cast, product: Product) -> None:
    address, listing = f"/san-pham/{product.slug}-{product.public_id}/", _listed(cast, product)
    assert SHOP not in Client().get(address).content.decode()
    check_listing(listing=listing, by=cast.provincial_officer.post, at=AT)
    page = Client().get(address).content.decode()
    assert f'href="{SHOP}" rel="nofollow noopener noreferrer"' in page
    assert "Lazada" in page


def test_an_ended_address_stays_on_record_and_may_come_back(cast: Cast, product: Product) -> None:
    listing = _listed(cast, product)
    with pytest.raises(CannotList, match="vì sao không còn"):
        end_listing(listing=listing, reason=" ", by=cast.producer.post, at=AT)
    for reason in ("Đóng gian hàng", "lần nữa"):
        ended = end_listing(listing=listing, reason=reason, by=cast.producer.post, at=AT)
    assert ended.ended_reason == "Đóng gian hàng"
    with pytest.raises(CannotList, match="không còn"):
        check_listing(listing=listing, by=cast.provincial_officer.post, at=AT)
    assert _listed(cast, product).pk != listing.pk
    verbs = JournalEntry.objects.filter(verb__startswith="channel.").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["channel.listed", "channel.ended", "channel.listed"]


@pytest.mark.parametrize(
    ("checked_on", "ended", "runs", "expected"),
    [
        (None, False, True, Standing.RECORDED),
        (date(2026, 11, 1), False, True, Standing.LIVE),
        (date(2026, 5, 1), False, True, Standing.STALE),
        (date(2026, 11, 1), False, False, Standing.HELD),
        (date(2026, 11, 1), True, False, Standing.ENDED),
    ],
)
def test_what_is_furthest_known_is_said(checked_on: date | None, ended: bool, runs: bool, expected: Standing) -> None:
    assert standing(checked_on=checked_on, ended=ended, star_runs=runs, on=ON) == expected


@pytest.mark.parametrize("products", [1, 4])
def test_the_board_takes_as_many_queries_for_any_number_of_products(
    cast: Cast, product: Product, products: int, django_assert_num_queries
) -> None:
    _listed(cast, product)
    rows = [product, *(a_product(cast, product.producer, f"Cá khô {number}") for number in range(products - 1))]
    with django_assert_num_queries(9):
        assert len(board(rows, ON)) == products


def test_a_producer_records_an_address_and_an_office_opens_it_on_the_page(cast: Cast, product: Product) -> None:
    client, address = signed_in(cast.producer.post), f"/kenh-ban/{product.public_id}/"
    page = client.get(address)
    assert "mới ghi, chưa mở xem" not in page.content.decode()
    wrong = client.post(f"{address}ghi/", {"client_id": uuid4(), "channel": "lazada", "address": "https://shopee.vn/a"})
    assert wrong.status_code == 422
    assert "https://shopee.vn/a" in wrong.content.decode()
    client.post(f"{address}ghi/", {"client_id": uuid4(), "channel": "lazada", "address": SHOP})
    shown = client.get(address).content.decode()
    assert "mới ghi, chưa mở xem" in shown
    assert "Đã mở, đúng sản phẩm" not in shown
    listing = ChannelListing.objects.get()
    office = signed_in(cast.provincial_officer.post)
    office.post(f"/kenh-ban/trang/{listing.public_id}/da-mo/")
    assert "đang bán" in office.get("/kenh-ban/").content.decode()
    office.post(f"/kenh-ban/trang/{listing.public_id}/khong-con/", {"reason": ""})
    assert ChannelListing.objects.get().ended_at is None
    office.post(f"/kenh-ban/trang/{listing.public_id}/khong-con/", {"reason": "Hết hàng"})
    assert SHOP not in office.get(address).content.decode()
    assert b"".join(office.get("/kenh-ban/kenh-ban.xlsx"))[:2] == b"PK"


READERS = {
    *("producer", "commune_officer", "provincial_officer", "leader", "inspector", "secretary", "administrator"),
    *("ministry", "rival_producer", "other_commune_officer"),
}
KEEPERS = {"producer", "commune_officer", "provincial_officer"}
OF_THE_PRODUCT = READERS - {"rival_producer", "other_commune_officer"}
PAGES = {
    "/kenh-ban/": READERS,
    "/kenh-ban/kenh-ban.xlsx": READERS,
    "/kenh-ban/{product}/": OF_THE_PRODUCT,
}


@pytest.mark.parametrize("path", PAGES)
def test_exactly_these_open_the_page(cast: Cast, product: Product, path: str) -> None:
    address = path.format(product=product.public_id)
    answers = {name: signed_in(post).get(address).status_code for name, post in cast.posts().items()}
    assert {name for name, status in answers.items() if status == 200} == PAGES[path] & set(answers)
    assert set(answers.values()) <= {200, 403}
    assert Client().get(address).status_code == 302


def test_exactly_these_act(cast: Cast, product: Product) -> None:
    listing = _listed(cast, product)
    of_listing = f"/kenh-ban/trang/{listing.public_id}"
    for address, may in (
        (f"/kenh-ban/{product.public_id}/ghi/", KEEPERS),
        (f"{of_listing}/da-mo/", KEEPERS - {"producer"}),
        (f"{of_listing}/khong-con/", KEEPERS),
    ):
        answers = {name: signed_in(post).post(address).status_code for name, post in cast.posts().items()}
        assert {name for name, status in answers.items() if status in {302, 422}} == may, address
        assert set(answers.values()) <= {302, 422, 403}
    listing.refresh_from_db()
    assert listing.checked_role
    assert listing.ended_at is None  # nobody gave a reason
    assert signed_in(cast.producer.post).get(f"/kenh-ban/trang/{listing.public_id}/da-mo/").status_code == 405
