"""The public projection follows the register and the decisions, and no page asks more of the database as it grows."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.catalogue.models import CatalogueState, Listing
from openocop.catalogue.selectors.index import forget_index
from openocop.catalogue.services.listings import rebuild_listings
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.services.records import withdraw_recognition
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.services.producers import revise_producer
from openocop.registry.services.products import revise_product
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import a_declared_round, a_recognition, again, main_of
from tests.factories.registry import AT, a_producer, a_product, producer_facts

# What a page may ask with an empty cache, however much it shows; lists are held to the same number, whichever it is.
QUERIES = {"/": 10, "/dot-danh-gia/": 7, "product": 17, "producer": 11, "certificate": 10, "round": 8}
LISTS = ("/san-pham/", "/san-pham/?q=tom&sao=3", "/kiem-tra/?ma=tom")


def _rows() -> list[dict[str, object]]:
    rows = Listing.objects.order_by("public_id").values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def _version() -> int:
    return CatalogueState.objects.get(province=PROVINCE).version


def test_a_listing_comes_with_the_first_recognition_and_tells_the_speaking_one(cast: Cast) -> None:
    product = a_product(cast, a_producer(cast), "Tôm khô")
    assert Listing.objects.count() == 0
    again(product)
    again(product, star=4, council_on=None, decided_on=date(2026, 1, 10))
    listing = Listing.objects.get()
    assert (listing.name, listing.producer_name, listing.star, listing.year) == ("Tôm khô", "HTX Cái Bát", 4, 2026)
    assert (listing.valid_from, listing.valid_until) == (date(2026, 1, 10), date(2029, 1, 11))
    assert (listing.place_slug, listing.place_text, listing.place_is_past) == ("xa-dam-doi", "Xã Đầm Dơi", False)
    assert listing.search_key == (
        "tom kho htx cai bat xa dam doi | huyen dam doi ta an khuong tan duyet tan dan"  # what the commune was made of
    )


def test_renaming_shows_at_once(cast: Cast) -> None:
    producer = a_producer(cast)
    product = a_recognition(cast, "Tôm khô", producer).product
    assert "Tôm khô" in main_of(Client().get("/san-pham/"))
    revise_product(product=product, facts=ProductFacts("Tôm sú khô"), by=cast.provincial_officer.post, at=AT)
    revise_producer(producer=producer, facts=producer_facts("HTX Tên Mới"), by=cast.provincial_officer.post, at=AT)
    page = main_of(Client().get("/san-pham/"))
    assert "Tôm sú khô HTX Tên Mới" in page
    assert "1 sản phẩm" in page


def test_every_write_makes_kept_pages_lapse(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1))
    before = _version()
    assert "Còn hạn đến hết ngày" in main_of(Client().get(f"/san-pham/tom-kho-{recognition.product.public_id}/"))
    withdraw_recognition(
        recognition=recognition,
        ground=WithdrawalGround.WRONG_USE_OF_MARK,
        decision_no="5/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    assert _version() == before + 1
    assert "Bị thu hồi" in main_of(Client().get(f"/san-pham/tom-kho-{recognition.product.public_id}/"))


def test_a_rebuild_gives_the_same_rows_and_drops_what_is_recognised_no_more(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1))
    gone = a_recognition(cast, "Mắm cá", None)
    before = _rows()
    Listing.objects.filter(name="Tôm khô").update(name="lạc", star=5, search_key="lac")
    assert rebuild_listings(PROVINCE) == 2
    assert _rows() == before
    product = gone.product
    gone.delete()
    assert rebuild_listings() == 1
    assert Client().get(f"/san-pham/mam-ca-{product.public_id}/").status_code == 404


def test_pages_ask_the_same_of_three_products_and_of_six(cast: Cast) -> None:
    producer = a_producer(cast)
    round = a_declared_round(declared={"products": 3})
    first = a_recognition(cast, "Tôm khô", producer, round=round)
    for name in ("Tôm thẻ khô", "Tôm đất khô"):
        a_recognition(cast, name, producer, round=round)
    pages = {
        **{path: path for path in (*QUERIES, *LISTS) if path.startswith("/")},
        "product": f"/san-pham/tom-kho-{first.product.public_id}/",
        "producer": f"/chu-the/htx-cai-bat-{producer.public_id}/",
        "certificate": f"/chung-nhan/{first.public_id}/",
        "round": f"/dot-danh-gia/{round.public_id}/",
    }
    of_three = {name: _queries(path) for name, path in pages.items()}
    a_recognition(cast, "Tôm sú khô", producer, round=round)
    a_recognition(cast, "Tôm khô", a_producer(cast, "HTX Hai"), round=round)
    a_recognition(cast, "Tôm mẫu", None, round=a_declared_round("CM-2021-1"), is_illustrative=True)
    again(first.product, star=4, decided_on=date(2026, 1, 10))
    assert {name: _queries(path) for name, path in pages.items()} == of_three
    assert {name: of_three[name] for name in QUERIES} == QUERIES


def _queries(path: str) -> int:
    cache.clear()
    forget_index()
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(path).status_code == 200
    return len(seen)
