"""A dump read into an empty system gives the same public site: every public page, compared byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from openocop.channels.services.listings import check_listing, record_listing
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.services.gifts import state_gift_use
from openocop.offers.services.packs import add_pack, revise_pack
from openocop.offers.services.supply import state_supply
from openocop.opendata.services.dumping import dump
from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.kinds import Kind
from openocop.places.services.keeping import archive_place, register_place, show_product
from openocop.proofs.services.proving import prove_all
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.services.records import withdraw_recognition
from openocop.recognition.services.scopes import bind_scope
from openocop.registry.domain.photographs import Licence, PhotoKind
from openocop.registry.models import Product
from openocop.registry.services.photos import retire_photo
from tests.app.opendata.copying import public_pages
from tests.factories.actors import DAM_DOI, Cast
from tests.factories.catalogue import a_declared_round, a_recognition, again
from tests.factories.photographs import a_photograph
from tests.factories.registry import AT, ON, a_producer

PROVINCE = "ca-mau"


@pytest.fixture
def site(cast: Cast, tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    """Products in every state, with what a public page may show."""
    settings.OPENOCOP_KEYS = tmp_path / "keys"  # type: ignore[attr-defined]  # pytest-django's settings
    producer, other = (
        a_producer(cast, aliases=("HTX CB",)),
        a_producer(cast, "HTX Hai", unit_code="970", unit_on=date(2022, 11, 30)),
    )
    round = a_declared_round(declared={"products": 3, "stars": {"3": 3}, "council_on": "2022-11-30", "score_max": "62"})
    a_recognition(cast, "Tôm khô", producer, round=round, score="62", source_urls=("https://bao.example/bai",))
    upgraded = a_recognition(cast, "Mắm cá", producer, round=round, council_on=date(2022, 11, 30))
    again(upgraded.product, star=4, decided_on=date(2026, 1, 10))
    a_recognition(cast, "Tôm khô", other, decided_on=date(2023, 5, 5))
    a_recognition(cast, "Cá khô", None, decided_on=date(2022, 1, 1))
    gone = a_recognition(cast, "Muối ớt", producer, decided_on=date(2025, 6, 1))
    withdraw_recognition(
        recognition=gone,
        ground=WithdrawalGround.FALSE_DOSSIER,
        decision_no="9/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    sold = a_recognition(cast, "Kẹo mẫu", producer, decided_on=date(2026, 8, 1), is_illustrative=True)
    _offered(cast, sold.product)
    _on_sale(cast, sold.product)
    _certified(sold)


def _offered(cast: Cast, product: Product) -> None:
    by = cast.provincial_officer.post
    jar = PackFacts("Hũ", Decimal("0.5"), Unit.KILOGRAM, 45_000, bar_code="8934680022286", is_gift=True, shelf_days=90)
    pack = add_pack(product=product, facts=jar, client_id=uuid4(), by=by, at=AT)
    dearer = PackFacts(
        "Hũ", Decimal("0.5"), Unit.KILOGRAM, 49_000, bar_code="8934680022286", is_gift=True, shelf_days=90
    )
    revise_pack(pack=pack, facts=dearer, by=by, at=AT)
    add_pack(product=product, facts=PackFacts("Thùng", Decimal(10), Unit.KILOGRAM), client_id=uuid4(), by=by, at=AT)
    facts = SupplyFacts(months=(11, 12, 1), monthly=Decimal(300), minimum=Decimal(5), lead_days=4)
    state_supply(product=product, facts=facts, by=by, at=AT)
    a_photograph(cast, product, caption="Hũ kẹo", alt="Một hũ kẹo", caption_en="A jar", licence=Licence.CC_BY)
    a_photograph(cast, product, turn=1, width=1500, kind=PhotoKind.PEOPLE, caption="Người làm kẹo")
    retire_photo(photo=a_photograph(cast, product, turn=2, caption="Đã gỡ"), by=by, at=AT)
    said = GiftFacts((Occasion.TET, Occasion.VISIT), wraps=True, personalised=True, ready_days=3)
    state_gift_use(product=product, facts=said, by=by, at=AT)


def _on_sale(cast: Cast, product: Product) -> None:
    """A shop that shows it, one that went and says where, and an address that an office has opened."""
    by = cast.provincial_officer.post
    shop, gone = (
        register_place(
            facts=PlaceFacts(Kind.SALES_POINT, name, DAM_DOI, "Chợ Đầm Dơi"), client_id=uuid4(), by=by, at=AT
        )
        for name in ("Cửa hàng mới", "Cửa hàng cũ")
    )
    show_product(place=shop, product=product, from_on=ON, until_on=None, by=by, at=AT)
    archive_place(place=gone, successor=shop, by=by, at=AT)
    address = "https://www.lazada.vn/products/keo.html"
    sale = record_listing(product=product, channel="lazada", address=address, client_id=uuid4(), by=by, at=AT)
    check_listing(listing=sale, by=by, at=AT)


def _certified(row: Recognition) -> None:
    """Give it a certificate that replaced another, each with a signed proof."""
    fields = {
        "province": PROVINCE,
        "issued_on": date(2026, 8, 1),
        "valid_until": date(2029, 8, 2),
        "is_illustrative": True,
    }
    printed = {"product_name": "Kẹo mẫu", "producer_name": "HTX Cái Bát", "producer_address": "Xã Đầm Dơi", "stars": 3}
    running = Certificate.objects.create(
        recognition=row, number="MH-002/2026/GCN-OCOP", product_code="96-32152-01-2026", printed=printed, **fields
    )
    Certificate.objects.create(
        number="MH-001/2026/GCN-OCOP",
        product_code="96-32152-01-2026",
        replaced_by=running,
        replaced_on=date(2026, 9, 1),
        printed=printed,
        **fields,
    )
    bind_scope(running, row.product)
    prove_all(province=PROVINCE)


def _pages_of_a_copy(folder: Path, home: Path) -> dict[str, str]:
    """Read the dump into a system of its own, on SQLite with nothing in it, and return its public pages."""
    found = home / "pages.json"
    home.mkdir()
    environment = {**os.environ, "OPENOCOP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "tests.app.opendata.copying", str(folder), str(found), AT.isoformat()]
    subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[3])
    pages: dict[str, str] = json.loads(found.read_text(encoding="utf-8"))
    return pages


def test_a_copy_shows_the_same_site_and_gives_the_same_bytes(site: None, tmp_path: Path) -> None:
    before = public_pages()
    assert len(before) > 40
    for shown in ("/anh/", "/diem-ban/", "/san-pham/"):
        assert any(shown in address for address in before)
    assert any("https://www.lazada.vn/products/keo.html" in page for page in before.values())
    first = dump(PROVINCE, ON, into=tmp_path / "first")
    assert _bytes_of(dump(PROVINCE, ON, into=tmp_path / "second")) == _bytes_of(first)
    after = _pages_of_a_copy(first, tmp_path / "copy")
    assert after.keys() == before.keys()
    assert [address for address in before if before[address] != after[address]] == []
    assert _bytes_of(tmp_path / "copy" / "dump") == _bytes_of(first)


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
