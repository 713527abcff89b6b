"""Kept pieces: after every write, pages visited before say what pages drawn anew say; what did not change is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.index import forget_index
from openocop.catalogue.services.listings import next_version, rebuild_listings
from openocop.catalogue.views import details, lists
from openocop.catalogue.views.frame import product_url
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import ImportRun, Recognition
from openocop.recognition.services.import_undo import undo_import
from openocop.recognition.services.imports import import_recognitions
from openocop.recognition.services.records import withdraw_recognition
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.models import Producer, Product
from openocop.registry.services.producers import revise_producer
from openocop.registry.services.products import revise_product
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import a_declared_round, a_recognition, again
from tests.factories.photographs import a_photograph
from tests.factories.recognition import a_decision, a_list, a_result, issued
from tests.factories.registry import AT, a_producer, producer_facts

LISTS = ("/", "/san-pham/", "/san-pham/?q=tom", "/san-pham/?sao=4", "/san-pham/?q=zzz")
Write = Callable[[Cast], object]


def _product(name: str) -> Product:
    return Product.objects.get(name=name)


def _revised(cast: Cast, named: str, **facts: str) -> None:
    revise_product(
        product=_product(named), facts=ProductFacts(**{"name": named, **facts}), by=cast.provincial_officer.post, at=AT
    )


def _revised_producer(cast: Cast, **facts: object) -> None:
    revise_producer(
        producer=Producer.objects.get(name="HTX Cái Bát"),
        facts=producer_facts(**{"name": "HTX Cái Bát", **facts}),
        by=cast.provincial_officer.post,
        at=AT,
    )


def _photographed(cast: Cast) -> None:
    a_photograph(cast, _product("Tôm khô"))


def _withdrawn(cast: Cast) -> None:
    withdraw_recognition(
        recognition=Recognition.objects.get(product=_product("Tôm khô")),
        ground=WithdrawalGround.WRONG_USE_OF_MARK,
        decision_no="5/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )


def _imported(cast: Cast) -> None:
    listed = a_list(("Tôm khô", "HTX Cái Bát", "5"), ("Tôm khô", "HTX Mới", "4"))
    import_recognitions(province=PROVINCE, data=listed, filename="a.csv", by=None)


WRITES: dict[str, Write] = {
    "a product is renamed": lambda cast: _revised(cast, "Tôm khô", name="Tôm sú khô"),
    "only its description changes": lambda cast: _revised(cast, "Tôm khô", description="Phơi nắng"),
    "another of the producer is renamed": lambda cast: _revised(cast, "Mắm tôm", name="Mắm ruốc"),
    "the producer is renamed": lambda cast: _revised_producer(cast, name="HTX Tên Mới"),
    "the producer has another name beside": lambda cast: _revised_producer(cast, aliases=("Tổ hợp tác",)),
    "the producer moves": lambda cast: _revised_producer(cast, unit_code="970", unit_on=date(2022, 11, 30)),
    "a photograph is added": _photographed,
    "a recognition is withdrawn": _withdrawn,
    "a product is recognised again": lambda cast: again(
        _product("Tôm khô"), star=4, council_on=None, decided_on=date(2026, 1, 10)
    ),
    "the producer's next product": lambda cast: a_recognition(
        cast, "Khô cá", Producer.objects.get(name="HTX Cái Bát"), star=4
    ),
    "another producer's of the same name": lambda cast: a_recognition(cast, "Tôm khô", a_producer(cast, "HTX Khác")),
    "a list is imported": _imported,
    "all is written anew": lambda cast: rebuild_listings(PROVINCE),
}


@pytest.fixture
def shelf(cast: Cast) -> list[str]:
    """Return the addresses of all pages about five products, two of one producer."""
    producer, round = a_producer(cast), a_declared_round()
    a_recognition(cast, "Tôm khô", producer, round=round, decided_on=date(2024, 6, 1), score="62")
    a_recognition(cast, "Mắm tôm", producer)
    for number in range(3):
        a_recognition(cast, f"Trà số {number}", None, star=None)
    pages = [*map(product_url, Listing.objects.all()), details.producer_url(producer.public_id, producer.name)]
    return [*LISTS, *pages, *(f"/chung-nhan/{one.public_id}/" for one in Recognition.objects.all())]


def _said(paths: list[str]) -> dict[str, tuple[int, str]]:
    """Return status and markup of each page; an address with an old name is followed to the present one."""
    answers = {path: Client().get(path, follow=True) for path in paths}
    return {path: (one.status_code, one.content.decode()) for path, one in answers.items()}


def _said_anew(paths: list[str]) -> dict[str, tuple[int, str]]:
    cache.clear()
    forget_index()
    return _said(paths)


@pytest.mark.parametrize("write", WRITES)
def test_pages_visited_before_a_write_say_what_pages_drawn_anew_say(cast: Cast, shelf: list[str], write: str) -> None:
    before = _said(shelf)
    WRITES[write](cast)
    after = _said(shelf)
    assert after == _said_anew(shelf)
    assert after != before or write == "all is written anew"


def test_an_undone_import_leaves_nothing_on_any_page(cast: Cast, shelf: list[str]) -> None:
    before = _said(shelf)
    _imported(cast)
    assert _said(shelf) != before
    undo_import(run=ImportRun.objects.get(), by=None)
    assert _said(shelf) == _said_anew(shelf)


def test_an_issued_decision_shows_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(days=12)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    panel = a_result()
    product = panel.entries()[0].dossier.product
    again(product, round=panel.council.round)
    paths = [*LISTS, product_url(Listing.objects.get())]
    before = _said(paths)
    issued(a_decision(panel))
    after = _said(paths)
    assert after == _said_anew(paths)
    assert "123/QĐ-UBND" not in before[paths[-1]][1]
    assert "123/QĐ-UBND" in after[paths[-1]][1]


def test_a_new_day_draws_every_page_anew(cast: Cast, shelf: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = _said(shelf)
    later = timezone.now() + timedelta(days=100)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    after = _said(shelf)
    assert after == _said_anew(shelf)
    address = product_url(Listing.objects.get(name="Tôm khô"))
    assert "Còn hạn, sắp hết" not in before[address][1]
    assert "Còn hạn, sắp hết" in after[address][1]


def test_each_language_has_its_own(shelf: list[str]) -> None:
    vietnamese = _said(shelf)
    assert "Certificate" in Client().get(f"/en{shelf[5]}").content.decode()
    assert _said(shelf) == vietnamese


def test_what_a_write_did_not_touch_is_not_drawn_again(
    cast: Cast, shelf: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for module, name in ((details, "_draw_product"), (lists, "_draw_products")):
        draw = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *args, draw=draw, name=name: drawn.append(name) or draw(*args))
    paths = ["/san-pham/", "/san-pham/?sao=3", "/san-pham/?q=tra", *map(product_url, Listing.objects.all())]
    _said(paths)
    assert (drawn.count("_draw_products"), drawn.count("_draw_product")) == (3, 5)
    next_version(PROVINCE)
    _said(paths)
    assert (drawn.count("_draw_products"), drawn.count("_draw_product")) == (3, 5)
    _revised(cast, "Trà số 2", description="Hái ban mai")
    _said(paths)
    assert (drawn.count("_draw_products"), drawn.count("_draw_product")) == (5, 6)


def test_a_listing_is_written_anew_under_another_key(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast))
    before = Listing.objects.get().pk
    _revised(cast, "Tôm khô", packaging="Hộp 200 g")
    assert Listing.objects.get(product=recognition.product).pk > before
